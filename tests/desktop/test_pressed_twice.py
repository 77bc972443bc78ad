"""A thing asked twice, by a double click, by Enter or by the space bar, is done once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.journal.journal import journal
from chance_desktop.desktop.new_dossier.view import NewDossierSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.frame.nav import NavItem
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import sheet_of
from tests.desktop.test_locking import at_work, locked
from tests.desktop.walking import SCREENS, some_dossier
from tests.screenshots.drawing import settle

LEFT = Qt.MouseButton.LeftButton


class Heard:
    """What was written or begun, by the line that asked for each."""

    def __init__(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: Counter[object] = Counter()
        for name in ("write", "long"):
            monkeypatch.setattr(shell.tasks, name, self._listening(getattr(shell.tasks, name), name))

    def _listening(self, send: Callable[..., object], name: str) -> Callable[..., object]:
        def heard(*arguments: Any, **named: Any) -> object:
            work = arguments[1] if name == "long" else arguments[0]
            self.asked[getattr(work, "__code__", None) or work.func.__code__] += 1
            return send(*arguments, **named)

        return heard


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing opens that only a person could close, nor closes that only a person could open."""
    monkeypatch.setattr(Window, "lock", lambda _window: None)
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: isinstance(_url, QUrl))
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_given, **_named: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given, **_named: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given, **_named: "")


def buttons_in_sight(root: QWidget) -> list[QPushButton]:
    """What one can press."""
    every: list[QPushButton] = [*root.findChildren(Button), *root.findChildren(IconButton)]
    return [one for one in every if one.isVisibleTo(root) and one.isEnabled() and not one.step_by_step]  # type: ignore[attr-defined]


def name_of(button: QPushButton) -> str:
    return button.accessibleName() or button.text()


