"""Partial dates and periods in words: « mars 2026 », « juin – novembre 2026 », « depuis 2024 »."""

from __future__ import annotations

from chance_desktop.documents.europass.words import FRENCH, EuropassWords
from chance_desktop.domain.learner.partial_dates import PartialDate, Period
from chance_desktop.runtime.words import months

_NBSP = "\u00a0"


def date_words(day: PartialDate | None, words: EuropassWords, *, year: bool = True) -> str:
    """« 1er mars 2026 », « mars 2026 », « 2026 », or nothing; `1er` is raised when drawn."""
    if day is None:
        return ""
    parts = []
    if day.day is not None:
        parts.append("1er" if day.day == 1 and words is FRENCH else str(day.day))
    if day.month is not None:
        parts.append(months("fr" if words is FRENCH else "en")[day.month - 1])
    if year or not parts:
        parts.append(str(day.year))
    return _NBSP.join(parts)


def period_words(period: Period, words: EuropassWords) -> str:
    """The period as one reads it; the year is told once when both ends share it."""
    since, until = period.since, period.until
    if period.current:
        return _since(since, words) if since else words.ongoing
    if since is None or until is None or since == until:
        only = date_words(since or until, words)
        if since is None and until is not None:
            return _until(until, only, words)
        return only
    first = date_words(since, words, year=since.year != until.year or since.month is None)
    if since.year == until.year and (since.month is None) != (until.month is None):
        first = date_words(since, words)
    return f"{first}{_NBSP}– {date_words(until, words)}"


def _since(since: PartialDate, words: EuropassWords) -> str:
    told = date_words(since, words)
    return words.since.format(date=f"le {told}" if words is FRENCH and since.day is not None else told)


def _until(until: PartialDate, told: str, words: EuropassWords) -> str:
    if words is not FRENCH:
        return words.until.format(date=told)
    # « jusqu’au 3 mars 2026 », « jusqu’en mars 2026 », « jusqu’en 2026 ».
    return f"jusqu’{'en' if until.day is None else 'au'} {told}"
