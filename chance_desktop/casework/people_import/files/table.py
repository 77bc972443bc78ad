"""The table a file holds: its lines and their cells, how it was read, and why a file is none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

MOST_ROWS = 100_000
MOST_COLUMNS = 256
LONGEST_CELL = 32_767
_SAMPLE_ROWS = 20


class UnreadableTable(ExpectedError):
    """The file is not a table that can be read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a person says a file is to be read; what is left out is found.

    `heading` is the number of the line of titles, 0 for a table without any; `encoding` is of `encodings.OFFERED`.
    """

    sheet: str = ""
    heading: int | None = None
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: the number of its line (the heading is line 1 in most files), its cells, and what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    flaws: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every line of a file, or of one of its sheets, before its heading is known."""

    lines: tuple[Line, ...]
    name: str = ""
    hidden: bool = False
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as read. `encoding` and `separator` are empty for a spreadsheet.

    `columns` are titles, no two alike: a title met again is numbered. `heading` is the line they stand on, 0 for none; `top`
    the first lines of the file as they are.
    """

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    heading: int = 1
    top: tuple[Line, ...] = ()

    @property
    def rows(self) -> int:
        """How many lines below the heading."""
        return len(self.lines)

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """The first lines."""
        return tuple(line.cells for line in self.lines[:_SAMPLE_ROWS])


def headed(sheet: Sheet, heading: int, sheets: tuple[str, ...] = ()) -> SourceTable:
    """The lines of a sheet below its heading, every line as wide as the titles. Raises `UnreadableTable`."""
    below = tuple(line for line in sheet.lines if line.number > heading)
    titles = next((line.cells for line in sheet.lines if line.number == heading), ())
    width = len(titles) or max((len(line.cells) for line in below), default=0)
    if width < 2:
        raise UnreadableTable(
            _("Une seule colonne a été trouvée dans ce fichier."),
            _("Vérifiez qu’il s’agit bien de l’export, avec une ligne de titres."),
        )
    padded = tuple(replace(line, cells=line.cells + ("",) * (width - len(line.cells))) for line in below)
    return SourceTable(
        columns=_distinct(titles + ("",) * (width - len(titles))),
        lines=padded,
        encoding=sheet.encoding,
        separator=sheet.separator,
        sheet=sheet.name,
        sheets=sheets,
        heading=heading,
        top=sheet.lines[:_SAMPLE_ROWS],
    )


def _distinct(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Titles by which a column is found: one that has none, or another's, is told by its place."""
    met: set[str] = set()
    distinct = []
    for place, title in enumerate(titles, start=1):
        named = title or _("Colonne {n}").format(n=place)
        if named in met:
            named = _("{title} (colonne {n})").format(title=named, n=place)
        met.add(named)
        distinct.append(named)
    return tuple(distinct)


def too_long() -> UnreadableTable:
    """More lines than an import takes."""
    return UnreadableTable(
        _("Ce tableau a trop de lignes (100 000 au plus)."), _("Faites plusieurs exports plus petits.")
    )


def damaged() -> UnreadableTable:
    """A spreadsheet whose content is broken."""
    return UnreadableTable(
        _("Ce tableur est abîmé et ne peut pas être ouvert."), _("Refaites l’export, puis recommencez.")
    )
