"""`chance people import` as told: sheet, heading, encoding, order of days, scale of levels, ages, who is who, what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.casework.making import xlsx
from tests.cli.calling import call, call_json


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("options") / "home"
    call("demo", "--dossiers", "2", "--seed", "3", home=made)
    return made


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows), "utf-8")
    return path


def dry(home: Path, *arguments: str | Path) -> dict[str, Any]:
    read: dict[str, Any] = call_json("people", "import", *arguments, "--dry-run", home=home)
    return read


def test_the_reading_is_told(home: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "Liste;de;tous", "Nom;Prenom;DDN", "Bécot;Théo;03/04/2005")
    assert dry(home, path)["to_create"] == 1
    assert dry(home, path, "--heading", "1")["unmapped"] == ["surname", "first_name", "birth_date"]
    told = dry(home, path, "--days", "month-first", "--encoding", "mac-roman")
    assert told["lines"][0]["values"]["birth_date"] == "2005-03-04"
    assert told["lines"][0]["values"]["surname"] != "Bécot"
    book = tmp_path / "a.xlsx"
    book.write_bytes(xlsx([["Nom", "Prénom"], ["Bécot", "Théo"]]))
    assert dry(home, book, "--sheet", "nowhere")["to_create"] == 1
    assert "codage" in call("people", "import", path, "--encoding", "klingon", home=home, code=1)


def test_levels_and_ages_are_decided(home: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "Nom;Prénom;Né le;Niveau", "Bécot;Théo;03/04/1975;5", "Roy;Lou;03/04/2007;V")
    told = dry(home, path)
    assert [(each["column"], each["lines"]) for each in told["questions"]] == [("level", 1)]
    assert [note["line"] for note in told["outside_ages"]] == [2]
    told = dry(home, path, "--level-scale", "2019", "--outside-ages", "aside")
    assert told["questions"] == []
    assert (told["to_create"], [note["line"] for note in told["left_out"]]) == (1, [2])
    assert "1969 ou 2019" in call("people", "import", path, "--level-scale", "1850", home=home, code=1)


def test_who_is_who_is_said_and_the_rest_is_written(home: Path, tmp_path: Path) -> None:
    first = table(tmp_path / "a.csv", "Nom;Prénom;Né le;Tél.", "Zwingel;Tugdual;03/04/2005;")
    assert call_json("people", "import", first, home=home)["created"] == 1
    path = table(
        tmp_path / "b.csv",
        "Nom;Prénom;Né le;Tél.",
        "Zwingel;Tugdual;03/05/2005;0639981201",
        "Zwingel;Tugdual;03/04/2006;0639981202",
    )
    told = dry(home, path)
    assert [(each["line"], each["asked"]) for each in told["duplicates"]] == [(2, True), (3, True)]
    assert {side["field"] for side in told["duplicates"][0]["sides"]} >= {"surname", "birth_date", "phone"}
    aside = tmp_path / "aside.csv"
    done = call_json("people", "import", path, "--other", "2", "--left-out", aside, home=home)
    assert (done["created"], [note["line"] for note in done["left_out"]]) == (1, [3])
    assert [line.split(";")[3] for line in aside.read_text("utf-8-sig").splitlines()] == ["Tél.", "0639981202"]
    done = call_json("people", "import", aside, "--same", "2", home=home)
    assert (done["created"], done["left_out"]) == (0, [])


def test_what_is_not_found_is_said_in_french(home: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "A;B", "Zwingel;Tugdual")
    assert "Colonnes à désigner\u00a0: Nom, Prénom, Date de naissance." in call(
        "people", "import", path, "--dry-run", home=home
    )
    assert "nom et du prénom" in call("people", "import", path, home=home, code=1)
