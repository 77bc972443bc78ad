"""What does not fit on a screen: cut texts, buttons narrower than their words or out of reach, headings that end with an ellipsis."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QPushButton, QTabBar, QWidget

from chance_desktop.desktop.ui_kit.buttons.button import IconButton
from chance_desktop.desktop.ui_kit.frame.focus_ring import OUTSIDE
from chance_desktop.desktop.ui_kit.frame.nav import NavItem
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.marks.pill import Count, Pill
from chance_desktop.desktop.ui_kit.marks.stepper import StepButton
from chance_desktop.desktop.ui_kit.text import ElidingLabel, is_cut
from chance_desktop.desktop.workplace.window import Window

HEADINGS = (Role.WELCOME, Role.QUESTION, Role.PAGE_TITLE, Role.NAME, Role.NEXT_ACTION, Role.CARD_TITLE)


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


def misfits(window: Window) -> list[str]:
    """All that does not fit on the page shown."""
    assert window.shell is not None
    return [*cut_labels(window), *cut_buttons(window), *outside(window, window.shell.stack.currentWidget())]


def in_sight(top: QWidget) -> Iterator[QWidget]:
    """Everything shown in a window."""
    return (each for each in top.findChildren(QWidget) if each.isVisibleTo(top))


def decisive_words_cut(top: QWidget) -> list[str]:
    """Buttons, tabs, badges and headings of a window whose words are not whole, or not within it."""
    found = [*cut_labels(top)]
    for each in in_sight(top):
        words = _words(each)
        if words and _is_too_small(each, words):
            found.append(f"{type(each).__name__} {words!r} is too small: {each.size()}")
        if words and not _is_within(each, top):
            found.append(
                f"{type(each).__name__} {words!r} sticks out: {QRect(each.mapTo(top, QPoint(0, 0)), each.size())}"
            )
    return found


def _words(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton):
        return widget.text() or widget.accessibleName()
    if isinstance(widget, QTabBar):
        return " | ".join(widget.tabText(number) for number in range(widget.count()))
    return widget.text() if isinstance(widget, QLabel) else ""


def _is_too_small(widget: QWidget, words: str) -> bool:
    if isinstance(widget, QTabBar):
        return sum(widget.tabRect(number).width() for number in range(widget.count())) > widget.width()
    if isinstance(widget, ElidingLabel):
        font = widget.font()
        return any(font == role_font(role) for role in HEADINGS) and not widget.person and widget.is_cut()
    if isinstance(widget, StepButton):
        return is_cut(widget.font(), widget.step.label, widget.width(), 1)
    if isinstance(widget, IconButton) or not isinstance(widget, QAbstractButton | Pill | Count):
        return False
    least = widget.minimumSizeHint()
    return least.width() > widget.width() + 1 or least.height() > widget.height() + 1


def _is_within(widget: QWidget, top: QWidget) -> bool:
    """Whole across what scrolls up and down; an item of the navigation is whole, or not there at all but for its edge."""
    box = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and parent is not top:
        if isinstance(parent, QAbstractScrollArea) and parent.viewport().isAncestorOf(widget):
            room = QRect(parent.viewport().mapTo(top, QPoint(0, 0)), parent.viewport().size())
            if isinstance(widget, NavItem):
                return room.contains(box) or room.intersected(box).height() <= OUTSIDE + 1
            return room.left() <= box.left() and box.right() <= room.right()
        parent = parent.parentWidget()
    return top.rect().contains(box)
