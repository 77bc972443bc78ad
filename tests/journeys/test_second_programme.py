"""The same journey on a second, tiny programme: other steps, other pieces, other words, the same code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from chance_desktop.casework import people_import
from chance_desktop.casework.dossiers.dossier import journal, move_step, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.meetings.meetings import NewMeeting, add_meeting
from chance_desktop.casework.papers import correspondence
from chance_desktop.casework.papers.catalogue import Group, printable, render
from chance_desktop.casework.pieces import letters, scans
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import freeze_verdict, save_fields, situation
from chance_desktop.runtime.assets import forms_folder
from tests.casework.making import paper
from tests.conftest import TODAY, calendar
from tests.sync.bundles import enrol

FOLDER = Path(__file__).parent / "petit-programme"
PACKAGE = Path(__file__).resolve().parents[2] / "chance_desktop"


def _desk(home: Path, role: str) -> Desk:
    code = "CLUB" if role == "office" else ""
    branch = BranchContact("Rive gauche")
    set_up_office(home, OfficeSetup(code, branch, fictional=True, role=role, programme_folder=FOLDER), calendar())
    return open_desk(home, clock=calendar())


@pytest.fixture
def club(tmp_path: Path) -> Iterator[Desk]:
    desk = _desk(tmp_path / "club", "office")
    yield desk
    desk.close()


@pytest.fixture
def head(tmp_path: Path) -> Iterator[Desk]:
    desk = _desk(tmp_path / "head", "region")
    yield desk
    desk.close()


def test_the_whole_journey(club: Desk, head: Desk, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Nom;Prénom;Né le\r\nBaudry;Théo;01/02/2006\r\nPéron;;\r\n", "utf-8")
    assert people_import.run_import(club, export).result.created == 1
    dossier = create_dossier(
        club, NewPerson("Roussel", "Manon", date(2005, 3, 12), "F"), TODAY - timedelta(days=30)
    ).result
    save_fields(club, dossier, {"departure_on": date(2026, 7, 1)})
    freeze_verdict(club, dossier)
    assert situation(club, dossier).frozen[0].rules_version == "1"
    scans.attach(club, dossier, "form", (paper(tmp_path),))
    set_status(club, dossier, "form", "checked")
    letters.save_referee(club, dossier, "coach", letters.Referee("M.", "Luc", "Aubert", organisation="Rugby club"))
    wanted = (
        ("request", "pdf"),
        ("request", "odt"),
        ("request", "eml"),
        ("form", "pdf"),
        ("form", "odt"),
        ("waiver", "pdf"),
    )
    for what, extension in wanted:
        assert correspondence.letter_document(club, dossier, "coach", what, extension, "motif").content
    letters.log_contact(club, dossier, "coach", "phone")
    add_meeting(club, dossier, NewMeeting(TODAY + timedelta(days=3), kind="briefing"))
    assert home_page(club).meetings[0].title == "Réunion de départ – Manon Roussel"
    view = open_dossier(club, dossier)
    assert ([step.label for step in view.steps], view.pieces.required) == (["Inscription", "Sur place"], 2)
    assert [piece.label for piece in view.pieces.to_obtain] == ["Mot de l’entraîneur"]
    offered = printable(club)
    assert {each.document.group for each in offered} == set(Group) - {Group.BRANCH}
    for one in (each for each in offered if each.document.group is Group.DOSSIER):
        content = render(club, dossier, one.name).content
        path = tmp_path / f"{one.name}.pdf"
        path.write_bytes(content)
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) >= 1
    letters.mark(club, dossier, "coach", "received")
    letters.mark(club, dossier, "coach", "checked")
    move_step(club, dossier, 2)
    assert open_dossier(club, dossier).action.title == "Appeler le chantier"
    enrol(club, head, tmp_path)
    made = bundles.export_bundle(club, tmp_path / "out")
    assert all(not each.refused for each in bundles.import_bundles(head, made.files).result)
    assert open_dossier(head, dossier).pieces.received_count == 2
    assert journal(head, dossier) == journal(club, dossier)
    assert list_page(head, DossierQuery()).total == 2


def _words(content: Any) -> Iterator[str]:
    """The labels of a declaration."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key in ("label", "article_label", "name", "title", "short", "service") and isinstance(value, str):
                yield value
            else:
                yield from _words(value)
    elif isinstance(content, list):
        for each in content:
            yield from _words(each)


COMMON = {
    "Nom", "Prénom", "Date de naissance", "Civilité", "Madame", "Monsieur", "Adresse", "Code postal", "Commune", "Téléphone",
    "Adresse électronique", "Langue", "Identité", "Coordonnées", "Projet", "Dossier", "Retour", "Entretien", "Éligibilité",
    "Accompagnement", "Préparer", "Choisir", "Partir", "Revenir", "Niveau", "Visa", "Autre", "Formulaire de recommandation",
    "Une chance pour l’Europe", "Préparation", "CV Europass", "Passeport de langues", "Lettre de motivation",
    "Employeur", "Stage",
}  # fmt: skip
"""Words of the trade and of Europass, and the application's own name."""


def test_no_word_of_a_programme_is_written_in_code() -> None:
    """Neither names of offices, nor labels of pieces, steps, schemes or people to ask."""
    folder = forms_folder() / "une-chance-pour-l-europe"
    words: set[str] = {"Bourse de la Découverte", "Poitou-Charentes", "86400S00"}
    for file in ("programme.toml", "directory.toml", "eligibility.toml", "pieces.toml", "journey.toml"):
        words |= set(_words(tomllib.loads((folder / file).read_text("utf-8"))))
    words = {word for word in words if len(word) > 3} - COMMON
    assert len(words) > 80
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words, key=len, reverse=True)))
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        told = path.relative_to(PACKAGE).as_posix()
        if told.startswith(("casework/demo/", "desktop/")):
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip().startswith(('"""', "#")) and "«" not in line and (hit := pattern.search(line)):
                found.append(f"{told}:{number} {hit[0]}")
    assert found == []
