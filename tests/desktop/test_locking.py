"""A locked poste: what was typed is kept, nothing of anybody is left on screen or open, and one comes back to the same place."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.drafts import drafts
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor, list_counsellors
from chance_desktop.casework.session.office.pins import set_pin
from chance_desktop.casework.situation.situation import situation
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.situation.tab import SituationTab
from chance_desktop.desktop.navigation.settings import LOCK_AFTER, lock_minutes
from chance_desktop.desktop.new_dossier.view import NewDossierSheet
from chance_desktop.desktop.opening.doors import PassphraseDoor
from chance_desktop.desktop.opening.locked import LockedDoor
from chance_desktop.desktop.opening.person import PersonChoice
from chance_desktop.desktop.preferences.view import PreferencesScreen
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.workplace import locking
from chance_desktop.desktop.workplace.sheets.draft_sheet import DraftSheet
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.watches.idle_watch import IdleWatch
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.age import Passphrase
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import StoreFull
from tests.desktop.conftest import close_window
from tests.desktop.patience import until
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle


def pressed(window: Window, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    if QApplication.activeModalWidget() is None:
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
    QTest.keyClick(QApplication.focusWidget() or window, combination.key(), combination.keyboardModifiers())


def locked(window: Window) -> LockedDoor:
    """The page of a locked poste, once the store is closed."""
    until(lambda: window.desk is None and not window.tasks.under_way)
    settle(window)
    door = window.stack.currentWidget()
    assert isinstance(door, LockedDoor)
    assert window.desk is None
    return door


def at_work(window: Window) -> Shell:
    settle(window)
    assert window.shell is not None
    return window.shell


def typing(window: Window, text: str) -> str:
    """A dossier with its situation shown, and words being typed in its address: the keyboard is still there."""
    shell = at_work(window)
    dossier = some_dossier(shell)
    shell.open_dossier(dossier, "situation")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, SituationTab)
    field = tab.fields["address"].input.widget
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    return dossier


def every_text(window: Window) -> str:
    """All that any widget of the application holds."""
    found = [window.windowTitle()]
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        found += [widget.windowTitle(), widget.accessibleName(), widget.toolTip()]
    return "\n".join(found)


def test_what_is_typed_is_kept_the_store_is_closed_and_one_comes_back_to_the_same_place(
    window: Window, home: Path
) -> None:
    dossier, title = typing(window, "12 impasse du Verrou"), window.windowTitle()
    shell = at_work(window)
    names = {row.surname for row in list_page(shell.desk, DossierQuery()).rows}
    watched = [weakref.ref(each) for each in (shell.desk, shell.desk.store.engine, shell.desk.vault)]
    beside = open_desk(home)
    with pytest.raises(ExpectedError), beside.alone():
        pass
    beside.close()
    pressed(window, "Ctrl+L")
    del shell
    door = locked(window)
    shown = every_text(window)
    assert "Verrou" not in shown.replace("Verrouillé", "").replace("Déverrouiller", "")
    assert [name for name in names if name in shown] == []
    assert window.windowTitle() == "Une chance pour l’Europe" != title
    gc.collect()
    assert [each() for each in watched] == [None, None, None]
    desk = open_desk(home)
    with desk.alone():  # nothing of the window is open
        pass
    assert situation(desk, dossier).values["address"] == "12 impasse du Verrou"
    desk.close()
    assert QApplication.focusWidget() is door.button
    QTest.keyClick(door.button, Qt.Key.Key_Return)
    QTest.keyClick(door.button, Qt.Key.Key_Return)
    where = at_work(window).whereabouts()
    assert (where.page, where.dossier_id, where.tab) == ("dossier", dossier, "situation")
    assert window.windowTitle() == title


def test_a_text_no_button_had_kept_is_found_again_and_a_password_never_is(window: Window, home: Path) -> None:
    shell = at_work(window)
    author = shell.desk.author
    shell.new_dossier()
    settle(window)
    sheet = next(each for each in window.findChildren(NewDossierSheet) if each.isVisible())
    line = next(each for each in sheet.findChildren(QLineEdit) if each.isVisible())
    secret = QLineEdit(sheet)
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    secret.show()
    QTest.keyClicks(secret, "motsecret")
    line.setFocus()
    QTest.keyClicks(line, "Garandeau")
    pressed(window, "Ctrl+L")
    door = locked(window)
    assert not [each for each in window.findChildren(Sheet) if each.isVisible()]
    del sheet, line, secret, shell
    gc.collect()
    assert "Garandeau" not in every_text(window)
    desk = open_desk(home)
    assert [each.text for each in drafts(desk, author)] == ["Garandeau"]
    desk.close()
    door.button.click()
    for ending in ("Garder pour plus tard", "C’est repris"):
        at_work(window)
        kept = next(each for each in window.findChildren(DraftSheet) if each.isVisible())
        assert [each.toPlainText() for each in kept.findChildren(QPlainTextEdit)] == ["Garandeau"]
        next(each for each in kept.findChildren(Button) if each.text() == ending).click()
        settle(window)
        pressed(window, "Ctrl+L")
        locked(window).button.click()
    at_work(window)
    assert not [each for each in window.findChildren(DraftSheet) if each.isVisible()]


def test_a_note_begun_in_a_dossier_is_there_again(window: Window) -> None:
    at_work(window)
    window.settings.hold("liaison/x", "Rappeler la mère")
    pressed(window, "Ctrl+L")
    door = locked(window)
    assert window.settings.held("liaison/x") == ""
    door.button.click()
    at_work(window)
    assert window.settings.held("liaison/x") == "Rappeler la mère"


class Hours:
    """Two clocks one moves by hand."""

    def __init__(self) -> None:
        self.running, self.told = 1_000.0, 1_000_000.0

    def __call__(self) -> tuple[float, float]:
        return self.running, self.told


def test_the_time_counts_from_the_last_gesture_anywhere(app: QApplication) -> None:
    hours = Hours()
    told: list[float] = []
    page = QLineEdit()
    page.show()
    watch = IdleWatch(lambda: 300.0, "Ctrl+L", page, hours)
    watch.over.connect(lambda: told.append(hours.running))

    def still(seconds: float, *, asleep: bool = False) -> bool:
        hours.running += 0.0 if asleep else seconds
        hours.told += seconds
        told.clear()
        watch.look()
        return bool(told)

    assert not still(299)
    QTest.keyClick(page, Qt.Key.Key_A)
    assert not still(299)
    here, none = QPointF(3, 3), Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, here, here, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.windowHandle(), moved)
    assert not still(299)
    assert still(1)
    QTest.mouseClick(page, Qt.MouseButton.LeftButton)
    assert not still(299)
    QTest.mouseClick(page, Qt.MouseButton.LeftButton)
    assert still(300, asleep=True), "a computer that slept is as left alone"
    never = IdleWatch(lambda: 0.0, "Ctrl+L", page, hours)
    never.over.connect(lambda: told.append(0.0))
    told.clear()
    hours.running += 1e6
    never.look()
    assert told == []
    page.deleteLater()


def test_the_time_chosen_in_the_settings_locks(window: Window) -> None:
    shell = at_work(window)
    shell.show_page("settings")
    settle(window)
    page = shell.page("settings")
    assert isinstance(page, PreferencesScreen)
    assert page.lock_after.code() == "0", "nobody is protected in an invented office"
    page.lock_after.setCurrentIndex(page.lock_after.findData("5"))
    page.lock_after.activated.emit(page.lock_after.currentIndex())
    assert lock_minutes(window.settings, fictional=True) == 5
    assert window.locking is not None
    watch, hours = window.locking.watch, Hours()
    watch._instant = hours
    QTest.keyClick(window, Qt.Key.Key_Shift)
    hours.running += 299
    watch.look()
    assert window.stack.currentWidget() is shell
    hours.running += 1
    watch.look()
    locked(window)
    window.settings.keep(LOCK_AFTER, "99999")
    assert lock_minutes(window.settings, fictional=False) == 10


@pytest.fixture
def sealed(app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """A real home sealed with a passphrase, open at work."""
    monkeypatch.setattr(Passphrase.__init__, "__defaults__", (10,))
    people = (NewCounsellor("Claire", "Audebert"), NewCounsellor("Julien", "Morin"))
    setup = OfficeSetup("86400S00", BranchContact("Civray"), people, passphrase="quatre mots sans lien")
    set_up_office(tmp_path / "home", setup)
    window = Window(tmp_path / "home", measuring=True)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.start("quatre mots sans lien")
    settle(window)
    yield window
    close_window(window)


def test_the_vault_is_let_go_with_the_passphrase_which_is_asked_again(sealed: Window) -> None:
    shell = at_work(sealed)
    shell.show_page("letters")
    vault = weakref.ref(shell.desk.vault)
    pressed(sealed, "Ctrl+L")
    del shell
    door = locked(sealed)
    gc.collect()
    assert vault() is None
    assert door.phrase.isVisible()
    door.phrase.setText("une autre phrase")
    QTest.keyClick(door.phrase, Qt.Key.Key_Return)
    settle(sealed)
    asked = sealed.stack.currentWidget()
    assert isinstance(asked, PassphraseDoor)
    assert sealed.shell is None
    asked.phrase.setText("quatre mots sans lien")
    QTest.keyClick(asked.phrase, Qt.Key.Key_Return)
    QTest.keyClick(asked.phrase, Qt.Key.Key_Return)
    assert at_work(sealed).whereabouts().page == "letters"


def test_the_code_is_asked_and_another_person_begins_elsewhere(sealed: Window) -> None:
    desk = at_work(sealed).desk
    me, other = desk.author, next(one.id for one in list_counsellors(desk) if one.id != desk.author)
    set_pin(desk, me, "4826")
    del desk
    for who, page in ((me, "letters"), (other, "home")):
        at_work(sealed).show_page("letters")
        sealed.lock()
        door = locked(sealed)
        door.phrase.setText("quatre mots sans lien")
        door.button.click()
        settle(sealed)
        choice = sealed.stack.currentWidget()
        assert isinstance(choice, PersonChoice)
        assert choice.cards[me].isChecked()
        assert sealed.focusWidget() is choice.pin
        if who == me:
            QTest.keyClicks(choice.pin, "4826")
            QTest.keyClick(choice.pin, Qt.Key.Key_Return)
        else:
            choice.cards[other].setChecked(True)
            choice.button.click()
        again = at_work(sealed)
        assert (again.desk.author, again.whereabouts().page) == (who, page)


def test_a_poste_where_nobody_works_yet_is_closed_too(sealed: Window, tmp_path: Path) -> None:
    shell = at_work(sealed)
    me = shell.desk.author
    set_pin(shell.desk, me, "4826")
    shell.change_person()
    settle(sealed)
    assert isinstance(sealed.stack.currentWidget(), PersonChoice)
    del shell
    sealed.lock()
    door = locked(sealed)
    open_desk(tmp_path / "home", passphrase="quatre mots sans lien").close()
    door.phrase.setText("quatre mots sans lien")
    door.button.click()
    assert at_work(sealed).desk.author not in ("", me), "whose code was not given"


def test_a_full_disk_keeps_nobody_out(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    at_work(window)

    def full(*_given: object) -> None:
        raise StoreFull

    monkeypatch.setattr(locking, "keep_drafts", full)
    window.lock()
    door = locked(window)
    door.button.click()
    at_work(window)


def test_work_under_way_ends_first_and_shows_nothing(window: Window) -> None:
    shell = at_work(window)
    may_end = threading.Event()

    def shown(_ended: bool) -> None:
        open_sheet(Sheet("Roussel", shell, line="Ce que l’import a trouvé"))

    shell.tasks.write(lambda: may_end.wait(120), shown, owner=shell)
    window.lock()
    door = window.stack.currentWidget()
    assert isinstance(door, LockedDoor), "hidden at once"
    door.button.click()
    for _turn in range(5):
        QTest.qWait(20)
    assert window.desk is not None
    may_end.set()
    until(lambda: window.shell is not None and window.shell is not shell)
    assert at_work(window) is not shell, "whoever waits comes in once it is over"
    assert not [each for each in window.findChildren(Sheet) if each.isVisible()]


def test_a_poste_closed_while_locked_did_not_stop_without_warning(window: Window, home: Path) -> None:
    at_work(window)
    pressed(window, "Ctrl+L")
    locked(window)
    close_window(window)
    again = Window(home, measuring=True)
    again.show()
    again.start()
    settle(again)
    assert again.shell is not None
    assert "arrêté" not in again.shell.toast.label.text()
    close_window(again)


def test_locked_twice_is_locked_once(window: Window) -> None:
    dossier = typing(window, "deux fois")
    window.lock()
    door = window.stack.currentWidget()
    window.lock()
    assert locked(window) is door
    window.lock()
    locked(window).button.click()
    assert at_work(window).whereabouts().dossier_id == dossier


def test_closed_in_the_middle_of_locking_the_store_is_closed_once(window: Window, home: Path) -> None:
    dossier = typing(window, "avant de partir")
    window.lock()
    close_window(window)
    desk = open_desk(home)
    assert situation(desk, dossier).values["address"] == "avant de partir"
    desk.close()
