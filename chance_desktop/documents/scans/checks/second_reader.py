"""A second reader of PDF (PDFium), which shares no line with the first: what it saw before, it must see after.

The first reader, qpdf, mends and rewrites; alone it would be judge of its own work. Pages, letters and drawing are compared.
PDFium is not made for several threads: one page at a time goes through it. A refused alternative: Qt's own PDFium, since
documents know no Qt.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from chance_desktop.documents.scans.errors import ScanTooHeavy
from chance_desktop.documents.scans.ticking import Tick

_ONE_AT_A_TIME = threading.Lock()
_LONG_SIDE = 640
"""Pixels of the drawings compared: a full stop of body text darkens one."""
_OTHER = 48
"""Levels, of 255, by which a pixel differs."""
_FEW = 12
"""Pixels that may differ: rounding on the edge of what was drawn twice."""
_LONGEST = 20.0
"""Seconds one page may take."""
_SPREAD = 0.002
"""Points by which a side of a page may differ, for its length."""


Box = tuple[float, float, float, float]


class Unreadable(Exception):
    """The second reader cannot open the file, or one of its pages."""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as it is seen: sides in points, its letters, its drawing in levels of grey (height × width)."""

    width: float
    height: float
    letters: Counter[str]
    drawing: NDArray[np.uint8]


def same_paper(before: bytes, after: bytes, *, covered: bool, tick: Tick) -> bool:
    """Whether two PDF show the same pages. Raises Unreadable for the first; the second is then simply another.

    With `covered`, what lies over the pages of the first (fields, notes) must be in those of the second, whose letters may be more:
    they come from there. Without, only the pages themselves are looked at.
    """
    with _opened(before, covered) as first:
        try:
            with _opened(after, False) as second:
                if len(first) != len(second):
                    return False
                for number in range(len(first)):
                    tick(number, len(first))
                    if not _same(_seen(first, number, covered), _seen(second, number, False), more=covered):
                        return False
        except Unreadable:
            _check_readable(first)
            return False
    return True


def words_at(pdf: bytes, places: Sequence[tuple[int, Box]]) -> list[str]:
    """What can be read inside each rectangle (page from 0; left, foot, right, top in the page's points). Raises Unreadable."""
    with _opened(pdf, False) as opened:
        return [_words_at(opened, number, box) for number, box in places]


def _words_at(pdf: pypdfium2.PdfDocument, number: int, box: Box) -> str:
    with _ONE_AT_A_TIME:
        try:
            page = pdf[number]
            text = page.get_textpage()
            found = str(text.get_text_bounded(*box))
            text.close()
            page.close()
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise Unreadable from error
    return found


@contextmanager
def _opened(data: bytes, forms: bool) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        try:
            pdf = pypdfium2.PdfDocument(data)
            if forms and pdf.get_formtype() != raw.FORMTYPE_NONE:
                pdf.init_forms()
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error
    try:
        yield pdf
    finally:
        with _ONE_AT_A_TIME:
            pdf.close()


def _check_readable(pdf: pypdfium2.PdfDocument) -> None:
    for number in range(len(pdf)):
        _seen(pdf, number, False)


def _seen(pdf: pypdfium2.PdfDocument, number: int, annotations: bool) -> SeenPage:
    with _ONE_AT_A_TIME:
        try:
            page = pdf[number]
            width, height = page.get_size()
            seen = SeenPage(width, height, _letters(page), _drawn(page, annotations))
            page.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise Unreadable from error
    return seen


def _drawn(page: pypdfium2.PdfPage, annotations: bool) -> NDArray[np.uint8]:
    """The page in levels of grey. Raises ScanTooHeavy for one that takes longer than any paper does."""
    across, high = page.get_size()
    scale = _LONG_SIDE / max(across, high, 1.0)
    size = max(1, round(across * scale)), max(1, round(high * scale))
    bitmap = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
    place = (bitmap, page, 0, 0, *size, 0, raw.FPDF_GRAYSCALE | (raw.FPDF_ANNOT if annotations else 0))
    end = time.monotonic() + _LONGEST
    pause = raw.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _pause: time.monotonic() > end)
    done = raw.FPDF_RenderPageBitmap_Start(*place, pause)
    raw.FPDF_RenderPage_Close(page)
    if done != raw.FPDF_RENDER_DONE:
        bitmap.close()
        raise ScanTooHeavy
    if annotations and page.formenv is not None:
        raw.FPDF_FFLDraw(page.formenv, *place)
    drawing = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(size[1], -1)[:, : size[0]]
    bitmap.close()
    return drawing


def _letters(page: pypdfium2.PdfPage) -> Counter[str]:
    text = page.get_textpage()
    try:
        return Counter("".join(text.get_text_range().split()))
    finally:
        text.close()


def _same(one: SeenPage, other: SeenPage, *, more: bool) -> bool:
    if abs(one.width - other.width) > _SPREAD * one.width or abs(one.height - other.height) > _SPREAD * one.height:
        return False
    if one.letters - other.letters or (other.letters - one.letters and not more):
        return False
    if one.drawing.shape != other.drawing.shape:
        return False
    apart = np.abs(one.drawing.astype(np.int16) - other.drawing.astype(np.int16)) > _OTHER
    return int(np.count_nonzero(apart)) <= _FEW
