"""Any programme is lived to its end: the smallest, the one that is just begun, and one that shares nothing with the others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.programme.new_programme import FolderTaken, begin_programme
from chance_desktop.casework.session.programme.programme_folder import mistakes_in, read_programme
from chance_desktop.runtime.assets import forms_folder, resources_folder
from tests.journeys.living import live, two_desks

HERE = Path(__file__).parent
SECOND, THIRD = HERE / "petit-programme", HERE / "troisieme-programme"
SHIPPED = forms_folder() / "une-chance-pour-l-europe"


@pytest.mark.parametrize("folder", [SECOND, THIRD], ids=lambda folder: folder.name)
def test_another_programme_is_lived(folder: Path, tmp_path: Path) -> None:
    with two_desks(folder, tmp_path) as (office, head):
        dossier = live(office, head, tmp_path)
        assert len(open_dossier(office, dossier).letters) == len(office.programme.referees)


def test_a_programme_just_begun_is_sound_and_lived(tmp_path: Path) -> None:
    folder = tmp_path / "cabanes"
    made = begin_programme(folder, "Cabanes « de l’été »")
    assert {each.as_posix() for each in made} >= {"programme.toml", "reports.toml", "letters/request-soutien.toml"}
    assert mistakes_in(folder) == ()
    programme = read_programme(folder)
    assert (programme.code, programme.title) == ("cabanes-de-l-ete", "Cabanes « de l’été »")
    with pytest.raises(FolderTaken):
        begin_programme(folder)
    with two_desks(folder, tmp_path) as (office, head):
        live(office, head, tmp_path)


def _codes(content: Any, key: str = "code") -> set[str]:
    if isinstance(content, dict):
        own = {content[key]} if isinstance(content.get(key), str) else set()
        return own.union(*(_codes(each, key) for each in content.values()))
    return set().union(*(_codes(each, key) for each in content)) if isinstance(content, list) else set()


def _codes_of(folder: Path) -> set[str]:
    files = [each for each in folder.rglob("*.toml") if each.name not in ("situation.toml", "replay.toml")]
    contents = [tomllib.loads(each.read_text("utf-8")) for each in files]
    return set().union(*(_codes(each) for each in contents))


def test_the_third_programme_shares_nothing_with_the_others() -> None:
    others = [SHIPPED, SECOND, resources_folder() / "new-programme"]
    mine = _codes_of(THIRD)
    assert len(mine) > 40
    for other in others:
        assert mine & _codes_of(other) == set(), other.name
    assert set(read_programme(THIRD).choices) == {"country"}, "no scale"
