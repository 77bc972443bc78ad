"""The agenda: meetings of one dossier and meetings of several people, together, as a list, a month, or an `.ics` file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chance_desktop.casework.meetings.interview_days import note_presence
from chance_desktop.casework.meetings.meetings import NewMeeting
from chance_desktop.casework.session.access import mine_clause
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.letterhead import letterhead
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.rendered import Rendered
from chance_desktop.casework.session.values import kind_label
from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.flow import Frame, make_pdf
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagging import Meta
from chance_desktop.documents.kit.theme import LEAD, NOTE, NOTE_STRONG, TITLE, Face, Style
from chance_desktop.documents.kit.typography import french
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import clock_time, long_date
from chance_desktop.domain.programme import label_in
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.stamps import Stamps, displayed, read_stamps
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


@dataclass(frozen=True, slots=True)
class DossierMeeting:
    """A meeting of one dossier. `came` is not known before it, nor until somebody notes it."""

    id: str
    on: date
    at: str
    kind_label: str
    line: str
    came: bool | None
    cancelled_reason: str
    seen: Stamps


class MeetingGone(ExpectedError):
    """A meeting that is not there any more."""

    def __init__(self) -> None:
        super().__init__(_("Ce rendez-vous n’existe plus sur ce poste."), _("Rouvrez le dossier."))


def agenda(desk: Desk, since: date, until: date, mine: bool = False) -> tuple[AgendaEntry, ...]:
    """Meetings from one day to another, both included, in order; cancelled ones too."""
    found = [*_events(desk, since, until), *_alone(desk, since, until, mine)]
    return tuple(sorted(found, key=lambda each: (each.on, each.at or "99", each.title)))


def coming_events(desk: Desk) -> tuple[AgendaEntry, ...]:
    """Meetings of several people that the home page tells: from today, as far as it looks, without those cancelled."""
    today = desk.today()
    found = _events(desk, today, today + timedelta(days=desk.programme.delays.meeting_horizon))
    kept = (each for each in found if not each.cancelled)
    return tuple(sorted(kept, key=lambda each: (each.on, each.at or "99", each.title)))


def dossier_meetings(desk: Desk, dossier_id: str) -> tuple[DossierMeeting, ...]:
    """The meetings of one dossier, the latest first; cancelled ones too."""
    query = select(meeting).where(meeting.c.dossier_id == dossier_id, meeting.c.deleted_at.is_(None))
    with desk.reading() as connection:
        rows = [row._asdict() for row in connection.execute(query)]
    modes = desk.programme.meeting_modes
    found = [
        DossierMeeting(
            row["id"], date.fromisoformat(row["on"]), row["at"] or "", kind_label(desk, row["kind"] or ""),
            " · ".join(
                part for part in (
                    clock_time(row["at"] or ""), label_in(modes, row["mode"]), row["place"] or "",
                    _("avec {who}").format(who=row["with_whom"]) if row["with_whom"] else "",
                ) if part
            ),
            row["came"], row["cancelled_reason"] or "", read_stamps(row["stamps"]),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.on, each.at), reverse=True))


def plan_meeting(
    desk: Desk, dossier_id: str, new: NewMeeting, mode: str = "", came: bool | None = None
) -> Outcome[str]:
    """Note a meeting of a dossier, where it is held, and who came when it is past; returns the row.

    Raises `InvalidField` for a way of meeting the programme does not declare.
    """
    if mode and mode not in {choice.code for choice in desk.programme.meeting_modes}:
        raise InvalidField("mode", _("Cette réponse n’est pas proposée."), _("Choisissez-en une de la liste."))
    values: dict[str, Value] = {
        "dossier_id": dossier_id, "on": new.on.isoformat(), "at": new.at, "place": new.place.strip(), "kind": new.kind,
        "with_whom": new.with_whom.strip(), "mode": mode, "came": came,
    }  # fmt: skip
    with desk.working() as work:
        made = work.tx.create("meeting", {name: value for name, value in values.items() if value not in ("", None)})
        label = kind_label(desk, new.kind)
        work.journal(dossier_id, "meeting", f"{label}, {long_date(new.on, weekday=True)}")
        work.touch(dossier_id, "meeting")
    return work.outcome(made, label)


def note_came(desk: Desk, meeting_id: str, came: bool | None, seen: Stamps | None = None) -> Outcome[None]:
    """Note whether the young person came to a meeting of their dossier. Raises `MeetingGone`."""
    with desk.working() as work:
        found = work.connection.execute(
            select(meeting).where(meeting.c.id == meeting_id, meeting.c.deleted_at.is_(None))
        ).first()
        if found is None:
            raise MeetingGone
        row = found._asdict()
        work.tx.update("meeting", meeting_id, {"came": came}, displayed(seen, row["stamps"]))
        if came is not None:
            said = _("{what} du {day} : est venu(e)") if came else _("{what} du {day} : n’est pas venu(e)")
            what, day = kind_label(desk, row["kind"] or ""), long_date(date.fromisoformat(row["on"]))
            work.journal(row["dossier_id"], "meeting", said.format(what=what, day=day))
        if desk.role == "region":
            note_presence(work, row, came)
        work.touch(row["dossier_id"], "meeting")
    return work.outcome(None, _("Présence notée"))


def as_pdf(desk: Desk, entries: tuple[AgendaEntry, ...], note: str = "") -> Rendered:
    """The entries on paper, day by day; `note` says in words which ones. It loads ReportLab."""
    title, strong, plain = _("Agenda"), Style(Face.SEMIBOLD, 10.5, 13.5), Style(size=10, leading=13)
    count = plural("{n} rendez-vous", "{n} rendez-vous", len(entries))
    lead = " · ".join(part for part in (count, note) if part)
    blocks: list[Block] = [Text(french(title), TITLE, "H1"), Text(french(lead), LEAD), Gap(10)]
    lines = []
    for each in entries:
        told: list[Block] = [Text(french(each.title), strong)]
        told += [Text(french(each.kind_label), NOTE)] if each.kind_label != each.title else []
        if each.cancelled:
            told.append(Text(french(_("Annulé : {reason}").format(reason=each.cancelled_reason)), NOTE_STRONG))
        hours = " – ".join(clock_time(part) for part in (each.at, each.until) if part)
        lines.append((
            Cell((Text(french(long_date(each.on, weekday=True)), plain),), row_head=True),
            Cell((Text(french(hours), plain),)), Cell(tuple(told)), Cell((Text(french(each.place), plain),)),
        ))  # fmt: skip
    columns = (Column(_("Jour"), 120), Column(_("Heure"), 84), Column(_("Rencontre")), Column(_("Lieu"), 130))
    if lines:
        blocks.append(Table(columns, tuple(lines), padding=4, minimum=30))
    else:
        blocks.append(Text(_("Aucun rendez-vous à ces dates.")))
    sender = letterhead(desk).sender
    foot = _("Document interne : ne pas laisser à l’accueil.")
    made = make_pdf(blocks, Frame(sender, desk.today(), foot), Meta(french(title), sender.name))
    return Rendered("agenda", title, "agenda.pdf", made)


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
        hour, until = _hour(each.at), _hour(each.until)
        if hour is not None:
            begins = datetime.combine(each.on, hour, _PARIS)
            ends = datetime.combine(each.on, until, _PARIS) if until is not None else begins + _USUAL
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


def _hour(text: str) -> time | None:
    """An hour as kept; nothing for « le matin »: such a meeting takes its whole day in a calendar."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


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
