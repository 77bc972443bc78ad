"""A question of the shipped programme may be left out: what speaks of it goes too, and a dossier is lived and printed without it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.people_import.targets import import_targets
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.programme.programme_folder import mistakes_in, read_programme
from chance_desktop.casework.situation.situation import freeze_verdict, situation
from chance_desktop.domain.programme.programme import Field
from chance_desktop.runtime.assets import forms_folder
from tests.conftest import Office
from tests.journeys.living import come_back, leave, meet, prepare, print_all

SHIPPED = forms_folder() / "une-chance-pour-l-europe"
NEEDED = {"surname", "first_name", "birth_date"}
ASKED = [field for section in read_programme(SHIPPED).sections for field in section.fields if field.code not in NEEDED]
_READ_ELSEWHERE = {"country", "language", "cefr"}
_FILES = ("situation.toml", "eligibility.toml", "pieces.toml", "import.toml", "reports.toml")


def _speaks_of(content: Any, codes: set[str]) -> bool:
    """Whether a condition, a column or a table names one of these questions."""
    if isinstance(content, dict):
        named = {content.get(key) for key in ("field",)} | set(
            content.get("fields", ()) if "question" in content else ()
        )
        return bool(named & codes) or any(_speaks_of(each, codes) for each in content.values())
    return isinstance(content, list) and any(_speaks_of(each, codes) for each in content)


def _without(content: Any, codes: set[str]) -> Any:
    """The same, without what speaks of these questions."""
    if isinstance(content, dict):
        return {key: _without(each, codes) for key, each in content.items()}
    if not isinstance(content, list):
        return content
    kept = [each for each in content if not (isinstance(each, dict) and each.get("code") in codes and "row" in each)]
    bare = [each for each in kept if not (isinstance(each, dict) and _names(each, codes))]
    return [_without(each, codes) for each in bare]


def _names(item: dict[str, Any], codes: set[str]) -> bool:
    own = {
        key: each
        for key, each in item.items()
        if key not in ("fields", "rows", "parts", "criteria") or "question" in item
    }
    return "row" not in item and _speaks_of(own, codes)


def _leave_out(below: Path, fields: list[Field]) -> Path:
    """The shipped programme without some questions; it stays sound."""
    folder = Path(shutil.copytree(SHIPPED, below / fields[0].code))
    codes = {field.code for field in fields}
    for file in _FILES:
        content = _without(tomlkit.parse((folder / file).read_text("utf-8")).unwrap(), codes)
        for name in {field.choices for field in fields if field.choices} - _READ_ELSEWHERE:
            content.get("choices", {}).pop(name, None)
        (folder / file).write_text(tomlkit.dumps(content), "utf-8")
    assert mistakes_in(folder) == ()
    return folder


def _follow(desk: Desk, folder: Path) -> None:
    desk.put_setting("programme_folder", str(folder))
    desk.forget_programme()


@pytest.fixture
def desk(opened: Callable[[str], Office]) -> Desk:
    return opened("civray").desk


def test_each_question_is_left_out_in_turn(desk: Desk, tmp_path: Path) -> None:
    dossier = meet(desk)
    for field in ASKED:
        _follow(desk, _leave_out(tmp_path, [field]))
        shown = situation(desk, dossier)
        assert field.code not in shown.values
        assert open_dossier(desk, dossier).action.title
        freeze_verdict(desk, dossier)
        assert field.code not in import_targets(desk.programme)


@pytest.mark.parametrize("half", [0, 1])
def test_every_document_is_printed_without_half_of_them(desk: Desk, tmp_path: Path, half: int) -> None:
    _follow(desk, _leave_out(tmp_path, ASKED[half::2]))
    dossier = meet(desk)
    prepare(desk, dossier)
    leave(desk, dossier)
    come_back(desk, dossier)
    print_all(desk, dossier)
