"""What else waits, on the first page: a card of short lines, each with a button that goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import ElidingLabel
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One thing that waits: how many, of whom, and where to go; `spoken` says what the button does."""

    icon: str
    tone: str
    title: str
    names: tuple[str, ...]
    spoken: str
    go: Callable[[], object]


class WaitingCard(Card):
    """Hidden while nothing waits."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(self, 2, (16, 5, 8, 5))
        self.hide()

    def show_lines(self, lines: Sequence[WaitingLine]) -> None:
        """Show what waits."""
        empty(self._lines)
        self.setVisible(bool(lines))
        for line in lines:
            box = row(gap=10)
            box.addWidget(IconMark(line.icon, line.tone, 18))
            title = ElidingLabel(line.title, Role.CELL_STRONG, lines=2 if large() else 1)
            names = ", ".join(dict.fromkeys(line.names))
            set_tooltip(title, names)
            box.addWidget(title, 1)
            button = Button(_("Voir"), Kind.TEXT, trailing="arrow-right", height=32)
            button.setAccessibleName(line.spoken)
            button.setAccessibleDescription(names)
            button.clicked.connect(lambda _on=False, go=line.go: go())
            box.addWidget(button)
            self._lines.addLayout(box)
