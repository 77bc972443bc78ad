"""Bars of a table, drawn once for paper and for the screen: a drawing of ReportLab, put on the page or turned into SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor

from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.typesetting.theme import Face, font
from chance_desktop.domain.reports.report import Bar, Chart

HEIGHT = 190.0
_CLIPPING = re.compile(r"<clipPath.*?</clipPath>", re.DOTALL)
_FOOT, _HEAD, _GAP, _LEGEND = 42.0, 16.0, 4.0, 16.0
_WIDEST, _HATCH = 34.0, 4.0


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as « #5B2A86 », by name of tone, and those of words and lines."""

    tones: dict[str, str]
    ink: str
    soft: str
    line: str
    family: str = ""


PAPER = Palette(
    {"accent": "#5B2A86", "green": "#1B6E40", "orange": "#A04A07", "blue": "#1A5AA6"}, "#211A2B", "#544C61", "#CFC8D8"
)


def drawing(chart: Chart, width: float, height: float = HEIGHT, palette: Palette = PAPER) -> Drawing:
    """The chart as a drawing of `width` by `height` points; every bar carries its figure."""
    for face in (Face.REGULAR, Face.SEMIBOLD):
        font(face)
    made = Drawing(width, height)
    highest = max((bar.value for _label, bars in chart.groups for bar in bars), default=0) or 1
    room = height - _FOOT - _HEAD
    own = width / max(1, len(chart.groups))
    made.add(Line(0, _FOOT, width, _FOOT, strokeColor=HexColor(palette.soft), strokeWidth=1))
    for place, (label, bars) in enumerate(chart.groups):
        thick = min(_WIDEST, (own - 16) / max(1, len(bars)) - _GAP)
        left = place * own + (own - len(bars) * (thick + _GAP) + _GAP) / 2
        for number, bar in enumerate(bars):
            _bar(made, bar, left + number * (thick + _GAP), thick, room * bar.value / highest, palette)
        _words(made, place * own + own / 2, _FOOT - 13, label, palette.ink, 10, middle=True, strong=True)
    _legend(made, chart, palette)
    return made


def paint(chart: Chart, pen: Pen, x: float, y: float, width: float) -> None:
    """Draw on a page."""
    made = drawing(chart, width)
    # a drawing begins with the font it was made with; without one it names Times, which no page embeds
    with _house_font():
        renderPDF.draw(made, pen.canvas, x, y)


@contextmanager
def _house_font() -> Iterator[None]:
    former = STATE_DEFAULTS["fontName"]
    STATE_DEFAULTS["fontName"] = f"Atkinson-{Face.REGULAR.value}"
    try:
        yield
    finally:
        STATE_DEFAULTS["fontName"] = former


def svg(chart: Chart, width: float, height: float, palette: Palette) -> bytes:
    """The same drawing for the screen."""
    text: str = renderSVG.drawToString(drawing(chart, width, height, palette))
    # a clipping path as large as the drawing: not every reader of SVG knows what it is for
    text = _CLIPPING.sub("", text)
    if palette.family:
        for face in (Face.REGULAR, Face.SEMIBOLD):
            weight = "600" if face is Face.SEMIBOLD else "400"
            text = text.replace(
                f"font-family: Atkinson-{face.value}", f"font-family: {palette.family}; font-weight: {weight}"
            )
    return text.encode("utf-8")


def in_words(chart: Chart) -> str:
    """What the chart says, for those who do not see it."""
    groups = (f"{label} : " + ", ".join(f"{bar.label} {bar.value}" for bar in bars) for label, bars in chart.groups)
    return f"{chart.title}. " + " ; ".join(groups)


def _bar(made: Drawing, bar: Bar, x: float, thick: float, high: float, palette: Palette) -> None:
    colour = HexColor(palette.tones[bar.tone])
    if high > 0:
        made.add(
            Rect(x, _FOOT, thick, high, fillColor=None if bar.hatched else colour, strokeColor=colour, strokeWidth=1)
        )
    if bar.hatched:
        _hatch(made, x, thick, high, colour)
    _words(made, x + thick / 2, _FOOT + high + 4, str(bar.value), palette.ink, 10, middle=True, strong=True)


def _hatch(made: Drawing, x: float, thick: float, high: float, colour: Color) -> None:
    """Slanted lines, cut at the sides of the bar."""
    at = _HATCH
    while at < thick + high:
        left, right = max(0.0, at - high), min(at, thick)
        made.add(
            Line(x + left, _FOOT + at - left, x + right, _FOOT + at - right, strokeColor=colour, strokeWidth=0.9)
        )  # fmt: skip
        at += _HATCH


def _legend(made: Drawing, chart: Chart, palette: Palette) -> None:
    x = 0.0
    for bar in chart.groups[0][1] if chart.groups else ():
        colour = HexColor(palette.tones[bar.tone])
        made.add(Rect(x, 4, 10, 10, fillColor=None if bar.hatched else colour, strokeColor=colour, strokeWidth=1))
        if bar.hatched:
            for step in (4.0, 8.0, 12.0, 16.0):
                left, right = max(0.0, step - 10), min(step, 10.0)
                made.add(
                    Line(x + left, 4 + step - left, x + right, 4 + step - right, strokeColor=colour, strokeWidth=0.9)
                )
        _words(made, x + 15, 5.5, bar.label, palette.soft, 9.5)
        x += 15 + font(Face.REGULAR).stringWidth(bar.label, 9.5) + _LEGEND


def _words(
    made: Drawing,
    x: float,
    y: float,
    text: str,
    colour: str,
    size: float,
    *,
    middle: bool = False,
    strong: bool = False,
) -> None:
    face = Face.SEMIBOLD if strong else Face.REGULAR
    made.add(
        String(
            x, y, f"{text} ", fontName=f"Atkinson-{face.value}", fontSize=size, fillColor=HexColor(colour),
            textAnchor="middle" if middle else "start",
        )
    )  # fmt: skip
