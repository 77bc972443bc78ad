"""Undo: put back the values a change replaced, as a new change that says so in the journal."""

from __future__ import annotations

from chance_desktop.casework.desk import Desk, Work
from chance_desktop.casework.outcome import Outcome, Undo
from chance_desktop.domain.change import EVERY_FIELD
from chance_desktop.runtime.words import _
from chance_desktop.store.writer import Written


def undo(desk: Desk, wanted: Undo) -> Outcome[None]:
    """Put back what `wanted` replaced; the outcome's own `undo` does it again.

    A value changed by someone else in between is not lost: it stays as a head of its field, to be settled.
    """
    with desk.working() as work:
        for written in reversed(wanted.written):
            _put_back(work, written)
        for dossier_id in wanted.dossiers:
            work.journal(dossier_id, "undo", _("Annulé : {what}").format(what=wanted.label))
            work.touch(dossier_id, "dossier", "piece", "letter", "meeting", "scan", "person")
    return work.outcome(None, wanted.label)


def _put_back(work: Work, written: Written) -> None:
    if written.before is None:
        work.tx.remove(written.table, written.row, {EVERY_FIELD: (written.stamp,)})
        return
    work.tx.update(written.table, written.row, written.before, dict.fromkeys(written.before, (written.stamp,)))
