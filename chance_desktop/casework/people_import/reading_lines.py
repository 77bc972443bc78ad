"""Judge each line of an export: what it says of a person, what is doubtful and why, or why it is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from chance_desktop.casework.people_import.mapping import Mapping, MappingUnreadable
from chance_desktop.casework.people_import.source import Line, SourceTable
from chance_desktop.casework.people_import.targets import Target, import_targets
from chance_desktop.domain.contact import ml_number_doubt
from chance_desktop.domain.fields.checks import is_sound
from chance_desktop.domain.fields.declaration import LONGEST_TEXT
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.fields.reasons import reason_of
from chance_desktop.domain.names import fold, surname_case
from chance_desktop.domain.programme import Programme
from chance_desktop.domain.typed.days import DayUse, day_parts, read_day
from chance_desktop.domain.typed.emails import email_doubt
from chance_desktop.domain.typed.errors import NotADay, Unreadable
from chance_desktop.domain.typed.postcodes import postcode_doubt, tidy_postcode
from chance_desktop.domain.typed.telephones import phone_doubt, tidy_phone
from chance_desktop.runtime.words import _, figures_date

_SERIAL = re.compile(r"\d{5}")
_EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheet dates: Excel counts a 29 February 1900 that never was."""

_LONGEST_LINE = LONGEST_TEXT // 2
"""Characters of a line of the file: whatever fits no field is kept together in one line of the journal."""

_TOTALS = ("total", "totaux", "nombre", "somme")


