"""Young people taken from an export: every sound line, each doubtful one named, nothing twice, nothing overwritten."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import journal, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, Sort, list_page
from chance_desktop.casework.people_import import (
    Mapping,
    mapping_from_json,
    preview_import,
    read_table,
    run_import,
    save_mapping,
    suggest_mapping,
    target_fields,
)
from chance_desktop.casework.people_import.mapping import MappingUnreadable
from chance_desktop.casework.session.kit.progress import Stopped
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.domain.fields import FIELDS
from tests.casework.making import ods, xlsx
from tests.conftest import Office

REAL = Path("/work/shared/data/jeunes-parcours3.csv")
HEADING = ["N° dossier ML", "Nom", "Prénom", "Date naissance", "Sexe", "CP", "Commune", "Tél."]
ROWS: list[list[object]] = [
    HEADING,
    ["410001", "BAUDRY", "Théo", "14/02/2005", "M", "86160", "Gençay", "639981201"],
    ["410002", "CHAUVET", "Inès", "03/11/2004", "F", "86150", "L’Isle-Jourdain", "06 39 98 12 02"],
    ["410003", "D'HÉROUVILLE", "Élodie", "01/05/2006", "F", "86400", "Civray", ""],
]


def csv_bytes(rows: list[list[object]], separator: str = ";", encoding: str = "cp1252", end: str = "\r\n") -> bytes:
    return "".join(separator.join(str(cell) for cell in row) + end for row in rows).encode(encoding)


def people(office: Office) -> list[str]:
    return [row.name for row in list_page(office.desk, DossierQuery(sort=Sort.NAME, descending=False)).rows]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encoding_and_separator_are_found(office: Office, file: Path, encoding: str, separator: str) -> None:
    content = csv_bytes(ROWS, separator, encoding.removesuffix("-bom"))
    mark = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}.get(encoding, b"")
    file.write_bytes(mark + content)
    table = read_table(file)
    assert table.separator == separator
    assert table.columns == tuple(HEADING)
    report = preview_import(office.desk, file)
    assert (report.sound, len(report.doubtful), len(report.refused)) == (3, 0, 0)
    assert dict(report.rows[2].values)["surname"] == "D’Hérouville"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(file: Path, end: str) -> None:
    file.write_bytes(csv_bytes(ROWS, end=end))
    assert [line.number for line in read_table(file).lines] == [2, 3, 4]


def test_quotes_separators_and_line_breaks_inside_cells(office: Office, file: Path) -> None:
    file.write_text(
        'Nom;Prénom;Adresse;Commune\r\n"O\'Brien";"Jean ""Jeannot""";"3 ; place\ndes Tilleuls";Melle\r\nFerrand;Rémi;;Ruffec\r\n',
        "utf-8",
    )
    table = read_table(file)
    assert table.lines[0].cells[1:3] == ('Jean "Jeannot"', "3 ; place\ndes Tilleuls")
    assert [line.number for line in table.lines] == [2, 4]
    run_import(office.desk, file)
    assert len(people(office)) == 2


def test_a_spreadsheet_of_excel(office: Office, file: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][3] = datetime(2005, 2, 14)
    rows[2][0] = 410002
    rows[3][5] = 86400.0
    file.write_bytes(xlsx(rows))
    run_import(office.desk, file)
    first = situation(office.desk, list_page(office.desk, DossierQuery(text="Baudry")).rows[0].id).values
    assert first["birth_date"] == date(2005, 2, 14)
    third = situation(office.desk, list_page(office.desk, DossierQuery(text="herouville")).rows[0].id).values
    assert (third["postcode"], third["surname"]) == ("86400", "D’Hérouville")


def test_a_spreadsheet_of_libreoffice(office: Office, file: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][3] = date(2005, 2, 14)
    rows[2][0] = 410002
    file.write_bytes(ods(rows))
    report = run_import(office.desk, file).result
    assert (report.created, report.sound) == (3, 3)
    found = situation(office.desk, list_page(office.desk, DossierQuery(text="Baudry")).rows[0].id).values
    assert (found["birth_date"], found["phone"]) == (date(2005, 2, 14), "06 39 98 12 01")


DOUBTS = [
    ("31/02/2004", "date de naissance impossible"), ("12/7/04", "deux chiffres"), ("38397", "changée en nombre"),
    ("hier", "illisible"), ("Mar-04", "sans le jour"), ("01/01/2090", "impossible"), ("99999", "impossible"),
]  # fmt: skip