@pytest.mark.usefixtures("quiet")
def test_every_button_of_every_screen_does_its_work_once(
    window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(shell, monkeypatch)
    pressed: set[tuple[str, str]] = set()
    twice: list[tuple[str, str, str]] = []
    for screen in SCREENS:
        SCREENS[screen](shell)
        settle(window)
        page = shell.page(shell.current)
        for name in dict.fromkeys(name_of(one) for one in buttons_in_sight(page)):
            # a line that says a person's name has the same buttons as the next one
            words = " ".join(name.split()[:2])
            if (type(page).__name__, words) in pressed:
                continue
            pressed.add((type(page).__name__, words))
            button = next((one for one in buttons_in_sight(page) if name_of(one) == name), None)
            if button is None:
                continue
            heard.asked.clear()
            QTest.mouseDClick(button, LEFT)
            QTest.keyClick(button, Qt.Key.Key_Space)
            twice += [(screen, name, repr(work)) for work, count in heard.asked.items() if count > 1]
            settle(window)
            opened = [each for each in window.findChildren(QDialog) if each.isVisible()]
            assert len(opened) <= 1, (screen, name)
            _put_away(window, opened)
            if window.shell is not shell:
                # it locked the poste: everything on it is gone until somebody comes back
                shell = _unlocked(window)
                heard = Heard(shell, monkeypatch)
            SCREENS[screen](shell)
            settle(window)
            page = shell.page(shell.current)
    assert not twice, twice
    assert len(pressed) > 80


def _unlocked(window: Window) -> Shell:
    door = locked(window)
    door.button.click()
    return at_work(window)


def _put_away(window: Window, opened: list[QDialog]) -> None:
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()
    for each in opened:
        each.leave() if isinstance(each, Sheet) else each.reject()
    settle(window)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_twice_makes_one_dossier(window: Window, shell: Shell, key: Qt.Key) -> None:
    before = list_page(shell.desk, DossierQuery()).total
    open_sheet(NewDossierSheet(shell, window))
    sheet = sheet_of(window, NewDossierSheet)
    sheet.texts["surname"].setText("Fictif")
    sheet.texts["first_name"].setText("Zoé")
    QTest.keyClick(sheet.texts["first_name"], key)
    QTest.keyClick(sheet.texts["first_name"], key)
    settle(window)
    assert list_page(shell.desk, DossierQuery()).total == before + 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_keyboard(window: Window, shell: Shell, key: Qt.Key) -> None:
    before = list_page(shell.desk, DossierQuery()).total
    QTest.keyClick(next(one for one in buttons_in_sight(window) if one.text() == "Nouveau dossier"), key)
    settle(window)
    sheet = sheet_of(window, NewDossierSheet)
    sheet.texts["surname"].setText("Fictif")
    sheet.texts["first_name"].setText("Zoé")
    # in a sheet too: the filled button is not pressed for « Annuler »
    QTest.keyClick(next(one for one in buttons_in_sight(sheet) if one.text() == "Annuler"), key)
    settle(window)
    assert not [one for one in window.findChildren(NewDossierSheet) if one.isVisible()]
    assert list_page(shell.desk, DossierQuery()).total == before
    QTest.keyClick(next(one for one in window.findChildren(NavItem) if one.text() == "Lettres"), key)
    settle(window)
    assert shell.current == "letters"


def test_undoing_a_creation_leaves_its_page_and_redoing_says_so(window: Window, shell: Shell) -> None:
    open_sheet(NewDossierSheet(shell, window))
    sheet = sheet_of(window, NewDossierSheet)
    sheet.texts["surname"].setText("Fictif")
    sheet.texts["first_name"].setText("Zoé")
    QTest.keyClick(sheet.texts["first_name"], Qt.Key.Key_Return)
    settle(window)
    assert shell.current == "dossier"
    made = shell.whereabouts().dossier_id
    shell.undo()
    settle(window)
    assert shell.current == "dossiers"
    assert shell.toast.label.text().startswith("Annulé")
    shell.redo()
    settle(window)
    assert shell.toast.label.text().startswith("Rétabli")
    lines = [line.text for line in journal(shell.desk, made)]
    assert any(line.startswith("Rétabli") for line in lines), lines


def test_escape_asks_before_it_drops_what_is_typed(window: Window, shell: Shell) -> None:
    open_sheet(NewDossierSheet(shell, window))
    sheet = sheet_of(window, NewDossierSheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle(window)
    assert not [one for one in window.findChildren(NewDossierSheet) if one.isVisible()]
    open_sheet(NewDossierSheet(shell, window))
    sheet = sheet_of(window, NewDossierSheet)
    QTest.keyClicks(sheet.texts["surname"], "Fictif")
    QTest.keyClick(sheet.texts["surname"], Qt.Key.Key_Escape)
    settle(window)
    asked = [one for one in sheet.findChildren(Sheet) if one.isVisible()]
    assert [one.heading.text() for one in asked] == ["Abandonner ce que vous avez tapé\u00a0?"]
    QTest.keyClick(asked[0], Qt.Key.Key_Escape)
    settle(window)
    assert sheet.isVisible()
    assert sheet.texts["surname"].text() == "Fictif"
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle(window)
    asked = [one for one in sheet.findChildren(Sheet) if one.isVisible()]
    leave = next(one for one in asked[0].findChildren(Button) if one.text() == "Abandonner la saisie")
    QTest.mouseClick(leave, LEFT)
    settle(window)
    assert not [one for one in window.findChildren(NewDossierSheet) if one.isVisible()]


def test_a_note_begun_for_a_dossier_waits_there(window: Window, shell: Shell) -> None:
    from chance_desktop.desktop.dossier.journal.liaison_card import LiaisonCard

    dossier = some_dossier(shell)
    other = next(row.id for row in list_page(shell.desk, DossierQuery()).rows if row.id != dossier)
    shell.open_dossier(dossier, "journal")
    settle(window)
    card = next(one for one in window.findChildren(LiaisonCard) if one.isVisibleTo(window))
    QTest.keyClicks(card.text, "A rappeler")
    shell.open_dossier(other, "journal")
    settle(window)
    assert card.text.toPlainText() == ""
    shell.open_dossier(dossier, "journal")
    settle(window)
    assert card.text.toPlainText() == "A rappeler"
