"""Days of interviews: the slots they offer, who has which, and the meeting the office and the young person see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, select

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.casework.cards.rows import tell
from chance_desktop.casework.meetings.interview_days import (
    attendance,
    event,
    interview_of,
    interviews_of,
    meeting,
)
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import CardGone, InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import write_row
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.declared import codes_of
from chance_desktop.domain.rows.meetings import KeptEvent
from chance_desktop.domain.states import EventKind, Part
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SHARED_BY_THE_REGION, dossier_summary
from chance_desktop.store.writing.stamps import read_stamps

_DAY_BEGINS, _DAY_ENDS = time(9), time(17)


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of a day of interviews; free while no dossier has it."""

    event_id: str
    on: date
    at: str
    until: str
    mode: str
    place: str
    dossier_id: str
    name: str

    @property
    def free(self) -> bool:
        """Whether it may be given."""
        return not self.dossier_id


def slots(desk: Desk, since: date | None = None) -> tuple[Slot, ...]:
    """The slots of every day of interviews to come, in order; cancelled days offer none."""
    with desk.reading() as connection:
        return _read_slots(desk, connection, since or desk.today())


def _of_interviews(desk: Desk) -> ColumnElement[bool]:
    return event.c.kind.in_(codes_of(desk.programme.event_kinds, EventKind.INTERVIEWS))


def _read_slots(desk: Desk, connection: Connection, first: date) -> tuple[Slot, ...]:
    query = (
        select(event)
        .where(
            _of_interviews(desk), event.c.on >= first.isoformat(), event.c.deleted_at.is_(None),
            (event.c.cancelled_reason.is_(None)) | (event.c.cancelled_reason == ""),
        )
        .order_by(event.c.on, event.c.at)
    )  # fmt: skip
    days = kept_rows(connection, KeptEvent, query)
    taken = _taken(connection, [day["id"] for day in days])
    minutes = desk.programme.interview_minutes
    found = []
    for day in days:
        on = date.fromisoformat(day["on"])
        for begins, ends in _times(day["at"], day["until"], minutes):
            dossier_id, name = taken.get((day["id"], begins), ("", ""))
            found.append(
                Slot(
                    event_id=day["id"],
                    on=on,
                    at=begins,
                    until=ends,
                    mode=day["mode"] or "",
                    place=day["place"] or "",
                    dossier_id=dossier_id,
                    name=name,
                )
            )
    return tuple(found)


def _taken(connection: Connection, days: list[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """Who has which slot, by (day, hour); one whose interview was cancelled, here or by the office, is free."""
    query = (
        select(attendance, dossier_summary.c.first_name, dossier_summary.c.surname)
        .outerjoin(dossier_summary, dossier_summary.c.dossier_id == attendance.c.dossier_id)
        .where(attendance.c.event_id.in_(days), attendance.c.deleted_at.is_(None), attendance.c.dossier_id.is_not(None))
    )
    rows = connection.execute(query).all()
    shown = interviews_of(connection, {(row.dossier_id, row.event_id) for row in rows})
    cancelled = {taken for taken, each in shown.items() if each["cancelled_reason"]}
    return {
        (row.event_id, row.at): (row.dossier_id, f"{row.first_name or ''} {row.surname or ''}".strip())
        for row in rows
        if (row.dossier_id, row.event_id) not in cancelled
    }


def book(desk: Desk, dossier_id: str, event_id: str, at: str) -> Outcome[str]:
    """Give a slot to a dossier: its former slot is free again; returns the meeting the office sees.

    Raises `CardGone` for a day that is gone, `InvalidField` for a slot that does not exist or was given meanwhile.
    """
    kind = desk.programme.deadline_meeting
    with desk.working() as work:
        # within the transaction: another desk of the Region may be giving the same slot
        slot = _offered(desk, work.connection, event_id, at)
        if not slot.free and slot.dossier_id != dossier_id:
            raise InvalidField(
                "at", _("Ce créneau vient d’être donné à quelqu’un d’autre."), _("Choisissez-en un autre.")
            )
        read_record(work.connection, dossier_id)
        _free_others(work, dossier_id, event_id)
        owner: dict[str, Value] = {
            "structure_code": SHARED_BY_THE_REGION,
            "event_id": event_id,
            "dossier_id": dossier_id,
        }
        write_row(
            work,
            "attendance",
            slot_id(event_id, f"attendance/{dossier_id}"),
            owner,
            {"role": Part.YOUNG.value, "at": at},
        )
        shown: dict[str, Value] = {
            "kind": kind, "on": slot.on.isoformat(), "at": at, "mode": slot.mode, "place": slot.place, "cancelled_reason": None,
        }  # fmt: skip
        made = interview_of(dossier_id, event_id)
        write_row(work, "meeting", made, {"dossier_id": dossier_id}, shown)
        work.journal(dossier_id, entry(Event.MEETING_PLANNED, kind=kind, day=slot.on, at=at))
        work.touch(dossier_id, ChangeKind.MEETING)
        tell(work, EVENT, event_id, dossier_id)
    return work.outcome(made, _("Entretien fixé"))


def _offered(desk: Desk, connection: Connection, event_id: str, at: str) -> Slot:
    """A slot by its day and hour. Raises `CardGone`."""
    for slot in _read_slots(desk, connection, date.min):
        if (slot.event_id, slot.at) == (event_id, at):
            return slot
    raise CardGone


def _free_others(work: Work, dossier_id: str, event_id: str) -> None:
    """Take back the slots a dossier had on other days to come; an interview of a day past was held."""
    query = (
        select(attendance)
        .join(event, event.c.id == attendance.c.event_id)
        .where(
            attendance.c.dossier_id == dossier_id, _of_interviews(work.desk), attendance.c.deleted_at.is_(None),
            attendance.c.came.is_(None), event.c.id != event_id, event.c.on >= work.desk.today().isoformat(),
        )
    )  # fmt: skip
    for row in work.connection.execute(query).all():
        work.tx.remove("attendance", row.id, read_stamps(row.stamps))
        made = interview_of(dossier_id, row.event_id)
        there = select(meeting.c.stamps).where(meeting.c.id == made, meeting.c.deleted_at.is_(None))
        stamps = work.connection.execute(there).scalar()
        if stamps is not None:
            work.tx.update("meeting", made, {"cancelled_reason": _("déplacé")}, read_stamps(stamps))


def _times(begins: str | None, ends: str | None, minutes: int) -> list[tuple[str, str]]:
    """The slots between two times; the usual day of the office when they are not said."""
    day = date(2000, 1, 1)
    first = datetime.combine(day, _time(begins, _DAY_BEGINS))
    last = datetime.combine(day, _time(ends, _DAY_ENDS))
    step = timedelta(minutes=max(5, minutes))
    found = []
    while first + step <= last:
        found.append((f"{first:%H:%M}", f"{first + step:%H:%M}"))
        first += step
    return found


def _time(text: str | None, usual: time) -> time:
    try:
        return time.fromisoformat(text) if text else usual
    except ValueError:
        return usual
