"""Pictures a learner gives: the photograph, cropped to the shape of the form, and the signature, whole; both made light."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from chance_desktop.documents.kit.blocks import Figure
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.scans.errors import ScanError
from chance_desktop.domain.learner.model import Image

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

WIDTH, HEIGHT = 82.0, 98.0
_DOTS = 300 / 72
_QUALITY = 86


def portrait(photo: Image | None, alt: str, width: float = WIDTH, height: float = HEIGHT) -> Figure | None:
    """The photograph as a figure; nothing when there is none or when it cannot be read: a page is worth more."""
    made = _shaped(photo.data, width, height) if photo else None
    return _figure(made, alt, width, height) if made else None


def whole_picture(image: Image | None, alt: str, width: float, height: float) -> Figure | None:
    """A picture shrunk into that room, at the left; nothing when it cannot be read."""
    picture = _first(image.data, max(width, height)) if image else None
    if picture is None:
        return None
    scale = min(width / picture.width, height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    return _figure(_jpeg(picture, (0, 0, picture.width, picture.height), wide, high), alt, wide, high)


@lru_cache(maxsize=8)
def _shaped(data: bytes, width: float, height: float) -> bytes | None:
    # A preview draws the same photograph at each word that is typed beside it.
    picture = _first(data, max(width, height))
    if picture is None:
        return None
    shape = width / height
    if picture.width / picture.height > shape:
        left = (picture.width - picture.height * shape) / 2
        return _jpeg(picture, (left, 0, picture.width - left, picture.height), width, height)
    # A face is in the upper part of an upright photograph.
    high = picture.width / shape
    top = (picture.height - high) * 0.25
    return _jpeg(picture, (0, top, picture.width, top + high), width, height)


def _first(data: bytes, side: float) -> Picture | None:
    # Decoders are heavy: loaded only for a learner who gave a picture.
    from chance_desktop.documents.scans.photographs.pictures import pictures

    try:
        return next(iter(pictures(data, round(side * _DOTS))), None)
    except ScanError:
        return None


def _jpeg(picture: Picture, box: tuple[float, float, float, float], width: float, height: float) -> bytes:
    """That part of the picture at 300 dots per inch at most; nothing but pixels goes into it."""
    dots = min(_DOTS, (box[2] - box[0]) / width)
    size = (max(1, round(width * dots)), max(1, round(height * dots)))
    out = BytesIO()
    picture.resize(size, box=box, reducing_gap=2.0).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


class _Jpeg(ImageReader):  # type: ignore[misc]  # ReportLab has no types
    """A JPEG goes into the file as it is: its own bytes tell it from another, without unpacking its pixels."""

    def getRGBData(self) -> bytes:
        self._dataA = None
        content: bytes = self.fp.getvalue()
        return content


def _figure(jpeg: bytes, alt: str, width: float, height: float) -> Figure:
    def paint(pen: Pen, x: float, y: float, room: float) -> None:
        pen.canvas.drawImage(_Jpeg(BytesIO(jpeg)), x, y, width, height)

    return Figure(height, alt, paint)
