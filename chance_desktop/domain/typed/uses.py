"""What the day of each column of a situation is for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from chance_desktop.domain.typed.days import DayUse

_USES: Mapping[str, DayUse] = MappingProxyType(
    {"birth_date": DayUse.BIRTH, "departure_on": DayUse.PLAN, "return_on": DayUse.PLAN}
)


def use_of(column: str) -> DayUse:
    """What a day kept in that column is for."""
    return _USES.get(column, DayUse.ANY)
