"""The facts a condition may name, and what may be said of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.programme.programme import Field, Programme
from chance_desktop.domain.situation.progress import PROGRESS

ELSEWHERE = "other"
"""The zone of a country that has none of its own."""
OLDEST = 120
MOST_COUNTED = 1_000
_YES_NO_PROGRESS = ("accepted", "departed", "returned")


class FactKind(Enum):
    """What a fact is."""

    CODE = "code"
    YES_NO = "yes-no"
    AGE = "age"
    COUNT = "count"
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FactSort:
    """What a fact is, its answers when they are a list, and whether one gives several."""

    kind: FactKind
    answers: frozenset[str] = frozenset()
    several: bool = False


def fact_sorts(programme: Programme) -> dict[str, FactSort]:
    """Every fact of a dossier: what is asked, what the journey itself dates, and what follows from both."""
    asked = {field.code: _asked(programme, field) for section in programme.sections for field in section.fields}
    dated = {name: FactSort(FactKind.DAY) for name, each in FIELDS["dossier"].items() if each.kind is Kind.DAY}
    ages = {f"age_at_{each.code}": FactSort(FactKind.AGE) for each in programme.references}
    moments = {f"when_{each.code}": FactSort(FactKind.TEXT) for each in programme.references}
    zones = {each.label for each in programme.choices.get("country_zone", ())} | {ELSEWHERE}
    computed = {
        "department": FactSort(FactKind.TEXT),
        "destination_zone": FactSort(FactKind.CODE, frozenset(zones)),
        "minor_at_departure": FactSort(FactKind.YES_NO),
    }
    return {**dated, **asked, **ages, **moments, **computed}


def with_progress(sorts: Mapping[str, FactSort]) -> dict[str, FactSort]:
    """The same, and how far the dossier is."""
    return {**sorts, **{name: FactSort(_progress(name)) for name in PROGRESS}}


def _progress(name: str) -> FactKind:
    return FactKind.YES_NO if name in _YES_NO_PROGRESS else FactKind.COUNT


def _asked(programme: Programme, field: Field) -> FactSort:
    if field.kind in ("choice", "choices"):
        answers = frozenset(each.code for each in programme.choices.get(field.choices, ()))
        return FactSort(FactKind.CODE, answers, several=field.kind == "choices")
    return FactSort({"yes-no": FactKind.YES_NO, "date": FactKind.DAY}.get(field.kind, FactKind.TEXT))
