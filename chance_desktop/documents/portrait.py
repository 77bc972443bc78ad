"""The photograph of a learner, cropped to the shape of the form and light enough to be mailed."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.utils import ImageReader

from chance_desktop.documents.blocks import Figure
from chance_desktop.documents.pen import Pen
from chance_desktop.documents.scan_errors import ScanError
from chance_desktop.domain.learner.model import Image

WIDTH, HEIGHT = 82.0, 98.0
_DOTS = 300 / 72
_QUALITY = 86


def portrait(photo: Image | None, alt: str, width: float = WIDTH, height: float = HEIGHT) -> Figure | None:
    """The photograph as a figure; nothing when there is none or when it cannot be read: a page is worth more."""
    jpeg = _cropped(photo.data, width / height, width) if photo else None
    if jpeg is None:
        return None

    def paint(pen: Pen, x: float, y: float, room: float) -> None:
        pen.canvas.drawImage(ImageReader(BytesIO(jpeg)), x + room - width, y, width, height)

    return Figure(height, alt, paint)


def _cropped(data: bytes, shape: float, width: float) -> bytes | None:
    # Decoders are heavy: loaded only for a learner who gave a photograph.
    from PIL import Image as Pictures

    from chance_desktop.documents.scan_pictures import pictures

    try:
        picture = next(iter(pictures(data)), None)
    except ScanError:
        return None
    if picture is None:
        return None
    if picture.width / picture.height > shape:
        wide = max(1, round(picture.height * shape))
        left = (picture.width - wide) // 2
        box = (left, 0, left + wide, picture.height)
    else:
        # A face is in the upper part of an upright photograph.
        high = max(1, round(picture.width / shape))
        top = round((picture.height - high) * 0.25)
        box = (0, top, picture.width, top + high)
    most = round(width * _DOTS)
    cropped = picture.crop(box)
    if cropped.width > most:
        cropped = cropped.resize((most, max(1, round(most / shape))), Pictures.Resampling.LANCZOS)
    out = BytesIO()
    cropped.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
