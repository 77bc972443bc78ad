"""Likely duplicates: two dossiers that may be the same person's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.domain.names import alike, fold
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person is recognised by."""

    surname: str
    first_name: str
    birth_date: date | None
    ml_number: str = ""
    phone: str = ""
    email: str = ""


def likeness(one: Identity, other: Identity) -> str:
    """Why two identities may be one person's, in French; empty when they may not."""
    if one.ml_number and one.ml_number == other.ml_number:
        return _("même n° de dossier Mission Locale")
    same_name = fold(one.surname) == fold(other.surname) and fold(one.first_name) == fold(other.first_name)
    same_birth = one.birth_date is not None and one.birth_date == other.birth_date
    if same_name and (same_birth or one.birth_date is None or other.birth_date is None):
        return _("même nom, même date de naissance") if same_birth else _("même nom")
    if same_birth and _close(one, other):
        return _("nom presque identique, même date de naissance")
    if same_birth and _swapped(one, other):
        return _("nom et prénom inversés, même date de naissance")
    if same_name and one.birth_date and other.birth_date and _slip(one.birth_date, other.birth_date):
        return _("même nom, date de naissance presque identique")
    reach = (one.phone and one.phone == other.phone) or (one.email and fold(one.email) == fold(other.email))
    return _("même prénom et mêmes coordonnées") if reach and alike(one.first_name, other.first_name) else ""


def _close(one: Identity, other: Identity) -> bool:
    return alike(one.surname, other.surname) and alike(one.first_name, other.first_name)


def _swapped(one: Identity, other: Identity) -> bool:
    return fold(one.surname) == fold(other.first_name) and fold(one.first_name) == fold(other.surname)


def _slip(one: date, other: date) -> bool:
    """Day and month exchanged, or a single digit of the date typed wrong."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    return sum(left != right for left, right in zip(one.isoformat(), other.isoformat(), strict=True)) == 1
