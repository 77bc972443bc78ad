"""`chance region report`: its help lists every table, and one declared is in the help, the page, the files."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from chance_desktop.casework.reports import registry
from chance_desktop.casework.reports.formats import TABLE_FORMATS
from tests.cli.calling import call

_PLAIN = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}


@pytest.fixture
def home(replayed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(replayed, tmp_path / "region"))


def test_the_help_lists_every_table() -> None:
    told = call("region", "report", "--help", environment=_PLAIN)
    for each in registry.REPORTS:
        assert any(line.strip() == f"{each.name}\u00a0: {each.title}, {each.line}" for line in told.splitlines())
    assert all(f".{each.ending}" in told for each in TABLE_FORMATS)


def test_a_table_declared_is_in_the_help_and_written(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown = replace(registry.REPORTS[1], name="one-day", title="Tableau d’un jour", line="Pour voir")
    monkeypatch.setattr(registry, "REPORTS", (*registry.REPORTS, thrown))
    assert "one-day\u00a0: Tableau d’un jour, Pour voir" in call("region", "report", "--help", environment=_PLAIN)
    path = tmp_path / "essai.json"
    call("region", "report", "one-day", "-o", path, home=home)
    assert json.loads(path.read_text("utf-8"))["columns"]
    refused = call("region", "report", "novel", "-o", path, home=home, code=1)
    assert "one-day" in refused
    assert ".xlsx" in call("region", "report", "one-day", "-o", tmp_path / "essai.doc", home=home, code=1)
