"""What comes before the work: first run, passphrase, choice of person, and a start that stays light."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from chance_desktop.casework.installation import recovery_paper
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.recovery_paper import adopt_sheet, new_sheet
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor, list_counsellors, sign_in
from chance_desktop.casework.session.office.pins import set_pin
from chance_desktop.desktop.opening.assistant import Assistant
from chance_desktop.desktop.opening.doors import ClosedDoor, PassphraseDoor
from chance_desktop.desktop.opening.person import PersonChoice
from chance_desktop.desktop.opening.recovery import RecoverySheet
from chance_desktop.desktop.opening.restore import RestoreSheet
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime import running_lock
from chance_desktop.runtime.age import Passphrase
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.recovery_words import new_words
from tests.desktop.conftest import close_window, open_window
from tests.desktop.walking import expected_by_tab, focusable, reached_by_tab, spoken
from tests.screenshots.drawing import settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def first_run(app: QApplication, tmp_path: Path) -> Iterator[Window]:
    """A window on a folder where nothing is installed."""
    window = Window(tmp_path / "neuf")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.start()
    settle(window)
    yield window
    close_window(window)


def assistant_of(window: Window) -> Assistant:
    shown = window.stack.currentWidget()
    assert isinstance(shown, Assistant)
    return shown


def test_fifteen_offices_are_offered(first_run: Window) -> None:
    assert assistant_of(first_run).place.structure.count() == 15


def test_the_assistant_is_all_named_and_reached_by_tab(first_run: Window) -> None:
    nameless = [repr(one) for one in focusable(first_run) if not spoken(one)[0].strip()]
    assert nameless == []
    missed = expected_by_tab(first_run) - reached_by_tab(first_run)
    assert [spoken(one)[0] for one in missed] == []


def test_an_office_is_installed_and_reopened(first_run: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    # a machine without a vault, whatever this one has
    monkeypatch.setattr("chance_desktop.desktop.opening.steps.vault_available", lambda: False)
    assistant = assistant_of(first_run)
    assistant.place._texts["phone"].setText("05 36 49 10 20")
    QTest.mouseClick(assistant.place.button, LEFT)
    assert assistant.steps.currentWidget() is assistant.people
    QTest.mouseClick(assistant.people.button, LEFT)
    assert assistant.steps.currentWidget() is assistant.people
    person = assistant.people.people[0]
    person.first_name.setText("Claire")
    person.surname.setText("Audebert")
    QTest.mouseClick(assistant.people.button, LEFT)
    assert assistant.steps.currentWidget() is assistant.protection
    phrase = "quatre mots faciles à retenir"
    assistant.protection._first.setText(phrase)
    assistant.protection._again.setText("autre chose")
    QTest.mouseClick(assistant.protection.button, LEFT)
    assert assistant.steps.currentWidget() is assistant.protection
    assistant.protection._again.setText(phrase)
    QTest.mouseClick(assistant.protection.button, LEFT)
    settle(first_run)
    assert first_run.shell is not None
    home = first_run.home
    close_window(first_run)
    again = Window(home)
    again.show()
    again.start()
    settle(again)
    door = again.stack.currentWidget()
    assert isinstance(door, PassphraseDoor), door.heading.text()
    door.phrase.setText("pas la bonne phrase")
    QTest.keyClick(door.phrase, Qt.Key.Key_Return)
    settle(again)
    door = again.stack.currentWidget()
    assert isinstance(door, PassphraseDoor)
    door.phrase.setText(phrase)
    # pressed twice, and the button besides: the home is opened once, and nobody is locked out of it
    QTest.keyClick(door.phrase, Qt.Key.Key_Return)
    QTest.keyClick(door.phrase, Qt.Key.Key_Return)
    QTest.mouseDClick(door.button, LEFT)
    settle(again)
    assert again.shell is not None
    close_window(again)


def test_the_assistant_is_answered_from_the_keyboard(first_run: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chance_desktop.desktop.opening.steps.vault_available", lambda: False)
    first_run.activateWindow()
    assistant = assistant_of(first_run)

    def enter() -> None:
        keyboard = first_run.focusWidget()
        assert keyboard is not None
        QTest.keyClick(keyboard, Qt.Key.Key_Return)

    assistant.place._texts["phone"].setFocus()
    QTest.keyClicks(assistant.place._texts["phone"], "05 36 49 10 20")
    enter()
    person = assistant.people.people[0]
    assert first_run.focusWidget() is person.first_name
    QTest.keyClicks(person.first_name, "Claire")
    enter()
    # the keyboard goes where an answer is refused
    assert first_run.focusWidget() is person.surname
    QTest.keyClicks(person.surname, "Audebert")
    enter()
    protection = assistant.protection
    QTest.keyClicks(protection._first, "une phrase assez longue")
    enter()
    assert first_run.focusWidget() is protection._again
    QTest.keyClicks(protection._again, "une phrase assez longue")
    enter()
    enter()
    settle(first_run)
    assert first_run.shell is not None
    close_window(first_run)


def test_a_lost_passphrase_and_a_lost_poste_are_answered_with_the_recovery_sheet(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Passphrase.__init__, "__defaults__", (10,))
    home, phrase, new = tmp_path / "home", "quatre mots sans lien", "une toute autre phrase"
    set_up_office(
        home, OfficeSetup("86400S00", BranchContact("Civray"), (NewCounsellor("Claire", "A"),), passphrase=phrase)
    )
    words = new_words()
    monkeypatch.setattr(recovery_paper, "new_words", lambda: words)
    desk = open_desk(home, passphrase=phrase)
    adopt_sheet(desk, new_sheet(desk))
    create_backup(desk, tmp_path / "s.chance", phrase)
    desk.close()
    window = Window(home)
    window.show()
    window.start()
    settle(window)
    door = window.stack.currentWidget()
    assert isinstance(door, PassphraseDoor)
    sheet = RecoverySheet(window, door)
    sheet.show()
    sheet.fields.words.setText("avaler spécial")
    sheet.fields.first.setText(new)
    sheet._finish()
    assert "douze mots" in shown_text(sheet)
    sheet.fields.words.setText(" ".join(words))
    sheet.fields.again.setText(new)
    sheet._finish()
    settle(window)
    assert window.shell is not None
    close_window(window)
    elsewhere = Window(tmp_path / "elsewhere")
    elsewhere.show()
    elsewhere.start()
    settle(elsewhere)
    restore = RestoreSheet(elsewhere, elsewhere)
    restore.show()
    restore._given([tmp_path / "s.chance"])
    restore.with_sheet.setChecked(True)
    restore.fields.words.setText(" ".join(words))
    restore.fields.first.setText(new)
    restore.fields.again.setText(new)
    restore._finish()
    settle(elsewhere)
    assert elsewhere.shell is not None
    close_window(elsewhere)


def shown_text(widget: QWidget) -> str:
    """Every label shown in it."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_trying_with_fictional_data(first_run: Window) -> None:
    assistant = assistant_of(first_run)
    assistant.try_fictional()
    settle(first_run)
    assert first_run.shell is not None
    assert first_run.shell.desk.fictional


