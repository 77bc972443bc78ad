"""The values of fields in words: what a person reads of them, whoever shows them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from chance_desktop.domain.fields import DELETED_AT, FieldDeclaration
from chance_desktop.domain.fields.checks import is_criteria, is_day, is_moment
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.learner.partial_dates import written_date
from chance_desktop.domain.learner.rich_text import plain
from chance_desktop.runtime.words import NO_BREAK_SPACE, _, clock_time, long_date, plural


class Known(Protocol):
    """What the words of some values are asked of: the lists of the programme and of Europass, and the names of rows."""

    def words_of(self, listed: str) -> Mapping[str, str]:
        """The words of the codes of a list."""

    def name_of(self, table: str, row: str) -> str:
        """What a row is called; empty when it is not known."""


def value_words(field: FieldDeclaration, value: object, known: Known) -> str:
    """A value of a field as a person reads it."""
    if field.name == DELETED_AT.name:
        return _("Supprimer") if value is not None else _("Garder")
    if value in (None, ""):
        return _("rien")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, int):
        return _number_words(field, value)
    return _text_words(field, str(value), known)


def _number_words(field: FieldDeclaration, value: int) -> str:
    if field.kind is Kind.CENTS:
        return f"{_hundredths(value)}{NO_BREAK_SPACE}€"
    if field.kind is Kind.PERCENT:
        return f"{_hundredths(value)}{NO_BREAK_SPACE}%"
    return str(value)


def _hundredths(value: int) -> str:
    whole, rest = divmod(value, 100)
    return f"{whole:,}".replace(",", NO_BREAK_SPACE) + f",{rest:02d}"


def _text_words(field: FieldDeclaration, text: str, known: Known) -> str:
    match field.kind:
        case Kind.DAY:
            return long_date(date.fromisoformat(text)) if is_day(text) else text
        case Kind.PARTIAL_DAY:
            return written_date(text)
        case Kind.MOMENT:
            return _moment_words(text) if is_moment(text) else text
        case Kind.TIME:
            return clock_time(text)
        case Kind.TEXT:
            return plain(text) if text.startswith("<") else text
        case Kind.CODES:
            return _codes_words(field, text, known)
        case Kind.CRITERIA:
            return _criteria_words(text)
        case Kind.RECORD:
            return _("ce qui reste d’un fichier Europass lu")
        case Kind.DIGEST:
            return _("fichier {start}…").replace("{start}", text[:8])
        case Kind.REFERENCE:
            return known.name_of(field.of, text) or _("inconnu sur ce poste")
        case _:
            return _code_words(field, text, known)


def _code_words(field: FieldDeclaration, code: str, known: Known) -> str:
    listed = known.words_of(field.listed) if field.listed else field.words
    return listed.get(code) or field.words.get(code, code)


def _codes_words(field: FieldDeclaration, text: str, known: Known) -> str:
    """« Anglais, espagnol »: in the order of the words."""
    try:
        codes = json.loads(text)
    except ValueError:
        return text
    if not isinstance(codes, list):
        return text
    words = sorted((_code_words(field, str(code), known) for code in codes), key=str.casefold)
    first, others = words[:1], words[1:]
    return ", ".join([*first, *(_within(word) for word in others)]) or _("rien")


def _within(word: str) -> str:
    """A word that begins a label, within a sentence; « A1 » and « AM » stay as they are."""
    return word[:1].lower() + word[1:] if word[1:2].islower() else word


def _moment_words(text: str) -> str:
    moment = datetime.fromisoformat(text).astimezone()
    return _("{day} à {time}").format(day=long_date(moment.date()), time=clock_time(f"{moment:%H:%M}"))


def _criteria_words(text: str) -> str:
    if not is_criteria(text):
        return text
    criteria = json.loads(text)
    met = sum(each["met"] is True for each in criteria)
    return plural("{n} critère rempli", "{n} critères remplis", met) + _(" sur {total}").replace(
        "{total}", str(len(criteria))
    )
