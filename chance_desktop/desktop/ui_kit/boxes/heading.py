"""The head of a page: its title and a line beside it, below with large text so that nothing is cut."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label


def page_head(title: str) -> QBoxLayout:
    """A box that begins with the title."""
    head: QBoxLayout = column(gap=6) if large() else row(gap=12)
    head.addWidget(Label(title, Role.PAGE_TITLE))
    return head


def head_line(head: QBoxLayout, sentence: str = "") -> ElidingLabel:
    """The line that goes with the title."""
    line = ElidingLabel(sentence, Role.BODY, "ink2", lines=2 if large() else 1)
    head.addWidget(line, 0 if large() else 1)
    return line
