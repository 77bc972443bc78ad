"""A mistake in the declaration of a programme is answered with the file, the key and the reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.home_identity import home_exists
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.programme.programme_folder import (
    PARTS,
    ProgrammeMistake,
    check_programme,
    mistakes_in,
    read_letter,
    read_programme,
)
from chance_desktop.runtime.assets import forms_folder
from tests.cli.calling import call, call_json

REAL = forms_folder() / "une-chance-pour-l-europe"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REAL, tmp_path / "programme"))


def _change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def test_the_real_one_is_sound() -> None:
    programme = read_programme(REAL)
    assert (len(programme.offices), len(programme.steps), programme.durations.placement_weeks) == (15, 9, 24)
    for file in sorted((REAL / "letters").glob("*.toml")):
        if not file.stem.startswith("form-"):
            assert read_letter(REAL, file.stem).paragraphs
    check_programme(REAL)


MISTAKES = [
    tuple(cell.replace("\\n", "\n") for cell in line.split("\t"))
    for line in (Path(__file__).parent / "programme_mistakes.tsv").read_text("utf-8").splitlines()
]
"""A file, what it says, what it is made to say; the key, the words of the reason and the nearest known word that are expected."""


def test_every_mistake_is_named_at_once(folder: Path) -> None:
    for file, old, new, *_expected in MISTAKES:
        _change(folder, file, old, new)
    (folder / "letters/decision-waiting.toml").unlink()
    (folder / "papers/menu.toml").write_text('title = "Menu"', "utf-8")
    (folder / "piece.toml").write_text("", "utf-8")
    found = mistakes_in(folder)
    unnamed = []
    for file, _old, _new, key, reason, near in MISTAKES:
        same = [each for each in found if (each.file, each.key) == (file, key)]
        if not any(reason in each.words.replace("\u00a0", " ") and (not near or each.near == near) for each in same):
            unnamed.append((file, key, [(each.reason, each.near) for each in same]))
    assert unnamed == []
    expected = {(file, key) for file, _old, _new, key, *_words in MISTAKES} | {
        ("letters/decision-waiting.toml", ""), ("papers/menu.toml", ""), ("piece.toml", ""),
    }  # fmt: skip
    assert {(each.file, each.key) for each in found} == expected, "nothing else is reproached"
    assert len(expected) > 75
    with pytest.raises(ProgrammeMistake, match=r"84 erreurs\s:\n– programme\.toml") as told:
        read_programme(folder)
    assert told.value.mistakes == found
    home = folder.parent / "home"
    with pytest.raises(ProgrammeMistake):
        set_up_office(
            home, OfficeSetup("16100S00", BranchContact("Angoulême"), fictional=True, programme_folder=folder)
        )
    assert not home_exists(home), "no home is made on a broken folder"


def test_the_command_names_every_mistake(folder: Path, tmp_path: Path) -> None:
    assert call("programme", "check", folder) == "Aucune erreur\u00a0: ce programme peut servir.\n"
    assert call_json("programme", "check", folder, home=tmp_path) == []
    _change(folder, "stay.toml", "every_weeks = 4", "every_weks = 4")
    _change(folder, "journey.toml", 'code = "prepare"', 'code = prepare"')
    told = call("programme", "check", folder, code=1)
    assert told == "2 erreurs à corriger.\n"
    assert "n’est pas le dossier d’un programme" in call("programme", "check", tmp_path / "nowhere", code=1)
    found = {each.file: each for each in mistakes_in(folder)}
    assert (found["journey.toml"].line, found["journey.toml"].key) == (4, "")
    assert "un texte s’écrit entre guillemets" in found["journey.toml"].reason
    assert (found["stay.toml"].key, found["stay.toml"].near) == ("follow_up.every_weks", "every_weeks")
    assert len(found) == 2, "what a lost file held is not reproached to the others"


@pytest.mark.parametrize("file", PARTS)
def test_a_file_that_is_missing_or_not_toml(folder: Path, file: str) -> None:
    (folder / file).write_text("[[", "utf-8")
    with pytest.raises(ProgrammeMistake, match="TOML lisible") as told:
        read_programme(folder)
    assert told.value.file == file
    (folder / file).unlink()
    with pytest.raises(ProgrammeMistake, match="le fichier manque"):
        read_programme(folder)


def test_a_letter_with_a_mistake(folder: Path) -> None:
    _change(folder, "letters/call.toml", "paragraphs = [", "paragraf = [")
    with pytest.raises(ProgrammeMistake, match="paragraf") as told:
        read_letter(folder, "call")
    assert told.value.file == "letters/call.toml"
    assert [(each.reason, each.near) for each in told.value.mistakes] == [("clé inconnue", "paragraphs")]
    with pytest.raises(ProgrammeMistake, match="le fichier manque"):
        read_letter(folder, "nothing")


def test_a_key_declared_twice_in_two_files(folder: Path) -> None:
    with (folder / "pieces.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[region]\nname = "x"\n')
    with pytest.raises(ProgrammeMistake, match="déjà déclaré dans"):
        read_programme(folder)


def test_the_letters_a_programme_needs_are_there(folder: Path) -> None:
    for file in ("letters/request-teacher.toml", "letters/decision-waiting.toml", "letters/receipt.toml"):
        content = (folder / file).read_text("utf-8")
        (folder / file).unlink()
        with pytest.raises(ProgrammeMistake, match="le fichier manque") as told:
            check_programme(folder)
        assert told.value.file == file
        (folder / file).write_text(content, "utf-8")
    (folder / "papers" / "menu.toml").write_text('title = "Menu"', "utf-8")
    with pytest.raises(ProgrammeMistake, match="aucun papier ne porte ce nom"):
        check_programme(folder)
