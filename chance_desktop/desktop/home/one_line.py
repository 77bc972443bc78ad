"""A card of one line on the first page: what waits, who it is about, and a button that goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout

from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.card import Card, Tile
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.text import ElidingLabel
from chance_desktop.desktop.ui_kit.theme import large
from chance_desktop.runtime.words import _


class OneLineCard(Card):
    """Hidden while nothing waits."""

    def __init__(self, icon: str, tone: str, spoken: str, go: Callable[[], object]) -> None:
        super().__init__()
        box: QBoxLayout = column(self, 6, (16, 8, 13, 8)) if large() else row(self, 12, (16, 6, 13, 6))
        words = column(gap=0)
        self.title_line = ElidingLabel("", Role.BODY_STRONG, lines=2)
        self.line = ElidingLabel("", Role.CELL, "ink2")
        words.addWidget(self.title_line)
        words.addWidget(self.line)
        top = row(gap=12)
        top.addWidget(Tile(icon, tone))
        top.addLayout(words, 1)
        box.addLayout(top, 1)
        button = Button(_("Voir"), Kind.OUTLINE, height=36)
        button.setAccessibleName(spoken)
        button.clicked.connect(lambda: go())
        box.addWidget(button)
        self.hide()

    def say(self, title: str, names: tuple[str, ...]) -> None:
        """Show what waits; nobody hides the card."""
        self.setVisible(bool(names))
        self.title_line.say(title)
        self.line.say(", ".join(dict.fromkeys(names)))
