"""What scripts get wrong: one French line and the code 1, or the usage and the code 2; never a trace of Python."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calling import call, call_json


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("refusals") / "home"
    call("office", "init", "--mission-locale", "86400S00", "--branch", "Civray", "--counsellor", "Claire Audebert", "--fictional",
         home=made)  # fmt: skip
    return made


@pytest.fixture(scope="module")
def number(home: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    new = tmp_path_factory.mktemp("new") / "new.json"
    new.write_text(json.dumps({"person": {"surname": "Vasseur", "first_name": "Lila"}}))
    return str(call_json("dossier", "new", "--from", new, home=home)["file_number"])


def one_line(told: str) -> None:
    assert told.count("\n") == 1
    assert "Traceback" not in told
    assert "erreur qui vient d’elle" not in told


CONTENTS = [
    "[]", "3", '{"person": 3}', '{"person": {"surname": "A", "first_name": "B", "birth_date": "31/02/2004"}}',
    '{"person": {"surname": "", "first_name": "B"}}', '{"person": {"surname": "A", "first_name": "B", "shoe_size": "42"}}',
    '{"person": {"surname": "A", "first_name": "C", "sex": "Q"}}',
    '{"person": {"surname": "A", "first_name": "D"}, "situation": {"arrangements": [3]}}',
    '{"person": {"surname": "A", "first_name": "E"}, "situation": {"departure_on": ["x"]}}',
    '{"person": {"surname": "A", "first_name": "F"}, "situation": {"arrangements": "time"}}',
    '{"person": {"surname": "A", "first_name": "H"}, "situation": {"hosted": "oui"}}',
    '{"person": {"surname": "A", "first_name": "I"}, "situation": {"project": ["x"]}}',
    '{"person": {"surname": "A", "first_name": "G"}, "despite": 3}', "[" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("content", CONTENTS)
def test_a_new_dossier_from_a_wrong_file(home: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "new.json"
    path.write_text(content)
    one_line(call("dossier", "new", "--from", path, home=home, code=1))


def test_a_refused_new_dossier_leaves_nothing(home: Path, number: str) -> None:
    assert [row["surname"] for row in call_json("dossier", "list", home=home)] == ["Vasseur"]


def test_pieces_and_letters_that_are_refused(home: Path, number: str, tmp_path: Path) -> None:
    one_line(call("piece", "set", number, "nothing", "--file", tmp_path, home=home, code=1))
    one_line(call("piece", "set", number, "cv", "--status", "waived", home=home, code=1))
    one_line(call("piece", "set", number, "cv", "--status", "waiver-requested", "--reason", "x", home=home, code=1))
    one_line(call("letter", "mark", number, "--referee", "employer", "--status", "received", home=home, code=1))
    one_line(call("letter", "mark", number, "--referee", "doctor", "--status", "received", home=home, code=1))
    one_line(call("letter", "request", number, "--referee", "doctor", "-o", tmp_path / "x.pdf", home=home, code=1))
    one_line(call("print", number, "--document", "novel", "-o", tmp_path / "x.pdf", home=home, code=1))
    (tmp_path / "file").write_text("")
    one_line(call("print", number, "--document", "checklist", "-o", tmp_path / "file" / "x.pdf", home=home, code=1))
    call("piece", "set", number, "cv", "--status", "levitating", home=home, code=2)


def test_a_referee_is_named_marked_and_changed(home: Path, number: str, tmp_path: Path) -> None:
    card = tmp_path / "card.json"
    card.write_text(json.dumps({"title": "M.", "surname": "Garnier", "organisation": "Lycée"}))
    assert (
        call_json("letter", "referee", number, "--referee", "teacher", "--from", card, home=home)[0]["name"]
        == "M. Garnier"
    )
    marked = call_json("letter", "mark", number, "--referee", "teacher", "--status", "requested", home=home)
    assert marked[0]["status"] == "requested"
    one_line(
        call("letter", "mark", number, "--referee", "teacher", "--status", "waived", "--reason", "x", home=home, code=1)
    )
    card.write_text(json.dumps({"surname": "Perrot"}))
    changed = call_json(
        "letter", "referee", number, "--referee", "teacher", "--from", card, "--reason", "retraite", home=home
    )
    assert changed[0]["former"] == ["M.\u00a0Garnier"]
    card.write_text(json.dumps({"surname": 3, "colour": "x"}))
    one_line(call("letter", "referee", number, "--referee", "teacher", "--from", card, home=home, code=1))
    one_line(call("letter", "referee", number, "--referee", "doctor", "--from", tmp_path / "none", home=home, code=1))


def test_postes_and_counsellors(home: Path, tmp_path: Path) -> None:
    assert len(call_json("office", "list", home=home)) == 15
    one_line(call("--counsellor", "Personne Inconnue", "dossier", "list", home=home, code=1))
    one_line(call("office", "accept", tmp_path / "none", home=home, code=1))
    call("office", "init", "--role", "chief", home=tmp_path / "x", code=2)
    one_line(call("people", "import", tmp_path / "none.csv", home=home, code=1))
    one_line(call("bundle", "inspect", tmp_path / "none", home=home, code=1))
    one_line(call("demo", home=home, code=1))


def test_no_command_shows_the_help() -> None:
    assert "dossier" in call("--help")
    assert "waiting_days" in call("--help")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("dossier", "shw"), "Il faut ici l’une de ces commandes\u00a0: list, move, new, set, show."),
        ((), "Il faut ici l’une de ces commandes\u00a0: backup,"),
        (("dossier", "show"), "Il manque «\u00a0reference\u00a0»."),
        (("dossier", "show", "a", "b"), "Il y a un mot de trop"),
        (("dossier", "list", "--limt", "3"), "L’option --limt n’existe pas. Vouliez-vous dire --limit\u00a0?"),
        (("dossier", "list", "--limit", "trois"), "La valeur donnée pour --limit ne convient pas."),
        (("print", "a"), "Il manque --document."),
        (("print", "a", "--document", "checklist"), "Il manque -o / --output."),
        (("print", "a", "-o"), "L’option -o attend une valeur."),
        (
            ("piece", "set", "a", "cv", "--status", "nothing"),
            "ne convient pas. Choisissez parmi\u00a0: to-request, prepared,",
        ),
    ],
)
def test_a_mistyped_command_is_told_in_french(home: Path, words: tuple[str, ...], told: str) -> None:
    said = call(*words, home=home, code=2)
    assert told.replace("\u00a0", " ") in said.replace("\u00a0", " ")
    assert "--help" in said.splitlines()[1]
    assert said.count("\n") == 2
