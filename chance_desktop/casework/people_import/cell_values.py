"""What a cell says for the field its column fills: the value kept, and why it is doubtful."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from chance_desktop.casework.people_import.choices import Choices
from chance_desktop.casework.people_import.counsellor_names import CounsellorNames
from chance_desktop.casework.people_import.day_orders import DayOrder, reads_two_ways
from chance_desktop.casework.people_import.files.cells import is_error
from chance_desktop.casework.people_import.first_names import FIRST_NAMES
from chance_desktop.casework.people_import.targets import FULL_NAME, PLACE, Target, import_targets
from chance_desktop.domain.fields.checks import is_sound
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.fields.reasons import reason_of
from chance_desktop.domain.people.contact import ml_number_doubt
from chance_desktop.domain.people.names import fold, surname_case
from chance_desktop.domain.programme.imported_columns import SharedColumn
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.typed.day_parts import day_parts
from chance_desktop.domain.typed.days import DayUse, read_day
from chance_desktop.domain.typed.emails import email_doubt
from chance_desktop.domain.typed.errors import DayLeftOut, NotADay, Unreadable
from chance_desktop.domain.typed.postcodes import postcode_doubt, tidy_postcode
from chance_desktop.domain.typed.telephones import phone_doubt, tidy_phone
from chance_desktop.runtime.words import _, figures_date

Value = str | bool

_SERIAL = re.compile(r"\d{5}")
_EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheet dates: Excel counts a 29 February 1900 that never was."""

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"\s*(?:[/;,|]|\bou\b|\bet\b)\s*")
_POSTCODE_FIRST = re.compile(r"(\d{5})[\s,\-–]+(\D.*)")
_TOWN_FIRST = re.compile(r"(\D+?)[\s,\-–]*\(?(\d{5})\)?")


@dataclass(frozen=True, slots=True)
class CellReading:
    """The values a cell gives, by field; why it is doubtful; the question it leaves open (a shared column), whom it names in vain.

    What is `interpreted` stays in the journal as it was written too.
    """

    values: dict[str, Value]
    doubt: str = ""
    question: str = ""
    counsellor: str = ""
    interpreted: bool = False


