"""A table of the report as a file to work with: ODS and XLSX with numbers as numbers, CSV, JSON."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from chance_desktop.documents.kit.typography import xml_safe
from chance_desktop.documents.reports.formulas import unlike_a_formula
from chance_desktop.domain.report import Cell, CellKind, Report
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from odfdo import Cell as OdsCell

_FORMATS = {
    CellKind.PERCENT: "0.00%",
    CellKind.MONEY: '#,##0.00\\ "€"',
    CellKind.COUNT: "#,##0",
    CellKind.POINTS: "+0.00;-0.00;0.00",
}


def to_json(report: Report) -> bytes:
    """`{"title", "columns": […], "rows": [{"label", "cells": […]}], "notes": […]}`; percentages are fractions, money euros."""
    content = {
        "title": report.title,
        "columns": [column.label for column in report.columns],
        "rows": [{"label": row.label, "cells": [cell.number for cell in row.cells]} for row in report.rows],
        "notes": list(report.notes),
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


def to_csv(report: Report) -> bytes:
    """Semicolons and French figures, as the French spreadsheets read them; UTF-8 with its mark."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["", *(_safe(column.label) for column in report.columns)])
    for row in report.rows:
        writer.writerow([_safe(row.label), *(_plain(cell) for cell in row.cells)])
    for note in report.notes:
        writer.writerow([])
        writer.writerow([note])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(report: Report) -> bytes:
    """A sheet with its head, its definitions below."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has a sheet
    sheet.title = _sheet_name(report)
    sheet.append([_safe(report.title)])
    sheet.append([_safe(report.subtitle)])
    sheet.append(["", *(_safe(column.label) for column in report.columns)])
    for row in report.rows:
        sheet.append([_safe("    " * row.depth + row.label), *(_safe(cell.number) for cell in row.cells)])
        for place, cell in enumerate(row.cells, start=2):
            if isinstance(cell.number, (int, float)):
                sheet.cell(sheet.max_row, place).number_format = _FORMATS[cell.kind]
        if row.strong or row.is_heading:
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    for note in report.notes:
        sheet.append([])
        sheet.append([_safe(note)])
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for place in range(1, len(report.columns) + 2):
        sheet.cell(3, place).font = Font(bold=True)
        sheet.cell(3, place).alignment = Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = 58 if place == 1 else 16
    sheet.freeze_panes = "B4"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def to_ods(report: Report) -> bytes:
    """The same as an OpenDocument spreadsheet."""
    from odfdo import Cell as OdsCell
    from odfdo import Document, Row, Table

    document = Document("ods")
    document.body.clear()
    table = Table(_sheet_name(report))
    head = ["", *(column.label for column in report.columns)]
    for texts in ([report.title], [report.subtitle], head):
        line = Row()
        line.set_cells([OdsCell(xml_safe(text)) for text in texts])
        table.append_row(line)
    for row in report.rows:
        line = Row()
        line.set_cells([OdsCell(xml_safe("    " * row.depth + row.label)), *(_ods_cell(cell) for cell in row.cells)])
        table.append_row(line)
    for note in report.notes:
        table.append_row(Row())
        line = Row()
        line.set_cells([OdsCell(xml_safe(note))])
        table.append_row(line)
    document.body.append(table)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _ods_cell(cell: Cell) -> OdsCell:
    from odfdo import Cell as OdsCell

    number = cell.number
    if number is None:
        return OdsCell()
    if isinstance(number, str):
        return OdsCell(xml_safe(number))
    if cell.kind is CellKind.PERCENT:
        return OdsCell(number, text=cell.shown, cell_type="percentage")
    if cell.kind is CellKind.MONEY:
        return OdsCell(number, text=cell.shown, cell_type="currency", currency="EUR")
    return OdsCell(number, text=cell.shown, cell_type="float")


def _sheet_name(report: Report) -> str:
    return "".join(char for char in report.code if char.isalnum() or char == "-")[:31] or _("Tableau")


def _safe(number: float | str | None) -> float | str | None:
    return unlike_a_formula(number) if isinstance(number, str) else number


def _plain(cell: Cell) -> str:
    shown = cell.shown.replace("\u00a0", " ")
    return unlike_a_formula(shown) if isinstance(cell.value, str) else shown
