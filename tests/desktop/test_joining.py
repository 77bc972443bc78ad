"""Two dossiers of one person, joined from the window and parted again."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.situation.same_person import joined
from chance_desktop.desktop.dossier.situation.join_sheet import JoinSheet, open_join
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle


def _open(window: Window, shell: Shell, dossier: str) -> JoinSheet:
    open_join(shell, open_dossier(shell.desk, dossier), window)
    settle(window)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, JoinSheet)
    return sheet


def test_two_dossiers_are_joined_and_parted(window: Window, shell: Shell) -> None:
    one, two = (row.id for row in list_page(shell.desk, DossierQuery()).rows[:2])
    sheet = _open(window, shell, one)
    sheet._finish()
    settle(window)
    assert sheet.isVisible()
    assert sheet.notice.isVisible()
    sheet.other.show_code(two)
    sheet._finish()
    settle(window)
    assert [each.dossier_id for each in joined(shell.desk, one)] == [two]
    shell.undo()
    settle(window)
    assert joined(shell.desk, one) == ()
    shell.redo()
    settle(window)
    again = _open(window, shell, two)
    again._part()
    settle(window)
    assert joined(shell.desk, one) == ()
