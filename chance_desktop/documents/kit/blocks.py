"""The blocks a page is made of: each knows its height in a column, how to be cut, and how to draw itself tagged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Protocol

from chance_desktop.documents.kit.tagged.structure import Slot
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.typesetting.line_breaking import Line, break_lines, draw_lines
from chance_desktop.documents.kit.typesetting.theme import BODY, SQUARES, STRONG, VIOLET, Colour, Style

_LONGEST_HEADING = 600


class Block(Protocol):
    """Something that takes the width of its column and some height."""

    @property
    def keep_with_next(self) -> bool:
        """Whether it may not be the last block of a page."""
        ...

    def height(self, width: float) -> float:
        """Points taken in a column of that width."""
        ...

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """What fits in `room` and the rest, or nothing when it cannot be cut there."""
        ...

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw downwards from `top`."""
        ...


class Whole:
    """A block that is never cut."""

    @property
    def keep_with_next(self) -> bool:
        """Free to end a page."""
        return False

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Never."""
        return None


def stack_height(blocks: Sequence[Block], width: float) -> float:
    """Height of blocks one under the other."""
    return sum(block.height(width) for block in blocks)


def draw_stack(blocks: Sequence[Block], pen: Pen, x: float, top: float, width: float) -> None:
    """Draw blocks one under the other."""
    for block in blocks:
        block.draw(pen, x, top, width)
        top -= block.height(width)


@dataclass(frozen=True, slots=True)
class Gap(Whole):
    """White space; dropped at the top of a page."""

    points: float
    keep: bool = False

    @property
    def keep_with_next(self) -> bool:
        """A gap after a heading stays with it."""
        return self.keep

    def height(self, width: float) -> float:
        """Its points."""
        return self.points

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or a heading."""

    words: str
    style: Style = BODY
    tag: str = "P"
    align: str = "left"
    _lines: tuple[Line, ...] | None = None
    _slot: Slot = field(default_factory=Slot)
    _by_width: dict[float, tuple[Line, ...]] = field(default_factory=dict, compare=False, repr=False)
    keep: bool = False

    @property
    def keep_with_next(self) -> bool:
        """A heading stays with what it announces, and words with what they end on, unless they are as long as a text."""
        return (self.keep or self.tag.startswith("H")) and len(self.words) < _LONGEST_HEADING

    def _set(self, width: float) -> tuple[Line, ...]:
        if self._lines is not None:
            return self._lines
        # Its height is asked for by everything around it, many times for one drawing.
        lines = self._by_width.get(width)
        if lines is None:
            lines = self._by_width[width] = break_lines(self.words, self.style, width)
        return lines

    def height(self, width: float) -> float:
        """Its lines."""
        return len(self._set(width)) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Two lines at least on each side."""
        lines = self._set(width)
        fit = min(int(room / self.style.leading), len(lines) - 2)
        if fit < 2 or self.keep_with_next:
            return None
        make = (self.words, self.style, self.tag, self.align)
        return Text(*make, lines[:fit], self._slot), Text(*make, lines[fit:], self._slot)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Its lines, as one element; nothing to read when it is blank."""
        if not self.words.strip():
            return
        pen.bookmark(self.tag, self.words, top)
        with pen.element(self.tag, slot=self._slot), pen.content():
            draw_lines(pen.canvas, self._set(width), self.style, x, top, width=width, align=self.align)


@dataclass(frozen=True, slots=True)
class Figure(Whole):
    """A drawing with its words for those who do not see it; without words it is decoration."""

    points: float
    alt: str
    paint: Callable[[Pen, float, float, float], None]

    def height(self, width: float) -> float:
        """Its points."""
        return self.points

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """`paint(pen, x, y, width)` with `y` the foot of the drawing."""
        if self.alt:
            with pen.element("Figure", alt=self.alt), pen.content():
                self.paint(pen, x, top - self.points, width)
        else:
            with pen.artifact():
                self.paint(pen, x, top - self.points, width)


@dataclass(frozen=True, slots=True)
class Beside(Whole):
    """Columns side by side: widths in points, the last `0` takes what remains."""

    columns: tuple[tuple[float, tuple[Block, ...]], ...]
    gap: float = 17

    def _widths(self, width: float) -> list[float]:
        fixed = sum(own for own, _ in self.columns) + self.gap * (len(self.columns) - 1)
        free = sum(1 for own, _ in self.columns if not own)
        return [own or (width - fixed) / free for own, _ in self.columns]

    def height(self, width: float) -> float:
        """The highest column."""
        return max(
            stack_height(blocks, own) for own, (_, blocks) in zip(self._widths(width), self.columns, strict=True)
        )

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """From left to right."""
        for own, (_, blocks) in zip(self._widths(width), self.columns, strict=True):
            draw_stack(blocks, pen, x, top, own)
            x += own + self.gap


