"""Receives a file that should be a scan: knows it by its content, refuses what is unsafe, hands back a clean PDF."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from types import ModuleType

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from chance_desktop.documents.scans.answers.forms import flatten, refuse_dynamic
from chance_desktop.documents.scans.checks.soundness import check_page_tree, check_pages
from chance_desktop.documents.scans.errors import (
    ScanDamaged,
    ScanHasNoPage,
    ScanLocked,
    ScanSealed,
    ScanTooLong,
)
from chance_desktop.documents.scans.files.attached import refuse_attached_papers
from chance_desktop.documents.scans.files.kinds import MOST_PAGES, PDF, media_type
from chance_desktop.documents.scans.saving import saved
from chance_desktop.documents.scans.ticking import Tick, untold

# What a paper never needs: actions run at opening, scripts, files inside the file, forms sent elsewhere, what says who made it.
_CATALOGUE_DANGERS = ("/Metadata", "/OpenAction", "/AA", "/JavaScript", "/EmbeddedFiles", "/AF", "/Collection", "/URI")
# qpdf itself refuses objects nested deeper.
_DEEPEST = 500
_ACTIONS_KEPT = {"/GoTo"}
_PLAYING = (Name.FileAttachment, Name.Movie, Name.Sound, Name.Screen, Name.RichMedia, Name("/3D"))
_SEALED = re.compile(rb"/Filter\s*/Adobe\.PubSec")
_UNSOUND = (
    pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, OverflowError, AttributeError, TypeError, LookupError,
    RuntimeError, zlib.error,
)  # fmt: skip
"""What a file that does not hold together raises, wherever an object is not what was expected."""

# What is wrong with a file is told in French to who gave it, not in English to the console.
logging.getLogger("pikepdf._core").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class ScanInfo:
    """What a file is; width and height of its first page, in points for a PDF and in pixels for a picture."""

    media_type: str
    pages: int
    width: int
    height: int


def _decoders() -> ModuleType:
    """Loaded only for a picture: its decoders are heavy, and most scans are PDF already."""
    from chance_desktop.documents.scans.photographs import pictures

    return pictures


def inspect_scan(data: bytes) -> ScanInfo:
    """What the file is, after checking it opens to its end; raises a ScanError in words."""
    kind = media_type(data)
    if kind == PDF:
        with open_pdf(data) as pdf:
            box = pdf.pages[0].mediabox
            return ScanInfo(kind, len(pdf.pages), round(float(box[2] - box[0])), round(float(box[3] - box[1])))
    sizes = [picture.size for picture in _decoders().pictures(data)]
    return ScanInfo(kind, len(sizes), *sizes[0])


def normalise(data: bytes, *, straighten: bool = False, alone: bool = False, tick: Tick = untold) -> bytes:
    """A clean PDF: a picture becomes pages without its EXIF; a PDF loses actions, scripts and data inside it, and its forms are flat.

    A PDF is kept whole, as a second reader sees it before and after, or refused. With papers attached to it, it is refused unless
    its own pages are wanted `alone`. `tick` hears of each page and may raise to stop.
    """
    if media_type(data) == PDF:
        return _normalise_pdf(data, tick, alone=alone)
    made: bytes = _decoders().to_pdf([data], straighten=straighten, tick=tick)
    return made


def _normalise_pdf(data: bytes, tick: Tick, *, alone: bool) -> bytes:
    with open_pdf(_sound(data)) as pdf:
        try:
            refuse_dynamic(pdf)
            if not alone:
                refuse_attached_papers(pdf)
            _disarm(pdf)
            flat = flatten(pdf)
            kept = saved(pdf)
        except _UNSOUND as error:
            raise ScanDamaged from error
    # A second reader is heavy, and only a file that is given is compared.
    from chance_desktop.documents.scans.comparing import check_whole

    check_whole(data, kept, flat, tick)
    return kept


def _sound(data: bytes) -> bytes:
    """The file itself when nothing is wrong with it, else mended; raises ScanDamaged for one that cannot be mended whole.

    What qpdf mends it may mend wrong, so the file as it was given stays what the second reader compares with.
    """
    try:
        with open_pdf(data) as pdf:
            check_pages(pdf, data, mended=False)
            if not pdf.get_warnings():
                return data
    except (*_UNSOUND, ScanDamaged):
        # Said below, by what mending finds.
        pass
    try:
        with _recovered(data) as pdf:
            check_pages(pdf, data, mended=True)
            mended = saved(pdf)
        with pikepdf.open(BytesIO(mended), attempt_recovery=False, suppress_warnings=True) as pdf:
            check_pages(pdf, mended, mended=True)
            if pdf.get_warnings():
                raise ScanDamaged
    except _UNSOUND as error:
        raise ScanDamaged from error
    return mended


@contextmanager
def open_pdf(data: bytes) -> Iterator[Pdf]:
    """The PDF, open; raises ScanLocked, ScanDamaged, ScanHasNoPage, ScanTooLong."""
    try:
        pdf = _opened(data)
    except pikepdf.PasswordError as error:
        raise ScanLocked from error
    except _UNSOUND as error:
        raise (ScanSealed if _SEALED.search(data) else ScanDamaged) from error
    with pdf:
        _check_pages(pdf)
        yield pdf


def _opened(data: bytes) -> Pdf:
    try:
        return pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        return _recovered(data)


def _recovered(data: bytes) -> Pdf:
    # A scanner's clumsy table of contents is mended; a file cut short is not, since recovery would silently
    # lose its last pages, and a paper half kept is worse than one refused.
    if b"%%EOF" not in data[-2048:]:
        raise ScanDamaged
    return pikepdf.open(BytesIO(data), suppress_warnings=True)


def _check_pages(pdf: Pdf) -> None:
    try:
        check_page_tree(pdf)
        count = len(pdf.pages)
        if not count:
            raise ScanHasNoPage
        if count > MOST_PAGES:
            raise ScanTooLong
        for page in pdf.pages:
            if len(page.mediabox) != 4:
                raise ScanDamaged
    except _UNSOUND as error:
        raise ScanDamaged from error


def _disarm(pdf: Pdf) -> None:
    root = pdf.Root
    for key in _CATALOGUE_DANGERS:
        if key in root:
            del root[key]
    for key in ("/JavaScript", "/EmbeddedFiles"):
        if isinstance(root.get("/Names"), Dictionary) and key in root.Names:
            del root.Names[key]
    for thing in pdf.objects:
        _disarm_deep(thing)
    for page in pdf.pages:
        if "/Annots" in page:
            page.Annots = Array([_stilled(kept) for kept in page.Annots if isinstance(kept, Dictionary)])


def _disarm_deep(thing: Object, deep: int = 0) -> None:
    """An object and those written inside it; the ones it refers to come in their own turn."""
    if isinstance(thing, (Dictionary, Stream)):
        _disarm_dictionary(thing)
        inside = list(thing.values())
    elif isinstance(thing, Array):
        inside = list(thing)
    else:
        return
    for kid in inside:
        if isinstance(kid, Object) and not kid.is_indirect and deep < _DEEPEST:
            _disarm_deep(kid, deep + 1)


def _disarm_dictionary(thing: Object) -> None:
    if "/AA" in thing:
        del thing["/AA"]
    for key in ("/A", "/Next"):
        action = thing.get(key)
        if isinstance(action, Dictionary) and "/S" in action and str(action.S) not in _ACTIONS_KEPT:
            # Structure elements use /A for attributes, which carry /O and no /S.
            del thing[key]


def _stilled(annotation: Object) -> Object:
    """What plays, or carries a file, keeps its look alone."""
    if annotation.get("/Subtype") in _PLAYING:
        annotation.Subtype = Name.Stamp
        for key in (
            "/FS",
            "/MK",
            "/Movie",
            "/Sound",
            "/RichMediaContent",
            "/RichMediaSettings",
            "/3DD",
            "/3DA",
            "/3DV",
        ):
            if key in annotation:
                del annotation[key]
    return annotation
