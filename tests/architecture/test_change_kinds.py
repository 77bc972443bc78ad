"""The kinds of change are those of the list: nobody writes one as bare text, and every table that travels has its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from chance_desktop.casework.session.change_kinds import ChangeKind, kinds_of
from chance_desktop.store.schema.tables import SYNCED

PACKAGE = Path(__file__).resolve().parents[2] / "chance_desktop"


def _said(node: ast.AST) -> list[ast.expr]:
    """The expressions that name kinds, in a call, a comparison, or a set declared for a screen."""
    match node:
        case ast.Call(func=ast.Attribute(attr="touch"), args=[_, *kinds]):
            return kinds
        case ast.Call(func=ast.Attribute(attr="add" | "update", value=ast.Attribute(attr="kinds")), args=kinds):
            return kinds
        case ast.Call(func=ast.Name(id="Changes"), args=[kinds, *_]):
            return [kinds]
        case ast.Call(func=ast.Name(id="concerns"), args=[_, kinds, *_]):
            return [kinds]
        case ast.Assign(targets=[ast.Name(id="KINDS")], value=ast.Call(func=ast.Name(id="frozenset")) as kinds):
            return [kinds]
        case ast.Compare(left=ast.Constant() as kind, comparators=[ast.Attribute(attr="kinds")]):
            return [kind]
        case ast.BinOp(left=ast.Attribute(attr="kinds"), op=ast.BitAnd(), right=kinds):
            return [kinds]
    return []


def _bare(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        for said in _said(node):
            if isinstance(said, ast.Starred) or (isinstance(said, ast.Call) and _name(said) == "kinds_of"):
                continue
            yield from (
                each.value for each in ast.walk(said) if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def test_every_table_that_travels_has_its_kind() -> None:
    assert set(SYNCED) <= {kind.value for kind in ChangeKind}
    assert kinds_of(("dossier", "of a later version")) == {ChangeKind.DOSSIER}


def test_no_kind_is_bare_text() -> None:
    found = {path.name: bare for path in PACKAGE.rglob("*.py") if (bare := list(_bare(path.read_text("utf-8"))))}
    assert found == {}


def test_bare_text_would_be_seen() -> None:
    seen = ['work.touch(row["dossier_id"], "piece")', 'work.kinds.add("piece")', 'Changes(frozenset({"piece"}))',
            'KINDS = frozenset({"piece"})', '"piece" in changes.kinds', 'changes.kinds & {"piece"}',
            'concerns(changes, {"piece"})']  # fmt: skip
    assert [list(_bare(each)) for each in seen] == [["piece"]] * len(seen)
    assert list(_bare('work.touch(row["dossier_id"], ChangeKind.PIECE)')) == []
