"""A date of which only the year, or the year and the month, may be known, as it is typed."""

from __future__ import annotations

import re
from datetime import date

from chance_desktop.domain.learner.partial_dates import PartialDate
from chance_desktop.domain.typed.day_parts import day_parts
from chance_desktop.domain.typed.days import DayUse, check_month_and_year, check_year_ahead, month_and_year, read_day
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _

_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2}) ?[/.\- ] ?(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4}) ?[/.\- ] ?(\d{1,2})", re.ASCII)


def read_partial_day(text: str, today: date) -> PartialDate:
    """A year, a month (`09/2024`, `2024-09`, « septembre 2024 ») or a day, read as every typed day is. Raises `Unreadable`."""
    spaced = " ".join(text.split())
    if day_parts(spaced) is not None:
        day = read_day(spaced, DayUse.ANY, today)
        return PartialDate(day.year, day.month, day.day)
    month, year = _month_and_year(spaced, today)
    check_month_and_year(month or 1, year)
    check_year_ahead(year, DayUse.ANY, today)
    return PartialDate(year, month)


def _month_and_year(text: str, today: date) -> tuple[int | None, int]:
    if _YEAR.fullmatch(text):
        return None, int(text)
    if found := _MONTH_FIRST.fullmatch(text):
        return int(found[1]), int(found[2])
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[2]), int(found[1])
    worded = month_and_year(text, today)
    if worded is None:
        raise Unreadable(
            _("« {value} » n’est pas une date.").replace("{value}", text[:40]),
            _("Écrivez l’année, le mois et l’année, ou le jour : 2024, 09/2024, 15/09/2024."),
        )
    return worded
