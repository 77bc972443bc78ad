"""A grid of levels: heads in one or two tiers, a name at the left of each row, words centred in the cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from chance_desktop.documents.kit.blocks import Block, Text, stack_height
from chance_desktop.documents.kit.tagged.structure import Slot
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.typesetting.theme import BLUE, BLUE_TINT, INK2, LINE, Face, Style

GROUP = Style(Face.SEMIBOLD, 9, 12)
CORNER = Style(Face.SEMIBOLD, 9.5, 13.5)
HEAD = Style(size=8.5, leading=10.5, colour=INK2)
LEVEL = Style(Face.BOLD, 10.5, 13)
USER = Style(size=8.5, leading=10.5, colour=INK2)
_PADDING, _GUTTER = 4.0, 5.0


@dataclass(frozen=True, slots=True)
class Row:
    """What the row is about, and a level with its words for each column: (« B1 », « indépendant »)."""

    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LevelGrid:
    """`groups` are (words, columns covered) above `heads`, where that of a column alone in its group is empty.

    `corner` is the heading of the whole, at the left of the groups.
    """

    corner: str
    first_width: float
    groups: tuple[tuple[str, int], ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    name_style: Style = LEVEL
    continued: bool = False
    _slot: Slot = field(default_factory=Slot)

    @property
    def keep_with_next(self) -> bool:
        """Free to end a page."""
        return False

    def _column(self, width: float) -> float:
        return (width - self.first_width) / len(self.heads)

    def _head_blocks(self) -> list[Text]:
        return [Text(head, HEAD, align="centre") for head in self.heads]

    def _group_height(self) -> float:
        return GROUP.leading + 5 if self.groups else 0.0

    def _head_height(self, width: float) -> float:
        inside = self._column(width) - _GUTTER
        return self._group_height() + max(head.height(inside) for head in self._head_blocks()) + 6

    def _cell(self, cell: tuple[str, str]) -> tuple[Block, ...]:
        level, user = cell
        return tuple(
            Text(words, style, align="centre") for words, style in ((level, LEVEL), (user, USER)) if words
        )  # fmt: skip

    def _row_height(self, row: Row, width: float) -> float:
        inside = self._column(width) - _GUTTER
        name = Text(row.name, self.name_style).height(self.first_width - _GUTTER)
        return max(name, *(stack_height(self._cell(cell), inside) for cell in row.cells)) + 2 * _PADDING

    def height(self, width: float) -> float:
        """Heads and rows."""
        return self._head_height(width) + sum(self._row_height(row, width) for row in self.rows)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between two rows, one at least under the heads."""
        left = room - self._head_height(width)
        fit = 0
        while fit < len(self.rows) and (high := self._row_height(self.rows[fit], width)) <= left:
            left -= high
            fit += 1
        if not 0 < fit < len(self.rows):
            return None
        return replace(self, rows=self.rows[:fit]), replace(self, rows=self.rows[fit:], continued=True)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Heads (an artifact when repeated), then rows with a rule under each."""
        with pen.element("Table", slot=self._slot):
            if self.continued:
                with pen.artifact(pagination=True):
                    self._draw_heads(pen, x, top, width)
            else:
                self._draw_heads(pen, x, top, width)
            top -= self._head_height(width)
            for row in self.rows:
                high = self._row_height(row, width)
                self._draw_row(pen, row, x, top, high, width)
                top -= high
                pen.rule(x, top, width, colour=LINE, thickness=0.7)

    def _draw_heads(self, pen: Pen, x: float, top: float, width: float) -> None:
        column, start = self._column(width), x + self.first_width
        high = self._group_height()
        if self.groups:
            with pen.element("TR"):
                self._draw_corner(pen, x, top - 2)
                at = start
                for words, span in self.groups:
                    # A group of one column is its own head, over both tiers.
                    tall = high if span > 1 else self._head_height(width) - 1.5
                    pen.block(at + 1.5, top - tall + 1.5, column * span - 3, tall - 1.5, BLUE_TINT)
                    with pen.element("TH", scope="Column", span=span):
                        words_top = top - (tall - GROUP.leading) / 2 + (0.5 if span > 1 else 0)
                        Text(words, GROUP, align="centre").draw(pen, at, words_top, column * span)
                    at += column * span
        foot = top - self._head_height(width)
        with pen.element("TR"):
            with pen.element("TD"):
                pass
            for order, head in enumerate(self._head_blocks()):
                inside = column - _GUTTER
                with pen.element("TH" if head.words else "TD", scope="Column" if head.words else ""):
                    head.draw(
                        pen, start + order * column + _GUTTER / 2, top - high - 3, inside
                    )  # fmt: skip
        pen.rule(x, foot, width, colour=BLUE, thickness=1)

    def _draw_corner(self, pen: Pen, x: float, top: float) -> None:
        with pen.element("TH" if self.corner else "TD", scope="Column" if self.corner else ""):
            if self.corner:
                Text(self.corner, CORNER, "H3").draw(pen, x, top, self.first_width - _GUTTER)

    def _draw_row(self, pen: Pen, row: Row, x: float, top: float, high: float, width: float) -> None:
        column = self._column(width)
        with pen.element("TR"):
            with pen.element("TH", scope="Row"):
                name = Text(row.name, self.name_style)
                inside = self.first_width - _GUTTER
                name.draw(pen, x, top - (high - name.height(inside)) / 2, inside)
            for order, cell in enumerate(row.cells):
                blocks = self._cell(cell)
                inside = column - _GUTTER
                at = x + self.first_width + order * column + _GUTTER / 2
                y = top - (high - stack_height(blocks, inside)) / 2
                with pen.element("TD"):
                    for block in blocks:
                        block.draw(pen, at, y, inside)
                        y -= block.height(inside)
