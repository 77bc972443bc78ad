"""Judge each line of an export: what it says of a person, what is doubtful and why, or why it is refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from chance_desktop.casework.people_import.cell_values import CellReader, CellReading, day_fields
from chance_desktop.casework.people_import.choices import Choices
from chance_desktop.casework.people_import.counsellor_names import CounsellorNames
from chance_desktop.casework.people_import.day_orders import DayOrder, day_order
from chance_desktop.casework.people_import.files.cells import is_error
from chance_desktop.casework.people_import.files.table import Line, SourceTable
from chance_desktop.casework.people_import.mapping import ADDED_COLUMNS, Mapping, MappingUnreadable, placed_columns
from chance_desktop.casework.people_import.targets import column_choices, fields_of, import_targets
from chance_desktop.domain.fields.declaration import LONGEST_TEXT
from chance_desktop.domain.people.contact import looks_like_social_security_number
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.runtime.words import _

_LONGEST_LINE = LONGEST_TEXT // 2
"""Characters of a line of the file: whatever fits no field is kept together in one line of the journal."""

_SHORTEST_SECRET = 13
_TOTALS = ("total", "totaux", "nombre", "somme")
_REPEATED_TITLES = 0.8


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line read. `values` holds what is kept, `doubts` why some of it is to be checked, `aside` what fits no field.

    `questions` names the shared columns whose answer two fields know, `counsellor` whom the line names and nobody here is.
    """

    number: int
    values: dict[str, str | bool]
    doubts: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    refusal: str = ""
    questions: frozenset[str] = frozenset()
    counsellor: str = ""


def read_lines(
    programme: Programme,
    table: SourceTable,
    mapping: Mapping,
    today: date,
    choices: Choices | None = None,
    names: CounsellorNames | None = None,
    most: int | None = None,
) -> list[ReadLine]:
    """Every line of the table, or the first ones, in order. Raises `MappingUnreadable` for a field no import fills."""
    chosen = choices or Choices()
    offered = {choice.code for choice in column_choices(programme)}
    if not set(mapping.columns.values()) - {""} <= offered:
        raise MappingUnreadable
    cells = CellReader(programme, chosen, names or CounsellorNames(()), today)
    reader = _LineReader(programme, table, mapping, cells, day_orders(programme, table, mapping, chosen))
    return _with_postcode_doubts([reader.read(line) for line in table.lines[:most]])


def day_orders(programme: Programme, table: SourceTable, mapping: Mapping, choices: Choices) -> dict[int, DayOrder]:
    """In which order the days of each column of days are written, by its place."""
    days = day_fields(import_targets(programme).items())
    return {
        place: day_order((line.cells[place] for line in table.lines if line.cells[place]), choices.month_first)
        for place, code in placed_columns(table, mapping)
        if code in days
    }


