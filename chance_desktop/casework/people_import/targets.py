"""What a table may fill: the questions of the situation whose field takes a cell, and the answers each knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chance_desktop.casework.people_import.titles import Titles
from chance_desktop.domain.fields import FIELDS, FieldDeclaration
from chance_desktop.domain.fields.kinds import LISTED, Kind
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.imported_columns import YES_NO, ImportField
from chance_desktop.domain.programme.programme import Choice, Field, Programme
from chance_desktop.runtime.words import _

Answer = str | bool

NEEDED = ("surname", "first_name", "birth_date")
"""The fields a list of people is asked for: without a name there is nobody, without a birth date nobody is told from another."""

FULL_NAME = "full_name"
PLACE = "postcode_and_town"
_TOGETHER = {
    FULL_NAME: (
        _("Nom et prénom ensemble"), ("surname", "first_name"),
        ("Nom et prénom", "Nom Prénom", "Prénom Nom", "Nom complet", "Prénom et nom", "Full name"),
    ),
    PLACE: (
        _("Code postal et commune ensemble"), ("postcode", "town"),
        ("CP Ville", "CP et ville", "CP Commune", "Code postal et commune", "Code postal Ville", "Code postal Commune"),
    ),
}  # fmt: skip
"""Columns that hold two fields: what they are called, the fields, and the titles they are met under."""

_ROMAN_HEAD = re.compile(r"(vi|iv|v bis|v|iii|ii|i)(?: .*)?")


@dataclass(frozen=True, slots=True)
class Target:
    """A question a column may fill, and the answers it knows, folded; nothing when any text is one."""

    field: Field
    declared: FieldDeclaration
    answers: Mapping[str, Answer] | None

    def answer(self, text: str) -> Answer | None:
        """The answer a cell gives, as written or after the name of the question (« Niveau 4 (BAC) »); nothing for none."""
        known = self.answers or {}
        folded = fold(text)
        head = fold(self.field.label).split(" ")[0]
        bare = re.sub(rf"^(?:{re.escape(head)}|{re.escape(head[:3])})\b ?", "", folded) if head else folded
        for each in (folded, bare):
            if each in known:
                return known[each]
        found = _ROMAN_HEAD.fullmatch(bare)
        return known.get(found[1]) if found else None

    def headed(self, text: str) -> Answer | None:
        """The answer of the figure a cell begins with, whatever it adds."""
        words = [word for word in fold(text).split() if any(char.isdigit() for char in word)]
        return (self.answers or {}).get(words[0]) if words else None


def import_targets(programme: Programme) -> dict[str, Target]:
    """The questions a table may fill, by code, in the order they are asked."""
    met = {each.field: each for each in programme.imports}
    return {
        field.code: _target(programme, field, met.get(field.code))
        for section in programme.sections
        for field in section.fields
        if FIELDS[field.row][field.code].is_imported
    }


def column_choices(programme: Programme) -> tuple[Choice, ...]:
    """What a column may be said to hold: a field, one of several, or two at once."""
    targets = import_targets(programme)
    fields = [Choice(code=code, label=each.field.label) for code, each in targets.items()]
    shared = [Choice(code=each.code, label=each.label) for each in programme.shared_columns]
    together = [
        Choice(code=code, label=label)
        for code, (label, parts, _titles) in _TOGETHER.items()
        if set(parts) <= set(targets)
    ]
    return (*fields, *shared, *together)


def fields_of(programme: Programme, code: str) -> tuple[str, ...]:
    """The fields a column may fill: one, those that share it, or those it holds together."""
    if code in _TOGETHER:
        return _TOGETHER[code][1]
    return next((each.fields for each in programme.shared_columns if each.code == code), (code,) if code else ())


def known_titles(programme: Programme) -> Titles:
    """Every title a column is recognised by; those the programme has met win over the labels of its questions."""
    targets = import_targets(programme)

    def titles() -> Iterable[tuple[str, Iterable[str]]]:
        for each in programme.imports:
            yield each.field, (*each.columns, *each.also)
        for shared in programme.shared_columns:
            yield shared.code, shared.columns
        for code, (_label, parts, together) in _TOGETHER.items():
            if set(parts) <= set(targets):
                yield code, together
        for code, target in targets.items():
            yield code, (target.field.label, target.declared.label)

    return Titles(titles())


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