@pytest.mark.parametrize(("birth", "reason"), DOUBTS)
def test_a_doubtful_line_is_taken_and_named(office: Office, file: Path, birth: str, reason: str) -> None:
    file.write_bytes(csv_bytes([HEADING, ["410001", "Baudry", "Théo", birth, "M", "86160", "Gençay", ""]]))
    report = run_import(office.desk, file).result
    assert [note.line for note in report.doubtful] == [2]
    assert reason in report.doubtful[0].reason
    assert report.created == 1
    dossier = list_page(office.desk, DossierQuery()).rows[0].id
    assert any(birth in line.text or "À vérifier" in line.text for line in journal(office.desk, dossier))


def test_lines_without_a_name_and_totals_are_refused(office: Office, file: Path) -> None:
    rows: list[list[object]] = [
        HEADING, ["1", "", "Antoine", "", "", "", "", ""], ["2", "Ferrand", "", "", "", "", "", ""],
        ["3", "", "", "", "", "", "Civray", ""], ["Total", 3],
    ]  # fmt: skip
    file.write_bytes(csv_bytes(rows))
    report = run_import(office.desk, file).result
    assert [(note.line, note.reason) for note in report.refused] == [
        (2, "le nom est vide"), (3, "le prénom est vide"), (4, "ni nom ni prénom"), (5, "ligne de total, pas une personne"),
    ]  # fmt: skip
    assert report.created == 0


def test_repeating_an_import_changes_nothing(office: Office, file: Path) -> None:
    file.write_bytes(csv_bytes(ROWS))
    run_import(office.desk, file)
    before = people(office)
    again = run_import(office.desk, file).result
    assert (again.created, again.sound, len(again.duplicates)) == (0, 0, 3)
    assert all(each.dossier and "déjà un dossier" in each.reason for each in again.duplicates)
    assert people(office) == before


def test_identity_is_never_overwritten_and_empty_fields_are_filled(office: Office, file: Path) -> None:
    file.write_bytes(csv_bytes(ROWS))
    run_import(office.desk, file)
    dossier = list_page(office.desk, DossierQuery(text="herouville")).rows[0].id
    save_fields(office.desk, dossier, {"town": "Charroux"})
    changed: list[list[object]] = [
        HEADING,
        ["410003", "HEROUVILLE", "Elodie", "01/05/2006", "F", "86250", "Civray", "0639981203"],
    ]
    file.write_bytes(csv_bytes(changed))
    report = run_import(office.desk, file).result
    assert report.created == 0
    values = situation(office.desk, dossier).values
    assert (values["surname"], values["first_name"], values["birth_date"]) == (
        "D’Hérouville",
        "Élodie",
        date(2006, 5, 1),
    )
    assert (values["town"], values["postcode"], values["phone"]) == ("Charroux", "86400", "06 39 98 12 03")
    assert any("Complété par l’import" in line.text for line in journal(office.desk, dossier))


def test_the_same_person_twice_in_a_file_makes_one_dossier(office: Office, file: Path) -> None:
    file.write_bytes(csv_bytes([*ROWS, ["", "Baudry", "Theo", "14/02/2005", "M", "", "", ""]]))
    report = run_import(office.desk, file).result
    assert [(each.line, each.same_as_line) for each in report.duplicates] == [(5, 2)]
    assert report.created == 3


def test_what_fits_no_field_stays_in_the_journal(office: Office, file: Path) -> None:
    file.write_bytes(csv_bytes([[*HEADING, "Conseiller"], [*ROWS[1], "Audebert C."]]))
    run_import(office.desk, file)
    dossier = list_page(office.desk, DossierQuery()).rows[0].id
    assert any("Conseiller\u00a0: Audebert C." in line.text for line in journal(office.desk, dossier))


