"""A table of the report as an Excel sheet, with numbers as numbers."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from chance_desktop.documents.reports.formulas import sheet_name, without_formula
from chance_desktop.domain.reports.report import CellKind, Report

_FORMATS = {
    CellKind.PERCENT: "0.00%",
    CellKind.MONEY: '#,##0.00\\ "€"',
    CellKind.COUNT: "#,##0",
    CellKind.POINTS: "+0.00;-0.00;0.00",
}


def to_xlsx(report: Report) -> bytes:
    """A sheet with its head, its definitions below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has a sheet
    sheet.title = sheet_name(report)
    sheet.append([without_formula(report.title)])
    sheet.append([without_formula(report.subtitle)])
    sheet.append(["", *(without_formula(column.label) for column in report.columns)])
    for row in report.rows:
        sheet.append(
            [without_formula("    " * row.depth + row.label), *(without_formula(cell.number) for cell in row.cells)]
        )
        for place, cell in enumerate(row.cells, start=2):
            if isinstance(cell.number, (int, float)):
                sheet.cell(sheet.max_row, place).number_format = _FORMATS[cell.kind]
        if row.strong or row.is_heading:
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    for note in report.notes:
        sheet.append([])
        sheet.append([without_formula(note)])
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for place in range(1, len(report.columns) + 2):
        sheet.cell(3, place).font = Font(bold=True)
        sheet.cell(3, place).alignment = Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = 58 if place == 1 else 16
    sheet.freeze_panes = "B4"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
