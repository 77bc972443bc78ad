"""The day a person typed, told what the day is for.

Read alike wherever a date is typed: 03/12/26, 03 / 12 / 2026, 3.12.2026, 2026-12-03, 20261203, 03122026, « 3 décembre 2026 »,
« jeudi 1er déc. 2026 », each followed by an hour or not. What a year of two digits means, and how far a day may be, depend on the use alone.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from chance_desktop.domain.people.names import fold
from chance_desktop.domain.text.invisible_signs import without_invisible
from chance_desktop.domain.typed.errors import BirthToCome, DayToCome, ImpossibleDay, NotADay
from chance_desktop.runtime.words import _, figures_date, long_date, months, short_months, weekdays

EARLIEST_YEAR = 1900
_AHEAD = 20
"""Past that many years ahead, a year of two digits is one of the century before."""
_FEWEST_LETTERS = 3


class DayUse(Enum):
    """What a day is for."""

    BIRTH = "birth"
    PAST = "past"
    PLAN = "plan"
    EXPIRY = "expiry"
    ANY = "any"


_FURTHEST = {DayUse.PLAN: 10, DayUse.EXPIRY: 30, DayUse.ANY: 30}
"""How many years after this one a day may be."""

_SEPARATED = re.compile(r"(\d{1,2}) ?[/.\- ] ?(\d{1,2}) ?[/.\- ] ?(\d{1,4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4}) ?[/.\- ] ?(\d{1,2}) ?[/.\- ] ?(\d{1,2})", re.ASCII)
_HOUR = re.compile(
    r"(?<=\d)(?:T|,? )\d{1,2}(?::| ?h ?)\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AP]M)?(?:Z| ?[+\-]\d{2}:?\d{2})?$",
    re.ASCII | re.IGNORECASE,
)
"""The hour that tools write after a day."""
_WORDED = re.compile(r"(?:([a-z]+) )?(\d{1,2})(?:er)? ([a-z]+) (\d{1,4})", re.ASCII)
_FIGURES = re.compile(r"\d{8}", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"([a-z]+) (\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class DayParts:
    """A day as it was typed: its year may have two digits, and its weekday may be told (0 for Monday)."""

    day: int
    month: int
    year: int
    year_digits: int = 4
    weekday: int | None = None

    @property
    def is_short(self) -> bool:
        """Whether the century was left out."""
        return self.year_digits <= 2


def read_day(text: str, use: DayUse, today: date, *, month_first: bool = False) -> date:
    """The day typed. Raises `NotADay` or `ImpossibleDay`."""
    parts = day_parts(text, month_first=month_first)
    if parts is None:
        raise NotADay(text, example(use, today))
    return checked_day(existing_day(parts, use, today), use, today)


def read_optional_day(text: str, use: DayUse, today: date) -> date | None:
    """The same; nothing when nothing is typed."""
    return read_day(text, use, today) if text.strip() else None


def day_parts(text: str, *, month_first: bool = False) -> DayParts | None:
    """Day, month and year as they are written, existing or not; nothing when the text looks like no date.

    `month_first` is how a table of another country writes 12/03/2026 for the third of December.
    """
    spaced = _HOUR.sub("", " ".join(without_invisible(text).split()))
    if found := _SEPARATED.fullmatch(spaced):
        day, month = (found[2], found[1]) if month_first else (found[1], found[2])
        return DayParts(int(day), int(month), int(found[3]), len(found[3]))
    if found := _YEAR_FIRST.fullmatch(spaced):
        return DayParts(int(found[3]), int(found[2]), int(found[1]))
    if _FIGURES.fullmatch(spaced):
        return _joined(spaced)
    return _worded(fold(spaced))


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
    if year > today.year + _FURTHEST[use]:
        raise ImpossibleDay(
            _("L’année {year} est trop lointaine.").format(year=year), _("Vérifiez l’année, en quatre chiffres.")
        )


def example(use: DayUse, today: date) -> str:
    """A date as one is expected: « 24/11/2005 » for a birth."""
    return "24/11/2005" if use is DayUse.BIRTH else figures_date(today)


def month_and_year(text: str) -> tuple[int, int] | None:
    """The month and the year of « septembre 2024 »; nothing for anything else."""
    found = _MONTH_AND_YEAR.fullmatch(fold(text))
    month = _numbered(found[1], (*months(), *short_months())) if found else None
    return (month % 12 + 1, int(found[2])) if found and month is not None else None


def _joined(figures: str) -> DayParts:
    """20261203 as 03122026: no month is a 19th or a 20th, so that nothing is read in two ways."""
    if figures[:2] in ("19", "20") and 1 <= int(figures[4:6]) <= 12:
        return DayParts(int(figures[6:]), int(figures[4:6]), int(figures[:4]))
    return DayParts(int(figures[:2]), int(figures[2:4]), int(figures[4:]))


def _worded(text: str) -> DayParts | None:
    found = _WORDED.fullmatch(text)
    month = _numbered(found[3], (*months(), *short_months())) if found else None
    if found is None or month is None:
        return None
    weekday = _numbered(found[1], weekdays()) if found[1] else None
    if found[1] and weekday is None:
        return None
    return DayParts(int(found[2]), month % 12 + 1, int(found[4]), len(found[4]), weekday)


def _numbered(word: str, names: tuple[str, ...]) -> int | None:
    """The place of the only name that begins so, whatever its accents."""
    if len(word) < _FEWEST_LETTERS:
        return None
    folded = [fold(name) for name in names]
    if word in folded:
        return folded.index(word)
    places = {place % 12 for place, name in enumerate(folded) if name.startswith(word)}
    return places.pop() if len(places) == 1 else None


def _no_such_day(parts: DayParts, year: int) -> str:
    month = months()[parts.month - 1]
    if (parts.day, parts.month) == (29, 2):
        return _("Il n’y a pas de 29 février en {year}.").format(year=year)
    if parts.day == 0:
        return _("Il n’y a pas de jour 0.")
    return _("Le {day} {month} n’existe pas.").format(day=parts.day, month=month)
