"""Whether a stream of a PDF unpacks to its end, without ever holding much of what it unpacks to."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Name, Object

from chance_desktop.documents.scans.errors import ScanDamaged, ScanTooHeavy, ScanTooManyPixels

_MOST, _MOST_WORDS = 512 * 1024 * 1024, 64 * 1024 * 1024
"""Bytes a picture, and any other stream, may unpack to."""
_STEP = 1024 * 1024
_SMALL_PICTURE, _SMALL = 64 * 1024, 1024 * 1024
"""Bytes of a picture, and of any other stream, packed in an old way that qpdf may unpack whole, whatever they become."""
_LETTERS = {"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}
_FLATE, _PHOTO = {"/FlateDecode", "/Fl"}, {"/DCTDecode", "/DCT"}
_WIDENING = {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
_LEVELS = {
    "/DeviceGray": 1,
    "/G": 1,
    "/CalGray": 1,
    "/Indexed": 1,
    "/DeviceRGB": 3,
    "/CalRGB": 3,
    "/Lab": 3,
    "/DeviceCMYK": 4,
}
_SPACES = re.compile(rb"\s+")


def check_unpacks(stream: Object, *, ciphered: bool = False) -> None:
    """Raise ScanDamaged for a stream that ends too early, ScanTooManyPixels or ScanTooHeavy for one that would fill the memory.

    What is `ciphered` is longer in the file than it is once read.
    """
    body, filters = bytes(stream.read_raw_bytes()), _filters(stream)
    # Where the end is found before the length that was announced, what lay between is gone.
    if not ciphered and int(stream.get("/Length", 0)) > len(body):
        raise ScanDamaged
    picture = stream.get("/Subtype") == Name.Image
    for kind in filters[:-1]:
        if kind in _LETTERS:
            body = _from_letters(body, kind)
        elif kind in _FLATE:
            body = b"".join(_inflated(body, _MOST_WORDS))
        elif picture:
            return
        else:
            raise ScanDamaged
    size = _size(body, filters[-1] if filters else "", stream, picture=picture)
    if picture and size is not None and size < _expected(stream):
        raise ScanDamaged


def _size(body: bytes, kind: str, stream: Object, *, picture: bool) -> int | None:
    """How many bytes the last filter makes; nothing for those whose pictures are left to the second reader."""
    if not kind:
        return len(body)
    if kind in _LETTERS:
        return len(_from_letters(body, kind))
    if kind in _FLATE:
        return sum(map(len, _inflated(body, _MOST if picture else _MOST_WORDS)))
    if kind in _PHOTO:
        _check_photo(body)
        return None
    if kind in _WIDENING and len(body) <= (_SMALL_PICTURE if picture else _SMALL):
        return len(stream.read_bytes())
    if picture:
        return None
    raise ScanDamaged


def _filters(stream: Object) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(each) for each in found] if isinstance(found, Array) else [str(found)]


def _from_letters(raw: bytes, kind: str) -> bytes:
    letters = _SPACES.sub(b"", raw)
    try:
        if kind in {"/ASCIIHexDecode", "/AHx"}:
            digits = letters.partition(b">")[0]
            return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
        body, end, _rest = letters.removeprefix(b"<~").partition(b"~")
        if not end:
            raise ScanDamaged
        return base64.a85decode(body)
    except ValueError as error:
        raise ScanDamaged from error


def _inflated(raw: bytes, most: int) -> Iterator[bytes]:
    """What a packed stream becomes, piece by piece."""
    unpacking, size, waiting = zlib.decompressobj(), 0, raw
    try:
        while raw and not unpacking.eof:
            piece = unpacking.decompress(waiting, _STEP)
            waiting = unpacking.unconsumed_tail
            size += len(piece)
            if size > most:
                raise ScanTooManyPixels if most == _MOST else ScanTooHeavy
            yield piece
            if not piece and not waiting:
                break
    except zlib.error as error:
        raise ScanDamaged from error
    if raw and not unpacking.eof and not _ends_without_its_sum(raw):
        raise ScanDamaged


def _ends_without_its_sum(raw: bytes) -> bool:
    """Whether only the closing sum is missing, which some scanners leave out: the last block is whole."""
    unpacking, waiting = zlib.decompressobj(-zlib.MAX_WBITS), raw[2:]
    while not unpacking.eof:
        piece = unpacking.decompress(waiting, _STEP)
        waiting = unpacking.unconsumed_tail
        if not piece and not waiting:
            break
    return unpacking.eof


def _expected(picture: Object) -> int:
    """The fewest bytes such a picture has, one row forgiven."""
    width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    levels = _levels(picture)
    bits = 1 if picture.get("/ImageMask", False) else int(picture.get("/BitsPerComponent", 8))
    return (width * levels * bits + 7) // 8 * max(0, height - 1)


def _levels(picture: Object) -> int:
    space: object = picture.get("/ColorSpace")
    if isinstance(space, Array) and len(space):
        if str(space[0]) == "/ICCBased" and isinstance(space[1], pikepdf.Stream):
            return int(space[1].get("/N", 1))
        space = space[0]
    return _LEVELS.get(str(space), 1)


def _check_photo(raw: bytes) -> None:
    # Decoders are heavy, and loaded only for a PDF that holds photographs.
    from chance_desktop.documents.scans.checks.jpeg import check_jpeg

    # Some scanners cut the last bits of the pictures they put in a PDF.
    check_jpeg(raw, forgiven=1)