_Reader = Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line read. `values` holds what is kept, `doubts` why some of it is to be checked, `aside` what fits no field."""

    number: int
    values: dict[str, str | bool]
    doubts: tuple[str, ...]
    aside: tuple[str, ...]
    refusal: str = ""


def read_lines(programme: Programme, table: SourceTable, mapping: Mapping, today: date) -> list[ReadLine]:
    """Every line of the table, in order. Raises `MappingUnreadable` for a field no import fills."""
    targets = import_targets(programme)
    if not set(mapping.columns.values()) - {""} <= set(targets):
        raise MappingUnreadable
    reader = _LineReader(targets, table, mapping, today)
    lines = [reader.read(line) for line in table.lines]
    return _with_postcode_doubts(lines)


class _LineReader:
    def __init__(self, targets: dict[str, Target], table: SourceTable, mapping: Mapping, today: date) -> None:
        self._targets = targets
        self._table = table
        self._fields = [mapping.columns.get(column, "") for column in table.columns]
        self._today = today

    def read(self, line: Line) -> ReadLine:
        """One line."""
        refusal = self._refusal(line)
        values: dict[str, str | bool] = {}
        doubts: list[str] = []
        aside: list[str] = []
        for index, cell in enumerate(line.cells):
            field = self._fields[index] if index < len(self._fields) else ""
            if not cell:
                continue
            if not field:
                column = self._table.columns[index] if index < len(self._table.columns) else _("Colonne en trop")
                aside.append(_("{column} : {value}").format(column=column, value=cell))
                continue
            value, doubt = self._kept(field, *self._value(field, cell))
            if doubt:
                doubts.append(doubt)
                aside.append(_("{column} : {value}").format(column=self._table.columns[index], value=cell))
            if value != "":
                values[field] = value
        if len(line.cells) > len(self._table.columns):
            doubts.append(_("plus de cellules que de titres de colonnes"))
        return ReadLine(line.number, values, tuple(doubts), tuple(aside), refusal)

    def _kept(self, field: str, value: str | bool, doubt: str) -> tuple[str | bool, str]:
        """The value when its field keeps it; what it does not keep stays in the journal, with its reason."""
        table = self._targets[field].field.row
        if value == "" or is_sound(table, field, value):
            return value, doubt
        reason, _next_step = reason_of(table, field, value)
        return "", reason.removesuffix(".")

    def _refusal(self, line: Line) -> str:
        filled = [cell for cell in line.cells if cell]
        if sum(len(cell) for cell in filled) > _LONGEST_LINE:
            return _("ligne trop longue pour être gardée")
        if len(filled) <= 3 and any(fold(cell).split(" ")[0] in _TOTALS for cell in filled[:1]):
            return _("ligne de total, pas une personne")
        cells = {field: cell for field, cell in zip(self._fields, line.cells, strict=False) if field}
        missing = [field for field in ("surname", "first_name") if not cells.get(field, "").strip()]
        if len(missing) == 2:
            return _("ni nom ni prénom")
        return {"surname": _("le nom est vide"), "first_name": _("le prénom est vide")}[missing[0]] if missing else ""

    def _value(self, field: str, cell: str) -> tuple[str | bool, str]:
        target = self._targets[field]
        if target.answers is not None:
            found = target.answers.get(fold(cell))
            unknown = _("« {value} » n’est pas une réponse connue").replace("{value}", cell)
            return ("", unknown) if found is None else (found, "")
        if target.declared.kind is Kind.DAY:
            return self._day(target, cell)
        reader = _OF_FIELD.get(field) or _OF_KIND.get(target.declared.kind)
        return reader(cell) if reader is not None else (cell, "")

    def _day(self, target: Target, text: str) -> tuple[str, str]:
        doubt, name = "", _day_name(target)
        if _SERIAL.fullmatch(text):
            text = figures_date(_EXCEL_EPOCH + timedelta(days=int(text)))
            doubt = _("{name} changée en nombre par un tableur, lue {day}").format(name=name, day=text)
        try:
            day = read_day(text, target.declared.use, self._today)
        except NotADay:
            return "", _("{name} illisible : {text}").format(name=name, text=text)
        except Unreadable as wrong:
            return "", _("{name} impossible : {text} – {why}").format(name=name, text=text, why=wrong.sentence)
        parts = day_parts(text)
        if parts is not None and parts.is_short:
            doubt = _("{name} : année à deux chiffres, lue {year}").format(name=name, year=day.year)
        return day.isoformat(), doubt


def _day_name(target: Target) -> str:
    if target.declared.use is DayUse.BIRTH:
        return _("date de naissance")
    return _("date « {label} »").replace("{label}", target.field.label)


def _ml_number(text: str) -> tuple[str, str]:
    digits = re.sub(r"[\s.]", "", text)
    if digits != text and digits.isdigit():
        return digits, _("n° de dossier Mission Locale écrit avec des espaces, lu {number}").format(number=digits)
    return text, ml_number_doubt(text)


_OF_FIELD: dict[str, _Reader] = {
    "ml_number": _ml_number,
    "surname": lambda text: (surname_case(text), ""),
    "first_name": lambda text: (surname_case(text), ""),
}
"""The fields that are not read as others of their kind."""

_OF_KIND: dict[Kind, _Reader] = {
    Kind.PHONE: lambda text: (tidy_phone(text), phone_doubt(text)),
    Kind.POSTCODE: lambda text: (tidy_postcode(text), postcode_doubt(text)),
    Kind.EMAIL: lambda text: (text.strip(), email_doubt(text)),
}
"""How a cell is read: what is kept, and what is doubtful in it."""


def _with_postcode_doubts(lines: list[ReadLine]) -> list[ReadLine]:
    """A town written with a postcode of another department, which elsewhere in the file goes with another town."""
    pairs = Counter((str(line.values.get("postcode", "")), fold(str(line.values.get("town", "")))) for line in lines)
    towns_of: dict[str, Counter[str]] = {}
    postcodes_of: dict[str, set[str]] = {}
    for (postcode, town), count in pairs.items():
        towns_of.setdefault(postcode, Counter())[town] += count
        postcodes_of.setdefault(town, set()).add(postcode)
    judged = []
    for line in lines:
        postcode, town = str(line.values.get("postcode", "")), fold(str(line.values.get("town", "")))
        others = {each[:2] for each in postcodes_of.get(town, set()) if each} - {postcode[:2]}
        if postcode and town and others and towns_of[postcode].most_common(1)[0][0] != town:
            doubt = _("le code postal {postcode} ne va pas avec {town}").format(
                postcode=postcode, town=line.values["town"]
            )
            judged.append(ReadLine(line.number, line.values, (*line.doubts, doubt), line.aside, line.refusal))
        else:
            judged.append(line)
    return judged
