"""An end is never before its start: the one rule of every pair of dates."""

from __future__ import annotations

from datetime import date

from chance_desktop.domain.learner.partial_dates import PartialDate, partial_date, written_date
from chance_desktop.domain.typed.errors import EndBeforeStart, Unreadable
from chance_desktop.domain.typed.partial_days import read_partial_day
from chance_desktop.runtime.words import clock_time


def check_period(start: date | PartialDate | str | None, end: date | PartialDate | str | None) -> None:
    """Raises `EndBeforeStart`; nothing is said of a period one end of which is not known.

    A text is a kept date. Ends are compared as far as both are known: a month that ends in the year of its start is after it.
    """
    first, last = _partial(start), _partial(end)
    if first is None or last is None:
        return
    known = [pair for pair in zip(_parts(first), _parts(last), strict=True) if None not in pair]
    if [later for _earlier, later in known] < [earlier for earlier, _later in known]:
        raise EndBeforeStart(written_date(str(first)))


def check_known(start: str, end: str, today: date) -> None:
    """The same for two texts that need not be dates (« depuis la sixième »): raises `EndBeforeStart` when both are."""
    try:
        first, last = read_partial_day(start, today), read_partial_day(end, today)
    except Unreadable:
        return
    check_period(first, last)


def check_times(start: str, end: str) -> None:
    """The same for two times of one day, kept as `14:30`."""
    if start and end and end < start:
        raise EndBeforeStart(clock_time(start))


def ends_before(start: date | PartialDate | str | None, end: date | PartialDate | str | None) -> bool:
    """Whether an end is before its start."""
    try:
        check_period(start, end)
    except EndBeforeStart:
        return True
    return False


def _partial(day: date | PartialDate | str | None) -> PartialDate | None:
    if isinstance(day, date):
        return PartialDate(day.year, day.month, day.day)
    return partial_date(day) if isinstance(day, str) else day


def _parts(day: PartialDate) -> tuple[int | None, int | None, int | None]:
    return day.year, day.month, day.day
