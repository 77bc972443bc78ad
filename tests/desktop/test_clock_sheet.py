"""A clock that cannot be right is told when the window opens, before anything is written."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from chance_desktop.casework.session.home_identity import HomeIdentity
from chance_desktop.desktop.workplace.sheets.clock_sheet import ClockSheet, doubt_the_clock
from chance_desktop.desktop.workplace.shell import Shell
from tests.screenshots.drawing import settle


def test_it_is_asked_once_the_window_is_open(app: QApplication, shell: Shell) -> None:
    window, desk = shell.window(), shell.desk
    desk.identity = HomeIdentity(desk.identity.number, "file", False, desk.identity.key_check)
    doubt_the_clock(desk, shell.tasks, window)
    settle(window)
    assert window.findChildren(ClockSheet) == []
    right = desk._clock
    desk._clock = lambda: right() + timedelta(days=365 * 20)
    doubt_the_clock(desk, shell.tasks, window)
    settle(window)
    (sheet,) = window.findChildren(ClockSheet)
    assert sheet.isVisible()
    sheet.reject()
