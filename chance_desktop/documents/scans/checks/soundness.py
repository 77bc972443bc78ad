"""Whether everything the pages of a PDF need is there and can be unpacked to its end.

qpdf, like every reader, goes on when a page, its drawing or a face is missing: it shows less, and says so in a warning at
most. What it leaves out in silence (a reference to an object that is not there reads as no entry at all) is looked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from chance_desktop.documents.scans.checks.shown import Shown
from chance_desktop.documents.scans.checks.unpacking import check_unpacks
from chance_desktop.documents.scans.errors import ScanDamaged, ScanTooHeavy

_MOST_OBJECTS = 500_000
_DEEPEST = 200
_BESIDE = {
    "/Parent", "/P", "/Popup", "/IRT", "/Metadata", "/PieceInfo", "/StructParents", "/Thumb", "/B", "/A", "/AA", "/Dest",
    "/FS", "/OC", "/OCGs", "/Next", "/Prev",
}  # fmt: skip
"""What a page says beside its drawing: losing it loses nothing of the paper."""
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_KIDS = re.compile(rb"/Kids\s*(\[[^\]]*\])")
_NEEDED = re.compile(rb"/(?:FontFile[23]?|FontDescriptor|Resources|XObject|SMask)\s*(\d+\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+)\s+(\d+)\s+R")
_REVISION = re.compile(rb"%%EOF")


def check_pages(pdf: Pdf, data: bytes, *, mended: bool) -> None:
    """Raise ScanDamaged when something the pages show is missing or cut; of a `mended` file, also when a page is left over.

    `data` is the file the PDF was opened from. Raises ScanTooHeavy for more objects than a paper holds.
    """
    check_page_tree(pdf)
    pages: list[Object] = [page.obj for page in pdf.pages]
    reached = _Reached()
    for page in pages:
        for stream in reached.streams(page):
            check_unpacks(stream, ciphered=pdf.is_encrypted)
    shown = Shown()
    for page in pages:
        shown.check_page(page)
    _check_references(pdf, data, pages, mended=mended)
    if mended and _left_over(pdf, pages):
        raise ScanDamaged


def check_page_tree(pdf: Pdf) -> None:
    """Raise ScanDamaged for a branch of the tree of pages that leads nowhere.

    To be called before qpdf's own list of pages is asked for, which takes such branches out.
    """
    waiting: list[object] = [pdf.Root.get("/Pages")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary):
            raise ScanDamaged
        if node.is_indirect:
            if node.objgen in seen:
                raise ScanDamaged
            seen.add(node.objgen)
        kids = node.get("/Kids")
        if isinstance(kids, Array):
            waiting.extend(kids)
        if len(seen) + len(waiting) > _MOST_OBJECTS:
            raise ScanTooHeavy


class _Reached:
    """What is reached from the pages, each object once."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()

    def streams(self, page: Object) -> Iterator[Object]:
        """The streams a page needs."""
        waiting: list[tuple[Object, int]] = [(page, 0)]
        while waiting:
            thing, deep = waiting.pop()
            if thing.is_indirect:
                if thing.objgen in self._seen:
                    continue
                self._seen.add(thing.objgen)
                if len(self._seen) > _MOST_OBJECTS:
                    raise ScanTooHeavy
            if isinstance(thing, Stream):
                yield thing
            if deep < _DEEPEST:
                waiting.extend((kid, deep + 1) for kid in _kids(thing))


def _kids(thing: Object) -> Iterator[Object]:
    every = enumerate(thing) if isinstance(thing, Array) else thing.items()
    return (kid for key, kid in every if key not in _BESIDE and isinstance(kid, (Array, Dictionary, Stream)))


def _check_references(pdf: Pdf, data: bytes, pages: list[Object], *, mended: bool) -> None:
    """Raise ScanDamaged for a reference to nothing that qpdf reads as no entry."""
    if any("/Contents" not in page for page in pages):
        _check_named(pdf, data, _CONTENTS)
    if mended:
        _check_named(pdf, data, _KIDS)
    # What a former revision named may be gone for good reason.
    if len(_REVISION.findall(data)) == 1:
        _check_named(pdf, data, _NEEDED)


def _packed_objects(pdf: Pdf) -> Iterator[bytes]:
    """The objects that lie together in a stream, as they are written."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get("/Type") == Name.ObjStm:
            check_unpacks(thing, ciphered=pdf.is_encrypted)
            yield thing.read_bytes()


def _check_named(pdf: Pdf, data: bytes, key: re.Pattern[bytes]) -> None:
    for text in chain((data,), _packed_objects(pdf)):
        for found in key.findall(text):
            if any(_is_nothing(pdf, *reference) for reference in _REFERENCE.findall(found)):
                raise ScanDamaged


def _is_nothing(pdf: Pdf, number: bytes, generation: bytes) -> bool:
    if len(number) > 9 or len(generation) > 5:
        return True
    found: object = pdf.get_object(int(number), int(generation))
    return found is None


def _left_over(pdf: Pdf, pages: list[Object]) -> bool:
    """Whether a page lies in the file that its tree does not name."""
    named = {page.objgen for page in pages}
    return any(
        isinstance(thing, Dictionary) and thing.get("/Type") == Name.Page and thing.objgen not in named
        for thing in pdf.objects
    )