class CellReader:
    """Reads the cells of a table for the fields of a programme."""

    def __init__(self, programme: Programme, choices: Choices, names: CounsellorNames, today: date) -> None:
        self.targets = import_targets(programme)
        self._shared = {each.code: each for each in programme.shared_columns}
        self._choices = choices
        self._names = names
        self._today = today
        self._met: dict[tuple[str, str], CellReading] = {}
        repeated = {code for code, target in self.targets.items() if target.answers is not None}
        self._repeated = repeated | {*self._shared, PLACE, "postcode", "town"}

    def read(self, code: str, cell: str, order: DayOrder) -> CellReading:
        """What a cell says for a field, a shared column or two fields at once; one met again is not read again."""
        if code not in self._repeated:
            return self._read(code, cell, order)
        met = self._met.get((code, cell))
        if met is None:
            met = self._met[code, cell] = self._read(code, cell, order)
        return met

    def _read(self, code: str, cell: str, order: DayOrder) -> CellReading:
        if is_error(cell):
            return CellReading({}, _("« {value} » est une erreur du tableur, pas une valeur").replace("{value}", cell))
        if code in self._shared:
            return self._of_shared(self._shared[code], cell)
        if code == FULL_NAME:
            return self._kept(*_names_apart(cell))
        if code == PLACE or code in ("postcode", "town"):
            return self._kept(*_place(code, cell))
        target = self.targets[code]
        if target.declared.of == "counsellor":
            return self._of_counsellor(code, cell)
        value, doubt = self._value(target, cell, order)
        return self._kept({code: value}, doubt)

    def _kept(self, values: dict[str, Value], doubt: str) -> CellReading:
        """The values their fields keep; what they do not keep stays in the journal, with its reason."""
        kept: dict[str, Value] = {}
        for code, value in values.items():
            table = self.targets[code].field.row if code in self.targets else ""
            if value == "" or not table:
                continue
            if is_sound(table, code, value):
                kept[code] = value
            else:
                doubt = reason_of(table, code, value)[0].removesuffix(".")
        return CellReading(kept, doubt)

    def _of_shared(self, column: SharedColumn, cell: str) -> CellReading:
        """The answer of the only field that knows it; of the one told, when several do."""
        found = {code: self.targets[code].answer(cell) for code in column.fields if code in self.targets}
        known = {code: value for code, value in found.items() if value is not None}
        if not known:
            headed = {code: self.targets[code].headed(cell) for code in found}
            known = {code: value for code, value in headed.items() if value is not None}
        told = self._choices.scales.get(column.code, "")
        if len(known) > 1:
            known = {told: known[told]} if told in known else {}
            if not known:
                return CellReading({}, question=column.code, interpreted=True)
        return CellReading(dict(known), "" if known else _unknown(cell))

    def _of_counsellor(self, code: str, cell: str) -> CellReading:
        chosen = self._choices.counsellors.get(fold(cell))
        found = self._names.find(cell) if chosen is None else chosen
        if not found:
            return CellReading({}, counsellor=cell, interpreted=True)
        return CellReading({code: found}, interpreted=not self._names.is_whole(cell, found))

    def _value(self, target: Target, cell: str, order: DayOrder) -> tuple[Value, str]:
        if target.answers is not None:
            answer = target.answer(cell)
            if answer is None and self._may_begin_with_it(target, cell):
                answer = target.headed(cell)
            return ("", _unknown(cell)) if answer is None else (answer, "")
        if target.declared.kind is Kind.DAY:
            return self._day(target, cell, order)
        reader = _OF_FIELD.get(target.field.code) or _OF_KIND.get(target.declared.kind)
        return reader(cell) if reader is not None else (cell, "")

    def _may_begin_with_it(self, target: Target, cell: str) -> bool:
        """Whether the figure at the head of a cell is an answer: where two fields share columns, unless the other knows it whole."""
        sharing = {code for each in self._shared.values() if target.field.code in each.fields for code in each.fields}
        others = [self.targets[code] for code in sharing - {target.field.code} if code in self.targets]
        return bool(others) and all(other.answer(cell) is None for other in others)

    def _day(self, target: Target, text: str, order: DayOrder) -> tuple[str, str]:
        doubt, name = "", _day_name(target)
        month_first = order.month_first
        if _SERIAL.fullmatch(text):
            text, month_first = figures_date(_EXCEL_EPOCH + timedelta(days=int(text))), False
            doubt = _("{name} changée en nombre par un tableur, lue {day}").format(name=name, day=text)
        try:
            day = read_day(text, target.declared.use, self._today, month_first=month_first)
        except NotADay:
            return "", _("{name} illisible : {text}").format(name=name, text=text)
        except DayLeftOut:
            return "", _("{name} sans le jour : {text}").format(name=name, text=text)
        except Unreadable as wrong:
            return "", _("{name} impossible : {text} – {why}").format(name=name, text=text, why=wrong.sentence)
        parts = day_parts(text)
        if parts is not None and parts.is_short:
            doubt = _("{name} : année à deux chiffres, lue {year}").format(name=name, year=day.year)
        elif month_first and order.unusual and reads_two_ways(text):
            doubt = _("{name} {text} lue {day} : dans ce tableau, le mois est avant le jour").format(
                name=name, text=text, day=figures_date(day)
            )
        return day.isoformat(), doubt


def _unknown(cell: str) -> str:
    return _("« {value} » n’est pas une réponse connue").replace("{value}", cell)


def _day_name(target: Target) -> str:
    if target.declared.use is DayUse.BIRTH:
        return _("date de naissance")
    return _("date « {label} »").replace("{label}", target.field.label)


