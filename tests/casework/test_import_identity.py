"""Nobody is mixed with anybody: what is sure is done, what is likely is asked, a difference never merges by itself."""

from __future__ import annotations

import os
from datetime import date
from errno import ENOSPC
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import journal
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.people_import import (
    Answer,
    Choices,
    ImportReport,
    Mapping,
    preview_import,
    run_import,
    save_mapping,
    write_left_out,
)
from chance_desktop.casework.situation.situation import situation
from chance_desktop.domain.people.duplicates import Identity, Sameness, compare
from chance_desktop.runtime.files import StoreFull
from tests.conftest import Office

HEADING = ["N° dossier ML", "Nom", "Prénom", "Né le", "Sexe", "Tél.", "Adresse"]
MANON = ["410010", "Roussel", "Manon", "12/03/2005", "F", "", ""]
IDENTITY = Identity("Roussel", "Manon", date(2005, 3, 12), "410010", sex="F")


def told(surname: str = "Roussel", first_name: str = "Manon", born: str = "2005-03-12", number: str = "", sex: str = "F",
         phone: str = "") -> Identity:  # fmt: skip
    return Identity(surname, first_name, date.fromisoformat(born) if born else None, number, phone, sex=sex)


COMPARED = [
    (told(), Sameness.SURE), (told(number="410010"), Sameness.SURE), (told("Roussell", number="410010"), Sameness.SURE),
    (told(born="", number="410010"), Sameness.SURE), (told(sex=""), Sameness.SURE),
    (told(number="410011"), Sameness.LIKELY), (told(born="2006-03-12", number="410010"), Sameness.LIKELY),
    (told(sex="M"), Sameness.LIKELY), (told(sex="M", number="410010"), Sameness.LIKELY),
    (told("Durand", number="410010"), Sameness.LIKELY),
    (told("Roussell", born="", number="410010"), Sameness.LIKELY),
    (told("Durand", "Lou", born="", number="410010"), Sameness.LIKELY),
    (told(born=""), Sameness.LIKELY), (told("Roussell"), Sameness.LIKELY), (told("Manon", "Roussel"), Sameness.LIKELY),
    (told(born="2005-12-03"), Sameness.LIKELY),
    (told("Roussell", number="410011"), Sameness.NONE), (told(born="2004-08-01", number="410011"), Sameness.NONE),
    (told(first_name="Marion", sex="M"), Sameness.NONE), (told(born="1999-08-01"), Sameness.NONE),
    (told("Durand", "Lou", "1999-08-01", "410010"), Sameness.NONE), (told("Durand", "Lou"), Sameness.NONE),
    (told("", "", ""), Sameness.NONE),
]  # fmt: skip


@pytest.mark.parametrize(("other", "sameness"), COMPARED)
def test_two_identities_are_compared(other: Identity, sameness: Sameness) -> None:
    assert compare(IDENTITY, other).sameness is sameness
    assert compare(other, IDENTITY).sameness is sameness
    assert bool(compare(IDENTITY, other).why) == (sameness is not Sameness.NONE)


@pytest.mark.parametrize("number", ["0", "1", "000000", "999999", "12345", "410010A", "néant", "-", "8804842155"])
def test_a_doubtful_number_says_nothing(number: str) -> None:
    one = Identity("Roussel", "Manon", date(2005, 3, 12), number)
    assert compare(one, Identity("Baudry", "Théo", date(2003, 1, 1), number)).sameness is Sameness.NONE
    assert compare(one, Identity("Baudry", "Théo", None, number)).sameness is Sameness.NONE
    assert compare(one, Identity("Roussel", "Manon", date(2005, 3, 12), "410010")).sameness is Sameness.SURE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def run(office: Office, path: Path, *rows: list[str], choices: Choices | None = None) -> ImportReport:
    path.write_text("\n".join(";".join(row) for row in (HEADING, *rows)), "utf-8")
    return run_import(office.desk, path, choices=choices).result


def values(office: Office, name: str) -> dict[str, object]:
    (row,) = list_page(office.desk, DossierQuery(text=name)).rows
    return dict(situation(office.desk, row.id).values)


LIKELY = ["410010", "Roussel", "Manon", "13/03/2005", "F", "0639981299", "3 rue du Four"]


def test_a_likely_match_is_asked_and_fills_nothing(office: Office, path: Path) -> None:
    run(office, path, MANON)
    report = run(office, path, LIKELY)
    assert (report.created, [note.line for note in report.left_out]) == (0, [2])
    (asked,) = report.duplicates
    assert asked.asked
    assert "mais pas la même date de naissance" in asked.reason
    sides = {side.code: (side.line, side.known) for side in asked.sides}
    assert sides["birth_date"] == ("2005-03-13", "2005-03-12")
    assert sides["phone"] == ("06 39 98 12 99", "")
    assert (values(office, "Roussel")["phone"] or "") == ""
    assert list_page(office.desk, DossierQuery()).total == 1


def test_the_same_person_is_completed_once_somebody_says_so(office: Office, path: Path) -> None:
    run(office, path, MANON)
    who = run(office, path, LIKELY).duplicates[0].who
    report = run(office, path, LIKELY, choices=Choices(answers=(Answer(2, same=True, who=who),)))
    assert (report.created, report.left_out) == (0, ())
    kept = values(office, "Roussel")
    assert (kept["phone"], kept["birth_date"]) == ("06 39 98 12 99", date(2005, 3, 12))


def test_somebody_else_makes_a_dossier_and_leaves_the_number(office: Office, path: Path) -> None:
    run(office, path, MANON)
    report = run(office, path, LIKELY, choices=Choices(answers=(Answer(2, same=False),)))
    assert (report.created, report.left_out) == (1, ())
    assert "déjà donné à quelqu’un d’autre" in report.doubtful[0].reason
    rows = list_page(office.desk, DossierQuery(text="Roussel")).rows
    numbers = sorted(str(situation(office.desk, row.id).values["ml_number"] or "") for row in rows)
    assert numbers == ["", "410010"]


