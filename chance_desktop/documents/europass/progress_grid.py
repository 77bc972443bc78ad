"""The grid of a self-assessment: for each skill the level before (dashed) and after (full), joined by a band."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.documents.europass.level_grid import GROUP
from chance_desktop.documents.europass.words import EuropassWords, typeset
from chance_desktop.documents.kit.blocks import Text, Whole
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.typesetting.line_breaking import text_width
from chance_desktop.documents.kit.typesetting.theme import BLUE, BLUE_TINT, INK, INK2, LINE, STRONG, WHITE, Face, Style
from chance_desktop.domain.learner.cefr import NO_LEVELS, LanguageSkill, Level, Levels

_SKILL = Style(Face.MEDIUM, 10.5, 14)
_HEAD = Style(Face.SEMIBOLD, 9.5, 12.5, INK2)
_IN_DASHED = Style(Face.SEMIBOLD, 9, 12, INK)
_IN_FULL = Style(Face.BOLD, 9, 12, WHITE)
_LEGEND = Style(size=9, leading=13, colour=INK2)
_ROW, _SQUARE, _HEADS, _SKILL_WIDTH = 29.0, 19.0, 36.0, 186.0
_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class ProgressGrid(Whole):
    """Levels given before and after; either may be missing."""

    words: EuropassWords
    before: Levels = NO_LEVELS
    after: Levels = NO_LEVELS
    after_words: str = ""

    def height(self, width: float) -> float:
        """Heads and five rows."""
        return _HEADS + _ROW * len(LanguageSkill)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """A table whose filled cells are figures with words."""
        column = (width - _SKILL_WIDTH) / len(_LEVELS)
        with pen.element("Table"):
            self._draw_heads(pen, x, top, column)
            pen.rule(x, top - _HEADS, width, colour=BLUE, thickness=1)
            top -= _HEADS
            for skill in LanguageSkill:
                self._draw_row(pen, skill, x, top, column)
                top -= _ROW
                pen.rule(x, top, width, colour=LINE, thickness=0.7)

    def _draw_heads(self, pen: Pen, x: float, top: float, column: float) -> None:
        start = x + _SKILL_WIDTH
        with pen.element("TR"):
            with pen.element("TD"):
                pass
            for order, user in enumerate(self.words.users):
                at = start + order * 2 * column
                pen.block(at + 1.5, top - 16, 2 * column - 3, 16, BLUE_TINT)
                with pen.element("TH", scope="Column", span=2):
                    Text(user.capitalize(), GROUP, align="centre").draw(pen, at, top - 2, 2 * column)
        with pen.element("TR"):
            with pen.element("TD"):
                pass
            for order, level in enumerate(_LEVELS):
                with pen.element("TH", scope="Column"):
                    Text(level.value, _HEAD, align="centre").draw(pen, start + order * column, top - 20, column)

    def _draw_row(self, pen: Pen, skill: LanguageSkill, x: float, top: float, column: float) -> None:
        start, middle = x + _SKILL_WIDTH, top - _ROW / 2
        before, after = self.before.of(skill), self.after.of(skill)
        with pen.element("TR"):
            with pen.element("TH", scope="Row"):
                words = Text(self.words.skills[skill], _SKILL)
                words.draw(pen, x, middle + words.height(_SKILL_WIDTH - 8) / 2, _SKILL_WIDTH - 8)
            if before and after and before is not after:
                low, high = sorted((_LEVELS.index(before), _LEVELS.index(after)))
                pen.block(start + (low + 0.5) * column, middle - 4, (high - low) * column, 8, BLUE_TINT)
            for order, level in enumerate(_LEVELS):
                self._draw_cell(pen, level, start + (order + 0.5) * column, middle, (before, after))

    def _draw_cell(
        self, pen: Pen, level: Level, centre: float, middle: float, marks: tuple[Level | None, Level | None]
    ) -> None:
        left, foot = centre - _SQUARE / 2, middle - _SQUARE / 2
        was, is_now = (level is mark for mark in marks)
        told = [self.words.before] if was else []
        told += [self.after_words or self.words.after] if is_now else []
        with pen.element("TD"):
            if not told:
                with pen.artifact():
                    pen.full_square(centre - 1.3, middle - 1.3, 2.6, STRONG)
                return
            alt = typeset(", ".join((level.value, *told)), self.words)
            style = _IN_FULL if is_now else _IN_DASHED
            with pen.element("Figure", alt=alt), pen.content():
                if is_now:
                    pen.full_square(left, foot, _SQUARE, BLUE, radius=1.5)
                    if was:
                        # Where the level is still the one before, the dashes go round the full square.
                        pen.dashed_square(left - 3, foot - 3, _SQUARE + 6, INK)
                else:
                    pen.canvas.setFillColorRGB(*WHITE)
                    pen.canvas.rect(left, foot, _SQUARE, _SQUARE, stroke=0, fill=1)
                    pen.dashed_square(left, foot, _SQUARE, INK)
                _write(pen, level.value, style, centre, middle)


def _write(pen: Pen, words: str, style: Style, centre: float, middle: float) -> None:
    canvas = pen.canvas
    canvas.setFillColorRGB(*style.colour)
    canvas.setFont(f"Atkinson-{style.face.value}", style.size)
    canvas.drawString(centre - text_width(words, style.face, style.size) / 2, middle - style.size * 0.34, words)


@dataclass(frozen=True, slots=True)
class Legend(Whole):
    """What the dashed and the full square say, at the right of the column."""

    dashed: str
    full: str

    def _lines(self) -> list[tuple[str, bool]]:
        return [(words, is_full) for words, is_full in ((self.dashed, False), (self.full, True)) if words]

    def height(self, width: float) -> float:
        """One line each."""
        return len(self._lines()) * (_LEGEND.leading + 1)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Square and words."""
        for words, is_full in self._lines():
            foot = top - _LEGEND.leading / 2 - 4.5
            with pen.artifact():
                if is_full:
                    pen.full_square(x, foot, 9, BLUE, radius=1)
                else:
                    pen.dashed_square(x, foot, 9, INK)
            Text(words, _LEGEND).draw(pen, x + 15, top, width - 15)
            top -= _LEGEND.leading + 1