class _Stop:
    """A person who stops at the given advance."""

    def __init__(self, after: int) -> None:
        self.left = after

    def advance(self, done: int, total: int, what: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise Stopped


@pytest.mark.parametrize("after", [0, 1, 2])
def test_stopping_leaves_nothing(office: Office, file: Path, after: int) -> None:
    rows: list[list[object]] = [
        HEADING,
        *([str(500000 + n), f"Nom{n}", f"Prénom{n}", "", "F", "", "", ""] for n in range(450)),
    ]
    file.write_bytes(csv_bytes(rows))
    with pytest.raises(Stopped, match="arrêtée"):
        run_import(office.desk, file, progress=_Stop(after))
    assert people(office) == []
    assert run_import(office.desk, file).result.created == 450


def test_a_preview_writes_nothing(office: Office, file: Path) -> None:
    file.write_bytes(csv_bytes(ROWS))
    report = preview_import(office.desk, file)
    assert report.created == 0
    assert [row.verdict for row in report.rows] == ["sound"] * 3
    assert people(office) == []


def test_a_mapping_is_edited_saved_and_proposed_again(office: Office, file: Path) -> None:
    file.write_bytes(csv_bytes([["Usager", "Petit nom", "Divers"], ["Baudry", "Théo", "x"]]))
    table = read_table(file)
    assert suggest_mapping(office.desk, table).columns == {"Usager": "", "Petit nom": "", "Divers": ""}
    mine = Mapping("Export de juin", {"Usager": "surname", "Petit nom": "first_name", "Divers": ""})
    assert run_import(office.desk, file, mine).result.created == 1
    save_mapping(office.desk, mine)
    assert suggest_mapping(office.desk, table) == mine
    assert {choice.code for choice in target_fields(office.desk)} >= {"surname", "first_name", "birth_date"}


@pytest.mark.parametrize("text", ["", "[]", '{"Nom": 3}', "{", '"x"'])
def test_a_mapping_that_cannot_be_read(text: str) -> None:
    with pytest.raises(MappingUnreadable):
        mapping_from_json(text)


def test_a_mapping_that_names_an_unknown_field_is_told(office: Office, file: Path) -> None:
    file.write_bytes(csv_bytes(ROWS))
    with pytest.raises(MappingUnreadable):
        run_import(office.desk, file, Mapping("", {"Nom": "surname", "Prénom": "shoe-size"}))
    assert people(office) == []


@pytest.mark.skipif(not REAL.exists(), reason="the real export is not on this computer")
def test_the_real_export(office: Office) -> None:
    report = preview_import(office.desk, REAL)
    assert report.sound == 53
    assert [note.line for note in report.doubtful] == [7, 11, 43, 50, 57]
    assert [note.line for note in report.refused] == [16, 62]
    assert [(each.line, each.same_as_line) for each in report.duplicates] == [(22, 5)]
    assert all(note.reason for note in (*report.doubtful, *report.refused))
    made = run_import(office.desk, REAL).result
    assert made.created == 58
    again = run_import(office.desk, REAL).result
    assert (again.created, again.sound) == (0, 0)
    jean = list_page(office.desk, DossierQuery(text="brien jeannot")).rows[0]
    assert jean.first_name == 'Jean "Jeannot"'
    assert open_dossier(office.desk, list_page(office.desk, DossierQuery(text="garcon")).rows[0].id).surname == "Garçon"
    ines = list_page(office.desk, DossierQuery(text="morillon ines")).rows[0]
    other = [line.text for line in journal(office.desk, ines.id) if "06 39 98 00 00" in line.text]
    assert other == ["Autre valeur lue ligne 22 de l’export\u00a0: Téléphone\u00a0: 06 39 98 00 00"], (
        "kept once, however often"
    )


ELSEWHERE = [
    "Nom",
    "Prénom",
    "Nationalité",
    "Pays souhaité",
    "Départ prévu le",
    "Langue",
    "Déjà parti à l’étranger",
    "Hébergé chez quelqu’un",
]


def test_a_column_fills_any_question_a_cell_can_hold(office: Office, file: Path) -> None:
    """Its title is that of the question; its answers are those of its list, by code or in words."""
    cells = ["Baudry", "Théo", "Française", "espagne", "3 décembre 2026", "es", "Non", "peut-être"]
    file.write_bytes(csv_bytes([ELSEWHERE, cells]))
    report = run_import(office.desk, file).result
    assert report.created == 1
    found = situation(office.desk, list_page(office.desk, DossierQuery(text="Baudry")).rows[0].id).values
    assert found["destination_country"] == "es"
    assert found["departure_on"] == date(2026, 12, 3)
    assert (found["language"], found["prior_stay"], found["hosted"]) == ("es", False, None)
    assert [note.reason for note in report.doubtful] == ["«\u00a0peut-être\u00a0» n’est pas une réponse connue"]


@pytest.mark.parametrize(("day", "kept"), [("03/12/26", date(2026, 12, 3)), ("03/12/2226", None), ("demain", None)])
def test_a_day_of_a_column_is_read_for_what_it_is(office: Office, file: Path, day: str, kept: date | None) -> None:
    file.write_bytes(csv_bytes([["Nom", "Prénom", "Départ prévu le"], ["Baudry", "Théo", day]]))
    report = run_import(office.desk, file).result
    found = situation(office.desk, list_page(office.desk, DossierQuery(text="Baudry")).rows[0].id).values
    assert found["departure_on"] == kept
    assert "«\u00a0Départ prévu le\u00a0»" in report.doubtful[0].reason


def test_what_a_table_may_fill_is_what_the_fields_say(office: Office) -> None:
    asked = [field for section in office.desk.programme.sections for field in section.fields]
    targets = [choice.code for choice in target_fields(office.desk)]
    assert targets == [field.code for field in asked if FIELDS[field.row][field.code].is_imported]
    assert {each.field for each in office.desk.programme.imports} <= set(targets)
    assert not {"project", "lodged_on", "arrangements", "referent_id", "file_number"} & set(targets)
