"""Meetings of a dossier: a day and a place for now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import Reasoned, ReasonNeeded
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.rows.values import kind_label
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.programme import Choice
from chance_desktop.domain.rows.meetings import KeptMeeting
from chance_desktop.runtime.words import _, clock_time, long_date
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import meeting as table
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting to come; `at` is « 10:00 » or empty, `kind` one the programme declares, or its last one."""

    on: date
    at: str = ""
    place: str = ""
    kind: str = ""
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as shown; `line` is « Jeudi, 14 h 30 · avec Mme Rivault »."""

    id: str
    on: date
    at: str
    place: str
    kind: str
    kind_label: str
    with_whom: str
    line: str
    seen: Stamps


class NamedMeeting(KeptMeeting):
    """A meeting with the name of the young person."""

    first_name: str
    surname: str


def meeting_kinds(desk: Desk) -> tuple[Choice, ...]:
    """Kinds of meetings the programme declares."""
    return desk.programme.meeting_kinds


def add_meeting(desk: Desk, dossier_id: str, new: NewMeeting) -> Outcome[str]:
    """Note a meeting; returns its row."""
    kind = new.kind or next((each.code for each in reversed(meeting_kinds(desk))), "")
    values: dict[str, Value] = {
        "dossier_id": dossier_id, "on": new.on.isoformat(), "at": new.at, "place": new.place.strip(), "kind": kind,
        "with_whom": new.with_whom.strip(),
    }  # fmt: skip
    with desk.working() as work:
        made = work.tx.create("meeting", values)
        label = kind_label(desk, kind)
        work.journal(dossier_id, entry(Event.MEETING_PLANNED, kind=kind, day=new.on))
        work.touch(dossier_id, ChangeKind.MEETING)
    return work.outcome(made, label)


def remove_meeting(desk: Desk, meeting_id: str, reason: str, seen: Stamps | None = None) -> Outcome[None]:
    """Cancel a meeting with its reason. Raises `ReasonNeeded`."""
    if not reason.strip():
        raise ReasonNeeded(Reasoned.CANCELLED)
    with desk.working() as work:
        row = _meeting_row(work, meeting_id)
        cancelled: dict[str, Value] = {"cancelled_reason": reason.strip()}
        work.tx.update("meeting", meeting_id, cancelled, displayed(seen, row["stamps"]))
        line = entry(Event.MEETING_CANCELLED, kind=row["kind"], day=row["on"], reason=reason.strip())
        work.journal(row["dossier_id"], line)
        work.touch(row["dossier_id"], ChangeKind.MEETING)
    return work.outcome(None, _("Rendez-vous annulé"))


def _meeting_row(work: Work, meeting_id: str) -> KeptMeeting:
    (found,) = kept_rows(work.connection, KeptMeeting, select(table).where(table.c.id == meeting_id))
    return found


def meeting_view(desk: Desk, row: KeptMeeting) -> MeetingView:
    """A meeting as shown."""
    day = date.fromisoformat(row["on"])
    parts = [long_date(day, weekday=True, year=False).split(" ")[0].capitalize()]
    if row["at"]:
        parts = [f"{parts[0]}, {clock_time(row['at'])}"]
    if row["with_whom"]:
        parts.append(_("avec {who}").format(who=row["with_whom"]))
    if row["place"]:
        parts.append(row["place"])
    return MeetingView(
        id=row["id"],
        on=day,
        at=row["at"] or "",
        place=row["place"] or "",
        kind=row["kind"] or "",
        kind_label=kind_label(desk, row["kind"] or ""),
        with_whom=row["with_whom"] or "",
        line=" · ".join(parts),
        seen=read_stamps(row["stamps"]),
    )
