"""Draws the words of an answer into its field, in the house face, wrapped and reduced to the box."""

from __future__ import annotations

from functools import cached_property

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from chance_desktop.documents.kit.form_fields import whole_font
from chance_desktop.documents.kit.line_breaking import break_parts
from chance_desktop.documents.kit.theme import Style
from chance_desktop.documents.kit.typography import Part
from chance_desktop.documents.scans.errors import ScanAnswersHidden

_SIZES = (10.5, 9.5, 8.5, 7.5, 6.5, 5.5)
"""Points; the largest that fits is taken."""
_LEADING = 1.25
_FILLS = {1: "g", 3: "rg", 4: "k"}
"""The operator that takes a colour of so many levels."""


class AnswerPen:
    """Draws into one file, which then holds the face once."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf

    @cached_property
    def _letters(self) -> Object:
        return whole_font(self._pdf)

    def drawing(self, widget: Object, words: str) -> Stream:
        """The words as a drawing of the field. Raises ScanAnswersHidden for more than it holds."""
        left, foot, right, top = _box(widget)
        width, high = right - left, top - foot
        size, lines = _fitted(words, width - 4, high - 2)
        leading = size * _LEADING
        # In the middle of a short field, from the top of one that is taller than two lines.
        block = (len(lines) - 1) * leading + size * 0.7
        first = high - 3 - size * 0.7 if high > 2.5 * _SIZES[0] else (high + block) / 2 - size * 0.7
        shown = " ".join(f"<{line.hex()}> Tj T*" for line in lines)
        text = f"BT 0 g /Atk {size} Tf {leading} TL 2 {first:.2f} Td {shown} ET"
        content = f"{_ground(widget, width, high)} q 0 0 {width:.2f} {high:.2f} re W n {text} Q"
        settings = {
            "/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, round(width, 2), round(high, 2)]),
            "/Resources": Dictionary(Font=Dictionary(Atk=self._letters)),
        }  # fmt: skip
        return self._pdf.make_stream(content.encode("ascii"), settings)


def _box(widget: Object) -> tuple[float, float, float, float]:
    across, along = sorted(float(widget.Rect[at]) for at in (0, 2)), sorted(float(widget.Rect[at]) for at in (1, 3))
    return across[0], along[0], across[1], along[1]


def _fitted(words: str, width: float, high: float) -> tuple[float, list[bytes]]:
    """The size in points, and the lines in Windows-1252; raises ScanAnswersHidden for words that are more than the box holds."""
    for size in _SIZES:
        lines = [
            "".join(run.text for run in line.runs).encode("cp1252")
            for paragraph in words.splitlines()
            for line in break_parts((Part(paragraph),), Style(size=size), max(width, size))
        ]
        if len(lines) * size * _LEADING <= max(high, size * _LEADING):
            return size, lines
    raise ScanAnswersHidden


def _ground(widget: Object, width: float, high: float) -> str:
    """The colour the field asks for under its words: it hides what was printed there before they were corrected."""
    colour = widget.get("/MK", Dictionary()).get("/BG", ())
    operator = _FILLS.get(len(colour), "")
    levels = " ".join(f"{float(level):.3f}" for level in colour)
    return f"q {levels} {operator} 0 0 {width:.2f} {high:.2f} re f Q" if operator else ""
