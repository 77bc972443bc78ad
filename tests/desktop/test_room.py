"""Nothing is cut: on a low screen, and with the text twice as large."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton, QWidget

from chance_desktop.desktop.ui_kit.text import ElidingLabel
from chance_desktop.desktop.ui_kit.theme import theme
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window, open_window
from tests.desktop.walking import SCREENS
from tests.screenshots.drawing import settle


def cut_labels(window: QWidget) -> list[str]:
    """Labels whose text takes more room than they have, and that neither wrap nor end with an ellipsis."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisibleTo(window) or not label.text() or isinstance(label, ElidingLabel):
            continue
        if label.wordWrap():
            if label.heightForWidth(label.width()) > label.height() + 1:
                found.append(f"{label.text()!r}: {label.heightForWidth(label.width())} > {label.height()}")
        elif label.sizeHint().width() > label.width() + 1 or label.sizeHint().height() > label.height() + 1:
            found.append(f"{label.text()!r}: {label.sizeHint()} > {label.size()}")
    return found


def cut_buttons(window: QWidget) -> list[str]:
    """Buttons narrower than their words."""
    return [
        f"{button.text()!r}: {button.minimumSizeHint()} > {button.size()}"
        for button in window.findChildren(QPushButton)
        if button.isVisibleTo(window) and button.text() and (button.minimumSizeHint().width() > button.width() + 1)
    ]


def outside(window: Window, shown: QWidget) -> list[str]:
    """Buttons that stick out of the window and that no scrolling brings back."""
    found = []
    for button in shown.findChildren(QPushButton):
        if not button.isVisibleTo(window):
            continue
        parent = button.parentWidget()
        while parent is not None and not isinstance(parent, QAbstractScrollArea):
            parent = parent.parentWidget()
        box = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
        if parent is None and not window.rect().contains(box):
            found.append(f"{button.text() or button.accessibleName()!r} {box}")
    return found


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_on_a_low_screen(app: QApplication, home: Path, screen: str) -> None:
    window = open_window(home, 1366, 700)
    assert window.shell is not None
    assert (window.width(), window.height()) == (1366, 700)
    assert theme().compact
    SCREENS[screen](window.shell)
    settle(window)
    assert cut_labels(window) == []
    assert cut_buttons(window) == []
    assert outside(window, window.shell.stack.currentWidget()) == []
    close_window(window)


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_with_text_twice_as_large(app: QApplication, home: Path, screen: str) -> None:
    theme().set_scale(2.0)
    (home / "window.ini").write_text("[look]\ntext_percent=200\n", encoding="utf-8")
    window = open_window(home)
    assert theme().scale == 2.0
    assert window.shell is not None
    SCREENS[screen](window.shell)
    settle(window)
    assert cut_labels(window) == []
    assert cut_buttons(window) == []
    assert outside(window, window.shell.stack.currentWidget()) == []
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
