"""Rich text of a learner on the page: paragraphs and lists with bold, italic and underlined words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from chance_desktop.documents.europass.words import EuropassWords, typeset
from chance_desktop.documents.kit.blocks import Block, Gap
from chance_desktop.documents.kit.tagged.structure import Slot
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.typesetting.line_breaking import Line, break_parts, draw_lines
from chance_desktop.documents.kit.typesetting.theme import BLUE, BODY, Style
from chance_desktop.documents.kit.typesetting.typography import Part
from chance_desktop.domain.learner.rich_text import Paragraph, Run, paragraphs

_INDENT = 13.0
_NUMBER_INDENT = 19.0
_FIRST = re.compile(r"(?<!\w)(1er)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Slots:
    """The elements of the structure that a cut list shares between pages."""

    whole: Slot = field(default_factory=Slot)
    item: Slot = field(default_factory=Slot)
    body: Slot = field(default_factory=Slot)


@dataclass(frozen=True, slots=True)
class RichLines:
    """A paragraph, or an item of a list behind its square or its number."""

    stretches: tuple[Part, ...]
    style: Style = BODY
    marker: str = ""
    begun: bool = False
    _lines: tuple[Line, ...] | None = None
    _slots: _Slots = field(default_factory=_Slots)
    _by_width: dict[float, tuple[Line, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def keep_with_next(self) -> bool:
        """Free to end a page."""
        return False

    @property
    def _indent(self) -> float:
        return 0.0 if not self.marker else _INDENT if self.marker == "•" else _NUMBER_INDENT

    def _set(self, width: float) -> tuple[Line, ...]:
        if self._lines is not None:
            return self._lines
        lines = self._by_width.get(width)
        if lines is None:
            lines = self._by_width[width] = break_parts(self.stretches, self.style, width - self._indent)
        return lines

    def height(self, width: float) -> float:
        """Its lines."""
        return len(self._set(width)) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Two lines at least on each side."""
        lines = self._set(width)
        fit = min(int(room / self.style.leading), len(lines) - 2)
        if fit < 2:
            return None
        head = replace(self, _lines=lines[:fit], _by_width={})
        return head, replace(self, _lines=lines[fit:], begun=True, _by_width={})

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """As one element, in a list when it has a marker."""
        if not self.marker:
            with pen.element("P", slot=self._slots.body), pen.content():
                draw_lines(pen.canvas, self._set(width), self.style, x, top)
            return
        with pen.element("L", slot=self._slots.whole), pen.element("LI", slot=self._slots.item):
            if not self.begun:
                with pen.element("Lbl"), pen.content():
                    self._draw_marker(pen, x, top)
            with pen.element("LBody", slot=self._slots.body), pen.content():
                draw_lines(pen.canvas, self._set(width), self.style, x + self._indent, top)

    def _draw_marker(self, pen: Pen, x: float, top: float) -> None:
        if self.marker == "•":
            side = self.style.size * 0.4
            pen.full_square(x + 1, top - self.style.leading / 2 - side / 2, side, BLUE)
        else:
            draw_lines(pen.canvas, break_parts((Part(self.marker),), self.style, _NUMBER_INDENT), self.style, x, top)


def rich_blocks(
    rich: str | Iterable[Paragraph], words: EuropassWords, style: Style = BODY, space: float = 3
) -> list[Block]:
    """The blocks of a rich text, with a little air between paragraphs; none when it says nothing."""
    found = paragraphs(rich) if isinstance(rich, str) else tuple(rich)
    blocks: list[Block] = []
    shared = Slot()
    before = ""
    for paragraph in found:
        if not paragraph.text.strip():
            continue
        if not paragraph.marker or not before or paragraph.marker == "1.":
            shared = Slot()
        if blocks:
            blocks.append(Gap(space * 0.4 if paragraph.marker and before else space))
        stretches = tuple(part for run in paragraph.runs for part in _parts(run, words))
        blocks.append(RichLines(stretches, style, paragraph.marker, _slots=_Slots(whole=shared)))
        before = paragraph.marker
    return blocks


def _parts(run: Run, words: EuropassWords) -> list[Part]:
    found = []
    for piece in _FIRST.split(typeset(run.text, words)):
        look = Part("", run.bold, False, run.italic, run.underline)
        if piece == "1er":
            found += [replace(look, text="1"), replace(look, text="er", raised=True)]
        elif piece:
            found.append(replace(look, text=piece))
    return found
