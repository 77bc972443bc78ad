"""The months and the days of the week by their names, whole or cut, in French or in English, whatever their accents."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from chance_desktop.domain.people.names import fold
from chance_desktop.runtime.words import months, short_months, weekdays

_FEWEST_LETTERS = 3


def month_number(word: str) -> int | None:
    """1 for « janvier », « janv. » or « Jan »; nothing for what two months begin with."""
    return _months().get(fold(word))


def weekday_number(word: str) -> int | None:
    """0 for « lundi », « lun. » or « Monday »."""
    return _weekdays().get(fold(word))


@cache
def _months() -> dict[str, int]:
    return {word: place + 1 for word, place in _numbered(months(), short_months(), months("en")).items()}


@cache
def _weekdays() -> dict[str, int]:
    return _numbered(weekdays(), weekdays("en"))


def _numbered(*lists: tuple[str, ...]) -> dict[str, int]:
    """The place of each name, and of each of its beginnings that no name of another place has."""
    whole: dict[str, int] = {}
    begun: defaultdict[str, set[int]] = defaultdict(set)
    for names in lists:
        for place, name in enumerate(map(fold, names)):
            whole[name] = place
            for length in range(_FEWEST_LETTERS, len(name)):
                begun[name[:length]].add(place)
    return {word: places.pop() for word, places in begun.items() if len(places) == 1} | whole
