"""The stay on one page: its days, its weeks month by month, the sheets and payments to come, and whom to call."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from chance_desktop.documents.kit.blocks import Beside, Block, Figure, Gap, Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import (
    BODY,
    INK,
    INK2,
    LINE,
    NOTE,
    SECTION,
    SUBTITLE,
    TITLE,
    VIOLET,
    Face,
    Style,
)
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.domain.stay import StayCalendar
from chance_desktop.runtime.words import _, long_date, months, weekdays

_MONTH = Style(Face.SEMIBOLD, 9.5, 12)
_DAY = Style(size=8, leading=10)
_MARKED = Style(Face.BOLD, 8, 10)
_CELL, _PER_ROW = 19.5, 3
_MONTH_WIDE = 7 * _CELL


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day to remember, and what it is."""

    on: date
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class StayPage:
    """The page; `milestones` are in order."""

    sender: Sender
    person_name: str
    lines: tuple[str, ...]
    calendar: StayCalendar
    milestones: tuple[Milestone, ...]
    days_off: frozenset[date]
    contacts: tuple[tuple[str, str], ...]
    edited_on: date


def render(data: StayPage) -> bytes:
    """The page as a tagged PDF."""
    title = _("Calendrier du séjour")
    blocks: list[Block] = [
        Text(title, TITLE, "H1"), Gap(1, keep=True), Text(french(data.person_name), SUBTITLE), Gap(5),
        *(Text(french(line), BODY) for line in data.lines if line), Gap(8), *_months(data), _legend(), Gap(10),
        Text(_("Les jours à retenir"), SECTION, "H2"), Gap(3, keep=True),
    ]  # fmt: skip
    half = (len(data.milestones) + 1) // 2
    columns = (data.milestones[:half], data.milestones[half:])
    blocks.append(Beside(tuple((0, tuple(_milestone(each) for each in some)) for some in columns)))
    if data.contacts:
        blocks += [Gap(10), Text(_("Qui appeler"), SECTION, "H2"), Gap(3, keep=True)]
        blocks += [Text(french(f"**{who}** : {reach}"), BODY) for who, reach in data.contacts]
    return make_pdf(blocks, Frame(data.sender, data.edited_on), Meta(title, data.sender.name))


def _milestone(each: Milestone) -> Block:
    return Text(french(f"**{long_date(each.on, weekday=True)}** – {each.text}"), NOTE)


def _months(data: StayPage) -> Iterator[Block]:
    first, last = data.calendar.spent.first, data.calendar.spent.last
    every: list[tuple[int, int]] = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        every.append((year, month))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for start in range(0, len(every), _PER_ROW):
        some = every[start : start + _PER_ROW]
        columns = tuple((_MONTH_WIDE, (_month(data, *each),)) for each in some)
        yield Beside((*columns, (0, ())), 18)
        yield Gap(4)


def _month(data: StayPage, year: int, month: int) -> Block:
    weeks = Calendar().monthdatescalendar(year, month)
    marked = [each for each in data.milestones if (each.on.year, each.on.month) == (year, month) and each.mark]
    told = "; ".join(f"{long_date(each.on)} : {each.text}" for each in marked) or _("rien de particulier")
    alt = f"{months()[month - 1]} {year} : {told}"
    return Figure(26 + 17.5 * len(weeks), alt, partial(_paint, data, year, month))


def _paint(data: StayPage, year: int, month: int, pen: Pen, x: float, y: float, width: float) -> None:
    """A little month: the course hatched, the placement full, days with something framed."""
    weeks = Calendar().monthdatescalendar(year, month)
    marks = {each.on for each in data.milestones if each.mark}
    top = y + 26 + 17.5 * len(weeks)
    canvas = pen.canvas
    _words(pen, f"{months()[month - 1].capitalize()} {year}", _MONTH, x, top - 9)
    for place, name in enumerate(weekdays()):
        _words(pen, name[0].upper(), _DAY, x + place * _CELL + 6, top - 21)
    for row, week in enumerate(weeks):
        foot = top - 26 - 17.5 * (row + 1)
        for place, day in enumerate(week):
            if day.month != month:
                continue
            left = x + place * _CELL
            part = data.calendar.part_on(day)
            if part is not None:
                canvas.saveState()
                canvas.setFillGray(0.9 if part.value == "language" else 0.8)
                canvas.rect(left, foot + 1.5, _CELL, 14.5, stroke=0, fill=1)
                if part.value == "language":
                    canvas.setStrokeColorRGB(*INK2)
                    canvas.setLineWidth(0.5)
                    canvas.line(left, foot + 1.5, left + _CELL, foot + 1.5)
                canvas.restoreState()
            if day in data.days_off:
                canvas.setStrokeColorRGB(*LINE)
                canvas.setLineWidth(0.8)
                canvas.line(left + 3, foot + 3, left + _CELL - 3, foot + 3)
            if day in marks:
                canvas.setStrokeColorRGB(*VIOLET)
                canvas.setLineWidth(1.3)
                canvas.roundRect(left + 1, foot + 2, _CELL - 2, 13.5, 3, stroke=1, fill=0)
            _words(pen, str(day.day), _MARKED if day in marks else _DAY, left + 5, foot + 6)


def _legend() -> Block:
    return Text(
        _("Gris clair, souligné : cours de langue. Gris : stage. Cadre : un jour à retenir. Trait : jour férié."), NOTE
    )


def _words(pen: Pen, text: str, style: Style, x: float, y: float) -> None:
    pen.canvas.setFillColorRGB(*INK)
    pen.canvas.setFont(f"Atkinson-{style.face.value}", style.size)
    pen.canvas.drawString(x, y, text)
