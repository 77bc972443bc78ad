"""Dates as the programme counts them; their words are in `runtime.words`."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def kept_day(value: object) -> date | None:
    """The day a field holds (« 2011-03-31 »), or nothing. Raises `ValueError` for anything else."""
    return date.fromisoformat(str(value)) if value else None


def age_on(birth: date, on: date) -> int:
    """Whole years lived on a day; someone born on 29 February turns older on 1 March in common years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_birthday(birth: date, on: date) -> date:
    """The first day after `on` at which someone is a year older."""
    day = add_months(birth, 12 * (age_on(birth, on) + 1))
    return day if age_on(birth, day) > age_on(birth, on) else day + timedelta(days=1)


def add_weeks(day: date, weeks: int) -> date:
    """The same weekday some weeks later."""
    return day + timedelta(weeks=weeks)
