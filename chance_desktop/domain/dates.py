"""Dates as the programme counts them and as French writes them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
_NBSP = "\u00a0"


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


def day_number(day: date) -> str:
    """« 1er », « 2 », … « 31 »."""
    return "1er" if day.day == 1 else str(day.day)


def long_date(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """« jeudi 3 décembre 2026 », « 3 décembre »."""
    words = [DAYS[day.weekday()]] if weekday else []
    words += [f"{day_number(day)}{_NBSP}{MONTHS[day.month - 1]}"]
    if year:
        words.append(str(day.year))
    return " ".join(words)


def short_date(day: date, *, today: date | None = None) -> str:
    """« 6 nov. », with the year when it is not the year of `today`."""
    text = f"{day_number(day)}{_NBSP}{SHORT_MONTHS[day.month - 1]}"
    return text if today is None or today.year == day.year else f"{text}{_NBSP}{day.year}"


def month_and_year(day: date) -> str:
    """« mars 2031 »."""
    return f"{MONTHS[day.month - 1]}{_NBSP}{day.year}"


def clock_time(text: str) -> str:
    """« 10:00 » as « 10 h », « 14:30 » as « 14 h 30 »; anything else as it stands."""
    hour, colon, minute = text.partition(":")
    if not colon or not hour.isdigit() or not minute.isdigit():
        return text
    tail = f"{_NBSP}{minute}" if int(minute) else ""
    return f"{int(hour)}{_NBSP}h{tail}"


def days_ago(days: int) -> str:
    """« aujourd’hui », « hier », « il y a 18 jours »."""
    if days <= 0:
        return "aujourd’hui"
    return "hier" if days == 1 else f"il y a {days}{_NBSP}jours"


def in_days(days: int) -> str:
    """« aujourd’hui », « demain », « dans 9 jours »."""
    if days <= 0:
        return "aujourd’hui"
    return "demain" if days == 1 else f"dans {days}{_NBSP}jours"
