"""The file for the Region is reached from the navigation; the first time, the poste asks to be known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from chance_desktop.casework.dossiers.dossier import leave
from chance_desktop.casework.exchange.standing.status import exchange_state, waiting_words
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.desktop.navigation.tasks import Tasks
from chance_desktop.desktop.preferences.backup_sheets import BackupSheet, RehearsalSheet
from chance_desktop.desktop.preferences.view import PreferencesScreen
from chance_desktop.desktop.synchronisation.exchange_actions import EnrolSheet, prepare_file_in
from chance_desktop.desktop.workplace.nav_figures import NavFigures
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.walking import dossier_of
from tests.screenshots.drawing import settle


def test_the_state_is_always_at_the_bottom(qtbot: QtBot, window: Window, shell: Shell) -> None:
    qtbot.waitUntil(lambda: "à envoyer" in shell.nav.sync.accessibleName())
    assert shell.nav.sync.isVisible()


def test_what_waits_is_counted_as_soon_as_it_is_written(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Roussel")
    for number in range(3):
        before = exchange_state(shell.desk).waiting
        shell.write(lambda text=f"Note {number}": add_note(shell.desk, dossier, text, shell.desk.today()))
        settle(window)
        assert exchange_state(shell.desk).waiting == before + 1
        assert waiting_words(before + 1) in shell.nav.sync.accessibleName()


def test_a_sheet_closed_while_it_writes_is_counted_and_can_be_undone(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Roussel")
    before = exchange_state(shell.desk).waiting
    sheet = QWidget(shell)
    shell.tasks.write(lambda: leave(shell.desk, dossier, "withdrawn", "Déménage", shell.desk.today()), owner=sheet)
    shiboken6.delete(sheet)
    settle(window)
    assert waiting_words(before + 1) in shell.nav.sync.accessibleName()
    assert shell.can_undo


def test_of_two_readings_that_cross_the_later_asked_is_shown(shell: Shell) -> None:
    class Crossing:
        """Gives readings back when told, in any order."""

        def __init__(self) -> None:
            self.held: list[tuple[Callable[[], object], Callable[[object], None]]] = []

        def read(self, work: Callable[[], object], done: Callable[[object], None], owner: QObject) -> None:
            self.held.append((work, done))

    crossing = Crossing()
    figures = NavFigures(shell.nav, shell.desk, cast(Tasks, crossing), shell)
    figures.load()
    (early, show_early) = crossing.held[0]
    stale = early()
    add_note(shell.desk, dossier_of(shell, "Roussel"), "Appel", shell.desk.today())
    figures.load()
    (late, show_late) = crossing.held[2]
    show_late(late())
    told = shell.nav.sync.accessibleName()
    show_early(stale)
    assert shell.nav.sync.accessibleName() == told
    assert waiting_words(exchange_state(shell.desk).waiting) in told


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
