"""What every door is: one card in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card, Tile
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label


class Door(QWidget):
    """One card in the middle of the window."""

    first: QWidget | None = None

    def __init__(self, icon: str, title: str, tone: str = "accent") -> None:
        super().__init__()
        self.setObjectName("page")
        outer = column(self)
        inside = plain_widget()
        centre = column(inside, 0, (24, 24, 24, 24))
        centre.addStretch(1)
        card = Card()
        card.setFixedWidth(px(520))
        self.box = column(card, 14, (32, 28, 32, 28))
        self.box.addWidget(Tile(icon, tone, 52, 26))
        self.heading = Label(title, Role.PAGE_TITLE, wrap=True)
        self.box.addWidget(self.heading)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        centre.addLayout(middle)
        centre.addStretch(1)
        outer.addWidget(Scroll(inside))

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
