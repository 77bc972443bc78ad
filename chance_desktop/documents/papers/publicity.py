"""A flyer (A5) or a poster (A4, A3) for an office: declared words, its own contact, and the squares of the programme.

One drawing on an A4 sheet, made larger or smaller for the other sizes; everything stays eight millimetres off the edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Block
from chance_desktop.documents.kit.layout.flow import make_pdf
from chance_desktop.documents.kit.layout.letterhead import draw_fictional
from chance_desktop.documents.kit.qr_code import qr_code
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting import theme
from chance_desktop.documents.kit.typesetting.line_breaking import break_lines
from chance_desktop.documents.kit.typesetting.theme import INK, INK2, SQUARES, VIOLET, WHITE, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french

_HOOK = Style(Face.BOLD, 62, 64, WHITE)
_UNDER = Style(Face.SEMIBOLD, 19, 25, WHITE)
_PROGRAMME = Style(Face.BOLD, 15, 19, WHITE)
_REASON = Style(Face.BOLD, 15.5, 20, VIOLET)
_TEXT = Style(size=12.5, leading=17)
_TITLE = Style(Face.BOLD, 14, 18, VIOLET)
_OFFICE = Style(Face.BOLD, 15, 19)
_REACH = Style(Face.SEMIBOLD, 13, 18)
_EDGE, _BAND = 40.0, 372.0
_PATTERN = (
    (0, 0, 0, True), (1, 0, 1, False), (2, 0, 3, True), (3, 0, 2, False), (0, 1, 2, False), (1, 1, 0, True), (2, 1, 1, True),
    (3, 1, 3, False), (1, 2, 2, True), (2, 2, 0, False), (3, 2, 1, True), (3, 3, 0, False), (2, 3, 2, True),
)  # fmt: skip
"""Squares of the motif: column, row, colour, full or dashed."""

SIZES = {"flyer": 0.7071, "poster-a4": 1.0, "poster-a3": 1.41421}


@dataclass(frozen=True, slots=True)
class Reason:
    """A short reason to come."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Publicity:
    """What the sheet says; `reach` is what the code to scan opens (`tel:…` or `mailto:…`)."""

    sender: Sender
    hook: str
    under: str
    reasons: tuple[Reason, ...]
    who_title: str
    who: tuple[str, ...]
    begin_title: str
    begin: str
    meetings_title: str
    meetings: tuple[str, ...]
    reach: str
    edited_on: date


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The whole sheet is its own frame."""

    data: Publicity

    @property
    def tops(self) -> tuple[float, float]:
        """Nothing flows on it."""
        return theme.PAGE_HEIGHT - 60, theme.PAGE_HEIGHT - 60

    def draw_head(self, pen: Pen, *, first: bool) -> None:
        """All of it."""
        data = self.data
        top = theme.PAGE_HEIGHT - _EDGE
        pen.panel(
            _EDGE - 16,
            top - _BAND,
            theme.PAGE_WIDTH - 2 * _EDGE + 32,
            _BAND + 16,
            stroke=VIOLET,
            fill=VIOLET,
            radius=14,
        )
        _motif(pen, theme.PAGE_WIDTH - _EDGE - 150, top - 4)
        pen.text(french(data.sender.programme), _PROGRAMME, _EDGE + 6, top - 6, tag="H1")
        width = theme.PAGE_WIDTH - 2 * _EDGE - 12
        words, room = french(data.hook), width - 130
        lines = len(break_lines(words, _HOOK, room))
        under = len(break_lines(french(data.under), _UNDER, width)) * _UNDER.leading
        foot = top - _BAND + 26
        pen.text(words, _HOOK, _EDGE + 6, foot + under + 14 + lines * _HOOK.leading, width=room, tag="H2")
        pen.text(french(data.under), _UNDER, _EDGE + 6, foot + under, width=width)
        self._reasons(pen, top - _BAND - 30)
        if data.sender.fictional:
            draw_fictional(pen, first=first)

    def _reasons(self, pen: Pen, top: float) -> None:
        data = self.data
        width = (theme.PAGE_WIDTH - 2 * _EDGE - 2 * 20) / 3
        lowest = top
        for place, reason in enumerate(data.reasons[:3]):
            x = _EDGE + place * (width + 20)
            with pen.artifact():
                pen.full_square(x, top - 14, 14, SQUARES[place], 2)
            y = top - 22
            y -= pen.text(french(reason.title), _REASON, x, y, width=width, tag="H3")
            y -= pen.text(french(reason.text), _TEXT, x, y - 3, width=width)
            lowest = min(lowest, y)
        self._foot(pen, lowest - 26)

    def _foot(self, pen: Pen, top: float) -> None:
        """For whom, how to begin, and where."""
        data = self.data
        half = (theme.PAGE_WIDTH - 2 * _EDGE - 24) / 2
        y = top - pen.text(french(data.who_title), _TITLE, _EDGE, top, width=half, tag="H3") - 4
        for line in data.who:
            with pen.artifact():
                pen.full_square(_EDGE, y - 12, 8, INK, 1)
            y -= pen.text(french(line), _TEXT, _EDGE + 16, y, width=half - 16) + 2
        if data.meetings:
            y -= 8
            y -= pen.text(french(data.meetings_title), _TITLE, _EDGE, y, width=half, tag="H3") + 2
            for line in data.meetings[:3]:
                y -= pen.text(french(line), _TEXT, _EDGE, y, width=half)
        right = _EDGE + half + 24
        z = top - pen.text(french(data.begin_title), _TITLE, right, top, width=half, tag="H3") - 4
        z -= pen.text(french(data.begin), _TEXT, right, z, width=half) + 12
        code = 92.0 if data.reach else 0.0
        words = half - code - (12 if code else 0)
        high = z
        z -= pen.text(french(data.sender.name), _OFFICE, right, z, width=words)
        z -= pen.text(french(data.sender.address), _TEXT, right, z - 2, width=words) + 4
        for line in (data.sender.phone, data.sender.email):
            if line:
                z -= pen.text(french(line), _REACH, right, z, width=words)
        if code:
            qr_code(data.reach, code).draw(pen, right + words + 12, high, code)

    def draw_foot(self, pen: Pen, page: int, pages: int) -> None:
        """A hair line; nothing else."""
        pen.rule(_EDGE, 30, theme.PAGE_WIDTH - 2 * _EDGE, colour=INK2, thickness=0.5)


def render(data: Publicity, size: str) -> bytes:
    """The sheet as a tagged PDF; `size` is one of `SIZES`."""
    blocks: list[Block] = []
    return make_pdf(blocks, _Sheet(data), Meta(french(data.hook), data.sender.name), scale=SIZES[size])


def _motif(pen: Pen, left: float, top: float) -> None:
    side, gap = 30.0, 8.0
    with pen.artifact():
        for column, row, colour, full in _PATTERN:
            x, y = left + column * (side + gap), top - (row + 1) * (side + gap)
            if full:
                pen.full_square(x, y, side, WHITE if colour == 0 else SQUARES[colour], 4)
            else:
                pen.dashed_square(x, y, side, WHITE)
