"""The case files through the commands: kept, or refused on one line that says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calling import call, call_json
from tests.documents.test_case_files import CASES, KEPT, REFUSED


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cases") / "home"
    call("office", "init", "--mission-locale", "86400S00", "--branch", "Civray", "--counsellor", "Claire Audebert", "--fictional",
         home=made)  # fmt: skip
    return made


@pytest.fixture(scope="module")
def number(home: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    new = tmp_path_factory.mktemp("new") / "new.json"
    new.write_text(json.dumps({"person": {"surname": "Garnaud", "first_name": "Éloïse"}}))
    return str(call_json("dossier", "new", "--from", new, home=home)["file_number"])


@pytest.mark.parametrize("name", list(REFUSED))
def test_a_piece_refuses_it_in_words(home: Path, number: str, name: str) -> None:
    told = call("piece", "set", number, "photo", "--file", CASES / name, home=home, code=1)
    assert REFUSED[name] in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("name", list(KEPT))
def test_a_piece_keeps_it(home: Path, number: str, name: str) -> None:
    call("piece", "set", number, "photo", "--file", CASES / name, home=home)
    assert "déjà dans cette pièce" in call("piece", "set", number, "photo", "--file", CASES / name, home=home, code=1)


def test_a_europass_file_of_before_is_read_and_its_version_told(home: Path) -> None:
    told = call("europass", "read", CASES / "40-europass-2.0.xml", home=home)
    assert "Garnaud" in told
    assert "en version 2.0" in told


def test_a_europass_file_clipped_to_a_page_is_found(home: Path) -> None:
    assert "Roussel" in call("europass", "read", CASES / "41-europass-attached-to-page.pdf", home=home)
