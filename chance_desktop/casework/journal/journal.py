"""The journal of a dossier: every change, when, who, what; and notes. Lines are worded when they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from chance_desktop.casework.journal.reminders import plan_reminder
from chance_desktop.casework.session.desk import DETAIL_SLOT, Desk
from chance_desktop.casework.session.office.counsellors import author_name, read_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.domain.clock import device_of
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry, shown_words
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import journal as table
from chance_desktop.store.schema.tables import journal_detail as detail
from chance_desktop.store.writing.stamps import read_stamps


class NoteEmpty(ExpectedError):
    """A note without a text."""

    def __init__(self) -> None:
        super().__init__(_("La note est vide."), _("Écrivez-la, ou fermez sans enregistrer."))


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A line: `at` is the day of the event, `recorded_at` the moment it was entered."""

    at: date
    recorded_at: datetime
    by: str
    text: str
    kind: str

    @property
    def entered_late(self) -> bool:
        """Whether it was entered on a later day than its event."""
        return self.recorded_at.astimezone().date() > self.at


def journal(desk: Desk, dossier_id: str, limit: int = 200) -> tuple[JournalLine, ...]:
    """The latest lines, most recent event first."""
    query = (
        select(table)
        .where(table.c.dossier_id == dossier_id, table.c.deleted_at.is_(None))
        .order_by(table.c.on.desc(), table.c.recorded_at.desc(), table.c.id.desc())
        .limit(limit)
    )
    with desk.reading() as connection:
        people = read_counsellors(connection, desk.branch_id)
        rows = connection.execute(query).all()
        words = _words_of(desk, connection, rows)
        return tuple(
            JournalLine(
                at=date.fromisoformat(row.on),
                recorded_at=datetime.fromisoformat(row.recorded_at),
                by=author_name(people, row.by),
                text=words[row.id],
                kind=row.kind,
            )
            for row in rows
        )


def line_words(desk: Desk, connection: Connection, line_id: str) -> str:
    """What one line says; nothing when it is not there."""
    rows = connection.execute(select(table).where(table.c.id == line_id)).all()
    return _words_of(desk, connection, rows).get(line_id, "")


def _words_of(desk: Desk, connection: Connection, rows: Sequence[Row[Any]]) -> dict[str, str]:
    details = _read_details(connection, {row.id: row.stamps for row in rows})
    vocabulary = desk.vocabulary(connection)
    return {
        row.id: shown_words(*details[row.id], row.text, vocabulary) if row.id in details else row.text for row in rows
    }


def _read_details(connection: Connection, lines: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The event and the parameters of lines, by line; `lines` are their rows and stamps.

    A line has one detail, of the poste that wrote the line: nobody words what somebody else said.
    """
    slots = {slot_id(row, DETAIL_SLOT): row for row in lines}
    query = select(detail).where(detail.c.id.in_(slots), detail.c.deleted_at.is_(None))
    return {
        slots[found.id]: (found.event or "", found.parameters or "")
        for found in connection.execute(query)
        if _writers(found.stamps) == _writers(lines[slots[found.id]])
    }


def _writers(stamps: str) -> set[str]:
    return {device_of(stamp) for every in read_stamps(stamps).values() for stamp in every}


def add_note(
    desk: Desk, dossier_id: str, text: str, on: date | None = None, means: str = "", recall_on: date | None = None
) -> Outcome[None]:
    """Write a note in the journal, with the means of a contact when it tells of one; it comes back on `recall_on`.

    Raises `NoteEmpty` or `NeverStored`.
    """
    if not text.strip():
        raise NoteEmpty
    refuse_never_stored(text)
    with desk.working() as work:
        if means:
            work.journal(dossier_id, entry(Event.CONTACTED, means=means, text=text.strip()), on)
        else:
            work.note(dossier_id, text.strip(), on)
        if recall_on is not None:
            plan_reminder(work, dossier_id, recall_on, text)
    return work.outcome(None, _("Note ajoutée"))
