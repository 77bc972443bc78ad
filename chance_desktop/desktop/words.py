"""Dates, delays and times in words, as the screens say them."""

from __future__ import annotations

from datetime import date, datetime

from chance_desktop.domain.names import with_de
from chance_desktop.runtime.words import NO_BREAK_SPACE, _, plural

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_FIRST_YEAR = 1900
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def day_number(on: date) -> str:
    """« 1er », « 24 »."""
    return "1er" if on.day == 1 else str(on.day)


def short_month(on: date) -> str:
    """« nov. »."""
    return _SHORT[on.month - 1]


def short_date(on: date | None, today: date | None = None) -> str:
    """« 6 nov. », with the year when it is not this one; a dash for none."""
    if on is None:
        return "–"
    text = f"{day_number(on)}{NO_BREAK_SPACE}{short_month(on)}"
    return text if today is None or on.year == today.year else f"{text} {on.year}"


def long_date(on: date, *, year: bool = True) -> str:
    """« mardi 24 novembre 2026 »."""
    text = f"{_DAYS[on.weekday()]} {day_number(on)}{NO_BREAK_SPACE}{_MONTHS[on.month - 1]}"
    return f"{text} {on.year}" if year else text


def figures_date(on: date | None) -> str:
    """« 24/11/2026 », as dates are typed."""
    return "" if on is None else f"{on.day:02}/{on.month:02}/{on.year:04}"


def typed_date(text: str) -> date | None:
    """The date someone typed as day, month, year in figures; None when it is none."""
    parts = [part for part in text.replace("-", "/").replace(".", "/").replace(" ", "/").split("/") if part]
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = (int(part) for part in parts)
    if 100 <= year < _FIRST_YEAR:
        # « 202 » for « 2026 »
        return None
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def clock_time(at: datetime) -> str:
    """« 14 h 05 »."""
    return f"{at.hour}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{at.minute:02}"


def age_text(age: int | None) -> str:
    """« 21 ans »; nothing when the age is not known."""
    return "" if age is None else plural("{n} an", "{n} ans", age).replace(" ", NO_BREAK_SPACE)


def days_text(days: int) -> str:
    """« 18 jours »."""
    return plural("{n} jour", "{n} jours", days).replace(" ", NO_BREAK_SPACE)


def branch_title(name: str) -> str:
    """« Antenne de Civray », whether the branch was named so or by its town alone."""
    return (
        name
        if name.casefold().startswith("antenne") or not name
        else _("Antenne {of_town}").format(of_town=with_de(name))
    )


def capital(text: str) -> str:
    """A text that begins a line."""
    return text[:1].upper() + text[1:]


def dotted(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)


def file_size(size: int) -> str:
    """« 312 ko », « 1,4 Mo »."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NO_BREAK_SPACE}ko"
    return f"{size / 1_000_000:.1f}{NO_BREAK_SPACE}Mo".replace(".", ",")


NOTHING_YET = _("Rien pour le moment")
