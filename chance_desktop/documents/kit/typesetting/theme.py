"""The look of every printed page: A4 measures, house font, colours and text styles (points)."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum
from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from chance_desktop.documents.kit.typesetting.house_font import HouseFont
from chance_desktop.runtime.assets import resources_folder

Colour = tuple[float, float, float]

# Streams stay binary: a quarter smaller and faster than their ASCII form, which no mail program needs any more.
rl_config.useA85 = 0


def _colour(code: str) -> Colour:
    return (int(code[0:2], 16) / 255, int(code[2:4], 16) / 255, int(code[4:6], 16) / 255)


# Violet, ink and their tints turn to well separated greys: the meaning is carried by form and word.
INK = _colour("211A2B")
INK2 = _colour("544C61")
VIOLET = _colour("5B2A86")
TINT = _colour("F4EEFA")
BLUE = _colour("1A5AA6")
BLUE_TINT = _colour("E6F0FB")
BLUE_LINE = _colour("A8C8EB")
LINE = _colour("CFC8D8")
STRONG = _colour("857D92")
WHITE = _colour("FFFFFF")
SQUARES = (_colour("7A3DB0"), _colour("5FAE3E"), _colour("F08A1D"), _colour("2E86D6"))

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 51.0
CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN
FIRST_TOP = PAGE_HEIGHT - 109
NEXT_TOP = PAGE_HEIGHT - 78
BOTTOM = 54.0
FOOT_BASELINE = 33.0


class Face(Enum):
    """The five faces of the house font that are embedded."""

    REGULAR = "400Regular"
    ITALIC = "400Regular_Italic"
    MEDIUM = "500Medium"
    SEMIBOLD = "600SemiBold"
    BOLD = "700Bold"


_registering = threading.Lock()


@cache
def font(face: Face) -> HouseFont:
    """The font object of a face, parsed once per process and shared by every document."""
    with _registering:
        made = HouseFont(
            f"Atkinson-{face.value}", resources_folder() / "fonts" / f"AtkinsonHyperlegibleNext_{face.value}.ttf"
        )
        pdfmetrics.registerFont(made)
        return made


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set."""

    face: Face = Face.REGULAR
    size: float = 11
    leading: float = 15
    colour: Colour = INK
    bold: Face = Face.BOLD


TITLE = Style(Face.BOLD, 23, 28)
SUBTITLE = Style(Face.BOLD, 15, 20, VIOLET)
LEAD = Style(Face.REGULAR, 11, 15, INK2)
SECTION = Style(Face.BOLD, 13, 17)
BODY = Style()
LETTER_BODY = Style(size=11, leading=15.6)
STRONG_BODY = Style(Face.SEMIBOLD)
NOTE = Style(size=9.5, leading=12.5, colour=INK2)
NOTE_STRONG = Style(Face.SEMIBOLD, 9.5, 12.5)
COLUMN = Style(Face.SEMIBOLD, 9.5, 12.5, INK2)
FOOT = Style(size=8.5, leading=11, colour=INK2)
