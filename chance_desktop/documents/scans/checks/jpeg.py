"""Whether a JPEG holds all its rows, with or without its end mark.

A decoder that meets the end too early fills what is missing with grey, or refuses a photograph whose last two bytes alone are
lost. Here the picture is decoded twice with different fillings behind its last byte: equal pixels mean that no filling was needed.
"""

from __future__ import annotations

import struct
from io import BytesIO

from PIL import Image, ImageChops

from chance_desktop.documents.scans.errors import ScanDamaged, ScanTooManyPixels

MOST_PIXELS = 120_000_000
# The pixels are counted here and in `pictures`, before any is decoded: Pillow's own limit only warns.
Image.MAX_IMAGE_PIXELS = None
BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, IndexError, struct.error, RuntimeError)
"""What a decoder raises over a picture that does not hold together."""
_END = b"\xff\xd9"
_BLOCK = 2
"""Rows that a row of blocks makes in an eighth of the picture."""
_FILLINGS = (b"\x00" * 64, b"\x55" * 4096, b"\xaa" * 4096)


def ended(data: bytes) -> bytes:
    """The JPEG with an end mark. Raises ScanDamaged for one that was cut short."""
    pictures = (_decoded(data + filling + _END) for filling in _FILLINGS)
    try:
        first = next(pictures)
        # The rows of a progressive one come again and again, finer each time: without the mark nobody knows which was the last.
        if first.info.get("progressive") or any(ImageChops.difference(first, other).getbbox() for other in pictures):
            raise ScanDamaged
    except BROKEN as error:
        raise ScanDamaged from error
    return data + _END


def check_jpeg(data: bytes, *, forgiven: int = 0) -> None:
    """Raise ScanDamaged for a JPEG that is none, or lacks more than so many rows of blocks; ScanTooManyPixels for one too large."""
    body = data[: data.rfind(_END)] if _END in data[-4096:] else data
    try:
        one, other = (_decoded(body + filling + _END, small=True) for filling in _FILLINGS[1:])
        box = ImageChops.difference(one, other).getbbox()
    except BROKEN as error:
        raise ScanDamaged from error
    if box is not None and box[1] < one.height - forgiven * _BLOCK:
        raise ScanDamaged


def _decoded(data: bytes, *, small: bool = False) -> Image.Image:
    with Image.open(BytesIO(data), formats=("JPEG",)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ScanTooManyPixels
        if small:
            # Every byte is read all the same, and an eighth of the sides made of them.
            opened.draft(None, (1, 1))
        opened.load()
        return opened.copy()