def test_fictional_data_is_erased_and_the_first_question_comes_back(app: QApplication, home: Path) -> None:
    window = open_window(home)
    assert window.shell is not None
    window.shell.show_page("settings")
    settle(window)
    window.shell.erase_fictional()
    settle(window)
    assert isinstance(window.stack.currentWidget(), Assistant)
    assert not home.exists() or list(home.iterdir()) == []
    assert "fictives" not in window.windowTitle()
    close_window(window)


def test_a_code_is_asked_and_checked(app: QApplication, home: Path) -> None:
    desk = open_desk(home)
    who = list_counsellors(desk)[0]
    sign_in(desk, who.id)
    set_pin(desk, who.id, "4821")
    window = Window(home)
    window.show()
    choice = PersonChoice(desk, window.tasks, lambda: chosen.append(True))
    chosen: list[bool] = []
    window.show_alone(choice)
    settle(window)
    choice.cards[who.id].setChecked(True)
    assert choice.pin_field.isVisible()
    choice.pin.setText("0000")
    QTest.mouseClick(choice.button, LEFT)
    settle(window)
    assert choice.pin_field.error.isVisible()
    assert chosen == []
    choice.pin.setText("4821")
    QTest.mouseClick(choice.button, LEFT)
    settle(window)
    assert chosen == [True]
    window.desk = desk
    close_window(window)


