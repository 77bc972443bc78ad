"""Read an export whatever made it: CSV with its encoding and separator found by itself, ODS or XLSX."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Protocol

from chance_desktop.casework.people_import.files.delimited import read_delimited
from chance_desktop.casework.people_import.files.headings import Knows, heading_of, recognised
from chance_desktop.casework.people_import.files.opendocument import OdsBook
from chance_desktop.casework.people_import.files.table import (
    Line,
    Reading,
    Sheet,
    SourceTable,
    UnreadableTable,
    damaged,
    headed,
)
from chance_desktop.casework.people_import.files.workbooks import XlsxBook
from chance_desktop.runtime.words import _

__all__ = ["MOST_BYTES", "Line", "Reading", "SourceTable", "UnreadableTable", "read_table"]

MOST_BYTES = 50 * 1024 * 1024
_MOST_UNPACKED = 400 * 1024 * 1024
_HEAD_ROWS = 60
_MOST_SHEETS = 40
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    EOFError, StopIteration, NotImplementedError,
)  # fmt: skip
"""What the readers of spreadsheets raise on damaged files; errors of XML are syntax errors of Python."""

_PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml")


class _Book(Protocol):
    hidden: dict[str, bool]

    def read(self, name: str, most: int = 0) -> Sheet: ...

    def close(self) -> None: ...


def read_table(path: Path, reading: Reading | None = None, knows: Knows | None = None) -> SourceTable:
    """Read a file as told; `knows` tells the titles of columns. Raises `UnreadableTable` with the reason."""
    told = reading or Reading()
    titles: Knows = knows or (lambda title: False)
    content = _content(path)
    if content.startswith(b"PK\x03\x04"):
        sheet, names = _read_spreadsheet(content, told.sheet, titles)
    else:
        sheet, names = read_delimited(content, told.encoding), ()
    if not sheet.lines:
        raise UnreadableTable(_("Ce tableau est vide."), _("Refaites l’export, puis recommencez."))
    heading = heading_of(sheet, titles) if told.heading is None else told.heading
    return headed(sheet, heading, names)


def _content(path: Path) -> bytes:
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
    if content.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")):
        raise UnreadableTable(
            _("Ce fichier n’est pas un tableau que l’application sait lire."),
            _("Enregistrez-le en CSV, en ODS ou en XLSX, puis recommencez."),
        )
    if content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGES):
        raise UnreadableTable(
            _("Ce fichier est une page web ou un document XML sous le nom d’un tableau."),
            _("Ouvrez-le dans un tableur, enregistrez-le en XLSX, en ODS ou en CSV, puis recommencez."),
        )
    return content


def _read_spreadsheet(content: bytes, wanted: str, knows: Knows) -> tuple[Sheet, tuple[str, ...]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = set(archive.namelist())
            if sum(info.file_size for info in archive.infolist()) > _MOST_UNPACKED:
                raise UnreadableTable(_("Ce tableur est trop gros une fois ouvert."), _("Enregistrez-le en CSV."))
        if "xl/workbook.xml" in parts:
            return _chosen(XlsxBook(content), wanted, knows)
        if "content.xml" in parts:
            return _chosen(OdsBook(content), wanted, knows)
    except UnreadableTable:
        raise
    except _UNREADABLE as error:
        raise damaged() from error
    raise UnreadableTable(
        _("Ce fichier n’est ni un ODS ni un XLSX."), _("Enregistrez le tableau en CSV, en ODS ou en XLSX.")
    )


def _chosen(book: _Book, wanted: str, knows: Knows) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet told, or the one that holds the most titles that are known; seen ones come first."""
    names = tuple(book.hidden)
    if not names:
        raise damaged()
    chosen = wanted
    if wanted not in names:
        heads = [book.read(name, _HEAD_ROWS) for name in names[:_MOST_SHEETS]]

        def rank(sheet: Sheet) -> tuple[int, bool, bool]:
            return recognised(sheet, knows), not sheet.hidden, len(sheet.lines) > 1

        chosen = max(heads, key=rank).name
    sheet = book.read(chosen)
    book.close()
    return sheet, names
