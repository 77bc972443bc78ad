"""Sheets as tools write them: covers and hidden sheets first, cells shown otherwise than kept, strict workbooks."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from chance_desktop.casework.people_import import Reading, SourceTable, UnreadableTable, open_table, preview_import
from tests.conftest import Office

TITLES = ["Nom", "Prénom", "Né le", "CP", "Tél."]
THEO = ["Bécot", "Théo", date(2003, 11, 3), "86250", "0639981202"]
OFFICE, TABLE, TEXT, STYLE = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text", "style")
)


def workbook(path: Path, **sheets: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return book


def content(sheets: str, styles: str = "") -> str:
    return (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}" xmlns:style="{STYLE}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{sheets}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def ods(path: Path, sheets: str, styles: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content(sheets, styles))
    return path


def cell(text: str, kind: str = "string", more: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


HEAD = row(*(cell(title) for title in TITLES))


def values(office: Office, path: Path) -> list[dict[str, str]]:
    report = preview_import(office.desk, path)
    return [dict(each.values) for each in report.rows if each.verdict == "sound"]


RIGHT = [
    {
        "surname": "Bécot",
        "first_name": "Théo",
        "birth_date": "2003-11-03",
        "postcode": "86250",
        "phone": "06 39 98 12 02",
    }
]


def test_a_cover_comes_first(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    cover: list[list[object]] = [["Suivi des jeunes", ""], ["Édité le", date(2026, 1, 5)], ["Total", 1]]
    workbook(path, Couverture=cover, Codes=[["Code", "Libellé"], ["V", "CAP"]], Jeunes=[TITLES, THEO])
    table = open_table(office.desk, path)
    assert (table.sheet, table.sheets) == ("Jeunes", ("Couverture", "Codes", "Jeunes"))
    assert values(office, path) == RIGHT
    assert open_table(office.desk, path, Reading(sheet="Codes")).columns == ("Code", "Libellé")


def test_titles_stand_below_a_title_and_nothing(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook(path, Jeunes=[["Jeunes de l’antenne de Civray"], [], ["Édité le", date(2026, 1, 5)], TITLES, THEO])
    assert open_table(office.desk, path).heading == 4
    assert values(office, path) == RIGHT


def test_what_a_strict_workbook_dates_is_read(office: Office, tmp_path: Path) -> None:
    plain, path = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    workbook(plain, Jeunes=[TITLES, THEO])
    with zipfile.ZipFile(plain) as archive, zipfile.ZipFile(path, "w") as strict:
        for name in archive.namelist():
            part = archive.read(name)
            part = part.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            part = part.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            strict.writestr(name, part)
    assert b"purl.oclc.org" in zipfile.ZipFile(path).read("xl/workbook.xml")
    assert values(office, path) == RIGHT


def table_of(office: Office, path: Path) -> SourceTable:
    return open_table(office.desk, path)


def test_cells_of_an_ods_are_read_as_they_are_shown(office: Office, tmp_path: Path) -> None:
    note = cell("Bécot").replace(
        "<text:p>", "<office:annotation><text:p>à rappeler</text:p></office:annotation><text:p>"
    )
    spaced = '<table:table-cell office:value-type="string"><text:p>Thé<text:span>o</text:span><text:s text:c="2"/></text:p></table:table-cell>'
    line = row(
        note,
        spaced,
        cell("3 nov. 2003", "date", 'office:date-value="2003-11-03T00:00:00"'),
        cell("01000", "float", 'office:value="1000"'),
        cell("6,3998E+08", "float", 'office:value="639981202"'),
    )
    path = ods(tmp_path / "a.ods", f'<table:table table:name="A">{HEAD}{line}</table:table>')
    assert table_of(office, path).lines[0].cells == ("Bécot", "Théo", "03/11/2003", "01000", "639981202")


def test_a_hidden_sheet_of_an_ods_comes_after(office: Office, tmp_path: Path) -> None:
    style = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    old = row(cell("Vieux"), cell("Jean"), cell("01/01/2004"), cell("86000"), cell("0639981299"))
    new = row(cell("Bécot"), cell("Théo"), cell("03/11/2003"), cell("86250"), cell("0639981202"))
    sheets = (
        f'<table:table table:name="Archive" table:style-name="ta2">{HEAD}{old}</table:table>'
        f'<table:table table:name="Jeunes">{HEAD}{new}</table:table>'
    )
    path = ods(tmp_path / "a.ods", sheets, style)
    assert table_of(office, path).sheet == "Jeunes"
    assert values(office, path) == RIGHT


def test_a_million_empty_lines_cost_nothing(office: Office, tmp_path: Path) -> None:
    line = row(cell("Bécot"), cell("Théo"), cell("03/11/2003"), cell("86250"), cell("0639981202"))
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    path = ods(tmp_path / "a.ods", f'<table:table table:name="A">{HEAD}{line}{empty}</table:table>')
    assert values(office, path) == RIGHT


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body><table><tr><td>Nom</td></tr></table>",
        b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>",
        b'<?xml version="1.0"?><Workbook/>',
    ],
)
def test_a_page_under_the_name_of_a_table_is_refused_for_what_it_is(
    office: Office, tmp_path: Path, page: bytes
) -> None:
    path = tmp_path / "export.xls"
    path.write_bytes(page)
    with pytest.raises(UnreadableTable, match="page web"):
        table_of(office, path)
