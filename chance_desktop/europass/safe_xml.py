"""Parsing XML that comes from strangers: no DTD, no entity, no network, bounded in size, depth and number of parts."""

from __future__ import annotations

import re
from functools import cache
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING

from chance_desktop.europass.failures import (
    DeclarationsForbidden,
    FileUnreadable,
    NotXml,
    TooDeep,
    TooLarge,
    Truncated,
)

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

Source = bytes | Path | BufferedIOBase
"""What may be read: bytes, a file by its path, or an open binary stream."""

SIZE_LIMIT = 30 * 2**20
"""Bytes of the largest file read: a portfolio with its annexes in base64 fits."""
ANNEX_LIMIT = 7 * 2**20
"""Bytes of the largest annex: in base64 it stays under the ten million characters libxml2 allows in one text."""
_PART_LIMIT = 200_000
"""Tags, and attributes, of the largest document read: a real one has a few thousand, each costs 100 bytes in memory."""

_PROLOGUE = re.compile(r"\A\ufeff?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<!(?:DOCTYPE|ENTITY)", re.DOTALL)
_WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def whole(source: Source, limit: int = SIZE_LIMIT) -> bytes:
    """The bytes of a source, never holding more than `limit`; raises `TooLarge` or `FileUnreadable`."""
    if isinstance(source, bytes):
        found = source
    elif isinstance(source, Path):
        try:
            with source.open("rb") as stream:
                found = stream.read(limit + 1)
        except OSError:
            raise FileUnreadable from None
    else:
        found = source.read(limit + 1)
    if len(found) > limit:
        raise TooLarge(limit)
    return found


def parse(data: bytes) -> _Element:
    """The root of a document; raises a `FileRefused` for anything that is not sound, plain XML."""
    from lxml import etree

    if len(data) > SIZE_LIMIT:
        raise TooLarge(SIZE_LIMIT)
    if len(data) > _PART_LIMIT and data.count(b"<") + data.count(b'="') + data.count(b"='") > _PART_LIMIT:
        raise TooDeep
    if _declares(data):
        raise DeclarationsForbidden
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as failure:
        raise _refusal(data, str(failure)) from None
    except (ValueError, LookupError):
        raise NotXml from None
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding the look at the prologue does not read
        raise DeclarationsForbidden
    return root


@cache
def _parser() -> XMLParser:
    """Blanks between elements are layout and go; those inside a text stay."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_blank_text=True
    )


def _declares(data: bytes) -> bool:
    head = data.lstrip(b" \t\r\n")[:4]
    if head[:1] == b"<" and head[1:2] not in (b"\0", b"?", b"!"):
        return False
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return bool(_PROLOGUE.match(data.decode(encoding, "replace")))
    if head[:2] in (b"<\0", b"\0<"):
        return bool(_PROLOGUE.match(data.decode("utf-16-le" if head[0] else "utf-16-be", "replace")))
    end = _root_start(data)
    return bool(_PROLOGUE.match(data[:end].decode("utf-8", "replace")))


def _root_start(data: bytes) -> int:
    """Somewhere past the first thing that can begin a root, so that a large document is not decoded whole."""
    found = re.search(rb"<[A-Za-z_:\x80-\xff]", data)
    return found.start() if found else len(data)


def _refusal(data: bytes, message: str) -> NotXml | Truncated | TooDeep | TooLarge | DeclarationsForbidden:
    """What a complaint of libxml2 means; its words are stable, its codes are not told by every version of lxml."""
    if "depth" in message:
        return TooDeep()
    if "huge" in message.lower() or "too long" in message:
        return TooLarge(SIZE_LIMIT)
    if "ntity" in message and "not defined" in message:
        return DeclarationsForbidden()
    start, end = data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1], data.rstrip(b"\0 \t\r\n")[-1:]
    if start == b"<" and len(data.strip()) > 1 and ("Premature end" in message or end != b">"):
        return Truncated()
    return NotXml()