def test_a_likely_match_within_the_file_is_asked_too(office: Office, path: Path) -> None:
    close = ["", "Roussell", "Manon", "12/03/2005", "F", "0639981299", ""]
    report = run(office, path, MANON, close)
    (asked,) = report.duplicates
    assert (asked.line, asked.same_as_line, asked.asked) == (3, 2, True)
    assert (report.created, [note.line for note in report.left_out]) == (1, [3])
    assert {side.code for side in asked.sides} >= {"surname", "first_name", "birth_date", "phone"}


def test_a_line_that_repeats_one_left_aside_is_left_aside(office: Office, path: Path) -> None:
    run(office, path, MANON)
    report = run(office, path, LIKELY, [*LIKELY[:5], "0639981200", ""])
    assert [note.line for note in report.left_out] == [2, 3]
    assert report.created == 0


def test_the_number_of_one_is_never_filled_into_another(office: Office, path: Path) -> None:
    two = (
        ["410010", "Aubin", "Lola", "01/01/2004", "F", "", ""],
        ["410010", "Brunet", "Noé", "17/09/2002", "M", "0639981299", ""],
    )
    for created in (2, 0):
        report = run(office, path, *two)
        assert (report.created, report.left_out) == (created, ())
    assert (values(office, "Aubin")["ml_number"] or "", values(office, "Brunet")["ml_number"] or "") == ("", "")
    (lola,) = list_page(office.desk, DossierQuery(text="Aubin")).rows
    assert not any("06 39 98 12 99" in line.text for line in journal(office.desk, lola.id))


def test_ages_outside_the_programme_are_told_before(office: Office, path: Path) -> None:
    old = ["410011", "Ferrand", "Rémi", "18/06/1985", "M", "", ""]
    path.write_text("\n".join(";".join(row) for row in (HEADING, MANON, old)), "utf-8")
    report = preview_import(office.desk, path)
    assert [(note.line, note.reason[:6]) for note in report.outside] == [(3, "40 ans")]
    assert (report.sound, report.to_create) == (2, 2)
    aside = preview_import(office.desk, path, choices=Choices(outside_aside=True))
    assert (aside.sound, aside.to_create, [note.line for note in aside.left_out]) == (1, 1, [3])
    assert run_import(office.desk, path, choices=Choices(outside_aside=True)).result.created == 1


def test_what_is_left_out_is_written_corrected_and_imported(office: Office, path: Path, tmp_path: Path) -> None:
    run(office, path, MANON)
    nameless = ["410012", "", "Antoine", "01/02/2004", "M", "0639981233", '"3 ; place\ndes Tilleuls"']
    formula = ["", "", "Lou", "01/02/2004", "F", "", "=1+1"]
    report = run(office, path, LIKELY, nameless, formula, ["Total", "3", "", "", "", "", ""])
    aside = tmp_path / "aside.csv"
    write_left_out(office.desk, path, aside, report.left_out, Choices())
    text = aside.read_text("utf-8-sig")
    assert text.splitlines()[0].startswith("N° dossier ML;Nom;Prénom;Né le;Sexe;Tél.;Adresse;Ligne du fichier")
    assert "le nom est vide" in text
    assert ";=1+1" not in text, "no spreadsheet takes it for a formula"
    again = preview_import(office.desk, aside)
    assert (again.unmapped, len(again.left_out), again.to_create) == ((), 4, 0)
    aside.write_text(text.replace("410012;;Antoine", "410012;Texier;Antoine"), "utf-8-sig")
    assert run_import(office.desk, aside).result.created == 1
    assert values(office, "Texier")["address"] == "3 ; place\ndes Tilleuls"


def test_what_cannot_be_written_is_told_and_what_stood_there_stays(
    office: Office, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, aside = run(office, path, ["410012", "", "Antoine", "01/02/2004", "M", "", ""]), tmp_path / "aside.csv"
    aside.write_text("former", "utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFull):
        write_left_out(office.desk, path, aside, report.left_out, Choices())
    assert aside.read_text("utf-8") == "former"


def test_the_columns_chosen_serve_the_lines_left_out_too(office: Office, path: Path, tmp_path: Path) -> None:
    chosen = Mapping("", {"Usager A": "surname", "Usager B": "first_name", "Jour": "birth_date"})
    path.write_text("Usager A;Usager B;Jour\nZwingel;Tugdual;03/04/2005\n;Maxifleur;03/04/2004", "utf-8")
    save_mapping(office.desk, chosen)
    report = run_import(office.desk, path).result
    aside = tmp_path / "aside.csv"
    write_left_out(office.desk, path, aside, report.left_out, Choices())
    again = preview_import(office.desk, aside)
    assert (again.unmapped, [note.reason for note in again.refused]) == ((), ["le nom est vide"])


def test_a_social_security_number_is_never_kept(office: Office, path: Path) -> None:
    head, secret = "Nom;Prénom;Né le;N° Sécu;N° dossier ML;Divers", "105028619400172"
    path.write_text(f"{head}\nBaudry;Théo;14/02/2005;1 05 02 86 194 001 72;{secret};à rappeler", "utf-8")
    report = run_import(office.desk, path).result
    assert "sécurité sociale" in report.doubtful[0].reason
    (row,) = list_page(office.desk, DossierQuery()).rows
    told = " ".join(line.text for line in journal(office.desk, row.id))
    assert "à rappeler" in told
    assert "86 194" not in told
    assert secret not in told
    assert not situation(office.desk, row.id).values["ml_number"]
