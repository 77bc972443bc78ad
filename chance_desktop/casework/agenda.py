"""The agenda: meetings of one dossier and meetings of several people, together, as a list, a month, or an `.ics` file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chance_desktop.casework.desk import Desk
from chance_desktop.casework.dossier_list import mine_clause
from chance_desktop.casework.meetings import kind_label
from chance_desktop.casework.rendered import Rendered
from chance_desktop.domain.programme import label_in
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import SYNCED, dossier_summary, meeting

ICS = "text/calendar"
_PARIS = ZoneInfo("Europe/Paris")
_USUAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A meeting in the agenda. `dossier_id` is empty for a meeting of several people."""

    id: str
    kind: str
    kind_label: str
    title: str
    on: date
    at: str
    until: str
    place: str
    dossier_id: str
    came: int
    expected: int
    cancelled_reason: str
    structure_code: str

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled."""
        return bool(self.cancelled_reason)


def agenda(desk: Desk, since: date, until: date, mine: bool = False) -> tuple[AgendaEntry, ...]:
    """Meetings from one day to another, both included, in order; cancelled ones too."""
    found = [*_events(desk, since, until), *_alone(desk, since, until, mine)]
    return tuple(sorted(found, key=lambda each: (each.on, each.at or "99", each.title)))


def as_ics(desk: Desk, entries: tuple[AgendaEntry, ...]) -> Rendered:
    """The entries as a calendar file: it names no young person, since a telephone's calendar is not ours to keep."""
    from icalendar import Calendar, Event, vText

    calendar = Calendar()
    calendar.add("prodid", "-//Une chance pour l’Europe//FR")
    calendar.add("version", "2.0")
    for each in entries:
        event = Event()
        event.add("uid", f"{each.id}@une-chance-pour-l-europe")
        event.add("dtstamp", desk.now().astimezone(UTC))
        event.add("summary", each.kind_label)
        if each.at:
            begins = datetime.combine(each.on, time.fromisoformat(each.at), _PARIS)
            ends = datetime.combine(each.on, time.fromisoformat(each.until), _PARIS) if each.until else begins + _USUAL
            event.add("dtstart", begins)
            event.add("dtend", max(ends, begins + timedelta(minutes=5)))
        else:
            event.add("dtstart", each.on)
            event.add("dtend", each.on + timedelta(days=1))
        if each.place:
            event["location"] = vText(each.place)
        if each.cancelled:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    return Rendered("agenda", _("Agenda"), "rendez-vous.ics", calendar.to_ical(), ICS)


def _events(desk: Desk, since: date, until: date) -> list[AgendaEntry]:
    table, attendance = SYNCED["event"], SYNCED["attendance"]
    query = select(table).where(
        table.c.on >= since.isoformat(), table.c.on <= until.isoformat(), table.c.deleted_at.is_(None)
    )
    with desk.reading() as connection:
        rows = [row._asdict() for row in connection.execute(query)]
        came: dict[str, int] = {}
        expected: dict[str, int] = {}
        named = select(attendance.c.event_id, attendance.c.came).where(
            attendance.c.deleted_at.is_(None), attendance.c.event_id.in_([row["id"] for row in rows])
        )
        for each in connection.execute(named):
            expected[each.event_id] = expected.get(each.event_id, 0) + 1
            came[each.event_id] = came.get(each.event_id, 0) + bool(each.came)
    modes, kinds = desk.programme.meeting_modes, desk.programme.event_kinds
    return [
        AgendaEntry(
            row["id"], row["kind"] or "", label_in(kinds, row["kind"]), row["theme"] or label_in(kinds, row["kind"]),
            date.fromisoformat(row["on"]), row["at"] or "", row["until"] or "",
            row["place"] or label_in(modes, row["mode"]), "", came.get(row["id"], 0), expected.get(row["id"], 0),
            row["cancelled_reason"] or "", row["structure_code"] or "",
        )
        for row in rows
    ]  # fmt: skip


def _alone(desk: Desk, since: date, until: date, mine: bool) -> list[AgendaEntry]:
    query = (
        select(meeting, dossier_summary.c.first_name, dossier_summary.c.surname)
        .join(dossier_summary, dossier_summary.c.dossier_id == meeting.c.dossier_id)
        .where(meeting.c.on >= since.isoformat(), meeting.c.on <= until.isoformat(), meeting.c.deleted_at.is_(None))
    )
    if mine:
        query = query.where(mine_clause(desk))
    with desk.reading() as connection:
        rows = [row._asdict() for row in connection.execute(query)]
    modes = desk.programme.meeting_modes
    return [
        AgendaEntry(
            row["id"], row["kind"] or "", kind_label(desk, row["kind"] or ""),
            f"{row['first_name']} {row['surname']}".strip(), date.fromisoformat(row["on"]), row["at"] or "", "",
            row["place"] or label_in(modes, row["mode"]), row["dossier_id"], int(bool(row["came"])), 1,
            row["cancelled_reason"] or "", "",
        )
        for row in rows
    ]  # fmt: skip
