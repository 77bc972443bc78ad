"""A dossier leaves the journey, or is taken up again: what is written of it, with its line in the journal."""

from __future__ import annotations

from datetime import date

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Work
from chance_desktop.casework.session.records import DossierRecord
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.store.writing.stamps import Stamps, displayed


def leaving(day: date, step: str, reason: str) -> dict[str, Value]:
    """The day a dossier is left, the code of the step it is at, and why."""
    return {"left_on": day.isoformat(), "left_step": step, "left_reason": reason}


def write_state(
    work: Work, record: DossierRecord, state: str, reason: str, on: date | None, left: dict[str, Value], seen: Stamps | None
) -> None:  # fmt: skip
    """Write a state and what is kept of a leaving; `seen` is what a screen showed of the dossier."""
    work.tx.update("dossier", record.id, {"state": state, **left}, displayed(seen, record.dossier["stamps"]))
    work.journal(record.id, entry(Event.STATE_CHANGED, state=state, reason=reason), on)
    work.touch(record.id, ChangeKind.DOSSIER)
