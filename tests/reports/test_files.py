"""Tables as files: numbers are numbers, LibreOffice reads the same figures, hostile words stay words."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from odfdo import Document
from openpyxl import load_workbook

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.reports.export_all import FolderRefused, write_every_table
from chance_desktop.casework.reports.files import NoSuchFormat, render
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.registry import NoSuchReport, make, names
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.progress import Stopped
from chance_desktop.documents.reports import files
from chance_desktop.documents.reports.xlsx import to_xlsx
from chance_desktop.domain.reports.report import Cell, CellKind, Column, Report, Row
from tests.conftest import Office
from tests.documents.reading import read_aloud

GATHERED = ("pdf", "ods")
HOSTILE = Report(
    "hostile", "=cmd()", (Column("a", "A"), Column("b", "B")),
    (Row("x", "Ligne", (Cell("=1+1", CellKind.TEXT), Cell(12))), Row("y", "Autre", (Cell("-2", CellKind.TEXT), Cell(None)))),
)  # fmt: skip


@pytest.fixture(scope="module")
def region(replayed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = open_desk(Path(shutil.copytree(replayed, tmp_path_factory.mktemp("files") / "home")))
    yield desk
    desk.close()


def _numbers(report: Report) -> list[list[object]]:
    return [[None if cell.number == "" else cell.number for cell in row.cells] for row in report.rows if row.cells]


def _cells(ods: bytes) -> list[list[object]]:
    return [list(line) for line in Document(BytesIO(ods)).body.tables[0].get_values()]


@pytest.mark.parametrize("name", names())
def test_xlsx_and_ods_keep_numbers_as_numbers(region: Desk, name: str) -> None:
    report = make(region, name)
    width = len(report.columns)
    sheet = load_workbook(BytesIO(render(region, name, "xlsx").content)).active
    assert sheet is not None
    read = [
        [cell.value for cell in row[1 : width + 1]] for row in sheet.iter_rows(min_row=4, max_row=3 + len(report.rows))
    ]
    assert [row for row, told in zip(read, report.rows, strict=True) if told.cells] == _numbers(report)
    table = Document(BytesIO(render(region, name, "ods").content)).body.tables[0]
    for place, told in enumerate(report.rows):
        for column, cell in enumerate(told.cells):
            value = table.get_value((column + 1, 3 + place))
            expected = cell.number
            if isinstance(expected, (int, float)):
                assert float(value) == pytest.approx(expected)
            else:
                assert (value or None) == (expected or None)


def test_csv_reads_as_french_spreadsheets_do(region: Desk) -> None:
    content = render(region, "budget", "csv").content.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(content), delimiter=";"))
    assert lines[1] == ["Fonds d’Expérimentation pour la Jeunesse", "40 690,00 €", "22,98%", "21,78%", "+1,20"]


def test_a_text_is_never_a_formula() -> None:
    text = files.to_csv(HOSTILE).decode("utf-8-sig")
    assert "'=1+1" in text
    assert "'-2" in text
    sheet = load_workbook(BytesIO(to_xlsx(HOSTILE))).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_unknown_names_and_formats_are_told(region: Desk) -> None:
    with pytest.raises(NoSuchReport, match="annexe-4"):
        render(region, "annexe-4", "pdf")
    with pytest.raises(NoSuchFormat):
        render(region, "annexe-1", "docx")


@pytest.mark.parametrize("file_format", ["ods", "xlsx"])
def test_libreoffice_shows_the_same_figures(region: Desk, file_format: str, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    for name in ("annexe-1", "questionnaire", "budget"):
        source = tmp_path / f"{name}.{file_format}"
        source.write_bytes(render(region, name, file_format).content)
        command = [
            program, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false", "--outdir",
            str(tmp_path / "out"), str(source),
        ]  # fmt: skip
        home = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        subprocess.run(command, check=True, capture_output=True, timeout=180, env=home)
        lines = list(csv.reader(StringIO((tmp_path / "out" / f"{name}.csv").read_text("utf-8")), delimiter=";"))
        report = make(region, name)
        for told, line in zip(report.rows, lines[3:], strict=False):
            for cell, shown in zip(told.cells, line[1:], strict=False):
                assert (
                    _figure(shown) == pytest.approx(_figure(cell.shown), abs=0.006)
                    if cell.kind is not CellKind.TEXT
                    else True
                )


def _figure(text: str) -> float:
    bare = text.replace("€", "").replace("\u00a0", "").replace(" ", "").replace("'", "").strip()
    percent = bare.endswith("%")
    bare = bare.rstrip("%")
    if not bare:
        return 0.0
    if "," in bare and "." in bare:
        bare = bare.replace(",", "")
    try:
        return float(bare.replace(",", ".")) / (100 if percent else 1)
    except ValueError:
        return 0.0


def test_every_table_at_once_in_a_folder_of_its_own(region: Desk, tmp_path: Path) -> None:
    scope = Scope(date(2010, 12, 31), year=2010)
    folder = write_every_table(region, tmp_path, scope)
    assert folder == tmp_path / "Tableaux au 2010-12-31"
    # each under its own title
    made = [each.name.rpartition(".") for each in folder.iterdir()]
    assert {kind for _title, _dot, kind in made} == set(GATHERED)
    assert len({title for title, _dot, _kind in made}) == len(names())
    rendered = render(region, "annexe-1", "ods", scope)
    alone = rendered.content
    assert _cells((folder / rendered.saved_as).read_bytes()) == _cells(alone)
    assert any("31/12/2010" in str(cell) for line in _cells(alone) for cell in line)
    again = write_every_table(region, tmp_path, scope)
    assert again.name == "Tableaux au 2010-12-31 (2)", "what was written before is never written over"


def test_a_folder_that_refuses_is_told(region: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderRefused) as caught:
        write_every_table(region, tmp_path / "file")
    assert caught.value.next_step


def test_stopped_on_the_way_what_is_written_stays(region: Desk, tmp_path: Path) -> None:
    class StopsAtThird:
        def advance(self, done: int, total: int, what: str) -> None:
            if done == 2:
                raise Stopped

    with pytest.raises(Stopped):
        write_every_table(region, tmp_path, progress=StopsAtThird())
    (folder,) = tmp_path.iterdir()
    assert len(list(folder.iterdir())) == 2 * len(GATHERED)


@pytest.mark.parametrize("file_format", ["pdf", "ods", "xlsx", "csv", "json"])
@pytest.mark.parametrize("name", names())
def test_every_table_of_a_region_that_begins_is_a_file(
    opened: Callable[[str], Office], name: str, file_format: str
) -> None:
    desk = opened("region").desk
    made = render(desk, name, file_format).content
    assert len(made) > 20
    if file_format == "pdf" and not make(desk, name).rows:
        assert "Aucune ligne pour l’instant." in read_aloud(made)
