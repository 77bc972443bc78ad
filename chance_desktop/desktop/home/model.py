"""What the first page is made of: the page itself, meetings of several people among the others, people left waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.casework.home.office_home import HomePage, home_page
from chance_desktop.casework.journal.liaison import LiaisonNote, unread
from chance_desktop.casework.meetings.agenda import AgendaEntry, coming_events
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.prospects import Approached, left_waiting
from chance_desktop.casework.stays.overview import AbroadRow, stays_at_a_glance
from chance_desktop.runtime.words import clock_time, dotted, weekday_date

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting to come; one of the two ids is empty."""

    on: date
    title: str
    line: str
    dossier_id: str = ""
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first page whole."""

    page: HomePage
    meetings: tuple[Coming, ...]
    meetings_total: int
    waiting: tuple[Approached, ...]
    unread: tuple[LiaisonNote, ...]
    late: tuple[AbroadRow, ...]


def first_page(desk: Desk, mine: bool) -> FirstPage:
    """Read it."""
    page, events = home_page(desk, mine), coming_events(desk)
    alone = (Coming(each.on, each.title, each.line, dossier_id=each.dossier_id) for each in page.meetings)
    together = (Coming(each.on, _title(each), _line(each), event_id=each.id) for each in events)
    coming = sorted((*alone, *together), key=lambda each: each.on)
    late = tuple(each for each in stays_at_a_glance(desk, mine) if each.late)
    total = page.meetings_total + len(events)
    return FirstPage(
        page=page,
        meetings=tuple(coming[:_SHOWN]),
        meetings_total=total,
        waiting=left_waiting(desk),
        unread=unread(desk),
        late=late,
    )


def _title(event: AgendaEntry) -> str:
    return event.kind_label if event.title == event.kind_label else f"{event.kind_label} – {event.title}"


def _line(event: AgendaEntry) -> str:
    day = weekday_date(event.on).split(" ")[0].capitalize()
    when = f"{day}, {clock_time(event.at)}" if event.at else day
    return dotted(when, event.place)
