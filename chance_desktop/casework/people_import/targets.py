"""What a table may fill: the questions of the situation whose field takes a cell, and the answers each knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chance_desktop.domain.fields import FIELDS, FieldDeclaration
from chance_desktop.domain.fields.kinds import LISTED, Kind
from chance_desktop.domain.names import fold
from chance_desktop.domain.programme import YES_NO, Field, ImportField, Programme

Answer = str | bool


@dataclass(frozen=True, slots=True)
class Target:
    """A question a column may fill, and the answers it knows, folded; nothing when any text is one."""

    field: Field
    declared: FieldDeclaration
    answers: Mapping[str, Answer] | None


def import_targets(programme: Programme) -> dict[str, Target]:
    """The questions a table may fill, by code, in the order they are asked."""
    met = {each.field: each for each in programme.imports}
    return {
        field.code: _target(programme, field, met.get(field.code))
        for section in programme.sections
        for field in section.fields
        if FIELDS[field.row][field.code].is_imported
    }


def _target(programme: Programme, field: Field, met: ImportField | None) -> Target:
    declared = FIELDS[field.row][field.code]
    return Target(field, declared, _answers(programme, field, declared, met))


def _answers(
    programme: Programme, field: Field, declared: FieldDeclaration, met: ImportField | None
) -> dict[str, Answer] | None:
    """Codes and labels of the list, over which the programme says how others write them."""
    written = {fold(text): code for text, code in ((met.values or {}) if met is not None else {}).items()}
    if declared.kind is Kind.YES_NO:
        return {**YES_NO, **{text: YES_NO[code] for text, code in written.items()}}
    if declared.kind in LISTED:
        offered = programme.choices.get(field.choices, ())
        named = {fold(text): choice.code for choice in offered for text in (choice.label, choice.code)}
        return {**named, **written}
    return None
