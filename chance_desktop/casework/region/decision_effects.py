"""What a decision changes of its dossier: the step it goes on to or comes back to, the way it leaves, or that it is taken up again.

A decision may be changed. Someone accepted at last is taken up again where they were; someone put on the waiting list after all
comes back to the step they were decided at, and is followed again when they had been refused. A dossier that left in another way
(a young person who gave up, meanwhile, at an office) is not taken up again by a decision: that would efface why they left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chance_desktop.casework.dossiers.dossier import state_label
from chance_desktop.casework.dossiers.latest_decision import left_by
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import Entry, entry
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.programme.stay_rules import Outcome as Declared
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.rows.region import KeptDecision
from chance_desktop.domain.states import DossierState
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, long_date

_ACTIVE: dict[str, Value] = {"state": DossierState.ACTIVE.value, "left_on": "", "left_step": "", "left_reason": ""}


class LeftMeanwhile(ExpectedError):
    """A dossier to decide of which is not followed any more, for another reason than a decision."""

    def __init__(self, row: KeptDossier) -> None:
        on = kept_day(row["left_on"])
        told = f"{state_label(row['state'] or '')}, {long_date(on)}" if on else state_label(row["state"] or "")
        super().__init__(
            _("Ce dossier n’est plus suivi : {what}.").format(what=told.lower()),
            _("S’il l’est de nouveau, ouvrez-le et reprenez-le d’abord."),
        )


def refuse_if_left(programme: Programme, row: KeptDossier, former: Sequence[KeptDecision]) -> None:
    """Raises `LeftMeanwhile` when a dossier left, unless the last decision is why."""
    last = (former[-1]["outcome"], kept_day(former[-1]["decided_on"])) if former else None
    if row["state"] != DossierState.ACTIVE and not left_by(programme, row, last):
        raise LeftMeanwhile(row)


def consequence(
    programme: Programme, declared: Declared, row: KeptDossier, day: date, motive: str, former: Sequence[KeptDecision]
) -> dict[str, Value]:
    """The fields of the dossier that a decision changes; `former` are the decisions before it, the latest last."""
    if declared.leaves:
        return {
            "state": declared.leaves, "left_on": day.isoformat(), "left_step": row["step"],
            "left_reason": motive.strip(),
        }  # fmt: skip
    followed = {} if row["state"] == DossierState.ACTIVE else _ACTIVE
    step = _step(programme, declared, str(row["step"] or ""), former)
    return {**followed, "step": step} if step != row["step"] else dict(followed)


def _step(programme: Programme, declared: Declared, now: str, former: Sequence[KeptDecision]) -> str:
    """On to the step declared, never back from a later one; back from the one an acceptance alone had led to."""
    codes = [step.code for step in programme.steps]
    place = codes.index(now) if now in codes else 0
    if declared.goes_on:
        return declared.goes_on if place < codes.index(declared.goes_on) else now
    led_to = {each.goes_on for each in programme.decisions if each.code in {row["outcome"] for row in former}}
    return codes[place - 1] if now in led_to and place else now


def decision_line(former: Sequence[KeptDecision], outcome: str, motive: str) -> Entry:
    """The line of a decision; one that follows another tells both."""
    before = former[-1]["outcome"] if former else outcome
    if before == outcome:
        return entry(Event.DECIDED, decision=outcome, reason=motive)
    return entry(Event.DECISION_CHANGED, former=before, decision=outcome, reason=motive)
