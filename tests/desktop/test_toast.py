"""What the window says at its foot: never empty, never over what one types, gone with its page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLineEdit

from chance_desktop.desktop.ui_kit import feedback
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle


def test_nothing_is_shown_without_words(window: Window, shell: Shell) -> None:
    settle(window)
    shell.say("  ")
    assert not shell.toast.isVisible()


def test_it_leaves_what_is_typed_in_sight(window: Window, shell: Shell) -> None:
    settle(window)
    field = QLineEdit(shell)
    field.setGeometry(shell.width() // 2 - 80, shell.height() - 60, 160, 40)
    field.show()
    shell.say("Pièce notée")
    settle(window)
    assert shell.toast.geometry().intersects(field.geometry())
    field.setFocus()
    settle(window)
    assert QApplication.focusWidget() is field
    assert not shell.toast.geometry().intersects(field.geometry())
    assert QRect(shell.rect()).contains(shell.toast.geometry())


def test_it_goes_with_its_page(window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "_TOAST_OF_THIS_GESTURE_MS", 60_000)
    shell.show_page("home")
    shell.say("Pièce notée")
    shell.show_page("dossiers")
    assert shell.toast.isVisible()
    monkeypatch.setattr(feedback, "_TOAST_OF_THIS_GESTURE_MS", -1)
    shell.show_page("home")
    assert not shell.toast.isVisible()
