"""Undo: put back the values a change replaced, as a new change that says so in the journal."""

from __future__ import annotations

from sqlalchemy import select

from chance_desktop.casework.desk import Desk, Work
from chance_desktop.casework.outcome import Outcome, Undo
from chance_desktop.domain.change import EVERY_FIELD
from chance_desktop.domain.clock import Stamp
from chance_desktop.runtime.words import _
from chance_desktop.store.stamps import Stamps, read_stamps
from chance_desktop.store.tables import SYNCED
from chance_desktop.store.writer import Written


def undo(desk: Desk, wanted: Undo) -> Outcome[None]:
    """Put back what `wanted` replaced; the outcome's own `undo` does it again.

    A value changed by someone else in between is not lost: it stays as a head of its field, to be settled.
    """
    with desk.working() as work:
        for written in reversed(wanted.written):
            _put_back(work, written)
            work.kinds.add(written.table)
            work.rows.add(written.row)
        for dossier_id in wanted.dossiers:
            work.journal(dossier_id, "undo", _("Annulé : {what}").format(what=wanted.label))
            work.touch(dossier_id, "dossier", "piece", "letter", "meeting", "scan", "person")
    return work.outcome(None, wanted.label)


def _put_back(work: Work, written: Written) -> None:
    if written.before is None:
        work.tx.remove(written.table, written.row, {EVERY_FIELD: (written.stamp,)}, [_own_stamps(work, written)])
        return
    work.tx.update(written.table, written.row, written.before, dict.fromkeys(written.before, (written.stamp,)))


def _own_stamps(work: Work, written: Written) -> Stamps:
    """What this poste wrote in the row since: whoever undoes its creation here has seen it."""
    table = SYNCED[written.table]
    found = work.connection.execute(select(table.c.stamps).where(table.c.id == written.row)).scalar()
    here = work.desk.store.device
    return {
        name: tuple(stamp for stamp in stamps if Stamp.parse(stamp).device == here)
        for name, stamps in read_stamps(found or "{}").items()
    }
