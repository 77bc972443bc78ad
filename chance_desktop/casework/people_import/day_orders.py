"""In which order the days of a column are written: by the days that can be read in one order only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chance_desktop.domain.typed.day_parts import day_parts

_PROOFS = 2
"""Days that can only have their month first, and none that can only have it second: a single one is a slip of its line."""


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether the month comes first, and whether the column proves it against the usual order."""

    month_first: bool = False
    unusual: bool = False


def day_order(cells: Iterable[str], told: bool | None) -> DayOrder:
    """The order of the days of a column: day first, unless a person says otherwise or the days can only be the other way."""
    if told is not None:
        return DayOrder(told)
    day_first = month_first = 0
    for cell in cells:
        parts, other = day_parts(cell), day_parts(cell, month_first=True)
        if parts is None or other is None or parts == other:
            continue
        if parts.month > 12 >= other.month and parts.day <= 12:
            month_first += 1
        elif other.month > 12 >= parts.month:
            day_first += 1
    unusual = month_first >= _PROOFS and day_first == 0
    return DayOrder(unusual, unusual)


def reads_two_ways(text: str) -> bool:
    """Whether a day makes another one when its month is taken for its day."""
    parts = day_parts(text)
    return parts is not None and parts != day_parts(text, month_first=True) and max(parts.day, parts.month) <= 12
