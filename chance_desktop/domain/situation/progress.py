"""How far a dossier is, as facts a programme may require before a step; and what of it is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chance_desktop.domain.programme.programme import Piece, Programme
from chance_desktop.domain.situation.conditions import Facts, holds
from chance_desktop.domain.states import StageState

PROGRESS = ("criteria_unmet", "pieces_missing", "accepted", "departed", "returned")
"""Criteria that are not met; pieces to obtain before the step; whether the decision in force is one that goes on; whether the first
and the last day of the stay have come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a dossier is. `facts` are those of its situation, `unobtained` the pieces asked that are not there, `stay` its first
    and its last day."""

    facts: Facts
    criteria_unmet: int
    unobtained: tuple[Piece, ...]
    accepted: bool
    stay: tuple[date | None, date | None]
    today: date

    def before(self, programme: Programme, step: int) -> Facts:
        """The facts a step, its place from 1, is judged by."""
        first, last = self.stay
        return {
            **self.facts,
            "criteria_unmet": self.criteria_unmet,
            "pieces_missing": sum(1 for _each in _due(programme, step, self.unobtained)),
            "accepted": self.accepted,
            "departed": first is not None and first <= self.today,
            "returned": last is not None and last <= self.today,
        }


def lacking(programme: Programme, former: int, wanted: int, found: Progress) -> tuple[str, ...]:
    """What is missing, each told once, to go from a step to one further on (places from 1); nothing to go back."""
    told: dict[str, None] = {}
    for place, step in enumerate(programme.steps[former:wanted], start=former + 1):
        facts = found.before(programme, place)
        for each in step.requires:
            if holds(each.condition, facts) is not True:
                count = facts.get(each.condition.field)
                told[each.one if each.one and count == 1 else each.missing.replace("{n}", str(count))] = None
    return tuple(told)


def _due(programme: Programme, step: int, pieces: Iterable[Piece]) -> Iterable[Piece]:
    """The pieces due before a step: those a former step needs and, once abroad, those that block the departure."""
    abroad = [number for number, each in enumerate(programme.steps, start=1) if each.state == StageState.ABROAD]
    left = bool(abroad) and step >= abroad[0]
    return (
        each for each in pieces if programme.step_number(each.needed_by) < step or (left and each.blocks == "departure")
    )
