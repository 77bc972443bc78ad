"""Two people side by side: the line of the file and the one who may be the same, for a person to say."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from chance_desktop.casework.people_import.report import DuplicateLine, Side
from chance_desktop.desktop.people_import.model import as_written
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import Flow, column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _


class Comparison(Card):
    """A line that may be about somebody known, and the two answers; as long as none is given it is left aside."""

    answered = Signal(bool)

    def __init__(self, asked: DuplicateLine) -> None:
        super().__init__()
        self.asked = asked
        box = column(self, 10, (16, 12, 16, 14))
        title = _("Ligne {n}\u00a0: {reason}").format(n=asked.line, reason=asked.reason)
        box.addWidget(Label(title, Role.BODY_STRONG, wrap=True))
        there = (
            _("Ligne {n}").replace("{n}", str(asked.same_as_line))
            if asked.same_as_line
            else _("Dossier de {name}").format(name=asked.name)
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(18))
        grid.setVerticalSpacing(px(4))
        for place, head in enumerate(("", _("Dans le fichier"), there)):
            grid.addWidget(Label(head, Role.NOTE_STRONG, "ink2", wrap=True), 0, place)
        for line, side in enumerate(asked.sides, start=1):
            grid.addWidget(Label(side.label, Role.CELL, "ink2", wrap=True), line, 0)
            role = Role.CELL if _agree(side) else Role.CELL_STRONG
            for place, value in ((1, side.line), (2, side.known)):
                grid.addWidget(Label(as_written(value) or "–", role, wrap=True), line, place)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        box.addLayout(grid)
        flow = Flow(10)
        self.same = Button(_("C’est la même personne"), Kind.OUTLINE, "users")
        self.same.setAccessibleDescription(title)
        self.same.clicked.connect(lambda: self.answered.emit(True))
        flow.addWidget(self.same)
        self.other = Button(_("C’est quelqu’un d’autre"), Kind.OUTLINE, "user-plus")
        self.other.setAccessibleDescription(title)
        self.other.clicked.connect(lambda: self.answered.emit(False))
        flow.addWidget(self.other)
        box.addWidget(flow)


def _agree(side: Side) -> bool:
    """Whether the two say the same, or one of them nothing."""
    return not side.line or not side.known or side.line == side.known
