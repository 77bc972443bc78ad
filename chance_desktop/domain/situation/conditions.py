"""Structured conditions on the facts of a dossier, in three values: met, not met, not known yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from chance_desktop.domain.programme.programme import Condition

Fact = str | int | bool | date | tuple[str, ...] | None
Facts = Mapping[str, Fact]


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Whether the condition holds: yes, no, or `None` while a fact it needs is not known."""
    if condition.all:
        return _all(holds(each, facts) for each in condition.all)
    if condition.any:
        return _negated(_all(_negated(holds(each, facts)) for each in condition.any))
    if condition.none:
        return _all(_negated(holds(each, facts)) for each in condition.none)
    return _compare(condition, facts.get(condition.field))


def _compare(condition: Condition, fact: Fact) -> bool | None:
    if condition.known is not None:
        return (fact is not None and fact != "") is condition.known
    if fact is None or fact == "":
        return None
    if condition.equals is not None:
        return fact == condition.equals
    if condition.one_of:
        return any(code in condition.one_of for code in fact) if isinstance(fact, tuple) else fact in condition.one_of
    return _between(condition, fact)


def _between(condition: Condition, fact: Fact) -> bool | None:
    if not isinstance(fact, int):
        return None
    low = condition.at_least is None or fact >= condition.at_least
    high = condition.at_most is None or fact <= condition.at_most
    return low and high


def _all(verdicts: Iterable[bool | None]) -> bool | None:
    """No as soon as one is no; yes when all are yes; unknown otherwise."""
    answers = list(verdicts)
    if False in answers:
        return False
    return None if None in answers else True


def _negated(verdict: bool | None) -> bool | None:
    return None if verdict is None else not verdict
