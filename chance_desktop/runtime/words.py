"""The words people read: French sources passed through gettext, and days, delays, times and sizes as French writes them.

A second language is one catalogue away; the names of months and days are those of the CLDR (babel), loaded when the first of
them is needed.
"""

from __future__ import annotations

import gettext
import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from chance_desktop.runtime.assets import resources_folder

if TYPE_CHECKING:
    from babel import Locale

DOMAIN = "chance"
NO_BREAK_SPACE = "\u00a0"
_BEFORE_SIGN = re.compile(r" ([:;?!»%€])")
_AFTER_OPENING = re.compile(r"« ")
_SPACES = re.compile(r"\s")
_FRENCH_MANY = 2


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resources_folder() / "translations", fallback=True)


@cache
def _(text: str) -> str:
    """The text in the language of the person, with the no-break spaces French wants; French without a catalogue."""
    return french_spaces(_catalogue().gettext(text))


def french_spaces(text: str) -> str:
    """The text with a no-break space before « : ; ? ! » and inside guillemets, wherever it was typed as a plain one.

    U+00A0 everywhere: the house font lacks the narrow U+202F.
    """
    return _AFTER_OPENING.sub(f"«{NO_BREAK_SPACE}", _BEFORE_SIGN.sub(rf"{NO_BREAK_SPACE}\1", text))


def unbroken(text: str) -> str:
    """The text on one line: every space of it a no-break space, the narrow ones too."""
    return _SPACES.sub(NO_BREAK_SPACE, text)


def plural(one: str, many: str, count: int) -> str:
    """`one` or `many` with `{n}` replaced by the count; French counts 0 and 1 as one.

    The rule of French is said here as a catalogue's header says it (CLDR: `i = 0,1`): each age of a list is worded, and a list
    does not wait for all the words of a language.
    """
    catalogue = _catalogue()
    french = one if abs(count) < _FRENCH_MANY else many
    text = catalogue.ngettext(one, many, count) if isinstance(catalogue, gettext.GNUTranslations) else french
    return _spaced(text).replace("{n}", grouped(count))


def grouped(count: int) -> str:
    """« 12 400 »: a count as French writes it, by thousands that no line parts."""
    return f"{count:,}".replace(",", "\u00a0")


_spaced = lru_cache(maxsize=4_096)(french_spaces)


@cache
def locale(language: str = "fr") -> Locale:
    """A language's own words and rules; loading one takes some fifteen milliseconds, so no module does it when imported."""
    from babel import Locale

    return Locale(language)


@cache
def months(language: str = "fr") -> tuple[str, ...]:
    """« janvier » to « décembre »."""
    return _names("months", "wide", range(1, 13), language)


@cache
def short_months() -> tuple[str, ...]:
    """« janv. » to « déc. »."""
    return _names("months", "abbreviated", range(1, 13), "fr")


@cache
def weekdays(language: str = "fr") -> tuple[str, ...]:
    """« lundi » to « dimanche »."""
    return _names("days", "wide", range(7), language)


def _names(kind: str, width: str, keys: range, language: str) -> tuple[str, ...]:
    listed = getattr(locale(language), kind)["format"][width]
    return tuple(str(listed[key]) for key in keys)


def day_number(day: date) -> str:
    """« 1er », « 2 », … « 31 »."""
    return "1er" if day.day == 1 else str(day.day)


def short_month(day: date) -> str:
    """« nov. »."""
    return short_months()[day.month - 1]


def long_date(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """« jeudi 3 décembre 2026 », « 3 décembre »."""
    words = [weekdays()[day.weekday()]] if weekday else []
    words += [f"{day_number(day)}{NO_BREAK_SPACE}{months()[day.month - 1]}"]
    if year:
        words.append(str(day.year))
    return " ".join(words)


def weekday_date(day: date, *, year: bool = True) -> str:
    """« mardi 24 novembre 2026 »."""
    return long_date(day, weekday=True, year=year)


def short_date(day: date | None, today: date | None = None) -> str:
    """« 6 nov. », with the year when it is not the year of `today`; a dash for none."""
    if day is None:
        return "–"
    text = f"{day_number(day)}{NO_BREAK_SPACE}{short_month(day)}"
    return text if today is None or today.year == day.year else f"{text}{NO_BREAK_SPACE}{day.year}"


def month_and_year(day: date) -> str:
    """« mars 2031 »."""
    return f"{months()[day.month - 1]}{NO_BREAK_SPACE}{day.year}"


def figures_date(day: date | None) -> str:
    """« 24/11/2026 », as dates are typed; nothing for none."""
    return "" if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"


def clock_time(text: str) -> str:
    """« 10:00 » as « 10 h », « 14:30 » as « 14 h 30 »; anything else as it stands."""
    hour, colon, minute = text.partition(":")
    if not colon or not hour.isdigit() or not minute.isdigit():
        return text
    tail = f"{NO_BREAK_SPACE}{minute}" if int(minute) else ""
    return f"{int(hour)}{NO_BREAK_SPACE}h{tail}"


def moment_time(at: datetime) -> str:
    """« 14 h 05 »."""
    return f"{at.hour}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{at.minute:02}"


def days_text(days: int) -> str:
    """« 18 jours »."""
    return unbroken(plural("{n} jour", "{n} jours", days))


def age_text(age: int | None) -> str:
    """« 21 ans »; nothing when the age is not known."""
    return "" if age is None else unbroken(plural("{n} an", "{n} ans", age))


def days_ago(days: int) -> str:
    """« aujourd’hui », « hier », « il y a 18 jours »."""
    if days <= 0:
        return _("aujourd’hui")
    return _("hier") if days == 1 else _("il y a {days}").format(days=days_text(days))


def in_days(days: int) -> str:
    """« aujourd’hui », « demain », « dans 9 jours »."""
    if days <= 0:
        return _("aujourd’hui")
    return _("demain") if days == 1 else _("dans {days}").format(days=days_text(days))


def file_size(size: int) -> str:
    """« 312 ko », « 1,4 Mo »."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NO_BREAK_SPACE}ko"
    return f"{size / 1_000_000:.1f}{NO_BREAK_SPACE}Mo".replace(".", ",")


def capital(text: str) -> str:
    """A text that begins a line."""
    return text[:1].upper() + text[1:]


def dotted(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)


NOTHING_YET = _("Rien pour le moment")
