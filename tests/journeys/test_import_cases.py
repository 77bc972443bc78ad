"""The small files of tables that real tools make: each gives its right value through `chance people import --dry-run --json`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import call, call_json

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "cases"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the reference folder ../shared/data/cases is not beside the project"
)

ELOISE = {
    "ml_number": "1234501", "surname": "Garnaud", "first_name": "Éloïse", "birth_date": "2004-02-14", "sex": "F",
    "address": "3 rue du Four", "postcode": "86400", "town": "Civray", "phone": "06 39 98 12 01",
    "email": "eloise.garnaud@exemple.fr", "level_1969": "V",
}  # fmt: skip
THEO = {
    "ml_number": "1234502", "surname": "Bécot", "first_name": "Théo", "birth_date": "2003-11-03", "sex": "M",
    "address": "8 place du Marché", "postcode": "86250", "town": "Charroux", "phone": "06 39 98 12 02",
    "email": "theo.becot@exemple.fr", "level_1969": "V bis",
}  # fmt: skip
MAELYS = {
    "ml_number": "1234503", "surname": "Nouhaud", "first_name": "Maëlys", "birth_date": "2004-02-29", "sex": "F",
    "address": "12 impasse des Lys", "postcode": "01000", "town": "Bourg-en-Bresse", "phone": "06 39 98 12 03",
    "email": "maelys.nouhaud@exemple.fr", "level_1969": "V",
}  # fmt: skip
THREE = [ELOISE, THEO, MAELYS]
WHOLE = [
    "05-title-twice.csv", "06-sep-line.csv", "07-title-above-heading.csv", "08-first-sheet-hidden.xlsx",
    "09-declared-size-A1.xlsx", "11a-mac-roman.csv", "12-date-with-hour.csv", "13-phones.csv", "14-equals-quoted.csv",
    "19-strict.xlsx",
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cases") / "home"
    call("demo", "--dossiers", "2", "--seed", "3", home=made)
    return made


def read(home: Path, name: str) -> dict[str, Any]:
    read: dict[str, Any] = call_json("people", "import", CASES / name, "--dry-run", home=home)
    return read


def values(read: dict[str, Any]) -> list[dict[str, str]]:
    """The people of the lines that make dossiers."""
    return [line["values"] for line in read["lines"] if line["verdict"] in ("sound", "doubtful")]


@pytest.mark.parametrize("name", WHOLE)
def test_the_three_people_are_read_whole(home: Path, name: str) -> None:
    told = read(home, name)
    assert values(told) == THREE
    assert (told["sound"], told["unmapped"], told["refused"], told["duplicates"]) == (3, [], [], [])


def test_twins_are_two_people(home: Path) -> None:
    told = read(home, "01-twins.csv")
    assert (told["sound"], told["to_create"], told["duplicates"]) == (2, 2, [])
    assert [each["email"] for each in values(told)] == ["louis@exemple.fr", "louise@exemple.fr"]


def test_a_number_that_is_none_identifies_nobody(home: Path) -> None:
    told = read(home, "02-number-placeholder.csv")
    assert (told["to_create"], told["duplicates"]) == (3, [])
    assert values(told) == [{code: each[code] for code in each if code != "ml_number"} for each in THREE]


def test_a_number_given_to_two_people_is_neither_s(home: Path) -> None:
    told = read(home, "03-number-twice-other-person.csv")
    lola, noe = values(told)
    assert "phone" not in lola
    assert (noe["surname"], noe["phone"]) == ("Brunet", "06 39 98 12 99")
    assert not {"ml_number"} & {*lola, *noe}
    assert all("1234599" in note["reason"] for note in told["doubtful"])


def test_a_quote_never_closed_swallows_nobody(home: Path) -> None:
    told = read(home, "04-quote-not-closed.csv")
    assert [each["surname"] for each in values(told)] == ["Garnaud", "Bécot", "Nouhaud", "Rateau"]
    assert [(note["line"], note["reason"]) for note in told["doubtful"]] == [(3, "guillemet ouvert et jamais fermé")]


def test_a_link_is_read_as_it_is_shown(home: Path) -> None:
    assert values(read(home, "10-mail-link.ods")) == [ELOISE, THEO]


def test_one_wrong_byte_is_that_line_s(home: Path) -> None:
    told = read(home, "11b-utf8-one-byte-wrong.csv")
    assert values(told) == THREE
    assert [note["line"] for note in told["doubtful"]] == [3]
    assert "accents abîmés" in told["doubtful"][0]["reason"]


def test_the_ligature_of_latin_9(home: Path) -> None:
    (person,) = values(read(home, "11c-oe-latin9.csv"))
    assert (person["surname"], person["first_name"]) == ("Lebœuf", "Éloïse")


def test_months_first_are_read_when_the_column_proves_it(home: Path) -> None:
    told = read(home, "12b-month-first.csv")
    assert [each["birth_date"] for each in values(told)] == ["2004-02-14", "2003-11-03", "2004-02-29"]
    assert told["month_first"]
    assert [note["line"] for note in told["doubtful"]] == [3], "the day that could be another is told"


def test_an_error_of_a_spreadsheet_is_nobody_s_name(home: Path) -> None:
    told = read(home, "15-error-cells.xlsx")
    assert [note["line"] for note in told["refused"]] == [2, 3]
    assert "#REF!" in told["refused"][0]["reason"]
    assert values(told) == [MAELYS]


def test_titles_met_again_are_nobody(home: Path) -> None:
    assert values(read(home, "16-heading-repeated.csv")) == [ELOISE, THEO]


def test_the_column_that_says_something_fills(home: Path) -> None:
    (person,) = values(read(home, "17-second-column-fills.csv"))
    assert person["phone"] == "06 39 98 12 01"


def test_signs_nobody_sees_change_nobody(home: Path, tmp_path: Path) -> None:
    assert values(read(home, "18-invisible-signs.csv")) == [ELOISE]
    both = tmp_path / "both.csv"
    lines = (CASES / "18-invisible-signs.csv").read_text("utf-8").splitlines()
    seen = lines[1].replace("\u00ad", "").replace("\u200b", "").replace("1234501", "")
    both.write_text("\n".join([*lines, seen]), "utf-8")
    told = call_json("people", "import", both, "--dry-run", home=home)
    assert [(each["line"], each["same_as_line"], each["asked"]) for each in told["duplicates"]] == [(3, 2, False)]


def test_imported_twice_nothing_is_made_and_nobody_gets_another_s(tmp_path: Path) -> None:
    home = tmp_path / "home"
    call("demo", "--dossiers", "2", "--seed", "3", home=home)
    for name in ("01-twins.csv", "02-number-placeholder.csv", "03-number-twice-other-person.csv"):
        assert call_json("people", "import", CASES / name, home=home)["created"] > 1
        again = call_json("people", "import", CASES / name, home=home)
        assert (again["created"], again["left_out"]) == (0, [])
    shown = {
        row["first_name"]: call_json("dossier", "show", row["id"], home=home)["person"]
        for row in call_json("dossier", "list", home=home)
    }
    assert (shown["Louis"]["phone"], shown["Louise"]["phone"]) == ("06 39 98 12 11", "06 39 98 12 12")
    assert not shown["Lola"].get("phone")
    assert not shown["Lola"].get("ml_number")
