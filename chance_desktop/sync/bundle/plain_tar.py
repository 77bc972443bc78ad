"""Make and read an archive of plain files only: a header of 512 bytes, then the bytes it counts, as `tar --format=ustar` writes them.

Every header is looked at before any content: a member that is not a plain file (link, device, sparse, extended header), a
name or a size that is not allowed, or sizes beyond the archive, refuse the whole. The library's own reader follows what
headers claim: a sparse member of a kilobyte asked it for sixty gigabytes.
"""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Mapping
from typing import Final

_BLOCK: Final = 512
_PLAIN = (b"0", b"\0")
_NAME, _SIZE, _SUM, _KIND, _MAGIC, _PREFIX = (
    slice(0, 100), slice(124, 136), slice(148, 156), slice(156, 157), slice(257, 262), slice(345, 500),
)  # fmt: skip
_END = bytes(_BLOCK)


class NotPlain(ValueError):
    """The archive holds something else than plain members that may be there."""


def archive(contents: Mapping[str, bytes]) -> bytes:
    """Plain members in one archive, in their order."""
    made: list[bytes] = []
    for name, content in contents.items():
        member = tarfile.TarInfo(name)
        member.size = len(content)
        made += [member.tobuf(tarfile.USTAR_FORMAT), content, bytes(-len(content) % _BLOCK)]
    size = sum(map(len, made)) + 2 * _BLOCK
    return b"".join([*made, bytes(2 * _BLOCK), bytes(-size % tarfile.RECORDSIZE)])


def members(archive: bytes, allowed: Callable[[str], bool], most: int) -> dict[str, bytes]:
    """The content of each member by name. Raises `NotPlain`."""
    found: dict[str, bytes] = {}
    for name, start, size in _headers(archive, allowed, most):
        found[name] = archive[start : start + size]
    return found


def _headers(archive: bytes, allowed: Callable[[str], bool], most: int) -> list[tuple[str, int, int]]:
    """Name, place and size of each member; all are known before any is read."""
    found: dict[str, tuple[int, int]] = {}
    place = 0
    while place + _BLOCK <= len(archive):
        header = archive[place : place + _BLOCK]
        if header == _END:
            return [(name, start, size) for name, (start, size) in found.items()]
        name, size = _plain_member(header)
        start = place + _BLOCK
        if name in found or len(found) >= most or not allowed(name) or start + size > len(archive):
            raise NotPlain(name)
        found[name] = (start, size)
        place = start + -(-size // _BLOCK) * _BLOCK
    raise NotPlain("an archive ends with an empty block")


def _plain_member(header: bytes) -> tuple[str, int]:
    if header[_KIND] not in _PLAIN or header[_MAGIC] != b"ustar" or header[_PREFIX].strip(b"\0"):
        raise NotPlain("a plain file is expected")
    told = _octal(header[_SUM])
    if told != sum(header) - sum(header[_SUM]) + 8 * ord(" "):
        raise NotPlain("the header is damaged")
    return header[_NAME].partition(b"\0")[0].decode("ascii", "strict"), _octal(header[_SIZE])


def _octal(text: bytes) -> int:
    """A number in octal digits; the binary form large sizes use is not plain."""
    digits = text.strip(b" \0")
    if not digits or not all(each in b"01234567" for each in digits):
        raise NotPlain("octal digits are expected")
    return int(digits, 8)
