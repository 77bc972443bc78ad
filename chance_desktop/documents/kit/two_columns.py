"""Two columns that go on together over pages: a label or dates on the left, what they are about on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chance_desktop.documents.kit.blocks import Block, Gap, draw_stack, stack_height
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen

LEFT, BETWEEN = 132.0, 18.0
_LEAST = 30.0
_HALF_PAGE = 320.0


def cut_stack(
    blocks: Sequence[Block], width: float, room: float
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:  # fmt: skip
    """The blocks that fit in `room` and the others; headings stay with what they announce."""
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) - 1 and blocks[end].keep_with_next:
            end += 1
        high = stack_height(blocks[start : end + 1], width)
        if high > room + 0.01:
            before = stack_height(blocks[start:end], width)
            pair = blocks[end].split(width, room - before) if room > before else None
            if pair:
                return (*blocks[:end], pair[0]), (pair[1], *blocks[end + 1 :])
            return tuple(blocks[:start]), tuple(blocks[start:])
        room -= high
        start = end + 1
    return tuple(blocks), ()


@dataclass(frozen=True, slots=True)
class Sided:
    """Left and right; `right_width` fixes the right column instead. `right_first`: read aloud before the left."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    left_width: float = LEFT
    right_width: float = 0
    gap: float = BETWEEN
    keep: bool = False
    right_first: bool = False

    @property
    def keep_with_next(self) -> bool:
        """As asked."""
        return self.keep

    def _widths(self, width: float) -> tuple[float, float]:
        if self.right_width:
            return width - self.gap - self.right_width, self.right_width
        return self.left_width, width - self.gap - self.left_width

    def height(self, width: float) -> float:
        """The higher column."""
        left, right = self._widths(width)
        return max(stack_height(self.left, left), stack_height(self.right, right))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """What is high may be cut, each column where it can be."""
        if room < _LEAST:
            return None
        left, right = self._widths(width)
        # A short label stays whole beside the beginning of its text.
        heads = cut_stack(self.left, left, room), cut_stack(self.right, right, room)
        (left_head, left_tail), (right_head, right_tail) = heads
        if (left_tail and stack_height(self.left, left) < _HALF_PAGE) or (self.right and not right_head):
            return None
        left_tail, right_tail = _without_gap(left_tail), _without_gap(right_tail)
        if not (left_head or right_head) or not (left_tail or right_tail):
            return None
        look = (self.left_width, self.right_width, self.gap)
        return (
            Sided(left_head, right_head, *look, False, self.right_first),
            Sided(left_tail, right_tail, *look, self.keep, self.right_first),
        )

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Both from the same top."""
        left, right = self._widths(width)
        if self.right_first:
            draw_stack(self.right, pen, x + left + self.gap, top, right)
        draw_stack(self.left, pen, x, top, left)
        if not self.right_first:
            draw_stack(self.right, pen, x + left + self.gap, top, right)


def spread(
    left: Sequence[Block], right: Sequence[Block], width: float, *, keep: bool = False, right_first: bool = False
) -> list[Block]:
    """The same as rows that pages part easily: the first as high as its label, then one for each block left."""
    beside = width - BETWEEN - LEFT
    needed = stack_height(left, LEFT)
    count, high = 0, 0.0
    while count < len(right) and (high < needed or not count or right[count - 1].keep_with_next):
        high += right[count].height(beside)
        count += 1
    rest = right[count:]
    first_keep = bool(rest and isinstance(rest[0], Gap) and rest[0].keep) or (keep and not rest)
    rows: list[Block] = [Sided(tuple(left), tuple(right[:count]), keep=first_keep, right_first=right_first)]
    rows += [block if isinstance(block, Gap) else Sided((), (block,), keep=block.keep_with_next) for block in rest]
    return rows


def _without_gap(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    while blocks and isinstance(blocks[0], Gap):
        blocks = blocks[1:]
    return blocks
