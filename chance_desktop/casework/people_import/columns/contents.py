"""A column recognised by what it holds, when nobody knows its title: addresses, telephones, births, postcodes, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from statistics import median

from chance_desktop.casework.people_import.files.table import SourceTable
from chance_desktop.casework.people_import.first_names import FIRST_NAMES
from chance_desktop.casework.people_import.targets import FULL_NAME, Target
from chance_desktop.casework.people_import.titles import title_words
from chance_desktop.domain.dates import age_on
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.imported_columns import SharedColumn
from chance_desktop.domain.typed.day_parts import day_parts
from chance_desktop.domain.typed.emails import email_doubt
from chance_desktop.domain.typed.postcodes import postcode_doubt
from chance_desktop.domain.typed.telephones import phone_doubt

_LOOKED_AT = 400
_FEWEST = 2
_MOST_HOLD = 0.7
_FIRST_NAMES_MET = 0.25
_AGES = range(12, 61)
_OTHERS = frozenset(
    """
    parent parents pere mere tuteur tutrice urgence conseiller conseillere employeur entreprise conjoint referent
    responsable representant structure agence antenne site accueil formateur maitre inscription entree sortie debut
    fin creation maj modification rdv rendez entretien dernier derniere premier premiere depart retour signature lieu
    pays commentaire observation observations remarque
    """.split()  # noqa: SIM905 - words read better as words
)
"""Words of a title that make a column somebody else's, or of another day."""

_NAME = re.compile(r"[^\W\d_]{2}[^\W\d_ '’\-.]*(?:[ '’\-][^\W\d_]+)*", re.UNICODE)
_NINE_FIGURES = re.compile(r"(?:\D*\d){9,}\D*")


def by_content(
    table: SourceTable,
    places: Sequence[int],
    missing: Iterable[str],
    targets: Mapping[str, Target],
    shared: Iterable[SharedColumn],
    today: date,
) -> dict[int, str]:
    """What some columns nobody knows by title hold, among the fields and shared columns no other column fills."""
    columns = _Columns(table, places, today)
    wanted = [field for field in missing if field in targets]
    found: dict[int, str] = {}
    for field, holds in _HOLDS.items():
        if field in wanted:
            columns.take(found, field, holds)
    if "birth_date" in wanted:
        columns.take_births(found)
    if "sex" in wanted:
        columns.take(found, "sex", lambda cell: targets["sex"].answer(cell) is not None and not cell.isdigit())
    for column in shared:
        answered = [targets[field].answer for field in column.fields if field in wanted]
        if len(answered) == len(column.fields):
            columns.take_worded(found, column.code, answered)
    columns.take_names(found, wanted)
    if {"surname", "first_name"} <= set(wanted) - set(found.values()):
        columns.take(found, FULL_NAME, _is_full_name)
    return found


class _Columns:
    """The filled cells of the columns that are left."""

    def __init__(self, table: SourceTable, places: Sequence[int], today: date) -> None:
        self._today = today
        lines = table.lines[:_LOOKED_AT]
        own = [place for place in places if not _OTHERS & set(title_words(table.columns[place]))]
        self.cells = {place: [line.cells[place] for line in lines if line.cells[place]] for place in own}

    def take(self, found: dict[int, str], field: str, holds: Callable[[str], bool]) -> None:
        """The first column most cells of which hold that."""
        for place, cells in self.cells.items():
            if place not in found and len(cells) >= _FEWEST and _share(cells, holds) >= _MOST_HOLD:
                found[place] = field
                return

    def take_worded(self, found: dict[int, str], code: str, answers: Sequence[Callable[[str], object]]) -> None:
        """The same for answers of one of several questions; figures alone may be anything."""
        for place, cells in self.cells.items():
            told = [cell for cell in cells if any(answer(cell) is not None for answer in answers)]
            worded = any(any(char.isalpha() for char in cell) for cell in told)
            if place not in found and worded and len(cells) >= _FEWEST and len(told) >= len(cells) * _MOST_HOLD:
                found[place] = code
                return

    def take_births(self, found: dict[int, str]) -> None:
        """The only column of days that are those of births, by the ages they make."""
        births = [place for place, cells in self.cells.items() if place not in found and self._are_births(cells)]
        if len(births) == 1:
            found[births[0]] = "birth_date"

    def _are_births(self, cells: list[str]) -> bool:
        if len(cells) < _FEWEST:
            return False
        ages = []
        for cell in cells:
            parts = day_parts(cell)
            if parts is not None and not parts.is_short and 1900 <= parts.year <= self._today.year:
                ages.append(age_on(date(parts.year, 1, 1), self._today))
        return len(ages) >= len(cells) * _MOST_HOLD and int(median(ages)) in _AGES

    def take_names(self, found: dict[int, str], wanted: Sequence[str]) -> None:
        """Surnames and first names: those many people bear tell which is which."""
        named = {
            place: _share(cells, _is_first_name)
            for place, cells in self.cells.items()
            if place not in found and len(cells) >= _FEWEST and _share(cells, _is_name) >= _MOST_HOLD
        }
        # most first names are one word: several are somebody's whole name
        bare = [place for place in named if _share(self.cells[place], str.isalpha) > 0.5]
        first = max(bare, key=lambda place: named[place], default=None)
        if first is None or named[first] < _FIRST_NAMES_MET:
            return
        if "first_name" in wanted:
            found[first] = "first_name"
        others = [place for place, share in named.items() if place != first and share < named[first] / 2]
        near = [place for place in others if abs(place - first) == 1] or others
        if "surname" in wanted and "first_name" in wanted and len(near) >= 1:
            capitals = [place for place in near if _share(self.cells[place], str.isupper) > 0.5]
            chosen = capitals if len(capitals) == 1 else near
            if len(chosen) == 1:
                found[chosen[0]] = "surname"


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells) if cells else 0


def _is_first_name(cell: str) -> bool:
    return fold(cell).split(" ")[0] in FIRST_NAMES


def _is_full_name(cell: str) -> bool:
    """A first name many people bear among other words, or a surname in capitals beside a name that is not."""
    words = cell.replace(",", " ").replace(".", " ").split()
    if not 2 <= len(words) <= 5 or len(cell) > 60 or not all(word[:1].isalpha() for word in words):
        return False
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    return any(fold(word) in FIRST_NAMES for word in words) or 0 < len(capitals) < len(words)


def _is_name(cell: str) -> bool:
    return len(cell) <= 40 and cell[:1].isupper() and _NAME.fullmatch(cell) is not None


def _is_postcode(cell: str) -> bool:
    """French postcodes end in 0 for most towns; the five figures of a spreadsheet's days do not."""
    return len(cell) in (4, 5) and cell.isdigit() and cell.endswith("0") and not postcode_doubt(cell)


_HOLDS: dict[str, Callable[[str], bool]] = {
    "email": lambda cell: "@" in cell and not email_doubt(cell),
    "phone": lambda cell: (
        _NINE_FIGURES.fullmatch(cell) is not None and day_parts(cell) is None and not phone_doubt(cell)
    ),
    "postcode": _is_postcode,
}
"""What tells the cells of a field from any other."""
