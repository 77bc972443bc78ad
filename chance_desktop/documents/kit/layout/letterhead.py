"""What frames each page: the programme's squares and the sender above, the date and the page number below."""

from __future__ import annotations

from datetime import date

from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.typesetting import theme
from chance_desktop.documents.kit.typesetting.line_breaking import break_lines, text_width
from chance_desktop.documents.kit.typesetting.theme import FOOT, INK, INK2, NOTE, VIOLET, WHITE, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _, long_date

_PROGRAMME = Style(Face.BOLD, 14, 18, VIOLET)
_PROGRAMME_NOTE = Style(size=10.5, leading=15, colour=INK2)
_OFFICE = Style(Face.BOLD, 10, 12.5)
_SMALL_BOLD = Style(Face.SEMIBOLD, 9, 12)
_FICTIONAL = Style(Face.BOLD, 9, 12, INK)
_LEFT = 200.0
_RIGHT = 242.0


def draw_letterhead(pen: Pen, sender: Sender, *, first: bool) -> None:
    """Header of a page; small from the second page on, where it is only a repetition."""
    if sender.fictional:
        draw_fictional(pen, first=first)
    if not first:
        _draw_small(pen, sender)
        return
    left, right = theme.MARGIN, theme.PAGE_WIDTH - theme.MARGIN
    top = theme.PAGE_HEIGHT - 45
    with pen.artifact():
        pen.full_square(left, top - 17, 17, theme.SQUARES[0])
        pen.dashed_square(left + 20, top - 17, 17, theme.SQUARES[1])
        pen.dashed_square(left, top - 37, 17, theme.SQUARES[3])
        pen.full_square(left + 20, top - 37, 17, theme.SQUARES[2])
    pen.text(french(sender.programme), _PROGRAMME, left + 48, top - 1, width=_LEFT)
    pen.text(french(sender.programme_subtitle), _PROGRAMME_NOTE, left + 48, top - 19, width=_LEFT)
    reach = " · ".join(part for part in (sender.phone, sender.email) if part)
    lines = [(french(sender.name), _OFFICE), (french(sender.address), NOTE), (reach, NOTE)]
    high = sum(len(break_lines(words, style, _RIGHT)) * style.leading for words, style in lines)
    # Long names climb towards the edge of the sheet rather than go through the rule.
    y = top + max(0.0, high - 44)
    for words, style in lines:
        if words:
            y -= pen.text(words, style, right - _RIGHT, y, width=_RIGHT, align="right")
    pen.rule(left, theme.PAGE_HEIGHT - 93.5, theme.CONTENT_WIDTH, colour=VIOLET, thickness=1.8)


def _draw_small(pen: Pen, sender: Sender) -> None:
    left, top = theme.MARGIN, theme.PAGE_HEIGHT - 42
    with pen.artifact(pagination=True):
        pen.full_square(left, top - 8, 6.5, theme.SQUARES[0])
        pen.dashed_square(left + 8, top - 8, 6.5, theme.SQUARES[1])
        pen.text(french(sender.programme), _SMALL_BOLD, left + 21, top + 1.5)
        pen.text(
            french(sender.name), Style(size=9, leading=12, colour=INK2), left + 180, top + 1.5,
            width=theme.CONTENT_WIDTH - 180, align="right",
        )  # fmt: skip
        pen.rule(left, top - 18, theme.CONTENT_WIDTH, colour=VIOLET, thickness=1.2)


def draw_fictional(pen: Pen, *, first: bool) -> None:
    """The mark of a document whose person does not exist; read aloud once."""
    words = _("Données fictives")
    wide = text_width(words, _FICTIONAL.face, _FICTIONAL.size) + 20
    x, y = theme.MARGIN, theme.PAGE_HEIGHT - 34
    pen.panel(x, y, wide, 16, stroke=INK, fill=WHITE, radius=3, thickness=1.1)
    if first:
        pen.text(words, _FICTIONAL, x + 10, y + 14)
    else:
        with pen.artifact(pagination=True):
            pen.text(words, _FICTIONAL, x + 10, y + 14)


def draw_foot(pen: Pen, note: str, edited_on: date, page: int, pages: int) -> None:
    """Footer of a page: a note on the left, when it was printed and which page on the right."""
    words = _("Édité le {date} · page {page}/{pages}").format(date=long_date(edited_on), page=page, pages=pages)
    with pen.artifact(pagination=True):
        wide = text_width(words, FOOT.face, FOOT.size)
        pen.text(words, FOOT, theme.MARGIN, theme.FOOT_BASELINE + 9, width=theme.CONTENT_WIDTH, align="right")
        room = theme.CONTENT_WIDTH - wide - 20
        lines = len(break_lines(french(note), FOOT, room))
        pen.text(french(note), FOOT, theme.MARGIN, theme.FOOT_BASELINE + 9 + (lines - 1) * FOOT.leading, width=room)
