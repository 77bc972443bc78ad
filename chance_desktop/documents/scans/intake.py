"""Receives a file that should be a scan: knows it by its content, refuses what is unsafe, hands back a clean PDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from chance_desktop.documents.scans.errors import (
    ScanDamaged,
    ScanHasNoPage,
    ScanLocked,
    ScanTooLong,
)
from chance_desktop.documents.scans.forms import flatten
from chance_desktop.documents.scans.kinds import MOST_PAGES, PDF, media_type

# What a paper never needs: actions run at opening, scripts, files inside the file, forms sent elsewhere.
_CATALOGUE_DANGERS = ("/OpenAction", "/AA", "/JavaScript", "/EmbeddedFiles", "/AF", "/Collection", "/URI")
# qpdf itself refuses objects nested deeper.
_DEEPEST = 500
_ACTIONS_KEPT = {"/GoTo"}


@dataclass(frozen=True, slots=True)
class ScanInfo:
    """What a file is; width and height of its first page, in points for a PDF and in pixels for a picture."""

    media_type: str
    pages: int
    width: int
    height: int


def inspect_scan(data: bytes) -> ScanInfo:
    """What the file is, after checking it opens to its end; raises a ScanError in words."""
    kind = media_type(data)
    if kind == PDF:
        with open_pdf(data) as pdf:
            box = pdf.pages[0].mediabox
            return ScanInfo(kind, len(pdf.pages), round(float(box[2] - box[0])), round(float(box[3] - box[1])))
    # Loaded only for a picture: its decoders are heavy, and most scans are PDF already.
    from chance_desktop.documents.scans.pictures import pictures

    sizes = [picture.size for picture in pictures(data)]
    return ScanInfo(kind, len(sizes), *sizes[0])


def normalise(data: bytes, *, straighten: bool = False) -> bytes:
    """A clean PDF: a picture becomes pages without its EXIF; a PDF loses actions, scripts and files inside it, and its forms are flat."""
    if media_type(data) == PDF:
        with open_pdf(data) as pdf:
            _disarm(pdf)
            flatten(pdf)
            out = BytesIO()
            pdf.save(out, deterministic_id=True)
            return out.getvalue()
    from chance_desktop.documents.scans.pictures import to_pdf

    return to_pdf([data], straighten=straighten)


@contextmanager
def open_pdf(data: bytes) -> Iterator[Pdf]:
    """The PDF, open; raises ScanLocked, ScanDamaged, ScanHasNoPage, ScanTooLong."""
    try:
        pdf = _opened(data)
    except pikepdf.PasswordError as error:
        raise ScanLocked from error
    except (pikepdf.PdfError, ValueError, OverflowError, RuntimeError) as error:
        raise ScanDamaged from error
    with pdf:
        _check_pages(pdf)
        yield pdf


def _opened(data: bytes) -> Pdf:
    try:
        return pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        # A scanner's clumsy table of contents is mended; a file cut short is not, since recovery would silently
        # lose its last pages, and a paper half kept is worse than one refused.
        if b"%%EOF" not in data[-2048:]:
            raise
        return pikepdf.open(BytesIO(data), suppress_warnings=True)


def _check_pages(pdf: Pdf) -> None:
    try:
        count = len(pdf.pages)
        if not count:
            raise ScanHasNoPage
        if count > MOST_PAGES:
            raise ScanTooLong
        for page in pdf.pages:
            if len(page.mediabox) != 4:
                raise ScanDamaged
    except (pikepdf.PdfError, ValueError, AttributeError, TypeError, RuntimeError) as error:
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
            page.Annots = Array([kept for kept in page.Annots if _is_harmless(kept)])


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


def _is_harmless(annotation: Object) -> bool:
    kinds = (Name.FileAttachment, Name.Movie, Name.Sound, Name.Screen, Name.RichMedia, Name("/3D"))
    return isinstance(annotation, Dictionary) and annotation.get("/Subtype") not in kinds
