"""Lines one below the other with a rule between them: on a card of their own, or in any box."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget
from chance_desktop.desktop.ui_kit.text import Rule


def lay_ruled(box: QBoxLayout, lines: Iterable[QWidget]) -> int:
    """Put lines in a box with a rule between them; how many there are."""
    number = 0
    for number, line in enumerate(lines, 1):
        if number > 1:
            box.addWidget(Rule())
        box.addWidget(line)
    return number


class LinesCard(Card):
    """A card of lines; without any, it says why."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(self, 0, (1, 1, 1, 1))

    def show_lines(self, lines: Iterable[QWidget], nothing: Callable[[], QWidget]) -> None:
        """Show these lines in place of the former ones, or `nothing` when there are none."""
        empty(self._lines)
        if not lay_ruled(self._lines, lines):
            self._lines.addWidget(nothing())

    def add_note(self, note: QWidget) -> None:
        """Put something below the lines, with no rule above."""
        self._lines.addWidget(note)


def page_of(card: QWidget) -> QWidget:
    """A page that holds one card, at its top."""
    page = plain_widget()
    box = column(page, 0, (1, 1, 12, 4))
    box.addWidget(card)
    box.addStretch(1)
    return page
