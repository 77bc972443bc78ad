"""Parsing XML that comes from strangers: no DTD, no entity, no network, bounded in size, depth and number of parts."""

from __future__ import annotations

from functools import cache
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.etree as etree

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
_SMALL = 2**20
"""Bytes under which a document is not worth counting: whatever it holds fits in some 30 MB."""

_WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_MARKS = tuple(mark for mark, _encoding in _WIDE)
_BLANKS = (b" ", b"\t", b"\r", b"\n")
_PASSED = ((b"<?", b"?>"), (b"<!--", b"-->"))
"""How what may stand before a declaration begins and ends."""


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
    if len(data) > SIZE_LIMIT:
        raise TooLarge(SIZE_LIMIT)
    if len(data) > _SMALL and data.count(b"<") + data.count(b"=") > _PART_LIMIT:
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
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_blank_text=True,
        collect_ids=False,
    )


def _declares(data: bytes) -> bool:
    """Whether the prologue holds declarations, looked at before anything is parsed, in the usual encodings."""
    if data.startswith(_MARKS):
        encoding = next(encoding for mark, encoding in _WIDE if data.startswith(mark))
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while True:
        while data[at : at + 1] in _BLANKS:
            at += 1
        closing = next((end for start, end in _PASSED if data.startswith(start, at)), None)
        if closing is None:
            return data.startswith((b"<!DOCTYPE", b"<!ENTITY"), at)
        end = data.find(closing, at + 2)
        if end < 0:
            return False
        at = end + len(closing)


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
