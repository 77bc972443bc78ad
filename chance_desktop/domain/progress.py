"""How far a dossier is, as facts a programme may require before a step; and what of it is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chance_desktop.domain.conditions import Fact, Facts, holds
from chance_desktop.domain.programme import Step

PROGRESS = ("criteria_unmet", "pieces_to_lodge", "pieces_to_leave", "accepted", "departed", "returned")
"""Criteria that are not met; pieces still to obtain before the dossier is lodged, and before the departure; whether the decision
in force is one that goes on; whether the first and the last day of the stay have come."""


def progress(
    *, criteria_unmet: int, pieces_to_lodge: int, pieces_to_leave: int, accepted: bool, stay: tuple[date | None, date | None],
    today: date,
) -> Mapping[str, Fact]:  # fmt: skip
    """The facts named by `PROGRESS`; `stay` is its first and its last day."""
    first, last = stay
    return {
        "criteria_unmet": criteria_unmet, "pieces_to_lodge": pieces_to_lodge, "pieces_to_leave": pieces_to_leave,
        "accepted": accepted, "departed": first is not None and first <= today, "returned": last is not None and last <= today,
    }  # fmt: skip


def lacking(steps: tuple[Step, ...], former: int, wanted: int, facts: Facts) -> tuple[str, ...]:
    """What is missing, each told once, to go from a step to one further on (places from 1); nothing to go back."""
    told: dict[str, None] = {}
    for step in steps[former:wanted]:
        for each in step.requires:
            if holds(each.condition, facts) is not True:
                told[each.missing.replace("{n}", str(facts.get(each.condition.field, "")))] = None
    return tuple(told)
