"""Every line a use case writes in a journal is a declared event, with what its event declares; and every event is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from chance_desktop.domain.journal.events import EVENTS, Event
from tests.architecture.structure import PACKAGE

_WRITER = PACKAGE / "casework" / "session" / "desk.py"


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted((PACKAGE / "casework").rglob("*.py")):
        yield file, ast.parse(file.read_text("utf-8"))


def _is_event(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Event"


def test_every_event_is_written_somewhere_and_every_one_written_is_declared() -> None:
    written = {
        node.attr
        for _file, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _is_event(node)
    }
    assert written == {each.name for each in Event}


def test_what_is_kept_of_an_event_is_what_it_declares() -> None:
    found = 0
    for file, tree in _trees():
        for node in ast.walk(tree):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "entry"
            if not named or not isinstance(node, ast.Call) or not isinstance(node.args[0], ast.Attribute):
                continue
            found += 1
            declared = EVENTS[Event[node.args[0].attr]].parameters
            given = {str(each.arg) for each in node.keywords}
            assert given <= declared.keys(), (file.name, node.lineno)
            assert {name for name, each in declared.items() if not each.tail} <= given, (file.name, node.lineno)
    assert found > 40, "most events are named where they are written"


def test_the_journal_has_one_writer() -> None:
    for file, tree in _trees():
        for node in ast.walk(tree):
            creates = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "create"
            if creates and isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                assert file == _WRITER or node.args[0].value not in ("journal", "journal_detail"), (
                    file.name,
                    node.lineno,
                )
