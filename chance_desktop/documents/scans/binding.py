"""Binds scanned pages into a document: each one framed on a page of its own, described, and reachable in the outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Rectangle

from chance_desktop.documents.kit.blocks import Block, Gap, Text, Whole
from chance_desktop.documents.kit.layout.flow import NewPage
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.typesetting import theme
from chance_desktop.documents.kit.typesetting.theme import NOTE, SECTION
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.documents.scans.intake import open_pdf
from chance_desktop.runtime.words import _

_HEIGHT = theme.NEXT_TOP - theme.BOTTOM - 36
_AFRESH = "0 0 0 rg 0 0 0 RG 1 w 0 J 0 j 10 M [] 0 d"
"""The state in which a page begins: a form takes on the ink and the lines of what surrounds it, a scanned page must not."""


@dataclass(frozen=True, slots=True)
class _Sheet(Whole):
    """Where a scanned page goes."""

    order: int
    alt: str
    placement: str
    placed: list[tuple[int, int]]

    def height(self, width: float) -> float:
        """All that the title leaves."""
        return _HEIGHT

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """The page as one figure; its drawing is added when the file is finished."""
        with pen.element("Figure", alt=self.alt), pen.content():
            pen.canvas._code.append(f"q {_AFRESH} {self.placement} Q")
        self.placed.append((pen.page, self.order))


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What is said of a bound page: `which` is « page 1 sur 2 », `alt` its words for those who do not see it."""

    which: str
    alt: str


def _dossier_words() -> SheetWords:
    return SheetWords(_("page {page} sur {pages}"), french(_("{name}, pièce numérisée, {which}")))


@dataclass(slots=True)
class Binder:
    """Keeps the scanned pages between the drawing and the finishing of a document."""

    words: SheetWords = field(default_factory=_dossier_words)
    all_embedded: bool = True
    _holder: Pdf = field(default_factory=pikepdf.new)
    _forms: list[Object] = field(default_factory=list)
    _placed: list[tuple[int, int]] = field(default_factory=list)

    def __enter__(self) -> Binder:
        self._holder.add_blank_page(page_size=(theme.PAGE_WIDTH, theme.PAGE_HEIGHT))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._holder.close()

    def bind(self, number: int, name: str, data: bytes) -> list[Block]:
        """The blocks that show a scan, one page each; raises a ScanError when it cannot be opened."""
        blocks: list[Block] = []
        frame = Rectangle(
            theme.MARGIN, theme.BOTTOM, theme.PAGE_WIDTH - theme.MARGIN, theme.BOTTOM + _HEIGHT
        )  # fmt: skip
        with open_pdf(data) as scan:
            count = len(scan.pages)
            for index, page in enumerate(scan.pages, start=1):
                self.all_embedded = self.all_embedded and all(_embedded(font) for font in _fonts(page.resources))
                order = len(self._forms)
                form = self._holder.copy_foreign(page.as_form_xobject())
                if "/Group" in form:
                    del form.Group
                self._forms.append(form)
                drawing = self._holder.pages[0].calc_form_xobject_placement(
                    form,
                    Name(f"/Scan{order}"),
                    frame,
                    invert_transformations=True,
                    allow_shrink=True,
                    allow_expand=True,
                )
                title = _("{number}. {name}").format(number=number, name=name)
                which = self.words.which.format(page=index, pages=count)
                alt = self.words.alt.format(name=name, which=which)
                blocks.append(NewPage())
                heading = french(title) if count == 1 else f"{french(title)} – {which}"
                first = index == 1
                blocks.append(Text(heading, SECTION if first else NOTE, "H2" if first else "P"))
                blocks.append(Gap(6, keep=True))
                blocks.append(_Sheet(order, alt, drawing.decode("ascii").strip(), self._placed))
        return blocks

    def add(self, pdf: Pdf) -> list[Object]:
        """Put the scanned pages in the file."""
        for page, order in self._placed:
            pdf.pages[page].add_resource(pdf.copy_foreign(self._forms[order]), Name.XObject, Name(f"/Scan{order}"))
        return []


def _fonts(resources: Object, deep: int = 0) -> Iterator[Object]:
    """Every font a page uses, forms inside forms included (as deep as a sound file goes)."""
    yield from resources.get("/Font", Dictionary()).values()
    if deep < 5:
        for item in resources.get("/XObject", Dictionary()).values():
            if "/Resources" in item:
                yield from _fonts(item.Resources, deep + 1)


def _embedded(font: Object) -> bool:
    kept = font.get("/DescendantFonts", [font])[0]
    descriptor = kept.get("/FontDescriptor", Dictionary())
    return font.get("/Subtype") == Name.Type3 or any(
        key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
