"""The window on a programme that shares nothing with the shipped one: every page, every tab, its own name, none of the others' words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.session.programme.programme_folder import read_programme
from chance_desktop.desktop.dossier.page.view import TABS
from chance_desktop.desktop.navigation.pages import nav_entries
from chance_desktop.domain.roles import PosteRole
from tests.desktop.conftest import close_window, open_window
from tests.desktop.meeting_pages import labels
from tests.journeys.living import desk_of, leave, meet, prepare
from tests.journeys.test_any_programme import THIRD
from tests.screenshots.drawing import settle


@pytest.mark.parametrize("role", list(PosteRole))
def test_every_page_opens(app: QApplication, tmp_path: Path, role: PosteRole) -> None:
    folder = Path(shutil.copytree(THIRD, tmp_path / "programme"))
    desk = desk_of(tmp_path / "home", folder, role)
    dossier = meet(desk)
    prepare(desk, dossier)
    if role is PosteRole.OFFICE:
        leave(desk, dossier)
    desk.close()
    window = open_window(tmp_path / "home")
    try:
        shell = window.shell
        assert shell is not None
        assert window.windowTitle().startswith(read_programme(folder).title)
        assert "Saisons\nà la ferme" in labels(shell.nav)
        for entry in nav_entries(role):
            shell.show_page(entry.code)
            settle(window)
            said = labels(shell.page(entry.code))
            assert not [word for word in ("parrain", "Parrain", "Une chance") if word in said], entry.code
        for code, _label in TABS:
            shell.open_dossier(dossier, code)
            settle(window)
            said = labels(shell.page("dossier"))
            assert "Proposer un parrain" not in said
            assert code != "letters" or "Toutes les lettres" in said
            assert not shell.toast.isVisible(), labels(shell.toast)
    finally:
        close_window(window)
