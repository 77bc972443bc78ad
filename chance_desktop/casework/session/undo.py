"""Undo: put back the values a change replaced, as a new change that says so in the journal."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from chance_desktop.casework.session.change_kinds import ChangeKind, kinds_of
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.outcome import Outcome, Undo
from chance_desktop.domain.change import DELETED, EVERY_FIELD
from chance_desktop.domain.clock import Stamp
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.stamps import Stamps, read_stamps
from chance_desktop.store.writing.writer import Written

Turn = Callable[[Desk, Undo], Outcome[None]]
"""Undoing, or doing again."""


def redo(desk: Desk, wanted: Undo) -> Outcome[None]:
    """Do again what was undone; `wanted` is the way back of that undoing."""
    return _put_back(desk, wanted, Event.REDONE)


def undo(desk: Desk, wanted: Undo) -> Outcome[None]:
    """Put back what `wanted` replaced; the outcome's own `undo` does it again, by `redo`.

    A value changed by someone else in between is not lost: it stays as a head of its field, to be settled.
    """
    return _put_back(desk, wanted, Event.UNDONE)


def _put_back(desk: Desk, wanted: Undo, event: Event) -> Outcome[None]:
    begun = {(written.table, written.row) for written in wanted.written if _begins(written)}
    with desk.working() as work:
        for written in reversed(wanted.written):
            if _begins(written):
                _take_away(work, written)
            elif (written.table, written.row) not in begun:
                before = written.before or {}
                work.tx.update(written.table, written.row, before, dict.fromkeys(before, (written.stamp,)))
            work.rows.add(written.row)
        work.kinds.update(kinds_of(written.table for written in wanted.written))
        for dossier_id in wanted.dossiers:
            work.journal(dossier_id, entry(event, what=wanted.label))
            work.touch(
                dossier_id,
                ChangeKind.DOSSIER,
                ChangeKind.PIECE,
                ChangeKind.LETTER,
                ChangeKind.MEETING,
                ChangeKind.SCAN,
                ChangeKind.PERSON,
            )
    return work.outcome(None, wanted.label)


def _begins(written: Written) -> bool:
    """Whether a row was not in sight before: it was created, or taken up again after a deletion."""
    return written.before is None or written.before.get(DELETED) is not None


def _take_away(work: Work, written: Written) -> None:
    """Delete a row as a whole: values put back beside its deletion, which cannot have seen them, would keep it in sight."""
    work.tx.remove(written.table, written.row, {EVERY_FIELD: (written.stamp,)}, [_own_stamps(work, written)])


def _own_stamps(work: Work, written: Written) -> Stamps:
    """What this poste wrote in the row since: whoever undoes its creation here has seen it."""
    table = SYNCED[written.table]
    found = work.connection.execute(select(table.c.stamps).where(table.c.id == written.row)).scalar()
    here = work.desk.store.device
    return {
        name: tuple(stamp for stamp in stamps if Stamp.parse(stamp).device == here)
        for name, stamps in read_stamps(found or "{}").items()
    }
