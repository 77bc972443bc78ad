"""What does not fit on a screen: cut texts, buttons narrower than their words or out of reach."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPushButton, QWidget

from chance_desktop.desktop.ui_kit.text import ElidingLabel
from chance_desktop.desktop.workplace.window import Window


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
