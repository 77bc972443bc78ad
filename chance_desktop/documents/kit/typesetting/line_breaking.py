"""Text set in lines: broken at spaces, measured, drawn as one text object whose lines keep their spaces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfgen.canvas import Canvas

from chance_desktop.documents.kit.typesetting.theme import Face, Style, font
from chance_desktop.documents.kit.typesetting.typography import Part, drawable, parts

_RAISED_SIZE = 0.68
_RAISED_BY = 0.33


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face, size and rise."""

    text: str
    face: Face
    size: float
    rise: float
    width: float
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs, and its width without the closing space."""

    runs: tuple[Run, ...]
    width: float


@lru_cache(maxsize=20_000)
def text_width(text: str, face: Face, size: float) -> float:
    """Width in points."""
    return float(font(face).stringWidth(text, size))


def _run(text: str, face: Face, size: float, rise: float, *, underlined: bool = False) -> Run:
    return Run(text, face, size, rise, text_width(text, face, size), underlined)


def _words(stretches: tuple[Part, ...], style: Style) -> list[list[Run] | None]:
    """Words, each made of the runs it crosses; `None` is a forced new line."""
    words: list[list[Run] | None] = [[]]
    for part in stretches:
        if part.text == "\n":
            words += [None, []]
            continue
        # The house font has no bold italic: bold says more.
        face = style.bold if part.bold else Face.ITALIC if part.italic else style.face
        size = style.size * (_RAISED_SIZE if part.raised else 1)
        rise = style.size * _RAISED_BY if part.raised else 0.0
        for index, piece in enumerate(drawable(part.text, font(face).face.charToGlyph).split(" ")):
            if index:
                words.append([])
            word = words[-1]
            if piece and word is not None:
                word.append(_run(piece, face, size, rise, underlined=part.underlined))
    return words


def _cut(word: list[Run], width: float) -> list[list[Run]]:
    """A word wider than its column, cut between characters (an address, a very long name)."""
    pieces: list[list[Run]] = [[]]
    used = 0.0
    for run in word:
        kept = ""
        for character in run.text:
            more = text_width(character, run.face, run.size)
            if used + more > width and (kept or pieces[-1]):
                if kept:
                    pieces[-1].append(_run(kept, run.face, run.size, run.rise, underlined=run.underlined))
                pieces.append([])
                kept, used = "", 0.0
            kept += character
            used += more
        if kept:
            pieces[-1].append(_run(kept, run.face, run.size, run.rise, underlined=run.underlined))
    return pieces


def _line(words: list[list[Run]], style: Style, *, closed: bool) -> Line:
    runs: list[Run] = []
    space = _run(" ", style.face, style.size, 0.0)
    for index, word in enumerate(words):
        if index:
            runs.append(space)
        runs.extend(word)
    width = sum(run.width for run in runs)
    # The space at the end of a line is drawn: it is what keeps the words apart for a screen reader.
    if not closed:
        runs.append(space)
    return Line(_joined(runs), width)


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and (last.face, last.size, last.rise, last.underlined) == (
            run.face, run.size, run.rise, run.underlined
        ):  # fmt: skip
            width = last.width + run.width
            joined[-1] = Run(last.text + run.text, run.face, run.size, run.rise, width, run.underlined)
        else:
            joined.append(run)
    return tuple(joined)


@lru_cache(maxsize=4_000)
def break_lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """The lines a text takes in a column of that width (points)."""
    return break_parts(parts(text), style, width)


def break_parts(stretches: tuple[Part, ...], style: Style, width: float) -> tuple[Line, ...]:
    """The lines that stretches of text of several aspects take."""
    lines: list[Line] = []
    current: list[list[Run]] = []
    used = 0.0
    space = text_width(" ", style.face, style.size)
    for word in _words(stretches, style):
        if word is None:
            lines.append(_line(current, style, closed=not current))
            current, used = [], 0.0
            continue
        size = sum(run.width for run in word)
        if current and used + space + size > width + 0.01:
            lines.append(_line(current, style, closed=False))
            current, used = [], 0.0
        if size > width + 0.01:
            *full, rest = _cut(word, width)
            lines.extend(_line([piece], style, closed=True) for piece in full)
            word, size = rest, sum(run.width for run in rest)
        used += size + (space if current else 0)
        current.append(word)
    lines.append(_line(current, style, closed=True))
    return tuple(lines)


def draw_lines(
    canvas: Canvas,
    lines: tuple[Line, ...],
    style: Style,
    x: float,
    top: float,
    *,
    width: float = 0,
    align: str = "left",
) -> None:
    """Draw lines downwards from `top`, each in a box of one leading."""
    # Written as the operators themselves: a text object of ReportLab's does the same three times slower.
    red, green, blue = style.colour
    strokes: list[str] = []
    code = [f"BT {red:.4g} {green:.4g} {blue:.4g} rg"]
    baseline = top - (style.leading + style.size * 0.70) / 2
    rise = 0.0
    for index, line in enumerate(lines):
        shift = {"left": 0.0, "right": width - line.width, "centre": (width - line.width) / 2}[align]
        at, level = x + shift, baseline - index * style.leading
        code.append(f"1 0 0 1 {at:.3f} {level:.3f} Tm")
        for run in line.runs:
            if run.underlined:
                strokes.append(f"{at:.3f} {level - run.size * 0.16:.3f} {run.width:.3f} {run.size * 0.06:.3f} re f")
            at += run.width
            if run.rise != rise:
                rise = run.rise
                code.append(f"{rise:.3f} Ts")
            for name, letters in font(run.face).pieces(run.text, canvas._doc):
                code.append(f"{name} {run.size:.4g} Tf ({escapePDF(letters)}) Tj")
    if rise:
        code.append("0 Ts")
    code += ["ET", *strokes]
    canvas._code.append(" ".join(code))
