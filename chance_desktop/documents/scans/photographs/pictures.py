"""Pictures of papers made into light A4 PDF pages, without the EXIF that tells the place."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, UnidentifiedImageError

from chance_desktop.documents.scans.checks.jpeg import BROKEN, MOST_PIXELS, check_jpeg, ended
from chance_desktop.documents.scans.errors import ScanDamaged, ScanTooLong, ScanTooManyPixels
from chance_desktop.documents.scans.files.kinds import MOST_PAGES, media_type
from chance_desktop.documents.scans.photographs.straighten import straightened
from chance_desktop.documents.scans.ticking import Tick, untold

_MOST_JPEG = 300_000
_QUALITIES = (82, 72, 62, 52, 42, 32)
_DOTS_PER_INCH = 200
_A4 = (595.28, 841.89)
_LONG_SIDE = round(_A4[1] / 72 * _DOTS_PER_INCH)
_FLAT_PAGE = 1100
_AMPLE = 4000
"""Pixels both ways that leave a sheet, were it a fifth of the picture, at 200 dots per inch: a camera's hundred million are too many."""


_AVERAGED = {"L", "RGB", "CMYK"}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by the EXIF tag that says how the camera was held."""
_HELD = 0x0112


@cache
def _decoders() -> tuple[str, ...]:
    # Every decoder must be loaded before formats are named: Pillow starts with the five most common ones only.
    Image.init()
    pillow_heif.register_heif_opener()
    return ("JPEG", "PNG", "TIFF", "HEIF", "AVIF", "WEBP", "BMP", "GIF")


def pictures(data: bytes, near: int = 0) -> Iterator[Image.Image]:
    """Each page of a picture file, upright, as RGB on white; raises ScanDamaged, ScanTooManyPixels, ScanTooLong.

    A JPEG larger than `near` pixels both ways may come smaller, never under it: much faster when little is needed.
    """
    kind = media_type(data)
    formats = _decoders()
    with warnings.catch_warnings():
        # A decoder's remark on a strange tag is no concern of the person who gives the file.
        warnings.simplefilter("ignore")
        try:
            if kind == "image/jpeg":
                yield _photograph(data, near)
                return
            with Image.open(BytesIO(data), formats=formats) as opened:
                # Only TIFF holds pages; the other frames of a telephone's picture are its own variants of the first.
                count = getattr(opened, "n_frames", 1) if kind == "image/tiff" else 1
                if count > MOST_PAGES:
                    raise ScanTooLong
                for index in range(count):
                    if count > 1:
                        opened.seek(index)
                    _check_size(opened)
                    opened.load()
                    yield _upright(opened.copy() if count > 1 else opened, near)
        except BROKEN as error:
            raise ScanDamaged from error


def _photograph(data: bytes, near: int) -> Image.Image:
    """A JPEG, given its end mark when only that is missing."""
    try:
        return _decoded(data, near)
    except UnidentifiedImageError:
        raise
    except OSError:
        return _decoded(ended(data), near)


def _decoded(data: bytes, near: int) -> Image.Image:
    with Image.open(BytesIO(data), formats=("JPEG",)) as opened:
        _check_size(opened)
        if near:
            opened.draft("RGB", (near, near))
        opened.load()
        return _upright(opened, near)


def _upright(picture: Image.Image, near: int) -> Image.Image:
    """On white, turned as it was held, and no larger than needed: each copy of a hundred million pixels is 300 MB."""
    turn = _TURNS.get(picture.getexif().get(_HELD, 1))
    factor = min(picture.size) // near if near and picture.mode in _AVERAGED else 1
    if factor > 1:
        picture = picture.reduce(factor)
    picture = _on_white(picture)
    return picture.transpose(turn) if turn is not None else picture


def _check_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise ScanTooManyPixels


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):
        # Wider levels first: only one of the byte orders can be computed with as it is.
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def to_pdf(images: Sequence[bytes], *, straighten: bool = True, tick: Tick = untold) -> bytes:
    """Pictures as one PDF of A4 pages, in order; with `straighten`, a sheet found in a picture fills its page.

    `tick` hears of each picture once decoded, and may raise to stop.
    """
    with pikepdf.new() as pdf:
        for number, data in enumerate(images):
            if media_type(data) == "image/jpeg":
                check_jpeg(data)
                tick(2 * number, 2 * len(images))
            for picture in pictures(data, _AMPLE):
                tick(2 * number + 1, 2 * len(images))
                sheet = straightened(picture) if straighten else None
                _add_page(pdf, sheet or picture, fills=sheet is not None)
                if len(pdf.pages) > MOST_PAGES:
                    raise ScanTooLong
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _add_page(pdf: Pdf, picture: Image.Image, *, fills: bool) -> None:
    wide = picture.width > picture.height
    page_size = (_A4[1], _A4[0]) if wide else _A4
    picture = _reduced(picture)
    # A whole page, straightened or already flat from a scanner, keeps its true size.
    margin = 0.0 if _is_a4(picture) and (fills or max(picture.size) >= _FLAT_PAGE) else 28.0
    # A small picture (a card) is not blown up beyond what its pixels bear.
    most = 72 / 100
    scale = min((page_size[0] - 2 * margin) / picture.width, (page_size[1] - 2 * margin) / picture.height)
    scale = scale if margin == 0 else min(scale, most)
    width, height = picture.width * scale, picture.height * scale
    left, foot = (page_size[0] - width) / 2, (page_size[1] - height) / 2
    if margin == 0:
        left, foot, width, height = 0.0, 0.0, page_size[0], page_size[1]
    image = pdf.make_stream(
        _jpeg(picture),
        {
            "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": picture.width, "/Height": picture.height,
            "/ColorSpace": Name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": Name.DCTDecode,
        },
    )  # fmt: skip
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, round(page_size[0], 2), round(page_size[1], 2)]),
        Resources=Dictionary(XObject=Dictionary(Photo=image)),
        Contents=pdf.make_stream(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {foot:.2f} cm /Photo Do Q".encode()),
    )  # fmt: skip
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _is_a4(picture: Image.Image) -> bool:
    return abs(max(picture.size) / min(picture.size) - 2**0.5) < 0.02


def _reduced(picture: Image.Image) -> Image.Image:
    long = max(picture.size)
    if long <= _LONG_SIDE:
        return picture
    size = (round(picture.width * _LONG_SIDE / long), round(picture.height * _LONG_SIDE / long))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _jpeg(picture: Image.Image) -> bytes:
    """The picture as JPEG, light enough to be mailed; nothing but pixels goes into it."""
    data = b""
    for quality in _QUALITIES:
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True)
        data = out.getvalue()
        if len(data) <= _MOST_JPEG:
            break
    return data
