"""Day, month and year as a text writes them, in figures or in words, before anything is said of what they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from chance_desktop.domain.people.names import fold
from chance_desktop.domain.text.invisible_signs import without_invisible
from chance_desktop.domain.typed.day_names import month_number, weekday_number

_SIGNS = str.maketrans(
    {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212_", "-"), **dict.fromkeys("\u2044\u2215\\", "/")}
)
"""What keyboards and tools write for a dash or a slash."""

_SEPARATED = re.compile(r"(\d{1,2})(?:er)? ?[/.\- ] ?(\d{1,2}) ?[/.\- ] ?(\d{1,4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4}) ?[/.\- ] ?(\d{1,2}) ?[/.\- ] ?(\d{1,2})", re.ASCII)
_FIGURES = re.compile(r"\d{8}", re.ASCII)
_ZONE = r"(?:Z| ?[+\-]\d{2}:?\d{2}| (?:GMT|UTC|CES?T))"
_HOUR = re.compile(
    r"(?<=\d)(?:T|,? (?:à |at )?)\d{1,2}(?: ?h(?: ?\d{2})?|:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?: ?[AP]M)?" + _ZONE + "?$",
    re.ASCII | re.IGNORECASE,
)
"""The hour that tools write after a day."""
_HOUR_INSIDE = re.compile(r"(?<=\d) \d{2}:\d{2}:\d{2} [A-Z]{2,5}(?= \d{4}$)", re.ASCII)
"""The hour that some write before the year: « Fri Mar 12 00:00:00 CET 2004 »."""
_LEADING = re.compile(r"^(?:(?:née? )?le|the|on) (?=\S)", re.IGNORECASE)
_WEEKDAY = re.compile(r"([^\W\d_]+)[.,]*[ \-]+(?=\S)")

_ORDINAL = r"(?: ?(?:er|st|nd|rd|th))?"
_DAY_MONTH = re.compile(rf"(?P<day>\d{{1,2}}){_ORDINAL} ?(?:of )?(?P<month>[a-z]+) ?(?P<year>\d{{1,4}})", re.ASCII)
_MONTH_DAY = re.compile(rf"(?P<month>[a-z]+) ?(?P<day>\d{{1,2}}){_ORDINAL} (?P<year>\d{{1,4}})", re.ASCII)
_YEAR_MONTH = re.compile(r"(?P<year>\d{4}) ?(?P<month>[a-z]+) ?(?P<day>\d{1,2})", re.ASCII)


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


def day_parts(text: str, *, month_first: bool = False) -> DayParts | None:
    """Day, month and year as they are written, existing or not; nothing when the text looks like no date.

    `month_first` is how a table of another country writes 12/03/2026 for the third of December.
    """
    spaced = " ".join(without_invisible(text).translate(_SIGNS).split())
    spaced = _LEADING.sub("", _HOUR_INSIDE.sub("", _HOUR.sub("", spaced)), count=1).rstrip(".")
    return _parts(spaced, month_first) or _after_weekday(spaced, month_first)


def _parts(text: str, month_first: bool) -> DayParts | None:
    if found := _SEPARATED.fullmatch(text):
        day, month = (found[2], found[1]) if month_first else (found[1], found[2])
        return DayParts(int(day), int(month), int(found[3]), len(found[3]))
    if found := _YEAR_FIRST.fullmatch(text):
        return DayParts(int(found[3]), int(found[2]), int(found[1]))
    if _FIGURES.fullmatch(text):
        return _joined(text)
    return _worded(fold(text))


def _after_weekday(text: str, month_first: bool) -> DayParts | None:
    found = _WEEKDAY.match(text)
    weekday = weekday_number(found[1]) if found else None
    if found is None or weekday is None:
        return None
    parts = _parts(text[found.end() :], month_first)
    return replace(parts, weekday=weekday) if parts is not None else None


def _joined(figures: str) -> DayParts:
    """20261203 as 03122026: no month is a 19th or a 20th, so that nothing is read in two ways."""
    if figures[:2] in ("19", "20") and 1 <= int(figures[4:6]) <= 12:
        return DayParts(int(figures[6:]), int(figures[4:6]), int(figures[:4]))
    return DayParts(int(figures[:2]), int(figures[2:4]), int(figures[4:]))


def _worded(text: str) -> DayParts | None:
    """« 12 mars 2004 », « March 12th 2004 », « 2004 Mar 12 », once folded."""
    for order in (_DAY_MONTH, _MONTH_DAY, _YEAR_MONTH):
        found = order.fullmatch(text)
        month = month_number(found["month"]) if found else None
        if found and month is not None:
            return DayParts(int(found["day"]), month, int(found["year"]), len(found["year"]))
    return None
