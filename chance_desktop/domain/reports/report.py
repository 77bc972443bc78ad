"""A table of the report: what a cell shows, in each form it is written in (screen, paper, spreadsheet, JSON)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chance_desktop.domain.reports.tally import percent

NBSP = "\u00a0"


class CellKind(Enum):
    """What a figure is."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    POINTS = "points"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure or a text. A percentage and points are kept in hundredths, money in cents; `None` is an empty cell.

    `open` says that a list of people stands behind it.
    """

    value: int | str | None = None
    kind: CellKind = CellKind.COUNT
    open: bool = False

    @property
    def number(self) -> float | int | str | None:
        """The figure as a spreadsheet keeps it: a percentage as a fraction, money in euros."""
        if not isinstance(self.value, int):
            return self.value
        parts = {CellKind.PERCENT: 10_000, CellKind.MONEY: 100, CellKind.POINTS: 100}
        return self.value / parts[self.kind] if self.kind in parts else self.value

    @property
    def shown(self) -> str:
        """The figure as it is printed: « 33 », « 56,00% », « 40 690,00 € »."""
        if self.value is None:
            return ""
        if isinstance(self.value, str):
            return self.value
        if self.kind is CellKind.PERCENT:
            return f"{self.value // 100},{self.value % 100:02d}%"
        if self.kind is CellKind.POINTS:
            return f"{'+' if self.value > 0 else '-' if self.value else ''}{abs(self.value) // 100},{abs(self.value) % 100:02d}"
        if self.kind is CellKind.MONEY:
            return f"{_grouped(self.value // 100)},{self.value % 100:02d}{NBSP}€"
        return _grouped(self.value)


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `narrow` holds figures, aligned to the right."""

    code: str
    label: str
    narrow: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row. A heading has no cells; `depth` indents it under the heading above; `strong` is a total."""

    code: str
    label: str
    cells: tuple[Cell, ...] = ()
    depth: int = 0
    strong: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it only names what follows."""
        return not self.cells


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: how long, in which tone, and whether hatched (told without colour)."""

    label: str
    value: int
    tone: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars by group, drawn alike on screen and on paper."""

    title: str
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A table with its title, the definitions of what it counts, and its charts."""

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    subtitle: str = ""

    def row(self, code: str) -> Row:
        """A row by its code; raises `KeyError`."""
        for row in self.rows:
            if row.code == code:
                return row
        raise KeyError(code)

    def cell(self, row: str, column: str) -> Cell:
        """A cell by the codes of its row and column; raises `KeyError`."""
        for place, found in enumerate(self.columns):
            if found.code == column:
                return self.row(row).cells[place]
        raise KeyError(column)


def share(count: int, base: int) -> Cell:
    """A count as a percentage of a base, rounded to a whole number and printed with two decimals, as the funder's form does."""
    return Cell(percent(count, base) * 100 if count and base else None, CellKind.PERCENT)


def precise_share(part: int, whole: int) -> Cell:
    """A share to the hundredth of a percent, halves up."""
    return Cell((20_000 * part + whole) // (2 * whole), CellKind.PERCENT) if whole else Cell(None, CellKind.PERCENT)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NBSP)
