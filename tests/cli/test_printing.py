"""`chance print`: its help lists every paper, and each is written by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from chance_desktop.casework.papers import catalogue
from chance_desktop.casework.papers.catalogue import DOCUMENTS, About, Document, printable
from chance_desktop.casework.session.desk import Desk
from tests.casework.printed import first_printed
from tests.cli.calling import call, call_json

_PLAIN = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}


def test_the_help_lists_every_paper_with_its_formats() -> None:
    told = call("print", "--help", environment=_PLAIN)
    for each in DOCUMENTS:
        line = next(line for line in told.splitlines() if line.strip().startswith(f"{each.shown_name}\u00a0:"))
        assert ", ".join(each.formats) in line


def test_each_paper_is_written_by_its_name(demo: Desk, tmp_path: Path) -> None:
    numbered = []
    for paper in printable(demo, None):
        found = first_printed(demo, paper)
        if found is not None:
            numbered.append((paper, found[0]))
    home = demo.home
    demo.close()
    for paper, about in numbered:
        path = tmp_path / f"{paper.name}.pdf"
        told = call_json("print", *([about] if about else []), "--document", paper.name, "-o", path, home=home)
        assert (told["document"], told["bytes"]) == (
            paper.name.removeprefix("questionnaire-"),
            path.stat().st_size,
        ) or (paper.variant and told["document"] == paper.document.name)
        assert path.read_bytes().startswith(b"%PDF")
    assert {paper.document.about for paper, _about in numbered} == set(About)


def test_a_paper_declared_is_in_the_help_and_printed(
    demo: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown = Document(
        "one-day", "papers.printing:render_list", (), "Papier d’un jour", "Pour voir.", "un-jour", about=About.NOBODY
    )
    monkeypatch.setattr(catalogue, "DOCUMENTS", (*DOCUMENTS, thrown))
    assert "one-day\u00a0: Papier d’un jour (pdf" in call("print", "--help", environment=_PLAIN)
    home = demo.home
    demo.close()
    path = tmp_path / "essai.pdf"
    call("print", "--document", "one-day", "-o", path, home=home)
    assert path.read_bytes().startswith(b"%PDF")
    assert "one-day" in call("print", "--document", "novel", "-o", path, home=home, code=1)
    told = call("print", "--document", "one-day", "-o", tmp_path / "essai.odt", home=home, code=1)
    assert "Papier d’un jour" in told


def test_a_paper_of_a_dossier_asks_for_one(demo: Desk, tmp_path: Path) -> None:
    home = demo.home
    demo.close()
    told = call("print", "--document", "checklist", "-o", tmp_path / "x.pdf", home=home, code=1)
    assert "numéro du dossier" in told
