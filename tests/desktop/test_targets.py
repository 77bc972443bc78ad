"""Where actions lead: every target the application writes is of a declared kind, and every kind leads somewhere that exists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import chance_desktop
from chance_desktop.desktop.dossier.page.view import TABS
from chance_desktop.desktop.navigation.targets import PLACES, place_of
from chance_desktop.domain.actions.action import TargetKind
from chance_desktop.runtime.assets import icon_path

PACKAGE = Path(chance_desktop.__file__).parent
_ASKED = frozenset({"action_asked", "elsewhere", "asked"})


def _begins(node: ast.expr) -> str | None:
    """How a target written there begins, up to what it is about; nothing for one that is computed."""
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0] if isinstance(node.values[0], ast.expr) else node
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.partition(":")[0]
    return None


def _targets(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Name(id="NextAction"), args=args, keywords=keywords):
            yield from args[4:5]
            yield from (each.value for each in keywords if each.arg == "target")
        case ast.Call(func=ast.Attribute(attr="open_dossier"), args=[_dossier, _tab, target, *_]):
            yield target
        case ast.Call(func=ast.Attribute(attr="do_action" | "perform") | ast.Name(id="do_action"), args=[target]):
            yield target
        case ast.Call(func=ast.Attribute(attr="emit", value=ast.Attribute(attr=signal)), args=[target]) if (
            signal in _ASKED
        ):
            yield target
        case ast.FunctionDef(name="_place"):
            yield from (
                each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value is not None
            )


def written() -> dict[str, set[str]]:
    """The kinds of target each module writes, by its name."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            kinds = {kind for target in _targets(node) if (kind := _begins(target))}
            if kinds:
                found.setdefault(path.relative_to(PACKAGE).as_posix(), set()).update(kinds)
    return found


def test_every_target_is_of_a_declared_kind() -> None:
    found = written()
    assert found["domain/actions/next_action.py"] >= {"letter", "piece", "situation"}
    assert found["domain/actions/stay_action.py"] == {"stay"}
    wrong = {name: kinds - set(TargetKind) for name, kinds in found.items() if kinds - set(TargetKind)}
    assert wrong == {}


def test_every_kind_leads_to_a_tab_and_has_its_icon() -> None:
    assert set(PLACES) == set(TargetKind)
    assert {place.tab for place in PLACES.values()} - {""} <= {code for code, _label in TABS}
    for place in PLACES.values():
        assert icon_path(place.icon).is_file()


def test_a_target_says_where_it_is() -> None:
    assert place_of("letter:teacher").tab == "letters"
    assert place_of("").tab == ""
    with pytest.raises(ValueError, match="leter"):
        place_of("leter:teacher")
