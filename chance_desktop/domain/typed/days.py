"""The day a person typed, told what the day is for.

Read alike wherever a date is typed: 03/12/26, 03 / 12 / 2026, 3.12.2026, 2026-12-03, 20261203, 03122026, « 3 décembre 2026 »,
« jeudi 1er déc. 2026 », « December 3, 2026 », 3-Dec-26, each followed by an hour or not. What a year of two digits means, and how far
a day may be, depend on the use alone.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import Enum

from chance_desktop.domain.text.invisible_signs import without_invisible
from chance_desktop.domain.typed.day_names import month_number
from chance_desktop.domain.typed.day_parts import DayParts, day_parts
from chance_desktop.domain.typed.errors import BirthToCome, DayLeftOut, DayToCome, ImpossibleDay, NotADay
from chance_desktop.runtime.words import _, figures_date, long_date, months, weekdays

EARLIEST_YEAR = 1900
_AHEAD = 20
"""Past that many years ahead, a year of two digits is one of the century before."""


class DayUse(Enum):
    """What a day is for."""

    BIRTH = "birth"
    PAST = "past"
    PLAN = "plan"
    EXPIRY = "expiry"
    ANY = "any"


_FURTHEST = {DayUse.PLAN: 10, DayUse.EXPIRY: 30, DayUse.ANY: 30}
"""How many years after this one a day may be."""

_MONTH_AND_YEAR = re.compile(r"([^\W\d_]+)\.?(?: ([0-9]{4})|(?:[-/]| ?[’'])([0-9]{4}|[0-9]{2}))")
_LEFT_OUT = re.compile(r"\d{4}|\d{1,2} ?[/.\-] ?\d{4}|\d{4} ?[/.\-] ?\d{1,2}", re.ASCII)


def read_day(text: str, use: DayUse, today: date, *, month_first: bool = False) -> date:
    """The day typed. Raises `NotADay` or `ImpossibleDay`."""
    parts = day_parts(text, month_first=month_first)
    if parts is None:
        raise (DayLeftOut if _has_no_day(text, today) else NotADay)(text, example(use, today))
    return checked_day(existing_day(parts, use, today), use, today)


def read_optional_day(text: str, use: DayUse, today: date) -> date | None:
    """The same; nothing when nothing is typed."""
    return read_day(text, use, today) if text.strip() else None


def existing_day(parts: DayParts, use: DayUse, today: date) -> date:
    """The day of the calendar. Raises `ImpossibleDay` when there is none."""
    check_month_and_year(parts.month, parts.year, parts.year_digits)
    year = full_year(parts.year, use, today) if parts.is_short else parts.year
    if not 1 <= parts.day <= calendar.monthrange(year, parts.month)[1]:
        raise ImpossibleDay(_no_such_day(parts, year), _("Vérifiez le jour et le mois."))
    day = date(year, parts.month, parts.day)
    if parts.weekday is not None and day.weekday() != parts.weekday:
        sentence = _("Le {day} est un {weekday}.").format(day=long_date(day), weekday=weekdays()[day.weekday()])
        raise ImpossibleDay(sentence, _("Corrigez la date, ou écrivez-la sans le jour de la semaine."))
    return day


def check_month_and_year(month: int, year: int, year_digits: int = 4) -> None:
    """Raises `ImpossibleDay` for a month there is not, or a year that is not written whole."""
    if not 1 <= month <= 12:
        raise ImpossibleDay(
            _("Il n’y a pas de mois {month}.").format(month=month), _("Écrivez le jour, puis le mois, puis l’année.")
        )
    if year_digits == 3:
        raise ImpossibleDay(
            _("Il manque un chiffre à l’année {year}.").format(year=year), _("Écrivez l’année en quatre chiffres.")
        )
    if year_digits == 4 and year < EARLIEST_YEAR:
        raise ImpossibleDay(_("L’année {year} est trop ancienne.").format(year=f"{year:04}"), _("Vérifiez l’année."))


def full_year(year: int, use: DayUse, today: date) -> int:
    """The year two digits mean: « 98 » is 1998 for a birth or an event, « 26 » is 2026 for a plan."""
    this_century = today.year // 100 * 100 + year
    if use in (DayUse.PLAN, DayUse.EXPIRY):
        return this_century
    latest = today.year if use is DayUse.BIRTH else today.year + _AHEAD
    return this_century if this_century <= latest else this_century - 100


def checked_day(day: date, use: DayUse, today: date) -> date:
    """The day, when it may be what it is for. Raises `ImpossibleDay`."""
    if day.year < EARLIEST_YEAR:
        raise ImpossibleDay(
            _("L’année {year} est trop ancienne.").format(year=f"{day.year:04}"), _("Vérifiez l’année.")
        )
    if use in (DayUse.BIRTH, DayUse.PAST):
        if day > today:
            raise BirthToCome if use is DayUse.BIRTH else DayToCome
        return day
    check_year_ahead(day.year, use, today)
    return day


def check_year_ahead(year: int, use: DayUse, today: date) -> None:
    """Raises `ImpossibleDay` for a year so far that it was mistyped."""
    if year > latest_year(use, today):
        raise ImpossibleDay(
            _("L’année {year} est trop lointaine.").format(year=year), _("Vérifiez l’année, en quatre chiffres.")
        )


def latest_year(use: DayUse, today: date) -> int:
    """The last year a day for this use may be of."""
    return today.year + _FURTHEST.get(use, 0)


def example(use: DayUse, today: date) -> str:
    """A date as one is expected: « 24/11/2005 » for a birth."""
    return "24/11/2005" if use is DayUse.BIRTH else figures_date(today)


def month_and_year(text: str, today: date) -> tuple[int, int] | None:
    """The month and the year of « septembre 2024 » or « Sep-24 »; nothing for anything else."""
    found = _MONTH_AND_YEAR.fullmatch(" ".join(without_invisible(text).split()))
    month = month_number(found[1]) if found else None
    if found is None or month is None:
        return None
    year = found[2] or found[3]
    return month, int(year) if len(year) == 4 else full_year(int(year), DayUse.ANY, today)


def _has_no_day(text: str, today: date) -> bool:
    """Whether it is a year, or a month and its year."""
    return _LEFT_OUT.fullmatch(text.strip()) is not None or month_and_year(text, today) is not None


def _no_such_day(parts: DayParts, year: int) -> str:
    month = months()[parts.month - 1]
    if (parts.day, parts.month) == (29, 2):
        return _("Il n’y a pas de 29 février en {year}.").format(year=year)
    if parts.day == 0:
        return _("Il n’y a pas de jour 0.")
    return _("Le {day} {month} n’existe pas.").format(day=parts.day, month=month)
