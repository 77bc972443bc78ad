"""Read the sheets of an ODS: each cell as it is shown, links and notes without what is behind them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from chance_desktop.casework.people_import.files.cells import tidy_cell, value_text
from chance_desktop.casework.people_import.files.table import MOST_COLUMNS, MOST_ROWS, Line, Sheet, too_long

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MOST_REPEATED = 1_000
"""A line that is filled and repeated more often was copied down a whole sheet."""


class OdsBook:
    """An ODS open for reading. Raises `KeyError`, `ValueError` or `SyntaxError` for a damaged one."""

    def __init__(self, content: bytes) -> None:
        import lxml.etree as etree

        with zipfile.ZipFile(BytesIO(content)) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
            root = etree.fromstring(archive.read("content.xml"), parser)
        unseen = {
            style.get(f"{_STYLE}name")
            for style in root.iter(f"{_STYLE}style")
            for properties in style.iter(f"{_STYLE}table-properties")
            if properties.get(f"{_TABLE}display") == "false"
        }
        body = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
        if body is None:
            raise ValueError("no spreadsheet")
        self._tables = {table.get(f"{_TABLE}name") or "": table for table in body.findall(f"{_TABLE}table")}
        self.hidden = {name: table.get(f"{_TABLE}style-name") in unseen for name, table in self._tables.items()}

    def read(self, name: str, most: int = 0) -> Sheet:
        """The lines of a sheet, or the first of them. Raises `UnreadableTable` for too many."""
        lines: list[Line] = []
        number = 0
        for row in self._tables[name].iter(f"{_TABLE}table-row"):
            cells = _cells(row)
            repeated = int(row.get(f"{_TABLE}number-rows-repeated") or 1)
            if any(cells):
                lines += [Line(number + more, cells) for more in range(1, min(repeated, _MOST_REPEATED) + 1)]
            number += repeated
            if len(lines) > MOST_ROWS or (any(cells) and number > MOST_ROWS):
                raise too_long()
            if most and number >= most:
                break
        return Sheet(tuple(lines), name, self.hidden[name])

    def close(self) -> None:
        """Nothing is held open."""


def _cells(row: _Element) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        shown = "" if cell.tag == f"{_TABLE}covered-table-cell" else _shown(cell)
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated") or 1)
        cells += [shown] * min(repeated, MOST_COLUMNS - len(cells))
        if len(cells) >= MOST_COLUMNS:
            break
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _shown(cell: _Element) -> str:
    """A date by its value, a number as it is shown when it is shown whole (« 01000 »), anything else as it is shown."""
    text = tidy_cell("\n".join(_paragraph(each) for each in cell.iterchildren(f"{_TEXT}p")))
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "date" and (day := cell.get(f"{_OFFICE}date-value")):
        return value_text(datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day))
    if kind in ("float", "currency", "percentage") and (told := cell.get(f"{_OFFICE}value")):
        number = float(told)
        figures = re.sub(r"\s", "", text)
        return text if figures.isdecimal() and int(figures) == number else value_text(number)
    if kind == "boolean":
        return value_text(cell.get(f"{_OFFICE}boolean-value") == "true")
    return text


def _paragraph(element: _Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: _Element) -> Iterator[str]:
    """What a paragraph shows: spaces, tabs and line ends are elements there, and a note is not shown."""
    yield element.text or ""
    for part in element:
        if part.tag == f"{_TEXT}s":
            yield " " * min(int(part.get(f"{_TEXT}c") or 1), 1_000)
        elif part.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield "\t" if part.tag == f"{_TEXT}tab" else "\n"
        elif part.tag not in (f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}note") and isinstance(
            part.tag, str
        ):
            yield from _pieces(part)
        yield part.tail or ""
