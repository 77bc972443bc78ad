"""A button that Enter presses, as the space bar does, wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from chance_desktop.desktop.ui_kit.plain_words import plain, unmarked

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyedButton(QPushButton):
    """Enter presses the button that has the keyboard.

    Qt leaves this to the desktop: on some, Enter did nothing in a page, and in a sheet it pressed the filled button while
    « Annuler » had the keyboard. Its text may hold any name.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(unmarked(text))

    def text(self) -> str:
        return plain(super().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)
