"""What is to be recalled of a dossier on a day: noted with a line of the journal, told that day, done or put off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.session.access import mine_clause
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import CardGone
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.domain.actions.action import ReminderSituation
from chance_desktop.domain.dates import kept_day
from chance_desktop.runtime.words import _, long_date
from chance_desktop.store.engines.batches import among_asked, listed
from chance_desktop.store.schema.tables import dossier_summary
from chance_desktop.store.schema.tables import reminder as table
from chance_desktop.store.writing.stamps import Stamps, read_stamps

LONGEST = 1_000
"""A reminder tells in a few words what the journal says whole."""

_OPEN = table.c.deleted_at.is_(None) & (table.c.done_on.is_(None) | (table.c.done_on == ""))
_OPEN_OF = (
    select(table.c.id, table.c.dossier_id, table.c.on, table.c.text)
    .where(among_asked(table.c.dossier_id), _OPEN)
    .order_by(table.c.on, table.c.id)
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is not done. `seen` are the stamps displayed with it."""

    id: str
    dossier_id: str
    on: date
    text: str
    seen: Stamps


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder of today or before: of whom, and the target of its action."""

    dossier_id: str
    name: str
    target: str


def plan_reminder(work: Work, dossier_id: str, on: date, text: str) -> str:
    """Keep, in a change that says more, what is to be recalled on a day; returns its row."""
    work.touch(dossier_id, ChangeKind.REMINDER, ChangeKind.DOSSIER)
    values = {"dossier_id": dossier_id, "on": on.isoformat(), "text": text.strip()[:LONGEST], "by": work.tx.by}
    return work.tx.create("reminder", values)


def open_reminders(connection: Connection, dossiers: Iterable[str]) -> dict[str, tuple[ReminderSituation, ...]]:
    """The reminders that are not done, by dossier, the first to come first."""
    found: dict[str, tuple[ReminderSituation, ...]] = {}
    for row in connection.execute(_OPEN_OF, {"rows": listed(dossiers)}):
        on = kept_day(row.on)
        if on is not None:
            each = ReminderSituation(row.id, on, row.text or "")
            found[row.dossier_id] = (*found.get(row.dossier_id, ()), each)
    return found


def due_reminders(desk: Desk, mine: bool = False) -> tuple[DueReminder, ...]:
    """What is to be recalled today, the longest due first; of everyone or of the counsellor signed in."""
    query = (
        select(table.c.id, table.c.dossier_id, dossier_summary.c.first_name, dossier_summary.c.surname)
        .join(dossier_summary, dossier_summary.c.dossier_id == table.c.dossier_id)
        .where(_OPEN, table.c.on <= desk.today().isoformat(), *([mine_clause(desk)] if mine else []))
        .order_by(table.c.on, table.c.id)
    )
    with desk.reading() as connection:
        return tuple(
            DueReminder(row.dossier_id, f"{row.first_name} {row.surname}".strip(), f"reminder:{row.id}")
            for row in connection.execute(query)
        )


def read_reminder(desk: Desk, reminder_id: str) -> Reminder:
    """One reminder, done or not. Raises `CardGone`."""
    with desk.reading() as connection:
        row = connection.execute(select(table).where(table.c.id == reminder_id, table.c.deleted_at.is_(None))).first()
    on = kept_day(row.on) if row is not None else None
    if row is None or on is None:
        raise CardGone
    return Reminder(row.id, row.dossier_id, on, row.text or "", read_stamps(row.stamps))


def reminder_done(desk: Desk, found: Reminder, said: str = "") -> Outcome[None]:
    """It was recalled; what was `said` goes to the journal. Raises `NeverStored`."""
    return _answered(desk, found, {"done_on": desk.today().isoformat()}, said, _("Rappel fait"))


def put_off(desk: Desk, found: Reminder, on: date, said: str = "") -> Outcome[None]:
    """It comes back another day; what was `said` goes to the journal. Raises `NeverStored`."""
    label = _("Rappel reporté au {day}").format(day=long_date(on, weekday=True, year=False))
    return _answered(desk, found, {"on": on.isoformat()}, said, label)


def _answered(desk: Desk, found: Reminder, values: dict[str, str], said: str, label: str) -> Outcome[None]:
    refuse_never_stored(said)
    with desk.working() as work:
        work.tx.update("reminder", found.id, dict(values), found.seen)
        if said.strip():
            work.note(found.dossier_id, said.strip())
        work.touch(found.dossier_id, ChangeKind.REMINDER, ChangeKind.DOSSIER)
    return work.outcome(None, label)
