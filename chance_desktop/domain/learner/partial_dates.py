"""Dates of which only the year, or the year and the month, may be known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year; a day has a month. Raises `ValueError` for one that cannot exist."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day without its month")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """`2010`, `2010-03` or `2010-03-10`: how it is stored, and how `Candidate` writes it."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


def partial_date(text: str) -> PartialDate | None:
    """The date written `2010`, `2010-03` or `2010-03-10`; nothing for anything else, or for a day that does not exist."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return PartialDate(year or 0, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Period:
    """From a date to another, or still going on (`current`). `duration` is an ISO 8601 duration, seldom given."""

    since: PartialDate | None = None
    until: PartialDate | None = None
    current: bool = False
    duration: str = ""
    duration_equivalent: str = ""


NO_PERIOD = Period()


def written_date(text: str) -> str:
    """A stored date the way it is typed: `15/09/2024`, `09/2024`, `2024`; the text itself when it is not a date."""
    found = partial_date(text)
    if found is None:
        return text
    return "/".join([*(f"{part:02}" for part in (found.day, found.month) if part is not None), f"{found.year:04}"])
