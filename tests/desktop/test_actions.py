"""What is done with keys: each action and each page answers to its own, and the guide and the buttons tell them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chance_desktop.desktop.help.guide import GUIDE
from chance_desktop.desktop.navigation import actions
from chance_desktop.desktop.navigation.actions import ACTIONS, Action, action, hint, keys_in_words, keys_told
from chance_desktop.desktop.navigation.pages import PAGES, nav_entries
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window, open_window
from tests.screenshots.drawing import settle


def _press(window: Window, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    QTest.keyClick(QApplication.focusWidget() or window, combination.key(), combination.keyboardModifiers())
    settle(window)


def test_each_action_is_done_by_its_keys(window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for each in ACTIONS:
        monkeypatch.setattr(Shell, each.does, lambda _shell, code=each.code: done.append(code))
        if each.possible:
            monkeypatch.setattr(Shell, each.possible, True)
    shell.show_page("settings")
    settle(window)
    for each in ACTIONS:
        for keys in each.keys.split(", "):
            _press(window, keys)
            assert done == [each.code], keys
            done.clear()


def test_what_cannot_be_done_is_not(window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(Shell, "undo", lambda _shell: done.append("undo"))
    assert not shell.can_undo
    _press(window, action("undo").keys)
    assert done == []


def test_no_two_gestures_have_the_same_keys(shell: Shell) -> None:
    bound = Counter(
        shortcut.key().toString() for shortcut in shell.findChildren(QShortcut) if shortcut.parent() is shell
    )
    assert [keys for keys, times in bound.items() if times > 1] == []
    declared = {keys for each in ACTIONS for keys in each.keys.split(", ")}
    declared |= {keys for entry in nav_entries(shell.desk.role) for keys in entry.shortcut.split(", ") if keys}
    assert {QKeySequence(keys).toString() for keys in declared} <= set(bound)


def test_the_guide_tells_every_key() -> None:
    told = next(topic for topic in GUIDE if topic.title == "Les touches utiles").paragraphs[0]
    for each in ACTIONS:
        assert f"{keys_in_words(each.keys)} {each.title.lower()}" in told
    for page in PAGES:
        if page.icon and page.keys:
            assert page.keys in told
            assert page.title in told


def test_an_action_declared_is_told_and_done(home: Path, app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    thrown = Action("one-day", "Geste d’un jour", "Ctrl+Shift+J", "import_people")
    monkeypatch.setattr(actions, "ACTIONS", (*ACTIONS, thrown))
    assert "Ctrl+Maj+J geste d’un jour" in keys_told()
    assert hint("one-day") == "Geste d’un jour (Ctrl+Maj+J)"
    window = open_window(home)
    try:
        _press(window, thrown.keys)
        assert window.shell is not None
        assert window.shell.current == "import"
    finally:
        close_window(window)


def test_the_buttons_tell_the_keys(window: Window, shell: Shell) -> None:
    shell.show_page("dossiers")
    settle(window)
    tips = {(button.text(), button.toolTip()) for button in shell.page("dossiers").findChildren(Button)}
    assert {
        ("Nouveau dossier", "Nouveau dossier (Ctrl+N)"),
        ("Imprimer la liste", "Imprimer la liste (Ctrl+P)"),
    } <= tips
