"""Nothing is cut: on a low screen, and with the text twice as large, on every hard day."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.window import Window
from tests.days import on_hard_days
from tests.desktop.conftest import close_window, open_window
from tests.desktop.cuts import misfits
from tests.desktop.walking import SCREENS
from tests.screenshots.drawing import settle


def misfits_by_screen(window: Window) -> dict[str, list[str]]:
    """Every screen, one after the other in one window."""
    found = {}
    for screen, show in SCREENS.items():
        assert window.shell is not None
        show(window.shell)
        settle(window)
        found[screen] = misfits(window)
    return {screen: some for screen, some in found.items() if some}


@on_hard_days
def test_nothing_is_cut_on_a_low_screen(app: QApplication, home: Path) -> None:
    window = open_window(home, 1366, 700)
    assert (window.width(), window.height()) == (1366, 700)
    assert theme().compact
    assert misfits_by_screen(window) == {}
    close_window(window)


@on_hard_days
def test_nothing_is_cut_with_text_twice_as_large(app: QApplication, home: Path) -> None:
    theme().set_scale(2.0)
    (home / "window.ini").write_text("[look]\ntext_percent=200\n", encoding="utf-8")
    window = open_window(home)
    assert theme().scale == 2.0
    assert misfits_by_screen(window) == {}
    close_window(window)


@pytest.mark.parametrize("height", [700, 768])
def test_every_page_of_the_navigation_is_in_sight(app: QApplication, home: Path, height: int) -> None:
    window = open_window(home, 1366, height)
    assert window.shell is not None
    scrolls = window.shell.nav.findChildren(QAbstractScrollArea)
    assert [area.verticalScrollBar().maximum() for area in scrolls] == [0]
    close_window(window)


def test_the_page_in_force_is_in_sight_with_text_twice_as_large(app: QApplication, home: Path) -> None:
    theme().set_scale(2.0)
    (home / "window.ini").write_text("[look]\ntext_percent=200\n", encoding="utf-8")
    window = open_window(home)
    assert window.shell is not None
    nav = window.shell.nav
    (area,) = nav.findChildren(QAbstractScrollArea)
    for code, item in nav.items.items():
        window.shell.show_page(code)
        settle(window)
        assert item.isChecked()
        place = QRect(item.mapTo(area.viewport(), QPoint(0, 0)), item.size())
        assert area.viewport().rect().contains(place), code
    close_window(window)


def test_the_first_page_fits_without_scrolling(app: QApplication, home: Path) -> None:
    window = open_window(home, 1366, 700)
    assert window.shell is not None
    page = window.shell.stack.currentWidget()
    scrolls = [area.verticalScrollBar().maximum() for area in page.findChildren(QAbstractScrollArea)]
    assert scrolls == [0]
    close_window(window)
