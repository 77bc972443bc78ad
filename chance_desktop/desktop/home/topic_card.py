"""A card of the first page: a heading with its count and where to see everything, and the first lines of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label, Rule


class TopicCard(Card):
    """The card."""

    def __init__(self, title: str, icon: str, tone: str, link: str, go: Callable[[], object]) -> None:
        super().__init__()
        inside = column(self, 0, (1, 1, 1, 1))
        self.head = CardHeader(title, icon, tone, "0")
        button = Button(link, Kind.TEXT, trailing="arrow-right", height=36)
        button.clicked.connect(lambda: go())
        self.head.add(button)
        inside.addWidget(self.head)
        self._lines = column()
        inside.addLayout(self._lines)

    def show_lines(self, total: int, lines: Iterable[QWidget], nothing: Callable[[], QWidget]) -> None:
        """Show the first lines of so many; `nothing` when there are none."""
        self.head.show_count(str(total))
        empty(self._lines)
        for line in lines:
            self._lines.addWidget(Rule())
            self._lines.addWidget(line)
        if not self._lines.count():
            self._lines.addWidget(nothing())

    def add_note(self, sentence: str) -> None:
        """Say something more below the lines."""
        note = Label(sentence, Role.NOTE, "ink2", wrap=True)
        note.setContentsMargins(px(17), px(8), px(17), px(10))
        self._lines.addWidget(Rule())
        self._lines.addWidget(note)


def calm(sentence: str) -> QWidget:
    """A sentence for a card in which nothing waits."""
    holder = plain_widget()
    box = row(holder, 10, (18, 8, 18, 18))
    box.addWidget(IconMark("circle-check", "green", 18), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Label(sentence, Role.CELL, "ink2", wrap=True), 1)
    return holder
