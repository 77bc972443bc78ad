"""Constructors of more than six fields are called by name: nobody counts commas to know which value goes where."""

from __future__ import annotations

import ast

from tests.architecture.structure import PACKAGE

MOST_BY_PLACE = 6
ROOMS = (
    "journal", "dossiers", "pieces", "meetings", "stays", "situation", "surveys", "region", "europass", "cards", "home",
)  # fmt: skip
"""The rooms of the use cases where it is so already."""


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
        f"{file.relative_to(PACKAGE)}:{node.lineno} {node.func.id}"
        for room in ROOMS
        for file in sorted((PACKAGE / "casework" / room).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in records
        and len(node.args) > MOST_BY_PLACE
    ]  # fmt: skip
    assert by_place == []
