"""A real window on a real fictional office, drawn offscreen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from chance_desktop.desktop.ui_kit.look.theme import Appearance, theme
from chance_desktop.desktop.workplace.app import make_application
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.watches import narrowing
from chance_desktop.desktop.workplace.window import Window
from tests.days import HomesByDay
from tests.desktop.patience import PatientBot
from tests.offscreen import use_offscreen
from tests.screenshots.drawing import settle

# before the application exists
use_offscreen()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The one of the tests of a window."""
    return PatientBot(request)


@pytest.fixture
def home(demo_homes: HomesByDay, day: date, tmp_path: Path) -> Path:
    """The test's own copy of a fictional office."""
    return Path(shutil.copytree(demo_homes[day], tmp_path / "fictif"))


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The dressed application, light and at 100 %."""
    make_application()
    theme().choose(Appearance.LIGHT)
    theme().set_scale(1.0)
    theme().set_compact(False)
    theme().set_narrow(False)
    yield qapp
    theme().choose(Appearance.LIGHT)
    theme().set_scale(1.0)
    theme().set_compact(False)
    theme().set_narrow(False)


@pytest.fixture(autouse=True)
def pages_follow_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are built for the width of their window as soon as it has it, not a moment after it stops changing."""
    monkeypatch.setattr(narrowing, "_AFTER_MS", 0)


def open_window(home: Path, width: int = 1366, height: int = 768) -> Window:
    """A window at work on a home."""
    window = Window(home, measuring=True)
    window.resize(width, height)
    window.show()
    window.activateWindow()
    window.start()
    settle(window)
    shell = window.shell
    if shell is not None and not shell.nav.sync.text():
        # the navigation fills in a little after the first page
        loop = QEventLoop()
        shell.nav.filled.connect(loop.quit)
        loop.exec()
        settle(window)
    return window


def close_window(window: Window) -> None:
    """Close as a person would, and let the store go."""
    if not shiboken6.isValid(window):
        return
    window.close()
    window.close_desk()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def window(app: QApplication, home: Path) -> Iterator[Window]:
    """A window of 1366 × 768."""
    opened = open_window(home)
    yield opened
    close_window(opened)


@pytest.fixture
def shell(window: Window) -> Shell:
    """Its pages."""
    assert window.shell is not None
    return window.shell
