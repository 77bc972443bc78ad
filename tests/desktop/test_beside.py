"""The window open, and other programs beside it: commands write and exchange, a second launch brings the window to the front."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.desktop.dossiers.view import DossiersScreen
from chance_desktop.desktop.opening.doors import WaitingDoor
from chance_desktop.desktop.ui_kit.inputs.fields import TextField
from chance_desktop.desktop.workplace import front_window
from chance_desktop.desktop.workplace.front_window import Request
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.watches.beside_watch import BesideWatch
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.paths import HomeLayout
from tests.cli.calling import call, call_process
from tests.desktop.conftest import close_window
from tests.desktop.patience import until
from tests.screenshots.drawing import settle

_MAIN = "from chance_desktop.desktop.workplace.main import run; run()"


@pytest.fixture
def home(templates: dict[str, Path], tmp_path: Path) -> Path:
    """An office, under a path short enough for a socket."""
    return Path(shutil.copytree(templates["civray"], tmp_path / "h"))


@pytest.fixture
def place(home: Path) -> Path:
    if len(os.fsencode(HomeLayout(home).window_socket)) > front_window._LONGEST_SOCKET:
        pytest.skip("the temporary folder of this system has too long a name for a socket")
    return home


def _front(home: Path) -> Window:
    """A window at work, the one of its home."""
    window = Window(home, measuring=True, request=Request())
    window.resize(1366, 768)
    window.show()
    window.start()
    settle(window)
    return window


@pytest.fixture
def window(app: QApplication, home: Path) -> Iterator[Window]:
    opened = _front(home)
    yield opened
    close_window(opened)


@pytest.fixture
def shell(window: Window) -> Shell:
    assert window.shell is not None
    until(lambda: bool(window.shell and window.shell.findChildren(BesideWatch)))
    settle(window)
    return window.shell


def _names(shell: Shell) -> set[str]:
    page = shell.page("dossiers")
    assert isinstance(page, DossiersScreen)
    return {str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())}


def _person(folder: Path) -> Path:
    path = folder / "person.json"
    path.write_text(json.dumps({"person": {"surname": "Roussel", "first_name": "Manon"}}), "utf-8")
    return path


def test_a_command_writes_beside_the_window_which_shows_it(shell: Shell, home: Path, tmp_path: Path) -> None:
    shell.show_page("dossiers")
    call_process("--counsellor", "Claire Audebert", "dossier", "new", "--from", _person(tmp_path), home=home)
    until(lambda: any("Roussel" in name for name in _names(shell)))
    assert "Roussel" in call_process("dossier", "list", home=home)


def test_what_a_person_types_is_not_touched_by_what_a_command_writes(shell: Shell, window: Window, home: Path) -> None:
    dossier = create_dossier(shell.desk, NewPerson("Roussel", "Manon")).result
    shell.open_dossier(dossier, "situation")
    settle(window)
    shown = situation(shell.desk, dossier)
    field = next(
        each for each in shell.page("dossier").findChildren(TextField)
        if each.isVisible() and each.isEnabled() and not each.isReadOnly() and "Ville" in each.accessibleName()
    )  # fmt: skip
    field.setFocus()
    QTest.keyClicks(field, "Poit")
    other = _second_desk(home)
    try:
        save_fields(other, dossier, {"address": "3, rue des Lilas"}, shown.seen)
    finally:
        other.close()
    (watch,) = shell.findChildren(BesideWatch)
    watch.look()
    settle(window)
    assert field.text() == "Poit"
    shell.close_down()
    settle(window)
    kept = situation(shell.desk, dossier).values
    assert kept["address"] == "3, rue des Lilas"
    assert "Poit" in kept.values()


def _second_desk(home: Path) -> Desk:
    from chance_desktop.casework.installation.opening import open_desk
    from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in

    desk = open_desk(home)
    sign_in(desk, list_counsellors(desk)[0].id)
    return desk


def test_an_exchange_made_beside_the_window_is_told_and_shown(
    shell: Shell, window: Window, home: Path, templates: dict[str, Path], tmp_path: Path
) -> None:
    region, box = Path(shutil.copytree(templates["region"], tmp_path / "region")), tmp_path / "box"
    box.mkdir()
    asked, welcome = tmp_path / "asked.json", tmp_path / "welcome.json"
    call_process("--counsellor", "Claire Audebert", "office", "request", "-o", asked, home=home)
    call("office", "accept", asked, "-o", welcome, home=region)
    call_process("--counsellor", "Claire Audebert", "office", "accept", welcome, home=home)
    call_process("sync", "set", box, home=home)
    create_dossier(shell.desk, NewPerson("Roussel", "Manon"))
    sent = json.loads(call_process("sync", "--json", home=home))
    assert sent["sent"] == 1
    until(lambda: "à côté de cette fenêtre" in shell.toast.label.text())
    assert "1 paquet préparé" in shell.toast.label.text()
    until(lambda: "à jour" in shell.nav.sync.text() or "Rien à envoyer" in shell.nav.sync.accessibleName())
    assert json.loads(call("sync", "--mailbox", box, "--json", home=region))["received"] == 1


@contextmanager
def _launch(home: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A launch of the application, in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", _MAIN, "--home", str(home), *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stderr=subprocess.PIPE, text=True,
    ) as program:  # fmt: skip
        try:
            yield program
        finally:
            program.kill()


def test_a_second_launch_hands_its_file_to_the_first_window_and_ends(
    place: Path, shell: Shell, window: Window, tmp_path: Path
) -> None:
    window.showMinimized()
    received = tmp_path / "x.chance"
    received.write_bytes(b"nothing")
    with _launch(place, "--page", "dossiers", str(received)) as second:
        until(lambda: second.poll() is not None)
        assert second.returncode == 0, second.stderr.read() if second.stderr else ""
    settle(window)
    assert not window.isMinimized()
    assert shell.current == "synchronisation"
    assert any("fichier reçu" in each.windowTitle() for each in QApplication.topLevelWidgets() if each.isVisible())
    for each in QApplication.topLevelWidgets():
        if each is not window:
            each.close()


def test_a_first_window_that_answers_no_more_is_told_and_its_place_is_taken_once_it_is_dead(
    app: QApplication, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_window, "_ANSWER_MS", 300)
    with _launch(place) as first:
        until(HomeLayout(place).window_socket.exists)
        first.send_signal(signal.SIGSTOP)
        second = Window(place, measuring=True, request=Request())
        try:
            assert not second.is_elsewhere()
            second.show()
            second.start()
            door = second.stack.currentWidget()
            assert isinstance(door, WaitingDoor)
            assert "ne répond pas" in door.heading.text()
            assert second.desk is None
            first.kill()
            first.wait()
            until(lambda: second.shell is not None)
        finally:
            close_window(second)


def test_a_window_that_was_killed_is_in_nobodys_way(app: QApplication, place: Path) -> None:
    with _launch(place) as first:
        until(HomeLayout(place).window_socket.exists)
        first.kill()
        first.wait()
    window = _front(place)
    try:
        assert window.shell is not None
        assert not window.is_elsewhere()
    finally:
        close_window(window)


def test_only_its_owner_may_speak_to_the_window(place: Path, window: Window) -> None:
    layout = HomeLayout(place)
    assert layout.window_socket.stat().st_mode & 0o077 == 0
    assert layout.running.stat().st_mode & 0o077 == 0
