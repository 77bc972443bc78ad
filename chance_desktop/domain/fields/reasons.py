"""Why a value cannot be kept, in words, and what to do: told under its field before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from chance_desktop.domain.fields import FIELDS, TABLES, FieldDeclaration
from chance_desktop.domain.fields.checks import is_plain, missing_fields, unsound_fields
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.fields.refusal import InvalidField
from chance_desktop.domain.learner.partial_dates import partial_date
from chance_desktop.runtime.words import NO_BREAK_SPACE, _, long_date

_LONGEST_SHOWN = 60


def refuse_unsound(table: str, values: Mapping[str, object]) -> None:
    """Raises `InvalidField`, the first of all the fields that may not hold these values."""
    _raise_all(_unsound(table, name, values[name]) for name in unsound_fields(table, values))


def refuse_missing(table: str, values: Mapping[str, object]) -> None:
    """Raises `InvalidField` when a needed field is left without a value."""
    _raise_all(_missing(table, name) for name in missing_fields(table, values))


def too_long_together(table: str) -> InvalidField:
    """The texts of one row are too long to travel together."""
    return InvalidField(
        "", _("{table} : les textes sont trop longs pour être envoyés ensemble.").replace("{table}", TABLES[table].label),
        _("Raccourcissez le plus long, ou joignez-le en fichier."), table,
    )  # fmt: skip


def _raise_all(found: Iterable[InvalidField]) -> None:
    every = tuple(found)
    if every:
        every[0].others = every[1:]
        raise every[0]


def _missing(table: str, name: str) -> InvalidField:
    return InvalidField(
        name, _told(_("{label} : ce champ ne peut pas rester vide."), FIELDS[table][name]),
        _("Remplissez-le, puis enregistrez."), table,
    )  # fmt: skip


def reason_of(table: str, name: str, value: object) -> tuple[str, str]:
    """Why a value cannot be kept in a field, and what to do."""
    field = FIELDS[table][name]
    sentence, next_step = _reason(field, value)
    return _told(sentence, field, value), next_step


def _unsound(table: str, name: str, value: object) -> InvalidField:
    return InvalidField(name, *reason_of(table, name, value), table)


def _reason(field: FieldDeclaration, value: object) -> tuple[str, str]:
    if isinstance(value, str) and not is_plain(value):
        return _("{label} : ce texte contient un caractère qui ne peut pas être gardé."), _("Effacez-le et retapez-le.")
    if isinstance(value, str) and len(value) > field.longest:
        return _("{label} : ce texte dépasse {longest} caractères."), _("Raccourcissez-le.")
    if field.is_number and isinstance(value, int):
        return _("{label} : {value} n’est pas entre {least} et {most}."), _("Vérifiez ce nombre.")
    if field.kind in (Kind.DAY, Kind.PARTIAL_DAY, Kind.MOMENT) and isinstance(value, str):
        if _is_date(value):
            return _("{label} : cette date n’est pas entre le {first} et le {last}."), _("Vérifiez l’année.")
        return _("{label} : « {value} » n’est pas une date."), _("Écrivez le jour, le mois et l’année : 03/12/2026.")
    return _("{label} : « {value} » ne peut pas être gardé ici."), _("Choisissez une autre réponse.")


def _counted(count: int) -> str:
    return f"{count:,}".replace(",", NO_BREAK_SPACE)


def _is_date(text: str) -> bool:
    return partial_date(text[:10]) is not None


def _told(sentence: str, field: FieldDeclaration, value: object = "") -> str:
    """The sentence with what it speaks of; what was typed is put last, so that nothing in it is read as a place to fill."""
    told = sentence.replace("{label}", field.label).replace("{longest}", _counted(field.longest))
    told = told.replace("{least}", _counted(field.least)).replace("{most}", _counted(field.most))
    for place, day in (("{first}", field.span.first), ("{last}", field.span.last)):
        told = told.replace(place, long_date(date.fromisoformat(day)))
    return told.replace("{value}", str(value)[:_LONGEST_SHOWN])
