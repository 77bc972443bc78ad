"""Constructors of more than six fields are called by name: nobody counts commas to know which value goes where."""

from __future__ import annotations

import ast

from tests.architecture.structure import PACKAGE

MOST_BY_PLACE = 6


def _records() -> set[str]:
    """The names of the dataclasses of the package."""
    return {
        node.name
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(each) for each in node.decorator_list)
    }


def test_records_of_many_fields_are_made_by_name() -> None:
    records = _records()
    assert len(records) > 200
    by_place = [
        f"{file.relative_to(PACKAGE)}:{call.lineno} {call.func.id}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for call in _calls_by_place(ast.parse(file.read_text("utf-8")))
        if isinstance(call.func, ast.Name) and call.func.id in records
    ]
    assert by_place == []


def _calls_by_place(tree: ast.Module) -> list[ast.Call]:
    """Calls with more values by place than anybody counts, but for those of other libraries that bear the same name."""
    elsewhere = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith(PACKAGE.name)
        for alias in node.names
    }
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and len(node.args) > MOST_BY_PLACE
        and not (isinstance(node.func, ast.Name) and node.func.id in elsewhere)
    ]
