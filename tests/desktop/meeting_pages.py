"""Reaching the page « Rendez-vous » and its sheets as a person does."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.meetings.event_page import EventPage
from chance_desktop.desktop.meetings.view import MeetingsScreen
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle
from tests.screenshots.meetings import some_event

LEFT = Qt.MouseButton.LeftButton
S = TypeVar("S", bound=Sheet)


def press(root: QWidget, words: str) -> None:
    """Click the button that says these words, or is named so."""
    every = [one for one in root.findChildren(Button) if one.isVisibleTo(root)]
    found = [one for one in every if words in (one.text(), one.accessibleName())]
    assert found, f"no button « {words} » among {[one.text() for one in every]}"
    QTest.mouseClick(found[0], LEFT)


def sheet_of(window: Window, kind: type[S]) -> S:
    """The one sheet of a kind that is open."""
    settle(window)
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def meetings_page(window: Window, shell: Shell, view: str = "agenda") -> MeetingsScreen:
    """The page, on a view."""
    shell.show_meetings(view)
    settle(window)
    page = shell.page("meetings")
    assert isinstance(page, MeetingsScreen)
    return page


def event_page(window: Window, shell: Shell, event_id: str = "") -> EventPage:
    """A meeting; by default a sponsorship that was held."""
    shell.open_event(event_id or some_event(shell))
    settle(window)
    page = shell.page("meetings")
    assert isinstance(page, MeetingsScreen)
    return page.meeting


def labels(root: QWidget) -> str:
    """Every word a person reads under a widget."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(one.text() for one in root.findChildren(QLabel) if one.isVisibleTo(root))
