"""The agenda: meetings of one dossier and meetings of several people, together, as a list, a month, or an `.ics` file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from chance_desktop.casework.meetings.interview_days import note_presence
from chance_desktop.casework.meetings.meetings import NamedMeeting, NewMeeting
from chance_desktop.casework.session.access import mine_clause
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.rows.values import kind_label
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.rows.meetings import KeptEvent, KeptMeeting
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, clock_time
from chance_desktop.store.rows import kept_row, kept_rows
from chance_desktop.store.schema.tables import SYNCED, dossier_summary, meeting
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps


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
        rows = kept_rows(connection, KeptMeeting, query)
    modes = desk.programme.meeting_modes
    found = [
        DossierMeeting(
            id=row["id"],
            on=date.fromisoformat(row["on"]),
            at=row["at"] or "",
            kind_label=kind_label(desk, row["kind"] or ""),
            line=" · ".join(
                part
                for part in (
                    clock_time(row["at"] or ""),
                    label_in(modes, row["mode"]),
                    row["place"] or "",
                    _("avec {who}").format(who=row["with_whom"]) if row["with_whom"] else "",
                )
                if part
            ),
            came=row["came"],
            cancelled_reason=row["cancelled_reason"] or "",
            seen=read_stamps(row["stamps"]),
        )
        for row in rows
    ]
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
        work.journal(dossier_id, entry(Event.MEETING_PLANNED, kind=new.kind, day=new.on))
        work.touch(dossier_id, ChangeKind.MEETING)
    return work.outcome(made, label)


def note_came(desk: Desk, meeting_id: str, came: bool | None, seen: Stamps | None = None) -> Outcome[None]:
    """Note whether the young person came to a meeting of their dossier. Raises `MeetingGone`."""
    with desk.working() as work:
        query = select(meeting).where(meeting.c.id == meeting_id, meeting.c.deleted_at.is_(None))
        row = kept_row(work.connection, KeptMeeting, query)
        if row is None:
            raise MeetingGone
        work.tx.update("meeting", meeting_id, {"came": came}, displayed(seen, row["stamps"]))
        if came is not None:
            event = Event.MEETING_CAME if came else Event.MEETING_MISSED
            work.journal(row["dossier_id"], entry(event, kind=row["kind"], day=row["on"]))
        if desk.role == PosteRole.REGION:
            note_presence(work, row, came)
        work.touch(row["dossier_id"], ChangeKind.MEETING)
    return work.outcome(None, _("Présence notée"))


def _events(desk: Desk, since: date, until: date) -> list[AgendaEntry]:
    table, attendance = SYNCED["event"], SYNCED["attendance"]
    query = select(table).where(
        table.c.on >= since.isoformat(), table.c.on <= until.isoformat(), table.c.deleted_at.is_(None)
    )
    with desk.reading() as connection:
        rows = kept_rows(connection, KeptEvent, query)
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
            id=row["id"],
            kind=row["kind"] or "",
            kind_label=label_in(kinds, row["kind"]),
            title=row["theme"] or label_in(kinds, row["kind"]),
            on=date.fromisoformat(row["on"]),
            at=row["at"] or "",
            until=row["until"] or "",
            place=row["place"] or label_in(modes, row["mode"]),
            dossier_id="",
            came=came.get(row["id"], 0),
            expected=expected.get(row["id"], 0),
            cancelled_reason=row["cancelled_reason"] or "",
            structure_code=row["structure_code"] or "",
        )
        for row in rows
    ]


def _alone(desk: Desk, since: date, until: date, mine: bool) -> list[AgendaEntry]:
    query = (
        select(meeting, dossier_summary.c.first_name, dossier_summary.c.surname)
        .join(dossier_summary, dossier_summary.c.dossier_id == meeting.c.dossier_id)
        .where(meeting.c.on >= since.isoformat(), meeting.c.on <= until.isoformat(), meeting.c.deleted_at.is_(None))
    )
    if mine:
        query = query.where(mine_clause(desk))
    with desk.reading() as connection:
        rows = kept_rows(connection, NamedMeeting, query)
    modes = desk.programme.meeting_modes
    return [
        AgendaEntry(
            id=row["id"],
            kind=row["kind"] or "",
            kind_label=kind_label(desk, row["kind"] or ""),
            title=f"{row['first_name']} {row['surname']}".strip(),
            on=date.fromisoformat(row["on"]),
            at=row["at"] or "",
            until="",
            place=row["place"] or label_in(modes, row["mode"]),
            dossier_id=row["dossier_id"],
            came=int(bool(row["came"])),
            expected=1,
            cancelled_reason=row["cancelled_reason"] or "",
            structure_code="",
        )
        for row in rows
    ]
