"""Read an export whatever made it: CSV with its encoding and separator found by itself, ODS or XLSX."""

from __future__ import annotations

import csv
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, figures_date

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 100_000
_MOST_UNPACKED = 400 * 1024 * 1024
_SEPARATORS = ";,\t|"
_SAMPLE_ROWS = 20
_MOST_COLUMNS = 256
_LONGEST_CELL = 32_767
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    EOFError, StopIteration, NotImplementedError,
)  # fmt: skip
"""What the readers of spreadsheets raise on damaged files; errors of XML are syntax errors of Python."""


class UnreadableTable(ExpectedError):
    """The file is not a table that can be read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: the number of its line (the heading is line 1 in most files) and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as read. `encoding` and `separator` are empty for a spreadsheet."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many lines below the heading."""
        return len(self.lines)

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """The first lines."""
        return tuple(line.cells for line in self.lines[:_SAMPLE_ROWS])


def read_table(path: Path, sheet: str = "") -> SourceTable:
    """Read a file. Raises `UnreadableTable` with the reason."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if 0 < size <= MOST_BYTES else b""
    except OSError as error:
        raise UnreadableTable(
            _("Ce fichier ne peut pas être lu."), _("Vérifiez qu’il existe et qu’il est fermé.")
        ) from error
    if size == 0:
        raise UnreadableTable(_("Ce fichier est vide."), _("Refaites l’export, puis recommencez."))
    if size > MOST_BYTES:
        raise UnreadableTable(
            _("Ce fichier est trop gros (50 Mo au plus)."), _("Faites un export de moins de dossiers.")
        )
    if content.startswith(b"PK\x03\x04"):
        return _read_spreadsheet(content, sheet)
    if content.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")):
        raise UnreadableTable(
            _("Ce fichier n’est pas un tableau que l’application sait lire."),
            _("Enregistrez-le en CSV, en ODS ou en XLSX, puis recommencez."),
        )
    return _read_csv(content)


def _read_csv(content: bytes) -> SourceTable:
    text, encoding = _decoded(content)
    if "\0" in text:
        raise UnreadableTable(_("Ce fichier n’est pas un texte."), _("Enregistrez l’export en CSV, puis recommencez."))
    csv.field_size_limit(_LONGEST_CELL)
    separator = _separator(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    lines: list[Line] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(start, tuple(cell.strip() for cell in cells)))
            start = reader.line_num + 1
            _check_count(lines)
    except csv.Error as error:
        raise UnreadableTable(
            _("La ligne {n} de ce fichier est abîmée.").format(n=reader.line_num),
            _("Corrigez-la dans un tableur, ou refaites l’export."),
        ) from error
    return _table(lines, encoding=encoding, separator=separator)


def _decoded(content: bytes) -> tuple[str, str]:
    """UTF-16 and UTF-8 are recognised for sure; what is neither is Windows-1252, as old exports are."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise UnreadableTable(_("Le texte de ce fichier est abîmé."), _("Refaites l’export.")) from error
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "windows-1252"


def _separator(text: str) -> str:
    """The sign that cuts the most lines into the same number of cells as the heading, and into more than one."""
    head = text.splitlines()[:50]

    def score(separator: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(head, delimiter=separator)]
        except csv.Error:
            return 0, 0
        width = widths[0] if widths else 1
        return (sum(1 for each in widths if each == width) if width > 1 else 0, width)

    return max(_SEPARATORS, key=score)


def _read_spreadsheet(content: bytes, sheet: str) -> SourceTable:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if sum(info.file_size for info in archive.infolist()) > _MOST_UNPACKED:
                raise UnreadableTable(_("Ce tableur est trop gros une fois ouvert."), _("Enregistrez-le en CSV."))
    except zipfile.BadZipFile as error:
        raise _damaged() from error
    if "xl/workbook.xml" in names:
        return _read_xlsx(content, sheet)
    if "content.xml" in names:
        return _read_ods(content, sheet)
    raise UnreadableTable(
        _("Ce fichier n’est ni un ODS ni un XLSX."), _("Enregistrez le tableau en CSV, en ODS ou en XLSX.")
    )


def _read_xlsx(content: bytes, sheet: str) -> SourceTable:
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        names = tuple(book.sheetnames)
        chosen = sheet if sheet in names else names[0]
        wide = min(book[chosen].max_column or _MOST_COLUMNS, _MOST_COLUMNS)
        rows = _filled_rows(book[chosen].iter_rows(values_only=True, max_col=wide))
        book.close()
    except UnreadableTable:
        raise
    except _UNREADABLE as error:
        raise _damaged() from error
    return _from_rows(rows, chosen, names)


def _read_ods(content: bytes, sheet: str) -> SourceTable:
    import odfdo

    try:
        tables = odfdo.Document(BytesIO(content)).body.tables
        names = tuple(table.name or "" for table in tables)
        chosen = sheet if sheet in names else names[0]
        found = next(table for table in tables if table.name == chosen)
        found.rstrip(aggressive=True)
        rows = _filled_rows(found.get_values())
    except _UNREADABLE as error:
        raise _damaged() from error
    return _from_rows(rows, chosen, names)


def _filled_rows(found: Iterable[Iterable[object]]) -> list[list[str]]:
    """Rows without their empty end; a sheet that claims a million empty lines is given up at the cap."""
    rows: list[list[str]] = []
    for row in found:
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        rows.append(cells)
        if len(rows) > MOST_ROWS:
            raise _too_long()
    return rows


def _from_rows(rows: Iterable[list[str]], sheet: str, sheets: tuple[str, ...]) -> SourceTable:
    lines = [Line(number, tuple(row)) for number, row in enumerate(rows, start=1) if any(row)]
    _check_count(lines)
    return _table(lines, sheet=sheet, sheets=sheets)


def _cell(value: object) -> str:
    """A cell as text: dates as day/month/year, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return figures_date(value)
    if isinstance(value, date):
        return figures_date(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _table(
    lines: list[Line], *, encoding: str = "", separator: str = "", sheet: str = "", sheets: tuple[str, ...] = ()
) -> SourceTable:
    if not lines:
        raise UnreadableTable(_("Ce tableau est vide."), _("Refaites l’export, puis recommencez."))
    heading, *rest = lines
    if len(heading.cells) < 2:
        raise UnreadableTable(
            _("Une seule colonne a été trouvée dans ce fichier."),
            _("Vérifiez qu’il s’agit bien de l’export, avec une ligne de titres."),
        )
    width = len(heading.cells)
    columns = tuple(name or _("Colonne {n}").format(n=index) for index, name in enumerate(heading.cells, start=1))
    padded = tuple(Line(line.number, (line.cells + ("",) * width)[: max(width, len(line.cells))]) for line in rest)
    return SourceTable(columns, padded, encoding, separator, sheet, sheets)


def _check_count(lines: list[Line]) -> None:
    if len(lines) > MOST_ROWS:
        raise _too_long()


def _too_long() -> UnreadableTable:
    return UnreadableTable(
        _("Ce tableau a trop de lignes (100 000 au plus)."), _("Faites plusieurs exports plus petits.")
    )


def _damaged() -> UnreadableTable:
    return UnreadableTable(
        _("Ce tableur est abîmé et ne peut pas être ouvert."), _("Refaites l’export, puis recommencez.")
    )
