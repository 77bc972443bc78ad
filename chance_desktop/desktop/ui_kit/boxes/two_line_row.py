"""A row of a card: a mark, a title over a line, and what can be done at the right (below, with large text)."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chance_desktop.desktop.ui_kit.layouts import Flow, column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px, theme
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.text import ElidingLabel

ROW_BUTTON = 94
"""The narrowest button of a row, in px of the design: the pills beside stand under one another."""


class TwoLineRow(QWidget):
    """Two texts, then whatever is added with `add`; below them in a `narrow` pane."""

    def __init__(self, mark: QWidget, title: str, line: str, *, narrow: bool = False) -> None:
        super().__init__()
        stacked = narrow or large()
        self.setMinimumHeight(px(51 if theme().compact else 54))
        lines = 2 if stacked else 1
        words = column(gap=0)
        words.addStretch(1)
        # a row that begins with initials is a person's
        self.title = ElidingLabel(title, Role.BODY_STRONG, lines=lines, person=isinstance(mark, Avatar))
        words.addWidget(self.title)
        words.addWidget(ElidingLabel(line, Role.CELL, "ink2", lines=lines))
        words.addStretch(1)
        self._gestures: QHBoxLayout | Flow
        if stacked:
            outer = column(self, 6, (16, 6, 13, 6))
            top = row(gap=12)
            top.addWidget(mark)
            top.addLayout(words, 1)
            outer.addLayout(top)
            self._gestures = Flow(10)
            outer.addWidget(self._gestures)
        else:
            self._gestures = row(self, 12, (16, 3, 13, 3))
            self._gestures.addWidget(mark)
            self._gestures.addLayout(words, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            # a long card shares out what it lacks: a row never gives up a line of its texts
            self.setMinimumHeight(max(px(51 if theme().compact else 54), layout.heightForWidth(event.size().width())))

    def add(self, widget: QWidget) -> None:
        """Put a pill or a button at the end."""
        self._gestures.addWidget(widget)
