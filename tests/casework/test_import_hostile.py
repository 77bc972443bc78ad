"""Files no import should choke on: each is refused with a French sentence and a next step, and nothing is written."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.journal.journal import journal
from chance_desktop.casework.people_import import UnreadableTable, run_import
from tests.casework.making import xlsx
from tests.conftest import Office

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def zipped(**members: bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), member)
    return content.getvalue()


def bomb() -> bytes:
    """A workbook of 500 MB once opened, of half a megabyte on the disk."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(500):
                member.write(b"0" * 1024 * 1024)
    return content.getvalue()


def sheet(xml: str) -> bytes:
    """A real workbook whose sheet is replaced."""
    made, content = zipfile.ZipFile(BytesIO(xlsx([["a", "b"]]))), BytesIO()
    with made, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            archive.writestr(name, xml if name.endswith("sheet1.xml") else made.read(name))
    return content.getvalue()


NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HOSTILE = {
    "empty": b"",
    "spaces": b" \r\n \r\n",
    "one-column": b"Nom\r\nBaudry\r\nRoussel\r\n",
    "nul": b"Nom;Pr\xc3\xa9nom\r\nBau\0dry;Th\xc3\xa9o\r\n",
    "binary": bytes(range(256)) * 400,
    "picture": PNG,
    "pdf": b"%PDF-1.7\n" + b"0" * 1000,
    "old-office": b"\xd0\xcf\x11\xe0" + b"\0" * 2000,
    "rtf": b"{\\rtf1 Nom}",
    "utf-16-cut": "Nom;Prénom".encode("utf-16")[:-1],
    "huge-cell": b"Nom;Prenom\r\n" + b"x" * 2_000_000 + b";Theo\r\n",
    "open-quote": b'Nom;Prenom\r\n"' + b"x;y\r\n" * 300_000,
    "not-a-zip": b"PK\x03\x04" + b"x" * 500,
    "other-zip": zipped(word__document_xml=b"<x/>"),
    "xlsx-cut": xlsx([["Nom", "Prénom"], ["Baudry", "Théo"]])[:-200],
    "xlsx-empty-book": zipped(xl__workbook_xml=b""),
    "xlsx-not-xml": sheet("<worksheet"),
    "ods-not-xml": zipped(content_xml=b"<office", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "ods-no-table": zipped(content_xml=b"<x/>", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "zip-bomb": bomb(),
    "too-many-lines": b"Nom;Prenom\r\n" + b"Baudry;Theo\r\n" * 100_050,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_french_and_nothing_is_written(office: Office, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(HOSTILE[name])
    with pytest.raises(UnreadableTable) as told:
        run_import(office.desk, file)
    assert told.value.sentence.endswith(".")
    assert told.value.next_step.endswith(".")
    assert list_page(office.desk, DossierQuery()).total == 0


def test_a_file_too_big(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "big.csv"
    with file.open("wb") as stream:
        stream.truncate(51 * 1024 * 1024)
    with pytest.raises(UnreadableTable, match="trop gros"):
        run_import(office.desk, file)


def test_no_file(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="ne peut pas être lu"):
        run_import(office.desk, tmp_path / "nothing.csv")
    with pytest.raises(UnreadableTable, match="ne peut pas être lu"):
        run_import(office.desk, tmp_path)


def test_one_cell_at_the_far_end_of_a_sheet_costs_nothing(office: Office, tmp_path: Path) -> None:
    """A sheet that pretends to have a million lines of sixteen thousand cells is read for what it holds."""
    file = tmp_path / "far.xlsx"
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = f'<row r="1">{cell.format("A1", "Nom")}{cell.format("B1", "Prénom")}</row>'
    rows += f'<row r="2">{cell.format("A2", "Baudry")}{cell.format("B2", "Théo")}</row>'
    rows += f'<row r="1048576">{cell.format("XFD1048576", "x")}</row>'
    file.write_bytes(
        sheet(f'<worksheet {NAMESPACE}><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>')
    )
    with pytest.raises(UnreadableTable):
        run_import(office.desk, file)


def test_formulas_and_markup_are_kept_as_text(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "tricky.csv"
    file.write_text("Nom;Prénom;Commune\r\n=1+1;<b>Théo</b>;@SUM(A1)\r\nO'; DROP TABLE person;--;Civray\r\n", "utf-8")
    run_import(office.desk, file)
    names = {(row.surname, row.first_name) for row in list_page(office.desk, DossierQuery()).rows}
    assert ("=1+1", "<b>Théo</b>") in names
    assert len(names) == 2


def test_a_value_no_field_keeps_stays_in_the_journal_and_the_other_lines_go_on(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    longest = "Civray " * 300
    much = ";".join(["x" * 30_000] * 4)
    lines = (
        "Nom;Prénom;Ville;A;B;C;D",
        f"Baudry;Théo;{longest};;;;",
        "Roussel;Manon;Couhé;;;;",
        f"Long;Cours;Civray;{much}",
    )
    path.write_text("\n".join(lines), "utf-8")
    report = run_import(office.desk, path).result
    assert [note.line for note in report.doubtful] == [2]
    assert "dépasse 1\u00a0000 caractères" in report.doubtful[0].reason
    assert [(note.line, note.reason) for note in report.refused] == [(4, "ligne trop longue pour être gardée")]
    found = {row.surname: row.id for row in list_page(office.desk, DossierQuery()).rows}
    assert set(found) == {"Baudry", "Roussel"}
    assert any(longest.strip() in line.text for line in journal(office.desk, found["Baudry"]))
