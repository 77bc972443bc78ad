"""A table whose rows are never cut and whose head is repeated on each page."""

from __future__ import annotations

from dataclasses import dataclass, field

from chance_desktop.documents.blocks import Block, Text, draw_stack, stack_height
from chance_desktop.documents.pen import Pen
from chance_desktop.documents.structure import Slot
from chance_desktop.documents.theme import COLUMN, INK, LINE, SECTION

_GUTTER = 7.0


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


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first head may be the section's title, larger than the others."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    padding: float = 5
    minimum: float = 0
    titled: bool = False
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

    def _heads(self) -> list[Text]:
        styles = [SECTION if self.titled and not index else COLUMN for index in range(len(self.columns))]
        return [
            Text(column.head, style, "H2" if style is SECTION else "P", column.align)
            for column, style in zip(self.columns, styles, strict=True)
        ]

    def _head_height(self, width: float) -> float:
        pairs = zip(self._heads(), self._widths(width), strict=True)
        return max(head.height(own - _GUTTER) for head, own in pairs) + 7

    def _cell_height(self, cell: Cell, own: float) -> float:
        high = stack_height(cell.blocks, own - cell.figure_width - _GUTTER)
        return max(high, cell.figure.height(own) if cell.figure else 0)

    def _row_height(self, row: tuple[Cell, ...], widths: list[float]) -> float:
        high = max(self._cell_height(cell, own) for cell, own in zip(row, widths, strict=True))
        return max(self.minimum, high + 2 * self.padding)

    def height(self, width: float) -> float:
        """Its head and its rows."""
        widths = self._widths(width)
        return self._head_height(width) + sum(self._row_height(row, widths) for row in self.rows)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between two rows, one row at least under the head."""
        widths = self._widths(width)
        left = room - self._head_height(width)
        fit = 0
        while fit < len(self.rows) and (high := self._row_height(self.rows[fit], widths)) <= left:
            left -= high
            fit += 1
        if not 0 < fit < len(self.rows):
            return None
        look = (self.padding, self.minimum, self.titled)
        return (
            Table(self.columns, self.rows[:fit], *look, self.continued, self._slot),
            Table(self.columns, self.rows[fit:], *look, True, self._slot),
        )

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Head (an artifact when repeated), then rows with a rule under each."""
        widths = self._widths(width)
        with pen.element("Table", slot=self._slot):
            if self.continued:
                with pen.artifact(pagination=True):
                    self._draw_head(pen, x, top, widths)
            else:
                self._draw_head(pen, x, top, widths)
            top -= self._head_height(width)
            pen.rule(x, top, width, colour=INK, thickness=1.2)
            for row in self.rows:
                high = self._row_height(row, widths)
                self._draw_row(pen, row, x, top, high, widths)
                top -= high
                pen.rule(x, top, width, colour=LINE, thickness=0.7)

    def _draw_head(self, pen: Pen, x: float, top: float, widths: list[float]) -> None:
        heads = self._heads()
        foot = max(head.height(own - _GUTTER) for head, own in zip(heads, widths, strict=True))
        with pen.element("TR"):
            for head, own in zip(heads, widths, strict=True):
                with pen.element("TH", scope="Column"):
                    head.draw(pen, x, top - foot + head.height(own - _GUTTER), own - _GUTTER)
                x += own

    def _draw_row(
        self, pen: Pen, row: tuple[Cell, ...], x: float, top: float, high: float, widths: list[float]
    ) -> None:
        with pen.element("TR"):
            for cell, own in zip(row, widths, strict=True):
                with pen.element("TH" if cell.row_head else "TD", scope="Row" if cell.row_head else ""):
                    if cell.figure:
                        figure = cell.figure.height(cell.figure_width)
                        cell.figure.draw(pen, x, top - (high - figure) / 2, cell.figure_width)
                    inside = own - cell.figure_width - _GUTTER
                    text = stack_height(cell.blocks, inside)
                    draw_stack(cell.blocks, pen, x + cell.figure_width, top - (high - text) / 2, inside)
                x += own