class _LineReader:
    def __init__(
        self, programme: Programme, table: SourceTable, mapping: Mapping, cells: CellReader, orders: dict[int, DayOrder]
    ) -> None:
        self._table = table
        self._cells = cells
        self._columns = placed_columns(table, mapping)
        self._titles = [fold(title) for title in table.columns]
        self._wants_birth = any("birth_date" in fields_of(programme, code) for _place, code in self._columns)
        self._orders = orders

    def read(self, line: Line) -> ReadLine:
        """One line."""
        refusal = self._is_nobody(line)
        if refusal:
            return ReadLine(line.number, {}, refusal=refusal)
        told = _Told(line)
        for place, code in self._columns:
            cell = line.cells[place]
            title = self._table.columns[place]
            if not cell or (not code and title in ADDED_COLUMNS):
                continue
            if len(cell) >= _SHORTEST_SECRET and looks_like_social_security_number(cell):
                told.doubts.append(
                    _("n° de sécurité sociale dans « {column} », qui n’est pas gardé").replace("{column}", title)
                )
                continue
            if not code:
                told.put_aside(title, cell)
                continue
            reading = self._cells.read(code, cell, self._orders.get(place, DayOrder()))
            told.take(title, cell, reading)
        extra = [cell for cell in line.cells[len(self._table.columns) :] if cell]
        for cell in extra:
            told.put_aside(_("Colonne en trop"), cell)
        if extra:
            told.doubts.append(_("plus de cellules que de titres de colonnes"))
        return told.line(self._unnamed(line, told), self._wants_birth)

    def _is_nobody(self, line: Line) -> str:
        filled = line.filled
        if sum(len(cell) for cell in filled) > _LONGEST_LINE:
            return _("ligne trop longue pour être gardée")
        if len(filled) <= 3 and any(fold(cell).split(" ")[0] in _TOTALS for cell in filled[:1]):
            return _("ligne de total, pas une personne")
        same = sum(fold(cell) == title for cell, title in zip(line.cells, self._titles, strict=False) if cell)
        if same > 1 and same >= len(filled) * _REPEATED_TITLES:
            return _("titres des colonnes répétés, pas une personne")
        return ""

    def _unnamed(self, line: Line, told: _Told) -> str:
        """Why a line names nobody; empty when it does."""
        missing = [field for field in ("surname", "first_name") if not told.values.get(field)]
        if not missing:
            return ""
        errors = [
            line.cells[place]
            for place, code in self._columns
            if code in missing and is_error(line.cells[place])
        ]  # fmt: skip
        if errors:
            return _("le nom ou le prénom est une erreur du tableur ({value})").format(value=errors[0])
        if len(missing) == 2:
            return _("ni nom ni prénom")
        return {"surname": _("le nom est vide"), "first_name": _("le prénom est vide")}[missing[0]]


class _Told:
    """What a line has said so far; of two columns for one field, the first that says something is kept."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.values: dict[str, str | bool] = {}
        self.doubts = list(line.flaws)
        self.aside: list[str] = []
        self.questions: set[str] = set()
        self.counsellor = ""

    def put_aside(self, title: str, cell: str) -> None:
        """Keep for the journal what fits no field, but for the number that must never be kept."""
        if looks_like_social_security_number(cell):
            self.doubts.append(
                _("n° de sécurité sociale dans « {column} », qui n’est pas gardé").replace("{column}", title)
            )
            return
        self.aside.append(_("{column} : {value}").format(column=title, value=cell))

    def take(self, title: str, cell: str, reading: CellReading) -> None:
        """Keep the values of a cell for the fields that are still empty."""
        values = reading.values
        taken = {code for code in values if code in self.values and self.values[code] != values[code]}
        if reading.doubt and not taken:
            self.doubts.append(reading.doubt)
        if reading.doubt or taken or reading.interpreted:
            self.put_aside(title, cell)
        for code, value in values.items():
            self.values.setdefault(code, value)
        if reading.question:
            self.questions.add(reading.question)
            self.doubts.append(_("{column} « {value} » à préciser").replace("{column}", title).replace("{value}", cell))
        self.counsellor = self.counsellor or reading.counsellor

    def line(self, refusal: str, wants_birth: bool) -> ReadLine:
        """The line as it is read."""
        if wants_birth and not refusal and not self._line_has_birth():
            self.doubts.append(_("la date de naissance manque"))
        return ReadLine(
            number=self._line.number,
            values=self.values,
            doubts=tuple(dict.fromkeys(self.doubts)),
            aside=tuple(self.aside),
            refusal=refusal,
            questions=frozenset(self.questions),
            counsellor=self.counsellor,
        )

    def _line_has_birth(self) -> bool:
        """Whether the birth date is known, or already told to be doubtful."""
        name = _("date de naissance")
        return "birth_date" in self.values or any(doubt.startswith(name) for doubt in self.doubts)


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
            judged.append(replace(line, doubts=(*line.doubts, doubt)))
        else:
            judged.append(line)
    return judged
