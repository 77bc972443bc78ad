"""Whether a JPEG holds all its rows, with or without its end mark.

A decoder that meets the end too early fills what is missing with grey, or refuses a photograph whose last two bytes alone are
lost. Here the picture is decoded twice with different fillings behind its last byte: equal pixels mean that no filling was needed.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops

from chance_desktop.documents.scans.errors import ScanDamaged, ScanTooManyPixels

MOST_PIXELS = 120_000_000
_END = b"\xff\xd9"
_FILLINGS = (b"\x00" * 64, b"\x55" * 4096, b"\xaa" * 4096)


def ended(data: bytes) -> bytes:
    """The JPEG with an end mark. Raises ScanDamaged for one that was cut short."""
    pictures = (_decoded(data + filling + _END) for filling in _FILLINGS)
    first = next(pictures)
    # The rows of a progressive one come again and again, finer each time: without the mark nobody knows which was the last.
    if first.info.get("progressive") or any(ImageChops.difference(first, other).getbbox() for other in pictures):
        raise ScanDamaged
    return data + _END


def check_jpeg(data: bytes) -> None:
    """Raise ScanDamaged for a JPEG that is cut short or is none, ScanTooManyPixels for one too large."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ScanTooManyPixels
            # Every byte is read all the same, and an eighth of the sides made of them.
            opened.draft(None, (1, 1))
            opened.load()
    except Image.UnidentifiedImageError as error:
        raise ScanDamaged from error
    except OSError:
        ended(data)


def _decoded(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data), formats=("JPEG",)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ScanTooManyPixels
        opened.load()
        return opened.copy()
