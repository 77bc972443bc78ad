"""The journal of a dossier: every change, when, who, what; and notes. Lines are worded when they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select

from chance_desktop.casework.session.counsellors import author_name, read_counsellors
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.values import refuse_never_stored
from chance_desktop.domain.journal.wording import shown_words
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import journal as table
from chance_desktop.store.tables import journal_detail as detail


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
        select(table, detail.c.event, detail.c.parameters)
        .outerjoin(detail, and_(detail.c.journal_id == table.c.id, detail.c.deleted_at.is_(None)))
        .where(table.c.dossier_id == dossier_id, table.c.deleted_at.is_(None))
        .order_by(table.c.on.desc(), table.c.recorded_at.desc(), table.c.id.desc())
        .limit(limit)
    )
    with desk.reading() as connection:
        people = read_counsellors(connection, desk.branch_id)
        rows = connection.execute(query).all()
        vocabulary = desk.vocabulary(connection)
        return tuple(
            JournalLine(
                at=date.fromisoformat(row.on),
                recorded_at=datetime.fromisoformat(row.recorded_at),
                by=author_name(people, row.by),
                text=row.text if row.event is None else shown_words(row.event, row.parameters, row.text, vocabulary),
                kind=row.kind,
            )
            for row in rows
        )


def add_note(desk: Desk, dossier_id: str, text: str, on: date | None = None) -> Outcome[None]:
    """Write a note in the journal. Raises `NoteEmpty` or `NeverStored`."""
    if not text.strip():
        raise NoteEmpty
    refuse_never_stored(text)
    with desk.working() as work:
        work.note(dossier_id, text.strip(), on)
    return work.outcome(None)
