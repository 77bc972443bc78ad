"""What a newcomer looks for is where the index of CONTRIBUTING.md says, and no deeper than a few folders."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.structure import ROOT

MOST_HOPS = 4
_ROWS = re.findall(r"^\| (.+?) \| (.+?) \|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)[2:]


def test_the_index_answers_twelve_searches() -> None:
    assert len(_ROWS) == 12


@pytest.mark.parametrize(("searched", "answer"), _ROWS, ids=[searched for searched, _answer in _ROWS])
def test_an_answer_is_right(searched: str, answer: str) -> None:
    place, *names = re.findall(r"`([^`]+)`", answer)
    path = ROOT / place
    assert path.is_file()
    assert len(path.relative_to(ROOT).parts) - 1 <= MOST_HOPS
    for name in names:
        if (ROOT / name).exists():
            continue
        assert name in _defined(path.read_text("utf-8")), f"{name} is not defined in {place}"


def _defined(text: str) -> set[str]:
    """What a module defines at its top."""
    names: set[str] = set()
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names
