"""Public holidays of France and of the country of a stay, for days on which nothing is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

HOME = "FR"


def days_off(first: date, last: date, country: str = "") -> frozenset[date]:
    """Public holidays between two days, in France and in a country told by its code of the programme (`gb`).

    A country the library does not know adds none.
    """
    years = range(first.year, last.year + 2)
    return frozenset(day for code in {HOME, country.upper()} - {""} for year in years for day in _of_year(code, year))


def day_off_name(day: date) -> str:
    """« Noël » for a public holiday of France; nothing for another day."""
    return _of_year(HOME, day.year).get(day, "")


@cache
def _of_year(country: str, year: int) -> Mapping[date, str]:
    from holidays import country_holidays

    try:
        return dict(country_holidays(country, years=year, language="fr" if country == HOME else None))
    except NotImplementedError:
        return {}
