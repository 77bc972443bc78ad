"""A table of the report as an OpenDocument sheet, with numbers as numbers."""

from __future__ import annotations

from io import BytesIO

from odfdo import Cell as OdsCell
from odfdo import Document, Row, Table

from chance_desktop.documents.kit.typesetting.typography import xml_shown
from chance_desktop.documents.reports.formulas import sheet_name
from chance_desktop.domain.reports.report import Cell, CellKind, Report


def to_ods(report: Report) -> bytes:
    """The sheet, with its head and its definitions below."""
    document = Document("ods")
    document.body.clear()
    table = Table(sheet_name(report))
    head = ["", *(column.label for column in report.columns)]
    for texts in ([report.title], [report.subtitle], head):
        line = Row()
        line.set_cells([OdsCell(xml_shown(text)) for text in texts])
        table.append_row(line)
    for row in report.rows:
        line = Row()
        line.set_cells([OdsCell(xml_shown("    " * row.depth + row.label)), *(_ods_cell(cell) for cell in row.cells)])
        table.append_row(line)
    for note in report.notes:
        table.append_row(Row())
        line = Row()
        line.set_cells([OdsCell(xml_shown(note))])
        table.append_row(line)
    document.body.append(table)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _ods_cell(cell: Cell) -> OdsCell:
    number = cell.number
    if number is None:
        return OdsCell()
    if isinstance(number, str):
        return OdsCell(xml_shown(number))
    if cell.kind is CellKind.PERCENT:
        return OdsCell(number, text=cell.shown, cell_type="percentage")
    if cell.kind is CellKind.MONEY:
        return OdsCell(number, text=cell.shown, cell_type="currency", currency="EUR")
    return OdsCell(number, text=cell.shown, cell_type="float")
