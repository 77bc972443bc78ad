"""Whether a stream of a PDF unpacks to its end, without ever holding much of what it unpacks to."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

import pikepdf
from pikepdf import Array, Name, Object

from chance_desktop.documents.scans.errors import ScanDamaged, ScanTooManyPixels

_MOST, _MOST_WORDS = 512 * 1024 * 1024, 64 * 1024 * 1024
"""Bytes a picture, and any other stream, may unpack to."""
_STEP = 1024 * 1024
_SMALL = 4 * 1024 * 1024
"""Packed bytes that qpdf may unpack whole, whatever they become."""
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
    """Raise ScanDamaged for a stream that ends too early, ScanTooManyPixels for one that would fill the memory.

    What is `ciphered` is longer in the file than it is once read.
    """
    filters = _filters(stream)
    raw = bytes(stream.read_raw_bytes())
    # Where the end is found before the length that was announced, what lay between is gone.
    if not ciphered and int(stream.get("/Length", 0)) > len(raw):
        raise ScanDamaged
    while filters and filters[0] in {"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}:
        raw = _from_letters(raw, filters.pop(0))
    size = len(raw)
    if filters and filters[0] in _FLATE:
        size = _inflated_size(raw, _MOST if stream.get("/Subtype") == Name.Image else _MOST_WORDS)
        filters.pop(0)
        if filters:
            return
    elif filters and filters[0] in _PHOTO:
        _check_photo(raw)
        return
    elif filters and filters[0] in _WIDENING:
        if len(raw) > _SMALL:
            return
        size = len(stream.read_bytes())
    elif filters:
        return
    if stream.get("/Subtype") == Name.Image and size < _expected(stream):
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


def _inflated_size(raw: bytes, most: int) -> int:
    """How many bytes a packed stream becomes."""
    if not raw:
        return 0
    unpacking, size, waiting = zlib.decompressobj(), 0, raw
    try:
        while not unpacking.eof:
            piece = unpacking.decompress(waiting, _STEP)
            waiting = unpacking.unconsumed_tail
            size += len(piece)
            if size > most:
                raise ScanTooManyPixels
            if not piece and not waiting:
                break
    except zlib.error as error:
        raise ScanDamaged from error
    if not unpacking.eof and not _ends_without_its_sum(raw):
        raise ScanDamaged
    return size


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
    from chance_desktop.documents.scans.jpeg import check_jpeg

    # Some scanners cut the last bits of the pictures they put in a PDF.
    check_jpeg(raw, forgiven=1)