@dataclass(frozen=True, slots=True)
class Stack(Whole):
    """Blocks one under the other that stay together."""

    blocks: tuple[Block, ...]

    def height(self, width: float) -> float:
        """All of them."""
        return stack_height(self.blocks, width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """From top to foot."""
        draw_stack(self.blocks, pen, x, top, width)


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks in a bordered box, kept together as long as a page can hold them."""

    blocks: tuple[Block, ...]
    stroke: Colour = STRONG
    fill: Colour | None = None
    bar: bool = False
    padding: float = 14
    minimum: float = 0
    radius: float = 5
    keep: bool = False

    @property
    def keep_with_next(self) -> bool:
        """As asked."""
        return self.keep

    def height(self, width: float) -> float:
        """Its blocks and its padding."""
        return max(self.minimum, stack_height(self.blocks, width - 2 * self.padding) + 2 * self.padding - 4)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Only a box higher than a page is cut, between two of its blocks or inside one."""
        if self.height(width) < 600 or room < 120:
            return None
        inside, left = width - 2 * self.padding, room - 2 * self.padding
        for index, block in enumerate(self.blocks):
            high = block.height(inside)
            if high > left:
                cut = block.split(inside, left)
                head = (*self.blocks[:index], cut[0]) if cut else self.blocks[:index]
                tail = (cut[1], *self.blocks[index + 1 :]) if cut else self.blocks[index:]
                if not head:
                    return None
                look = (self.stroke, self.fill, self.bar, self.padding, 0, self.radius)
                return Panel(head, *look), Panel(tail, *look)
            left -= high
        return None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """The box, then what it holds."""
        high = self.height(width)
        pen.panel(x, top - high, width, high, stroke=self.stroke, fill=self.fill, radius=self.radius)
        if self.bar:
            pen.block(x, top - high, 5, high, VIOLET)
        draw_stack(self.blocks, pen, x + self.padding, top - self.padding + 2, width - 2 * self.padding)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose bullets are the programme's squares."""

    items: tuple[str, ...]
    style: Style = BODY
    indent: float = 16
    space: float = 2
    hollow: bool = False
    _slot: Slot = field(default_factory=Slot)

    @property
    def keep_with_next(self) -> bool:
        """Free to end a page."""
        return False

    def _item(self, item: str, width: float) -> tuple[Line, ...]:
        return break_lines(item, self.style, width - self.indent)

    def height(self, width: float) -> float:
        """Its items."""
        return sum(len(self._item(item, width)) * self.style.leading + self.space for item in self.items)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between two items."""
        fit = 0
        while fit < len(self.items):
            room -= len(self._item(self.items[fit], width)) * self.style.leading + self.space
            if room < 0:
                break
            fit += 1
        if not 0 < fit < len(self.items):
            return None
        look = (self.style, self.indent, self.space, self.hollow, self._slot)
        return Bullets(self.items[:fit], *look), Bullets(self.items[fit:], *look)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Square and words, item by item."""
        side = self.style.size * 0.58
        with pen.element("L", slot=self._slot):
            for item, colour in zip(self.items, cycle(SQUARES), strict=False):
                lines = self._item(item, width)
                with pen.element("LI"):
                    with pen.element("Lbl"), pen.content():
                        foot = top - self.style.leading / 2 - side / 2
                        if self.hollow:
                            pen.open_square(x, foot - 1.5, side + 3)
                        else:
                            pen.full_square(x, foot, side, colour)
                    with pen.element("LBody"), pen.content():
                        draw_lines(pen.canvas, lines, self.style, x + self.indent, top)
                top -= len(lines) * self.style.leading + self.space


@dataclass(frozen=True, slots=True)
class WritingLines(Whole):
    """Dotted lines to write on by hand."""

    count: int
    step: float = 22

    def height(self, width: float) -> float:
        """One step a line."""
        return self.count * self.step

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """From the top down."""
        for index in range(self.count):
            pen.rule(x, top - (index + 1) * self.step, width, colour=STRONG, thickness=0.9, dotted=True)
