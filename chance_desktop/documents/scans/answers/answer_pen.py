"""Draws the words of an answer into its field, in the house face, wrapped and reduced to the box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from chance_desktop.documents.scans.answers.answer_faces import AnswerFaces, Stretch
from chance_desktop.documents.scans.errors import ScanAnswersHidden

_SIZES = (10.5, 9.5, 8.5, 7.5, 6.5, 5.5)
"""Points; the largest that fits is taken."""
_LEADING = 1.25
_FILLS = {1: "g", 3: "rg", 4: "k"}
"""The operator that takes a colour of so many levels."""

_Line = tuple[Stretch, ...]


class AnswerPen:
    """Draws into one file, which then holds each face once."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._faces = AnswerFaces(pdf)

    def drawing(self, widget: Object, words: str) -> Stream:
        """The words as a drawing of the field. Raises ScanAnswersHidden for more than it holds."""
        left, foot, right, top = _box(widget)
        width, high = right - left, top - foot
        size, lines = self._fitted(words, width - 4, high - 2)
        leading = size * _LEADING
        # In the middle of a short field, from the top of one that is taller than two lines.
        block = (len(lines) - 1) * leading + size * 0.7
        first = high - 3 - size * 0.7 if high > 2.5 * _SIZES[0] else (high + block) / 2 - size * 0.7
        shown = " ".join(f"{self._shown(line, size)} T*" for line in lines)
        text = f"BT 0 g {leading} TL 2 {first:.2f} Td {shown} ET"
        content = f"{_ground(widget, width, high)} q 0 0 {width:.2f} {high:.2f} re W n {text} Q"
        settings = {
            "/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, round(width, 2), round(high, 2)]),
            "/Resources": Dictionary(Font=self._faces.resources(stretch for line in lines for stretch in line)),
        }  # fmt: skip
        return self._pdf.make_stream(content.encode("ascii"), settings)

    def finish(self) -> None:
        """Put the faces in the file; nothing is drawn after."""
        self._faces.finish()

    def _shown(self, line: _Line, size: float) -> str:
        return " ".join(f"/{stretch.face} {size} Tf <{self._faces.shown(stretch)}> Tj" for stretch in line)

    def _fitted(self, words: str, width: float, high: float) -> tuple[float, list[_Line]]:
        """The size in points, and the lines; raises ScanAnswersHidden for words that are more than the box holds."""
        for size in _SIZES:
            lines = [
                self._faces.stretches(line)
                for paragraph in words.splitlines()
                for line in self._wrapped(paragraph, max(width, size) / size)
            ]
            if len(lines) * size * _LEADING <= max(high, size * _LEADING):
                return size, lines
        raise ScanAnswersHidden

    def _wrapped(self, paragraph: str, width: float) -> Iterator[str]:
        """Lines no wider than that many times the size; a word wider than its line is cut between characters."""
        line = ""
        for word in paragraph.replace("\t", " ").split(" "):
            longer = f"{line} {word}" if line else word
            if self._width(longer) <= width:
                line = longer
                continue
            if line:
                yield line
            line = ""
            for character in word:
                if line and self._width(line + character) > width:
                    yield line
                    line = ""
                line += character
        yield line

    def _width(self, text: str) -> float:
        return sum(stretch.width for stretch in self._faces.stretches(text))


def _box(widget: Object) -> tuple[float, float, float, float]:
    across, along = sorted(float(widget.Rect[at]) for at in (0, 2)), sorted(float(widget.Rect[at]) for at in (1, 3))
    return across[0], along[0], across[1], along[1]


def _ground(widget: Object, width: float, high: float) -> str:
    """The ground the field asks for under its words, which hides what was printed there before they were corrected, and its frame."""
    look = widget.get("/MK", Dictionary())
    fill, stroke = _colour(look.get("/BG", ())), _colour(look.get("/BC", ()))
    line = float(widget.get("/BS", Dictionary()).get("/W", 1))
    inside = f"{line / 2:.2f} {line / 2:.2f} {width - line:.2f} {high - line:.2f}"
    ground = f"q {fill} 0 0 {width:.2f} {high:.2f} re f Q" if fill else ""
    return ground + (f" q {stroke.upper()} {line:.2f} w {inside} re S Q" if stroke and line else "")


def _colour(levels: Iterable[object]) -> str:
    """What takes a colour to fill with; in capitals, to draw with."""
    given = [float(str(level)) for level in levels]
    operator = _FILLS.get(len(given), "")
    return " ".join([*(f"{level:.3f}" for level in given), operator]) if operator else ""
