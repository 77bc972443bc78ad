"""Draws on the page and says what is drawn: each stroke is inside an element of the structure, or is an artifact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reportlab.pdfgen.canvas import Canvas

from chance_desktop.documents.kit.tagged.structure import Element, FieldPlace, Mark, Slot
from chance_desktop.documents.kit.typesetting.line_breaking import break_lines, draw_lines
from chance_desktop.documents.kit.typesetting.theme import INK, STRONG, WHITE, Colour, Style

_HEADINGS = {"H1": 0, "H2": 1, "H3": 2}


class Pen:
    """The canvas, the structure drawn so far, and where in it we are."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.root = Element("Document")
        self.page = 0
        self.marks: list[list[Element]] = [[]]
        self._path: list[Element] = [self.root]
        self._artifact = 0
        self._outline_level = -1

    def next_page(self) -> None:
        """End this page, begin the next."""
        self.canvas.showPage()
        self.page += 1
        self.marks.append([])

    @contextmanager
    def element(
        self, tag: str, *, alt: str = "", scope: str = "", span: int = 1, slot: Slot | None = None
    ) -> Iterator[Element]:
        """What is drawn inside belongs to this element, a child of the current one."""
        made = slot.element if slot else None
        if made is None:
            made = Element(tag, alt, scope, span)
            if not self._artifact:
                self._path[-1].children.append(made)
            if slot:
                slot.element = made
        self._path.append(made)
        yield made
        self._path.pop()

    @contextmanager
    def content(self) -> Iterator[None]:
        """What is drawn inside is the content of the current element."""
        if self._artifact:
            yield
            return
        owner = self._path[-1]
        number = len(self.marks[self.page])
        self.marks[self.page].append(owner)
        owner.children.append(Mark(self.page, number))
        # ReportLab has no public way to write a mark; the page's own list of operators is where it puts everything.
        self.canvas._code.append(f"/{owner.tag} <</MCID {number}>> BDC")
        yield
        self.canvas._code.append("EMC")

    @contextmanager
    def artifact(self, *, pagination: bool = False) -> Iterator[None]:
        """What is drawn inside is decoration, or repeats the page before."""
        if not self._artifact:
            self.canvas._code.append("/Artifact <</Type /Pagination>> BDC" if pagination else "/Artifact BMC")
        self._artifact += 1
        yield
        self._artifact -= 1
        if not self._artifact:
            self.canvas._code.append("EMC")

    def field(self, index: int) -> None:
        """The current element is form field number `index`."""
        self._path[-1].children.append(FieldPlace(index))

    def bookmark(self, tag: str, title: str, top: float) -> None:
        """A line of the outline, under the heading it follows."""
        if self._artifact or tag not in _HEADINGS:
            return
        level = min(_HEADINGS[tag], self._outline_level + 1)
        self._outline_level = level
        key = f"p{self.page}-{len(self.marks[self.page])}"
        self.canvas.bookmarkHorizontal(key, 0, top + 6)
        self.canvas.addOutlineEntry(title.replace("**", ""), key, level)

    def text(
        self,
        words: str,
        style: Style,
        x: float,
        top: float,
        *,
        width: float = 10_000,
        align: str = "left",
        tag: str = "P",
    ) -> float:
        """Set a whole text at a place; returns its height."""
        lines = break_lines(words, style, width)
        with self.element(tag), self.content():
            draw_lines(self.canvas, lines, style, x, top, width=width, align=align)
        return len(lines) * style.leading

    def rule(
        self, x: float, y: float, width: float, *, colour: Colour, thickness: float = 0.6, dotted: bool = False
    ) -> None:
        """A line across; decoration."""
        with self.artifact():
            self.canvas.saveState()
            self.canvas.setStrokeColorRGB(*colour)
            self.canvas.setLineWidth(thickness)
            if dotted:
                self.canvas.setLineCap(1)
                self.canvas.setDash(0.01, 2.4)
            self.canvas.line(x, y, x + width, y)
            self.canvas.restoreState()

    def panel(
        self, x: float, y: float, width: float, height: float, *, stroke: Colour, fill: Colour | None = None,
        radius: float = 5, thickness: float = 0.9,
    ) -> None:  # fmt: skip
        """A bordered box; decoration."""
        with self.artifact():
            self.canvas.saveState()
            self.canvas.setStrokeColorRGB(*stroke)
            self.canvas.setLineWidth(thickness)
            if fill:
                self.canvas.setFillColorRGB(*fill)
            self.canvas.roundRect(x, y, width, height, radius, stroke=1, fill=1 if fill else 0)
            self.canvas.restoreState()

    def block(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle; decoration."""
        with self.artifact():
            self.canvas.setFillColorRGB(*colour)
            self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def full_square(self, x: float, y: float, size: float, colour: Colour = INK, radius: float = 0) -> None:
        """A full square: done. To be called inside content or artifact."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.roundRect(x, y, size, size, radius, stroke=0, fill=1)

    def dashed_square(self, x: float, y: float, size: float, colour: Colour = STRONG) -> None:
        """A dashed square: to do. To be called inside content or artifact."""
        self.canvas.saveState()
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(max(0.7, size * 0.065))
        side = size - 1
        dashes = max(3, round(side / 3.6))
        # Whole dashes on each side, so that the four corners look alike.
        step = side / dashes
        self.canvas.setDash([step * 0.56, step * 0.44], step * 0.28)
        self.canvas.rect(x + 0.5, y + 0.5, side, side, stroke=1, fill=0)
        self.canvas.restoreState()

    def open_square(self, x: float, y: float, size: float) -> None:
        """An empty box to tick with a pen."""
        self.canvas.setStrokeColorRGB(*INK)
        self.canvas.setLineWidth(1.5)
        self.canvas.rect(x + 0.75, y + 0.75, size - 1.5, size - 1.5, stroke=1, fill=0)

    def ticked_square(self, x: float, y: float, size: float) -> None:
        """A full box with its tick (Lucide's « check », on a grid of 24)."""
        self.full_square(x, y, size, radius=1)
        self.polyline([(6.5, 11.6), (10.4, 7.7), (17.5, 16.2)], x, y, size, WHITE, 2.6)

    def polyline(
        self, points: Sequence[tuple[float, float]], x: float, y: float, size: float, colour: Colour, thickness: float
    ) -> None:
        """A line drawn on a grid of 24, scaled to `size`."""
        scale = size / 24
        self.canvas.saveState()
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(thickness * scale)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        path = self.canvas.beginPath()
        path.moveTo(x + points[0][0] * scale, y + points[0][1] * scale)
        for across, up in points[1:]:
            path.lineTo(x + across * scale, y + up * scale)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.restoreState()
