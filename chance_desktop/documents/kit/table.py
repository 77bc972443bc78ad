"""A table whose rows stay whole (unless one is higher than a page) and whose head is repeated on each page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from chance_desktop.documents.kit.blocks import Block, Text, draw_stack, stack_height
from chance_desktop.documents.kit.tagged.structure import Slot
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.typesetting.theme import COLUMN, INK, LINE, SECTION, Style

# White space at the right of a cell; figures set to the right need more before the next column's words.
_GUTTER, _GUTTER_AFTER_FIGURES = 7.0, 18.0
_HIGHER_THAN_A_PAGE, _LEAST_TO_CUT = 600.0, 150.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in points (`0`: what remains)."""

    head: str
    width: float = 0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """Blocks in a cell, beside an optional figure such as a box to tick."""

    blocks: tuple[Block, ...]
    figure: Block | None = None
    figure_width: float = 0
    row_head: bool = False

    def height(self, inside: float) -> float:
        """Its blocks, or its figure when that is higher."""
        high = stack_height(self.blocks, inside - self.figure_width)
        return max(high, self.figure.height(inside) if self.figure else 0)

    def cut(self, inside: float, room: float) -> tuple[Cell, Cell]:
        """What fits in `room`, and the rest."""
        width = inside - self.figure_width
        for index, block in enumerate(self.blocks):
            high = block.height(width)
            if high > room:
                pair = block.split(width, room)
                head = (*self.blocks[:index], pair[0]) if pair else self.blocks[:index]
                tail = (pair[1], *self.blocks[index + 1 :]) if pair else self.blocks[index:]
                return replace(self, blocks=head), replace(self, blocks=tail, figure=None)
            room -= high
        return self, replace(self, blocks=(), figure=None)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first head may be the section's title, larger than the others.

    A row of one cell spans the table. `gutters` are the white spaces at the right of words and of figures.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    padding: float = 5
    minimum: float = 0
    titled: bool = False
    head: Style = COLUMN
    gutters: tuple[float, float] = (_GUTTER, _GUTTER_AFTER_FIGURES)
    continued: bool = False
    _slot: Slot = field(default_factory=Slot)

    @property
    def keep_with_next(self) -> bool:
        """Free to end a page."""
        return False

    def _widths(self, width: float) -> list[float]:
        free = [column for column in self.columns if not column.width]
        rest = width - sum(column.width for column in self.columns)
        return [column.width or rest / len(free) for column in self.columns]

    def _insides(self, width: float) -> list[float]:
        """Widths without the white space between columns; the last column has none."""
        *others, last = self._widths(width)
        gutters = [self.gutters[column.align == "right"] for column in self.columns]
        return [*(own - gutter for own, gutter in zip(others, gutters, strict=False)), last]

    def _heads(self) -> list[Text]:
        styles = [SECTION if self.titled and not index else self.head for index in range(len(self.columns))]
        return [
            Text(column.head, style, "H2" if style is SECTION else "P", column.align)
            for column, style in zip(self.columns, styles, strict=True)
        ]

    def _head_height(self, width: float) -> float:
        pairs = zip(self._heads(), self._insides(width), strict=True)
        return max(head.height(inside) for head, inside in pairs) + 7

    def _row_height(self, row: tuple[Cell, ...], insides: list[float]) -> float:
        high = max(cell.height(inside) for cell, inside in zip(row, self._spanned(row, insides), strict=True))
        return max(self.minimum, high + 2 * self.padding)

    def _spanned(self, row: tuple[Cell, ...], widths: list[float]) -> list[float]:
        """The widths of the cells of a row: its only one takes them all."""
        return widths if len(row) == len(widths) else [sum(widths)]

    def height(self, width: float) -> float:
        """Its head and its rows."""
        insides = self._insides(width)
        return self._head_height(width) + sum(self._row_height(row, insides) for row in self.rows)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between two rows, one row at least under the head; inside a row only when no page could hold it."""
        insides = self._insides(width)
        left = room - self._head_height(width)
        fit = 0
        while fit < len(self.rows) and (high := self._row_height(self.rows[fit], insides)) <= left:
            left -= high
            fit += 1
        before, after = self.rows[:fit], self.rows[fit:]
        if after and left > _LEAST_TO_CUT and self._row_height(after[0], insides) > _HIGHER_THAN_A_PAGE:
            pieces = [
                cell.cut(inside, left - 2 * self.padding)
                for cell, inside in zip(after[0], self._spanned(after[0], insides), strict=True)
            ]
            before = (*before, tuple(head for head, _tail in pieces))
            after = (tuple(tail for _head, tail in pieces), *after[1:])
        if not before or not after:
            return None
        look = (self.padding, self.minimum, self.titled, self.head, self.gutters)
        return (
            Table(self.columns, before, *look, self.continued, self._slot),
            Table(self.columns, after, *look, True, self._slot),
        )

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Head (an artifact when repeated), then rows with a rule under each."""
        widths = list(zip(self._widths(width), self._insides(width), strict=True))
        insides = self._insides(width)
        with pen.element("Table", slot=self._slot):
            if self.continued:
                with pen.artifact(pagination=True):
                    self._draw_head(pen, x, top, widths)
            else:
                self._draw_head(pen, x, top, widths)
            top -= self._head_height(width)
            pen.rule(x, top, width, colour=INK, thickness=1.2)
            for row in self.rows:
                high = self._row_height(row, insides)
                self._draw_row(pen, row, x, top, high, widths)
                top -= high
                pen.rule(x, top, width, colour=LINE, thickness=0.7)

    def _draw_head(self, pen: Pen, x: float, top: float, widths: list[tuple[float, float]]) -> None:
        heads = self._heads()
        foot = max(head.height(inside) for head, (_own, inside) in zip(heads, widths, strict=True))
        with pen.element("TR"):
            for head, (own, inside) in zip(heads, widths, strict=True):
                with pen.element("TH", scope="Column"):
                    head.draw(pen, x, top - foot + head.height(inside), inside)
                x += own

    def _draw_row(
        self, pen: Pen, row: tuple[Cell, ...], x: float, top: float, high: float, widths: list[tuple[float, float]]
    ) -> None:
        alone = len(row) < len(widths)
        whole = sum(own for own, _inside in widths)
        with pen.element("TR"):
            for cell, (own, inside) in zip(row, [(whole, whole)] if alone else widths, strict=True):
                tag, scope = ("TH", "Row") if cell.row_head else ("TD", "")
                with pen.element(tag, scope=scope, span=len(widths) if alone else 1):
                    if cell.figure:
                        figure = cell.figure.height(cell.figure_width)
                        cell.figure.draw(pen, x, top - (high - figure) / 2, cell.figure_width)
                    room = inside - cell.figure_width
                    text = stack_height(cell.blocks, room)
                    draw_stack(cell.blocks, pen, x + cell.figure_width, top - (high - text) / 2, room)
                x += own
