"""Public holidays of France and of the country of a stay, for days on which nothing is due."""

from __future__ import annotations

from datetime import date
from functools import cache

HOME = "FR"


def days_off(first: date, last: date, country: str = "") -> frozenset[date]:
    """Public holidays between two days, in France and in a country told by its code of the programme (`gb`).

    A country the library does not know adds none.
    """
    years = tuple(range(first.year, last.year + 2))
    return frozenset(
        day for code in {HOME, country.upper()} - {""} for year in years for day in _of_year(code, year)
    )  # fmt: skip


@cache
def _of_year(country: str, year: int) -> frozenset[date]:
    from holidays import country_holidays

    try:
        return frozenset(country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
