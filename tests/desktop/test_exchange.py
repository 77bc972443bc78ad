"""The file for the Region is reached from the navigation; the first time, the poste asks to be known."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chance_desktop.desktop.preferences.backup_sheets import BackupSheet, RehearsalSheet
from chance_desktop.desktop.preferences.view import PreferencesScreen
from chance_desktop.desktop.synchronisation.exchange_actions import EnrolSheet, prepare_file_in
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle


def test_the_state_is_always_at_the_bottom(qtbot: QtBot, window: Window, shell: Shell) -> None:
    qtbot.waitUntil(lambda: "à envoyer" in shell.nav.sync.accessibleName())
    assert shell.nav.sync.isVisible()


def test_the_state_opens_the_page(window: Window, shell: Shell) -> None:
    QTest.mouseClick(shell.nav.sync, Qt.MouseButton.LeftButton)
    settle(window)
    assert shell.current == "synchronisation"
    assert shell.nav.items["synchronisation"].isChecked()


def test_the_first_time_the_poste_asks_to_be_known(window: Window, shell: Shell, tmp_path: Path) -> None:
    prepare_file_in(shell, shell, tmp_path)
    settle(window)
    sheet = next(one for one in window.findChildren(EnrolSheet) if one.isVisible())
    target = tmp_path / "demande.chance"
    sheet.panel.save_request(target)
    settle(window)
    assert target.stat().st_size > 0
    assert sheet.panel.told.isVisible()
    assert len(sheet.panel.told.text.split()) == 8
    wrong = tmp_path / "autre.chance"
    wrong.write_bytes(b"rien")
    sheet.panel.read_answer(wrong)
    settle(window)
    assert sheet.panel.notice.isVisible()
    assert sheet.isVisible()


def test_a_backup_is_made_and_read_back(window: Window, shell: Shell, tmp_path: Path) -> None:
    shell.show_page("settings")
    settle(window)
    page = shell.page("settings")
    assert isinstance(page, PreferencesScreen)
    sheet = BackupSheet(shell, page)
    sheet.open()
    target = tmp_path / "sauvegarde.chance"
    sheet.make(target, "quatre mots faciles à retenir")
    settle(window)
    assert target.stat().st_size > 1000
    assert not sheet.isVisible()
    assert "relue" in shell.toast.label.text()
    rehearsal = RehearsalSheet(shell, page)
    rehearsal.open()
    rehearsal._finish()
    assert rehearsal.notice.isVisible()
    rehearsal.given(target)
    rehearsal.phrase.setText("quatre mots faciles à retenir")
    rehearsal._finish()
    settle(window)
    assert not rehearsal.isVisible()
    assert "se reprend" in shell.toast.label.text()
    page.load()
    settle(window)
    assert page.backup.rehearsed.text().startswith("Dernière reprise essayée le")