def test_a_home_made_by_a_command_asks_who_is_the_first_to_work_there(app: QApplication, tmp_path: Path) -> None:
    home = tmp_path / "region"
    set_up_office(home, OfficeSetup("", BranchContact("Poitiers"), (), fictional=True, role="region"))
    desk = open_desk(home)
    window = Window(home)
    window.show()
    chosen: list[bool] = []
    choice = PersonChoice(desk, window.tasks, lambda: chosen.append(True))
    window.show_alone(choice)
    settle(window)
    choice.names["first_name"].setText("Anne")
    QTest.mouseClick(choice.button, LEFT)
    settle(window)
    assert (choice.name_fields["surname"].error.isVisible(), chosen) == (True, [])
    choice.names["surname"].setText("Vignaud")
    QTest.mouseClick(choice.button, LEFT)
    settle(window)
    assert chosen == [True]
    assert [one.full_name for one in list_counsellors(desk)] == ["Anne Vignaud"]
    window.desk = desk
    close_window(window)


def test_a_home_that_something_is_alone_with_says_why_it_does_not_open(
    app: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_lock, "_DOOR_SECONDS", 0.1)
    desk = open_desk(home)
    window = Window(home)
    window.show()
    with desk.alone():
        window.start()
        settle(window)
    door = window.stack.currentWidget()
    assert isinstance(door, ClosedDoor)
    assert "doit être seule" in door.heading.text()
    window.start()
    settle(window)
    assert window.desk is not None
    close_window(window)
    desk.close()


_ENTER_TWICE = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from chance_desktop.desktop.opening.doors import ClosedDoor, PassphraseDoor
from chance_desktop.desktop.workplace.app import make_application
from chance_desktop.desktop.workplace.main import run
from chance_desktop.desktop.workplace.window import Window

app, typed = make_application(), []

def look():
    window = next((each for each in app.topLevelWidgets() if isinstance(each, Window)), None)
    door = window.stack.currentWidget() if window is not None else None
    if isinstance(door, PassphraseDoor) and not typed:
        typed.append(door)
        QTest.keyClicks(door.phrase, sys.argv[2])
        QTest.keyClick(door.phrase, Qt.Key.Key_Return)
        QTest.keyClick(door.phrase, Qt.Key.Key_Return)
    elif typed and not window.tasks.under_way and not isinstance(door, PassphraseDoor):
        # both presses have had their answer
        timer.stop()
        print(door.heading.text() if isinstance(door, ClosedDoor) else "at work" if door is window.shell else door)
        window.close()

timer = QTimer(app)
timer.timeout.connect(look)
timer.start(20)
run(["--home", sys.argv[1]])
"""


def test_enter_pressed_twice_on_the_passphrase_opens_the_home_once(tmp_path: Path) -> None:
    home, phrase = tmp_path / "home", "quatre mots sans lien"
    people = (NewCounsellor("Claire", "Audebert"),)
    set_up_office(home, OfficeSetup("86400S00", BranchContact("Civray"), people, passphrase=phrase))
    for _time in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", _ENTER_TWICE, str(home), phrase],
            capture_output=True, text=True, timeout=120, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        assert (ran.returncode, ran.stdout) == (0, "at work\n"), ran.stderr
    open_desk(home, passphrase=phrase).close()


def test_a_fictional_office_that_a_command_has_open_is_not_erased(app: QApplication, home: Path) -> None:
    window = open_window(home)
    assert window.shell is not None
    beside = open_desk(home)
    window.erase_fictional()
    settle(window)
    assert "doit être seule" in window.shell.toast.label.text()
    beside.close()
    assert window.desk is not None
    window.erase_fictional()
    settle(window)
    assert not HomeLayout(home).identity.exists()
    close_window(window)


def measured(home: Path, option: str) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "chance_desktop.desktop.workplace.main", "--home", str(home), option]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


@pytest.mark.parametrize("option", ["--ready-then-quit", "--first-paint-then-quit"])
def test_the_start_is_measured(home: Path, option: str) -> None:
    figures = measured(home, option)
    assert set(figures) == {"ready_ms", "rss_mb"}
    assert figures["ready_ms"] > 0
    assert figures["rss_mb"] > 0