def _ml_number(text: str) -> tuple[str, str]:
    digits = re.sub(r"[\s.]", "", text)
    if digits != text and digits.isdigit() and not ml_number_doubt(digits):
        return digits, _("n° de dossier Mission Locale écrit avec des espaces, lu {number}").format(number=digits)
    doubt = ml_number_doubt(text)
    is_filler = bool(doubt) and len(set(re.sub(r"\W", "", text))) <= 1
    return ("" if is_filler else text), doubt


def _name(text: str) -> tuple[str, str]:
    name = surname_case(" ".join(text.split()))
    return name, _("un nom ne contient pas de chiffre : {name}").format(name=name) if re.search(r"\d", name) else ""


def _telephone(text: str) -> tuple[str, str]:
    doubt = phone_doubt(text)
    if _SCIENTIFIC.fullmatch(text):
        return "", _("téléphone changé en nombre par un tableur : {value}").format(value=text)
    parts = [part for part in _TWO_NUMBERS.split(text) if part]
    if doubt and len(parts) > 1 and not phone_doubt(parts[0]):
        return tidy_phone(parts[0]), _("plusieurs téléphones : le premier est gardé")
    return tidy_phone(text), doubt


def _place(code: str, cell: str) -> tuple[dict[str, Value], str]:
    """A postcode and its town, written together or apart."""
    if found := _POSTCODE_FIRST.fullmatch(cell):
        postcode, town = found[1], found[2]
    elif found := _TOWN_FIRST.fullmatch(cell):
        postcode, town = found[2], found[1]
    elif code == "town" or (code == PLACE and not any(char.isdigit() for char in cell)):
        return {"town": cell}, ""
    else:
        return {"postcode": tidy_postcode(cell)}, postcode_doubt(cell)
    return {"postcode": postcode, "town": town.strip()}, postcode_doubt(postcode)


_COURTESY = re.compile(r"(?:(m\.|mr\.?|monsieur)|(mme\.?|mlle\.?|madame|mademoiselle))\s+", re.IGNORECASE)


def _names_apart(cell: str) -> tuple[dict[str, Value], str]:
    """A surname and a first name written in one cell: the capitals or the comma tell them apart, else their order, doubtfully."""
    values: dict[str, Value] = {}
    if found := _COURTESY.match(cell):
        values["sex"] = "M" if found[1] else "F"
        cell = cell[found.end() :]
    if "," in cell:
        surname, first = (part.strip() for part in cell.split(",", 1))
        return {**values, "surname": surname_case(surname), "first_name": surname_case(first)}, ""
    words = cell.split()
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    others = [word for word in words if word not in capitals]
    if capitals and others and words in ([*capitals, *others], [*others, *capitals]):
        return {**values, "surname": surname_case(" ".join(capitals)), "first_name": " ".join(others)}, ""
    if len(words) < 2:
        return {**values, "surname": surname_case(cell)}, ""
    if fold(words[0]) in FIRST_NAMES and fold(words[-1]) not in FIRST_NAMES:
        words = [*words[1:], words[0]]
    surname, first = surname_case(" ".join(words[:-1])), surname_case(words[-1])
    doubt = _("nom et prénom dans une même case, lus {surname} et {first}").format(surname=surname, first=first)
    return {**values, "surname": surname, "first_name": first}, doubt


_Reader = Callable[[str], tuple[str, str]]

_OF_FIELD: dict[str, _Reader] = {"ml_number": _ml_number, "surname": _name, "first_name": _name}
"""The fields that are not read as others of their kind."""

_OF_KIND: dict[Kind, _Reader] = {
    Kind.PHONE: _telephone,
    Kind.POSTCODE: lambda text: (tidy_postcode(text), postcode_doubt(text)),
    Kind.EMAIL: lambda text: (text.removeprefix("mailto:").strip(), email_doubt(text)),
}
"""How a cell is read: what is kept, and what is doubtful in it."""


def day_fields(targets: Iterable[tuple[str, Target]]) -> frozenset[str]:
    """The fields that hold a day."""
    return frozenset(code for code, target in targets if target.declared.kind is Kind.DAY)
