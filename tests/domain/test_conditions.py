"""Conditions in three values: met, not met, not known yet."""

from __future__ import annotations

import pytest

from chance_desktop.domain.programme.programme import Condition
from chance_desktop.domain.situation.conditions import Fact, holds

HOSTED = Condition(field="hosted", equals=True)
ADULT = Condition(field="age", at_least=18, at_most=25)


@pytest.mark.parametrize(
    ("condition", "facts", "answer"),
    [
        (HOSTED, {"hosted": True}, True),
        (HOSTED, {"hosted": False}, False),
        (HOSTED, {"hosted": None}, None),
        (HOSTED, {}, None),
        (ADULT, {"age": 18}, True),
        (ADULT, {"age": 25}, True),
        (ADULT, {"age": 17}, False),
        (ADULT, {"age": 26}, False),
        (ADULT, {"age": "vingt"}, None),
        (Condition(field="town", one_of=("Civray", "Gençay")), {"town": "Gençay"}, True),
        (Condition(field="town", one_of=("Civray",)), {"town": ""}, None),
        (Condition(field="needs", one_of=("time", "access")), {"needs": ("access", "support")}, True),
        (Condition(field="needs", one_of=("time",)), {"needs": ()}, False),
        (Condition(field="town", known=True), {"town": ""}, False),
        (Condition(field="town", known=False), {}, True),
    ],
)
def test_one_fact(condition: Condition, facts: dict[str, Fact], answer: bool | None) -> None:
    assert holds(condition, facts) is answer


YES, NO, UNKNOWN = HOSTED, Condition(field="hosted", equals=False), Condition(field="nobody", equals=True)
FACTS: dict[str, Fact] = {"hosted": True}


@pytest.mark.parametrize(
    ("parts", "every", "some", "never"),
    [
        ((YES, YES), True, True, False),
        ((YES, NO), False, True, False),
        ((NO, NO), False, False, True),
        ((YES, UNKNOWN), None, True, False),
        ((NO, UNKNOWN), False, None, None),
        ((UNKNOWN, UNKNOWN), None, None, None),
    ],
)
def test_groups(parts: tuple[Condition, ...], every: bool | None, some: bool | None, never: bool | None) -> None:
    assert holds(Condition(all=parts), FACTS) is every
    assert holds(Condition(any=parts), FACTS) is some
    assert holds(Condition(none=parts), FACTS) is never


def test_groups_hold_groups() -> None:
    nested = Condition(any=(Condition(all=(YES, NO)), Condition(none=(NO,))))
    assert holds(nested, FACTS) is True
