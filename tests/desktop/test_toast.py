"""What the window says at its foot: never empty, never over what one types, gone with its page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from chance_desktop.casework.europass.profile import add_entry
from chance_desktop.desktop.ui_kit import feedback
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle


def test_nothing_is_shown_without_words(window: Window, shell: Shell) -> None:
    settle(window)
    shell.say("  ")
    assert not shell.toast.isVisible()


def test_it_leaves_what_is_typed_in_sight(window: Window, shell: Shell) -> None:
    settle(window)
    field = QPlainTextEdit(shell)
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
    shell.show_page("home")
    shell.say("Pièce notée")
    shell.show_page("dossiers")
    assert shell.toast.isVisible()
    # a gesture later, the page it told of is left
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert shell.current == "home"
    assert not shell.toast.isVisible()
    shell.say("Pièce notée")
    QTest.mouseClick(shell.nav.items["dossiers"], Qt.MouseButton.LeftButton)
    assert shell.current == "dossiers"
    assert not shell.toast.isVisible()
    shell.say("Pièce notée")
    monkeypatch.setattr(feedback, "_TOAST_OF_THIS_GESTURE_MS", -1)
    shell.show_page("home")
    assert not shell.toast.isVisible()


def test_it_hides_no_button_that_no_scrolling_brings_out(window: Window, shell: Shell) -> None:
    settle(window)
    width = shell.width()
    for left in (width // 2 - 60, width - 180):
        button = Button("Créer 1\u00a0258 dossiers", parent=shell)
        button.setGeometry(left, shell.height() - 60, 160, 40)
        button.show()
        shell.say("Pièce notée")
        settle(window)
        assert not shell.toast.geometry().intersects(button.geometry())
        assert QRect(shell.rect()).contains(shell.toast.geometry())


def test_taking_back_what_has_no_words_says_so(window: Window, shell: Shell) -> None:
    dossier = some_dossier(shell)
    added = add_entry(shell.desk, dossier, "work", {"title_fr": "Serveuse"})
    assert added.undo is not None
    shell.done(replace(added, undo=replace(added.undo, label=" ")))
    settle(window)
    assert not shell.toast.isVisible()
    shell.undo()
    settle(window)
    assert shell.toast.isVisible()
    assert not shell.toast.label.text().rstrip().endswith(":")
