"""Pictures a learner gives: the photograph, cropped to the shape of the form, and the signature, whole; both made light."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from chance_desktop.documents.blocks import Figure
from chance_desktop.documents.pen import Pen
from chance_desktop.documents.scan_errors import ScanError
from chance_desktop.domain.learner.model import Image

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

WIDTH, HEIGHT = 82.0, 98.0
_DOTS = 300 / 72
_QUALITY = 86


def portrait(photo: Image | None, alt: str, width: float = WIDTH, height: float = HEIGHT) -> Figure | None:
    """The photograph as a figure; nothing when there is none or when it cannot be read: a page is worth more."""
    picture = _first(photo)
    return _figure(_cropped(picture, width / height), alt, width, height) if picture else None


def whole_picture(image: Image | None, alt: str, width: float, height: float) -> Figure | None:
    """A picture shrunk into that room, at the left; nothing when it cannot be read."""
    picture = _first(image)
    if picture is None:
        return None
    scale = min(width / picture.width, height / picture.height)
    return _figure(picture, alt, picture.width * scale, picture.height * scale)


def _first(image: Image | None) -> Picture | None:
    if image is None:
        return None
    # Decoders are heavy: loaded only for a learner who gave a picture.
    from chance_desktop.documents.scan_pictures import pictures

    try:
        return next(iter(pictures(image.data)), None)
    except ScanError:
        return None


def _cropped(picture: Picture, shape: float) -> Picture:
    if picture.width / picture.height > shape:
        wide = max(1, round(picture.height * shape))
        left = (picture.width - wide) // 2
        return picture.crop((left, 0, left + wide, picture.height))
    # A face is in the upper part of an upright photograph.
    high = max(1, round(picture.width / shape))
    top = round((picture.height - high) * 0.25)
    return picture.crop((0, top, picture.width, top + high))


def _figure(picture: Picture, alt: str, width: float, height: float) -> Figure:
    most = max(1, round(width * _DOTS))
    if picture.width > most:
        picture = picture.resize((most, max(1, round(most * height / width))))
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    jpeg = out.getvalue()

    def paint(pen: Pen, x: float, y: float, room: float) -> None:
        pen.canvas.drawImage(ImageReader(BytesIO(jpeg)), x, y, width, height)

    return Figure(height, alt, paint)
