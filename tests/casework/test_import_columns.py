"""Columns recognised by the words of their titles and by what they hold; what is not recognised is asked once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.people_import import (
    Choices,
    Mapping,
    Reading,
    mapping_from_json,
    open_table,
    preview_import,
    run_import,
    save_mapping,
    suggest_mapping,
)
from chance_desktop.casework.people_import.running import NamesNotFound
from chance_desktop.casework.people_import.targets import known_titles
from chance_desktop.casework.session.office.counsellors import NewCounsellor, add_counsellor, list_counsellors
from chance_desktop.casework.situation.situation import situation
from tests.casework.making import xlsx
from tests.conftest import Office

TITLES = [
    ("NOM_JEUNE", "surname"), ("nomUsage", "surname"), ("Nom marital", "surname"), ("LastName", "surname"),
    ("PRENOM_1", "first_name"), ("Prénom(s)", "first_name"), ("prenon", "first_name"), ("First name", "first_name"),
    ("DT_NAISS", "birth_date"), ("Né(e) le", "birth_date"), ("Né·e le", "birth_date"), ("DateNaissance", "birth_date"),
    ("Date de nais. (JJ/MM/AAAA)", "birth_date"), ("Date of Birth", "birth_date"), ("DDN", "birth_date"),
    ("Adresse mail", "email"), ("MAIL_PERSO", "email"), ("E-mail", "email"), ("Courriel personnel", "email"),
    ("TEL_PORT", "phone"), ("Tél. fixe", "phone"), ("Tel 2", "phone"), ("N° de portable", "phone"),
    ("COD_POST", "postcode"), ("Zip code", "postcode"), ("LIB_COMMUNE", "town"), ("Ville de résidence", "town"),
    ("CONSEILLER_REF", "accompanying_id"), ("Conseiller(ère)", "accompanying_id"), ("Nom du conseiller", "accompanying_id"),
    ("Niveau", "level"), ("NIV_FORMATION", "level"), ("Niveau 2019", "level_2019"),
    ("Niveau (nomenclature de 2019)", "level_2019"), ("ANCIEN NIVEAU", "level_1969"), ("Sexe (H/F)", "sex"),
    ("CP - Ville", "postcode_and_town"), ("NOM Prénom", "full_name"), ("Inscrit PE", "job_seeker"),
    ("Téléphone du parent", "parent_phone"), ("lastname", "surname"), ("birthdate", "birth_date"),
    ("DATENAISS", "birth_date"), ("codepostal", "postcode"), ("mobilephone", "phone"), ("nomdusage", "surname"),
    ("Commune de naissance", None), ("Lieu de naissance", None), ("Mobilité", None), ("Nombre", None), ("N°", None),
    ("Date d’inscription", None), ("Code INSEE", None), ("Âge", None), ("Tél. urgence", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "field"), TITLES)
def test_a_title_is_known_by_its_words(office: Office, title: str, field: str | None) -> None:
    found = known_titles(office.desk.programme).find(title)
    assert (found.field if found is not None else None) == field


PEOPLE = [
    [
        "1234501",
        "GARNAUD",
        "Éloïse",
        "14/02/2004",
        "F",
        "3 rue du Four",
        "86400",
        "0639981201",
        "eloise@exemple.fr",
        "V",
    ],
    [
        "1234502",
        "BÉCOT",
        "Théo",
        "03/11/2003",
        "M",
        "8 place du Puits",
        "86250",
        "0639981202",
        "theo@exemple.fr",
        "Infra 3",
    ],
    [
        "1234503",
        "NOUHAUD",
        "Maëlys",
        "29/02/2004",
        "F",
        "12 rue des Lys",
        "86000",
        "0639981203",
        "m@exemple.fr",
        "V bis",
    ],
]
HELD = {
    "surname": "Garnaud", "first_name": "Éloïse", "birth_date": "2004-02-14", "sex": "F", "postcode": "86400",
    "phone": "06 39 98 12 01", "email": "eloise@exemple.fr", "level_1969": "V",
}  # fmt: skip


def written(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("\n".join(";".join(row) for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("titles", [[f"Champ {letter}" for letter in "ABCDEFGHIJ"], None], ids=["strange", "none"])
def test_a_column_is_known_by_what_it_holds(office: Office, tmp_path: Path, titles: list[str] | None) -> None:
    path = written(tmp_path / "a.csv", [titles, *PEOPLE] if titles else PEOPLE)
    report = preview_import(office.desk, path)
    assert (report.sound, report.unmapped) == (3, ())
    assert dict(report.rows[0].values) == HELD
    table = open_table(office.desk, path)
    mapping = suggest_mapping(office.desk, table)
    assert len(mapping.guessed) == len(HELD)
    save_mapping(office.desk, Mapping("", dict.fromkeys(table.columns, "")))
    kept = {} if titles else mapping.columns
    assert {column: code for column, code in suggest_mapping(office.desk, table).columns.items() if code} == {
        column: code for column, code in kept.items() if code
    }, "places say nothing of another table without titles"


def test_names_in_one_column_nobody_knows(office: Office, tmp_path: Path) -> None:
    rows = [
        ["Bénéficiaire", "Né(e) le"],
        ["GARNAUD Éloïse", "14/02/2004"],
        ["Mme LE GOFF Anne", "03/11/2003"],
        ["Théo Bécot", "04/11/2003"],
    ]
    report = preview_import(office.desk, written(tmp_path / "a.csv", rows))
    names = [(dict(row.values)["surname"], dict(row.values)["first_name"]) for row in report.rows]
    assert names == [("Garnaud", "Éloïse"), ("Le Goff", "Anne"), ("Bécot", "Théo")]
    assert [note.line for note in report.doubtful] == [4]


def test_days_of_another_thing_are_no_births(office: Office, tmp_path: Path) -> None:
    rows = [["Nom", "Prénom", "Date 1", "Date d’inscription"], ["Baudry", "Théo", "12/01/2025", "13/02/1999"],
            ["Roussel", "Manon", "14/03/2025", "15/02/1999"]]  # fmt: skip
    report = preview_import(office.desk, written(tmp_path / "a.csv", rows))
    assert report.unmapped == ("birth_date",)
    assert report.sound == 0, "without a birth date no line is sound"
    assert report.doubtful == (), "told once, not line by line"
    assert report.to_create == 2


def test_without_names_nothing_is_judged_and_nothing_is_made(office: Office, tmp_path: Path) -> None:
    rows = [["Usager A", "Usager B", "Rang"], *([f"Maxifleur{n}", f"Tugdual{n}", "x"] for n in range(25))]
    path = written(tmp_path / "a.csv", rows)
    report = preview_import(office.desk, path)
    assert report.unmapped == ("surname", "first_name", "birth_date")
    assert (report.sound, report.refused, report.doubtful, report.rows) == (0, (), (), ())
    with pytest.raises(NamesNotFound):
        run_import(office.desk, path)
    mapping = Mapping("", {"Usager A": "surname", "Usager B": "first_name", "Rang": ""})
    assert run_import(office.desk, path, mapping).result.created == 25


def test_a_line_whose_birth_date_is_empty_is_not_sound(office: Office, tmp_path: Path) -> None:
    rows = [["Nom", "Prénom", "Né le"], ["Baudry", "Théo", ""], ["Roussel", "Manon", "12/03/2005"]]
    report = preview_import(office.desk, written(tmp_path / "a.csv", rows))
    assert [(note.line, note.reason) for note in report.doubtful] == [(2, "la date de naissance manque")]
    assert report.sound == 1


def test_two_columns_of_one_title_are_two_columns(office: Office, tmp_path: Path) -> None:
    rows = [["Nom", "Prénom", "Tél.", "Tél."], ["Baudry", "Théo", "0639981201", "0639981202"],
            ["Roussel", "Manon", "", "0639981203"]]  # fmt: skip
    path = written(tmp_path / "a.csv", rows)
    table = open_table(office.desk, path)
    assert table.columns == ("Nom", "Prénom", "Tél.", "Tél. (colonne 4)")
    phones = [dict(row.values).get("phone") for row in preview_import(office.desk, path).rows]
    assert phones == ["06 39 98 12 01", "06 39 98 12 03"]
    chosen = mapping_from_json('{"Nom": "surname", "Prénom": "first_name", "Tél.": "", "Tél. (colonne 4)": "phone"}')
    phones = [dict(row.values).get("phone") for row in preview_import(office.desk, path, chosen).rows]
    assert phones == ["06 39 98 12 02", "06 39 98 12 03"]


def test_two_fields_in_one_column(office: Office, tmp_path: Path) -> None:
    rows = [["Nom et prénom", "Né(e) le", "CP - Ville"], ["Mme LE GOFF Anne-Lise", "12/03/2005", "86400 Civray"],
            ["Baudry, Théo", "12/03/2004", "Gençay (86160)"], ["Da Silva Enzo", "12/03/2003", "86000"]]  # fmt: skip
    report = preview_import(office.desk, written(tmp_path / "a.csv", rows))
    anne, theo, enzo = (dict(row.values) for row in report.rows)
    assert anne == {
        "surname": "Le Goff", "first_name": "Anne-Lise", "sex": "F", "birth_date": "2005-03-12", "postcode": "86400",
        "town": "Civray",
    }  # fmt: skip
    assert (theo["surname"], theo["first_name"], theo["town"]) == ("Baudry", "Théo", "Gençay")
    assert (enzo["surname"], enzo["first_name"], enzo["postcode"]) == ("Da Silva", "Enzo", "86000")
    assert [note.line for note in report.doubtful] == [4], "nothing tells the names of that line apart but their order"


LEVELS = [
    ("V", ("V", None)), ("Niveau V bis", ("V bis", None)), ("Infra V", ("VI", None)), ("Niveau 4 (BAC)", (None, "4")),
    ("Infra 3", (None, "0")), ("7", (None, "7")), ("2", ("II", None)), ("5 (CAP)", ("V", None)), ("3 (CAP, BEP)", (None, "3")),
    ("5 (BTS)", (None, "5")), ("IV - Bac général", ("IV", None)),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "kept"), LEVELS)
def test_a_level_says_its_scale(office: Office, tmp_path: Path, cell: str, kept: tuple[str | None, str | None]) -> None:
    path = written(tmp_path / "a.csv", [["Nom", "Prénom", "Né le", "Niveau"], ["Baudry", "Théo", "12/03/2005", cell]])
    report = preview_import(office.desk, path)
    values = dict(report.rows[0].values)
    assert (values.get("level_1969"), values.get("level_2019")) == kept
    assert (report.sound, report.columns_asked) == (1, ())


def test_a_figure_alone_is_asked(office: Office, tmp_path: Path) -> None:
    rows = [
        ["Nom", "Prénom", "Né le", "Niveau"],
        ["Baudry", "Théo", "12/03/2005", "5"],
        ["Roussel", "Manon", "12/03/2004", "Niveau 4"],
    ]
    path = written(tmp_path / "a.csv", rows)
    report = preview_import(office.desk, path)
    (question,) = report.columns_asked
    assert (question.code, question.lines, [code for code, _label in question.fields]) == (
        "level", 2, ["level_1969", "level_2019"],
    )  # fmt: skip
    assert all({"level_1969", "level_2019"}.isdisjoint(dict(row.values)) for row in report.rows)
    for scale, kept in (("level_1969", ["V", "IV"]), ("level_2019", ["5", "4"])):
        told = preview_import(office.desk, path, choices=Choices(scales={"level": scale}))
        assert [dict(row.values)[scale] for row in told.rows] == kept
        assert (told.sound, told.columns_asked) == (2, ())


def test_a_column_of_the_scale_of_2019_has_no_question(office: Office, tmp_path: Path) -> None:
    rows = [["Nom", "Prénom", "Né le", "Niveau 2019"], ["Baudry", "Théo", "12/03/2005", "5"]]
    report = preview_import(office.desk, written(tmp_path / "a.csv", rows))
    assert dict(report.rows[0].values)["level_2019"] == "5"
    assert report.sound == 1


def test_a_mapping_of_an_earlier_version_chose_no_scale(office: Office, tmp_path: Path) -> None:
    """It knew one field for a level, and none for a counsellor."""
    rows = [["Nom", "Prénom", "Niveau", "Conseiller"], ["Baudry", "Théo", "5", ""]]
    table = open_table(office.desk, written(tmp_path / "a.csv", rows))
    office.desk.put_setting(
        "import-mapping/", '{"Nom": "surname", "Prénom": "first_name", "Niveau": "level_1969", "Conseiller": ""}'
    )
    kept = suggest_mapping(office.desk, table).columns
    assert (kept["Niveau"], kept["Conseiller"]) == ("level", "accompanying_id")
    save_mapping(office.desk, Mapping("", {**kept, "Niveau": "level_1969", "Conseiller": ""}))
    chosen = suggest_mapping(office.desk, table).columns
    assert (chosen["Niveau"], chosen["Conseiller"]) == ("level_1969", "")


@pytest.mark.parametrize(
    "name", ["Paule Rivault", "RIVAULT Paule", "Rivault P.", "P. Rivault", "Mme Rivault", "rivault"]
)
def test_a_dossier_goes_to_the_counsellor_named(office: Office, tmp_path: Path, name: str) -> None:
    paule = add_counsellor(office.desk, NewCounsellor("Paule", "Rivault")).result
    rows = [["Nom", "Prénom", "Né le", "Conseiller"], ["Baudry", "Théo", "12/03/2005", name]]
    assert run_import(office.desk, written(tmp_path / "a.csv", rows)).result.counsellors == ()
    values = situation(office.desk, list_page(office.desk, DossierQuery()).rows[0].id).values
    assert values["accompanying_id"] == paule


def test_a_counsellor_nobody_knows_is_asked_once_and_nobody_takes_their_place(office: Office, tmp_path: Path) -> None:
    rows = [["Nom", "Prénom", "Né le", "Conseiller"], ["Baudry", "Théo", "12/03/2005", "Martin P."],
            ["Roussel", "Manon", "12/03/2004", "MARTIN P."], ["Ferrand", "Rémi", "12/03/2003", ""]]  # fmt: skip
    path = written(tmp_path / "a.csv", rows)
    report = preview_import(office.desk, path)
    assert sum(each.lines for each in report.counsellors) == 2
    assert report.sound == 3
    me = list_counsellors(office.desk)[0].id
    run_import(office.desk, path, choices=Choices(counsellors={"martin p": me}))
    again = tmp_path / "b.csv"
    written(again, [rows[0], ["Texier", "Manon", "12/03/2006", "Martin P."]])
    run_import(office.desk, again)
    kept = {
        row.surname: situation(office.desk, row.id).values["accompanying_id"]
        for row in list_page(office.desk, DossierQuery()).rows
    }
    assert (kept["Baudry"], kept["Texier"] or None) == (me, None)


def test_what_is_chosen_of_the_reading_is_obeyed(office: Office, tmp_path: Path) -> None:
    rows = [["Jeunes de l’antenne", "", ""], ["Nom", "Prénom", "Né le"], ["Baudry", "Théo", "03/04/2005"]]
    path = written(tmp_path / "a.csv", rows)
    table = open_table(office.desk, path)
    assert (table.heading, [line.number for line in table.top]) == (2, [1, 2, 3])
    assert open_table(office.desk, path, Reading(heading=1)).columns[0] == "Jeunes de l’antenne"
    month = preview_import(office.desk, path, choices=Choices(month_first=True))
    assert dict(month.rows[0].values)["birth_date"] == date(2005, 3, 4).isoformat()
    other = tmp_path / "b.csv"
    other.write_bytes("Nom;Prénom;Né le\nBécot;Théo;03/04/2005".encode("mac-roman"))
    assert open_table(office.desk, other, Reading(encoding="windows-1252")).lines[0].cells[0] != "Bécot"
    book = tmp_path / "c.xlsx"
    book.write_bytes(xlsx([["Nom", "Prénom"], ["Baudry", "Théo"]]))
    named = open_table(office.desk, book).sheets
    assert open_table(office.desk, book, Reading(sheet=named[-1])).sheet == named[-1]
