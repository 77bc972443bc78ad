"""Europass Mobility, prepared for printing: five tables filled with what is known, room to write, stamp and sign."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chance_desktop.documents.europass.mobility_tables import (
    LAST_TABLE,
    MobilityCell,
    MobilityTable,
    Room,
    mobility_page,
)
from chance_desktop.documents.europass.pages import BODY, LABEL_HEAD, NOTE, frame_of, full_name, masthead, meta_of
from chance_desktop.documents.europass.rich_blocks import rich_blocks
from chance_desktop.documents.europass.words import EuropassWords, words_for
from chance_desktop.documents.kit.blocks import Block, Gap, Text, WritingLines, draw_stack, stack_height
from chance_desktop.documents.kit.layout.flow import NewPage, make_pdf
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.two_columns import cut_stack
from chance_desktop.documents.kit.typesetting.theme import BLUE, BLUE_TINT, STRONG, WHITE, Colour, Face, Style
from chance_desktop.documents.scans.photographs.portrait import portrait
from chance_desktop.domain.learner.mobility import Mobility

_TABLE = Style(Face.BOLD, 11.5, 15, WHITE)
_PARTNER = Style(Face.SEMIBOLD, 10, 13.5)
_PADDING = 6.0
_MARK_HEIGHT = 46.0
_LINE_STEP = 17.0
_PHOTO = (66.0, 79.0)
_PHOTO_CELL = _PHOTO[0] + 2 * _PADDING
_LINES = {Room.LINES: 3, Room.TEXT: 5}
_HIGH = 240.0


def mobility_pdf(mobility: Mobility, *, fictional: bool = False) -> bytes:
    """The document as a tagged PDF; it never says that it is issued."""
    words, page = words_for(mobility.locale), mobility_page(mobility)
    blocks: list[Block] = [*masthead(page.title, page.over)[:-1], Gap(6), Text(page.mandatory, NOTE), Gap(8)]
    for table in page.tables:
        # The host writes the last table, at the end of the stay: a sheet of its own to hand over.
        parted: list[Block] = [NewPage()] if table.number == LAST_TABLE else []
        blocks += [*parted, *_table(table, mobility, words), Gap(13)]
    frame = frame_of(mobility.holder, words, fictional=fictional, note=page.prepared)
    meta = meta_of(page.title, mobility.holder, mobility.locale)
    return make_pdf(blocks[:-1], frame, replace(meta, title=page.title))


def _table(table: MobilityTable, mobility: Mobility, words: EuropassWords) -> list[Block]:
    blocks: list[Block] = [_Bar(table.heading, _TABLE, BLUE, "H2")]
    grouped = isinstance(table.rows[0], str)
    for order, row in enumerate(table.rows):
        # The rows of a partner are one answer; signatures stand under what they sign.
        following = next(iter(table.rows[order + 1 : order + 2]), "")
        keep = not isinstance(following, str) and (grouped or following[-1].room is Room.MARK)
        if isinstance(row, str):
            blocks.append(_Bar(row, _PARTNER, BLUE_TINT, "H3"))
        else:
            blocks.append(_CellRow(tuple(_inside(cell, mobility, words) for cell in row), _narrow(row), keep))
    return blocks


def _narrow(row: tuple[MobilityCell, ...]) -> float:
    """The width of the last cell, when it is not that of the others."""
    return _PHOTO_CELL if row[-1].room is Room.PHOTOGRAPH else 0


def _inside(cell: MobilityCell, mobility: Mobility, words: EuropassWords) -> tuple[Block, ...]:
    title = Text(cell.title, LABEL_HEAD)
    note: list[Block] = [Text(cell.note, NOTE)] if cell.note else []
    if cell.text:
        return (title, Gap(1), *rich_blocks(cell.text, words, BODY), *note)
    if cell.room is Room.PHOTOGRAPH:
        photo = portrait(
            mobility.holder.photo, words.photograph.format(name=full_name(mobility.holder)), *_PHOTO
        )  # fmt: skip
        return (title, Gap(3), photo if photo else Gap(_PHOTO[1]))
    if cell.room is Room.MARK:
        return (title, *note, Gap(_MARK_HEIGHT))
    return (title, WritingLines(_LINES.get(cell.room, 1), _LINE_STEP), Gap(2), *note)


@dataclass(frozen=True, slots=True)
class _Bar:
    """A title on a ground of colour, above what it announces."""

    words: str
    style: Style
    ground: Colour
    tag: str

    @property
    def keep_with_next(self) -> bool:
        """A title stays with its first row."""
        return True

    def height(self, width: float) -> float:
        """Its lines, with air."""
        return Text(self.words, self.style).height(width - 2 * _PADDING) + 7

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Never."""
        return None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Ground, border, words."""
        high = self.height(width)
        with pen.artifact():
            pen.canvas.setFillColorRGB(*self.ground)
            pen.canvas.setStrokeColorRGB(*(BLUE if self.ground is BLUE else STRONG))
            pen.canvas.setLineWidth(0.8)
            pen.canvas.rect(x, top - high, width, high, stroke=1, fill=1)
        Text(self.words, self.style, self.tag).draw(pen, x + _PADDING, top - 3, width - 2 * _PADDING)


@dataclass(frozen=True, slots=True)
class _CellRow:
    """Cells side by side in their borders; `last` is the width of the last one when it is set apart."""

    cells: tuple[tuple[Block, ...], ...]
    last: float = 0
    keep: bool = False

    @property
    def keep_with_next(self) -> bool:
        """As asked."""
        return self.keep

    def _widths(self, width: float) -> list[float]:
        if not self.last:
            return [width / len(self.cells)] * len(self.cells)
        others = len(self.cells) - 1
        return [*([(width - self.last) / others] * others), self.last]

    def height(self, width: float) -> float:
        """The highest cell."""
        pairs = zip(self.cells, self._widths(width), strict=True)
        return max(stack_height(cell, own - 2 * _PADDING) for cell, own in pairs) + 2 * _PADDING - 2

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Only a long text is parted."""
        if self.height(width) < _HIGH or room < _HIGH / 3:
            return None
        pairs = zip(self.cells, self._widths(width), strict=True)
        cut = [cut_stack(cell, own - 2 * _PADDING, room - 2 * _PADDING) for cell, own in pairs]
        heads, tails = tuple(head for head, _tail in cut), tuple(tail for _head, tail in cut)
        # A heading alone above its border would say that the cell is empty.
        if any(tail and all(map(_says_nothing, head)) for head, tail in cut) or not any(tails):
            return None
        return _CellRow(heads, self.last), _CellRow(tails, self.last, self.keep)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Borders, then each cell."""
        high = self.height(width)
        for cell, own in zip(self.cells, self._widths(width), strict=True):
            with pen.artifact():
                pen.canvas.setStrokeColorRGB(*STRONG)
                pen.canvas.setLineWidth(0.8)
                pen.canvas.rect(x, top - high, own, high, stroke=1, fill=0)
            draw_stack(cell, pen, x + _PADDING, top - _PADDING + 2, own - 2 * _PADDING)
            x += own


def _says_nothing(block: Block) -> bool:
    return isinstance(block, Gap) or (isinstance(block, Text) and block.style is LABEL_HEAD)
