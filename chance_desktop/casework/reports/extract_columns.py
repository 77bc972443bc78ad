"""The columns of the evaluator's extract: the fields each is made of, which say whether it is carried, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chance_desktop.domain.fields import FIELDS, FieldDeclaration
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.runtime.words import _

AGES = ((0, 15), (16, 17), (18, 20), (21, 23), (24, 25), (26, 120))
WEEKS = ((1, 4), (5, 12), (13, 23), (24, 52))

Bands = tuple[tuple[int, int], ...]
Explained = tuple[str, str, str]
"""A column in the codebook: its name, what it says, its values."""


@dataclass(frozen=True, slots=True)
class ExtractColumn:
    """A column made of fields (table and name). It is called as its only field, or by its own `label` when it is computed.

    `identifying` is what somebody who knows a young person might know of them.
    """

    name: str
    fields: tuple[tuple[str, str], ...]
    label: str = ""
    values: str = ""
    bands: Bands = ()
    identifying: bool = False

    @property
    def declarations(self) -> tuple[FieldDeclaration, ...]:
        """The fields it is made of."""
        return tuple(FIELDS[table][name] for table, name in self.fields)

    @property
    def is_carried(self) -> bool:
        """Whether every field it is made of may leave in the extract."""
        return all(each.in_extract for each in self.declarations)


COLUMNS = (
    ExtractColumn(
        "department", (("dossier", "entry_structure"),), _("Département de la Mission Locale d’entrée"), identifying=True
    ),
    ExtractColumn("level", (("person", "level_1969"),), identifying=True),
    ExtractColumn(
        "age", (("person", "birth_date"), ("dossier", "entered_on")), _("Âge le jour de l’entrée, par tranche"),
        bands=AGES, identifying=True,
    ),
    ExtractColumn("sex", (("person", "sex"),), identifying=True),
    ExtractColumn("year", (("dossier", "entered_on"),), _("Année d’entrée"), identifying=True),
    ExtractColumn(
        "outcome", (("dossier", "state"), ("dossier", "departure_on")), _("Ce qui est arrivé"),
        _("departed : parti ; dropped : sans départ ; preparing : en préparation"),
    ),
    ExtractColumn("prior_stay", (("dossier", "prior_stay"),)),
    ExtractColumn(
        "weeks", (("stay", "placement_starts_on"), ("stay", "placement_weeks"), ("stay", "early_return_on")),
        _("Semaines de stage faites, par tranche"), bands=WEEKS,
    ),
)  # fmt: skip
"""In the order they are blurred, then told."""


def carried_columns() -> tuple[ExtractColumn, ...]:
    """The columns whose fields may all leave in the extract."""
    return tuple(each for each in COLUMNS if each.is_carried)


def codebook(programme: Programme, columns: Iterable[ExtractColumn]) -> tuple[Explained, ...]:
    """What these columns say."""
    return tuple((each.name, each.label or each.declarations[0].label, _values(programme, each)) for each in columns)


def band(number: int, bands: Bands) -> str:
    """The band a number falls in; empty out of all."""
    return next((_named(low, high) for low, high in bands if low <= number <= high), "")


def _values(programme: Programme, column: ExtractColumn) -> str:
    if column.bands or column.values or len(column.fields) > 1:
        return column.values or ", ".join(_named(low, high) for low, high in column.bands)
    declared = column.declarations[0]
    if declared.kind is Kind.YES_NO:
        return "yes, no"
    kind, _colon, name = declared.listed.partition(":")
    offered = programme.choices.get(name, ()) if kind == "choices" else ()
    return ", ".join(f"{choice.code} : {choice.label}" for choice in offered)


def _named(low: int, high: int) -> str:
    return f"{low}-{high}"
