"""The interviews of dossiers follow their day: moved with it, cancelled with it, and noted as held where presence is noted.

A day of interviews is a meeting of several people at the Region; what the office and the young person see of it is a meeting of
the dossier. Whatever is done to the day, or to who is expected, is written in both in one change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlalchemy import Connection, select

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.rows.row_slots import changed_values, write_row
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import Entry, entry
from chance_desktop.domain.programme.declared import has_role
from chance_desktop.domain.rows.kept import by_field
from chance_desktop.domain.rows.meetings import KeptAttendance, KeptEvent, KeptMeeting
from chance_desktop.domain.states import EventKind
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.stamps import read_stamps

event = SYNCED["event"]
attendance = SYNCED["attendance"]
meeting = SYNCED["meeting"]


def interview_of(dossier_id: str, event_id: str) -> str:
    """Row of the meeting a dossier has on a day of interviews."""
    return slot_id(dossier_id, f"interview/{event_id}")


def follow_day(work: Work, event_id: str) -> None:
    """Write what became of a day in the meetings of the dossiers expected on it; nothing for another sort of meeting.

    A meeting that was cancelled by itself (the young person cannot come, another slot was given) stays cancelled.
    """
    work.tx.flush()
    day = _one(work.connection, event_id)
    expected = _expected(work.connection, event_id)
    shown = _meetings(work.connection, (interview_of(dossier, event_id) for dossier, _each in expected))
    for dossier_id, each in expected:
        there = shown.get(interview_of(dossier_id, event_id))
        lost = _why_lost(work.desk, day, each)
        if there is not None and not there["cancelled_reason"]:
            _write(work, there, {"cancelled_reason": lost} if lost else _values(day, each))
        elif there is None and not lost:
            made = {"kind": work.desk.programme.deadline_meeting, **_values(day, each)}
            row = interview_of(dossier_id, event_id)
            write_row(work, "meeting", row, {"dossier_id": dossier_id}, made)
            work.touch(dossier_id, ChangeKind.MEETING)


def note_presence(work: Work, row: KeptMeeting, came: bool | None) -> None:
    """Note on the day of interviews what was noted on the meeting of a dossier; nothing when it is not one of such a day."""
    query = select(attendance).where(attendance.c.dossier_id == row["dossier_id"], attendance.c.deleted_at.is_(None))
    for each in work.connection.execute(query).all():
        if interview_of(row["dossier_id"], each.event_id) == row["id"] and each.came != came:
            work.tx.update("attendance", each.id, {"came": came}, read_stamps(each.stamps))
            work.rows.add(each.event_id)
            work.kinds.add(ChangeKind.ATTENDANCE)


def interviews_of(connection: Connection, taken: Iterable[tuple[str, str]]) -> dict[tuple[str, str], KeptMeeting]:
    """The meetings of dossiers on days of interviews, by (dossier, day): offices may cancel them, and note who came."""
    rows = {interview_of(dossier, day): (dossier, day) for dossier, day in taken}
    return {rows[row]: each for row, each in _meetings(connection, rows).items()}


def _one(connection: Connection, event_id: str) -> KeptEvent:
    (found,) = kept_rows(connection, KeptEvent, select(event).where(event.c.id == event_id))
    return found


def _expected(connection: Connection, event_id: str) -> list[tuple[str, KeptAttendance]]:
    """Who is expected, and who was, after their dossiers: those taken off the list too."""
    query = select(attendance).where(attendance.c.event_id == event_id, attendance.c.dossier_id.is_not(None))
    rows = kept_rows(connection, KeptAttendance, query)
    return [(row["dossier_id"], row) for row in rows if row["dossier_id"]]


def _meetings(connection: Connection, rows: Iterable[str]) -> dict[str, KeptMeeting]:
    query = select(meeting).where(meeting.c.id.in_(list(rows)), meeting.c.deleted_at.is_(None))
    return {row["id"]: row for row in kept_rows(connection, KeptMeeting, query)}


def _why_lost(desk: Desk, day: KeptEvent, expected: KeptAttendance) -> str:
    """Why a dossier has no interview on this day any more; empty when it has one."""
    if day["deleted_at"] or not has_role(desk.programme.event_kinds, day["kind"], EventKind.INTERVIEWS):
        return _("journée d’entretiens retirée")
    if day["cancelled_reason"]:
        return str(day["cancelled_reason"])
    return _("créneau repris") if expected["deleted_at"] else ""


def _values(day: KeptEvent, expected: KeptAttendance) -> dict[str, Value]:
    """What the meeting of a dossier says of its day."""
    values: dict[str, Value] = {
        "on": day["on"], "at": expected["at"] or "", "mode": day["mode"] or "", "place": day["place"] or "",
    }  # fmt: skip
    return values if expected["came"] is None else {**values, "came": expected["came"]}


def _write(work: Work, there: KeptMeeting, values: dict[str, Value]) -> None:
    changed = changed_values(there, values)
    if not changed:
        return
    work.tx.update("meeting", there["id"], changed, read_stamps(there["stamps"]))
    line = _line(there, cast("KeptMeeting", {**by_field(there), **changed}), changed)
    if line is not None:
        work.journal(there["dossier_id"], line)
    work.touch(there["dossier_id"], ChangeKind.MEETING)


def _line(before: KeptMeeting, row: KeptMeeting, changed: dict[str, Value]) -> Entry | None:
    """The line of the journal."""
    kind, day = row["kind"], row["on"]
    if "cancelled_reason" in changed:
        return entry(Event.MEETING_CANCELLED, kind=kind, day=day, reason=row["cancelled_reason"])
    if "came" in changed:
        return entry(Event.MEETING_CAME if row["came"] else Event.MEETING_MISSED, kind=kind, day=day)
    if {"on", "at"} & changed.keys():
        return entry(Event.MEETING_MOVED, kind=kind, former=before["on"], day=day, at=row["at"])
    return None
