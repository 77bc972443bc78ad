"""What a spreadsheet would compute is quoted, also behind a tab or a return, in CSV as in XLSX; what acts is seen."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from chance_desktop.documents.reports import files
from chance_desktop.documents.reports.formulas import unlike_a_formula
from chance_desktop.documents.reports.xlsx import to_xlsx
from chance_desktop.domain.reports.report import Cell, CellKind, Column, Report, Row

COMPUTED = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1", "\ufeff=1", "\x0b@x", "\tRoussel")


@pytest.mark.parametrize("text", COMPUTED)
def test_it_is_quoted(text: str) -> None:
    assert unlike_a_formula(text).startswith("'")


@pytest.mark.parametrize("text", ["Roussel", "1-1", "Saint-Jean", "", " Civray", "a=b"])
def test_an_ordinary_text_is_not(text: str) -> None:
    assert unlike_a_formula(text) == text


def test_what_acts_on_a_text_is_seen_as_such() -> None:
    assert unlike_a_formula("Rou\u202essel\x07") == "Rou‹202E›ssel‹0007›"


@pytest.mark.parametrize("text", COMPUTED)
def test_no_sheet_computes_a_name(text: str) -> None:
    row = Row("x", text, (Cell(text, CellKind.TEXT),))
    report = Report("noms", "Noms", (Column("name", "Nom", narrow=False),), (row,))
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(report))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type != "f" for cell in cells)
    assert sum(str(cell.value).startswith("'") for cell in cells) == 2
    written = list(csv.reader(StringIO(files.to_csv(report).decode("utf-8-sig")), delimiter=";"))
    assert sum(cell.startswith("'") for line in written for cell in line) == 2
