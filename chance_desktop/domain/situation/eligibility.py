"""The eligibility verdict: each criterion with its verdict, its reason and the proof expected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chance_desktop.domain.programme.programme import Condition, Criterion, Programme
from chance_desktop.domain.situation.conditions import Facts, holds

_FACT = re.compile(r"\{(\w+)\}")


class Overall(StrEnum):
    """The verdict over all criteria."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CriterionVerdict:
    """One criterion judged."""

    code: str
    label: str
    met: bool | None
    reason: str
    proof: str


@dataclass(frozen=True, slots=True)
class SchemeVerdict:
    """Whether another scheme fits, and why."""

    code: str
    label: str
    description: str
    contact: str
    fits: bool | None
    reasons: tuple[str, ...]


def judge(programme: Programme, facts: Facts) -> tuple[CriterionVerdict, ...]:
    """The verdict of each criterion of the programme, in its order."""
    return tuple(_judge(criterion, facts) for criterion in programme.criteria)


def age_refusal(programme: Programme, facts: Facts) -> str:
    """Why an age is outside the programme, in its words, by the criteria that speak of nothing else; empty when it is not."""
    for criterion in programme.criteria:
        fields = _fields(criterion.condition)
        if fields and all(field.startswith("age_at_") for field in fields):
            verdict = _judge(criterion, facts)
            if verdict.met is False:
                return verdict.reason
    return ""


def _fields(condition: Condition) -> set[str]:
    """The facts a condition needs."""
    parts = (*condition.all, *condition.any, *condition.none)
    return {field for part in parts for field in _fields(part)} | ({condition.field} - {""})


def overall(verdicts: Iterable[CriterionVerdict]) -> Overall:
    """Not eligible as soon as one criterion fails; unknown while one is not known."""
    answers = [verdict.met for verdict in verdicts]
    if False in answers:
        return Overall.NOT_ELIGIBLE
    return Overall.UNKNOWN if None in answers else Overall.ELIGIBLE


def other_schemes(programme: Programme, facts: Facts) -> tuple[SchemeVerdict, ...]:
    """The other schemes, those that fit first, then those that may, with the reasons of each."""
    found = []
    for scheme in programme.schemes:
        verdicts = [_judge(criterion, facts) for criterion in scheme.criteria]
        answer = {Overall.ELIGIBLE: True, Overall.NOT_ELIGIBLE: False}.get(overall(verdicts))
        reasons = tuple(verdict.reason for verdict in verdicts)
        found.append(SchemeVerdict(scheme.code, scheme.label, scheme.description, scheme.contact, answer, reasons))
    rank = {True: 0, None: 1, False: 2}
    return tuple(sorted(found, key=lambda scheme: rank[scheme.fits]))


def _judge(criterion: Criterion, facts: Facts) -> CriterionVerdict:
    met = holds(criterion.condition, facts)
    reason = criterion.unknown if met is None else criterion.met if met else criterion.not_met
    return CriterionVerdict(criterion.code, criterion.label, met, _filled(reason, facts), criterion.proof)


def _filled(text: str, facts: Facts) -> str:
    """The reason with the facts it names, such as `{age_at_entry}`."""
    return _FACT.sub(lambda found: str(facts.get(found[1], "")), text) if "{" in text else text
