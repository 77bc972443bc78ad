"""The right column of a dossier: what to do now, and the last lines of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from chance_desktop.desktop.navigation.targets import action_icon
from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.buttons.keyed_button import KeyedButton
from chance_desktop.desktop.ui_kit.layouts import column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import dashed_square, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import Label, Rule, draw_lines
from chance_desktop.domain.actions.action import TargetKind
from chance_desktop.runtime.words import _, short_date

if TYPE_CHECKING:
    from chance_desktop.casework.journal.journal import JournalLine
    from chance_desktop.domain.actions.next_action import NextAction


class TodoLine(KeyedButton):
    """One more thing to do, dashed as long as it is."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(role_font(Role.BODY))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_tooltip(self, text)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        lines = 2 if metrics.horizontalAdvance(self.text()) > px(228) else 1
        return QSize(px(220), max(px(34), metrics.lineSpacing() * lines + px(8)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            round_box(painter, QRectF(self.rect()), px(6), colour("surface"))
        side = px(15)
        dashed_square(painter, QRectF(1, (self.height() - side) / 2, side, side), "accent", 2.5, 1.3)
        painter.setFont(self.font())
        painter.setPen(colour("ink"))
        draw_lines(painter, (px(26), 0, self.width() - px(52), self.height()), self.text(), 2)
        draw_icon(painter, "chevron-right", "accent", QPointF(self.width() - px(10), self.height() / 2), 17)
        painter.end()


class TodoCard(Card):
    """« À faire »: the next action and the others."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("accent", parent)
        self._box = column(self, 4, (16, 12, 16, 10))

    def show_actions(self, action: NextAction, others: Sequence[NextAction]) -> None:
        """Show what there is to do."""
        empty(self._box)
        head = row(gap=10)
        head.addWidget(IconMark("list-checks", "accent", 18))
        head.addWidget(Label(_("À faire"), Role.CARD_TITLE), 1)
        self._box.addLayout(head)
        self._box.addSpacing(px(4))
        self._box.addWidget(Label(action.title, Role.BODY_STRONG, wrap=True))
        if action.detail:
            self._box.addWidget(Label(action.detail, Role.CELL, "ink2", wrap=True))
        if action.button and action.target != TargetKind.NONE:
            self._box.addSpacing(px(4))
            button = Button(action.button, Kind.PRIMARY, action_icon(action), height=38)
            target = action.target
            button.clicked.connect(lambda: self.asked.emit(target))
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if others:
            self._box.addSpacing(px(4))
            self._box.addWidget(Rule("accent"))
            for other in others[:4]:
                line = TodoLine(other.title)
                line.clicked.connect(lambda _on=False, t=other.target: self.asked.emit(t))
                self._box.addWidget(line)
        self._box.addSpacing(px(2))


class JournalCard(Card):
    """The last lines, and a way to add one."""

    note_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        box = column(self, 0, (16, 10, 16, 12))
        head = row(gap=10)
        head.addWidget(IconMark("history", "ink2", 19))
        head.addWidget(Label(_("Journal"), Role.CARD_TITLE), 1)
        add = Button(_("Ajouter une note"), Kind.TEXT, "plus", height=36)
        add.clicked.connect(self.note_asked)
        head.addWidget(add)
        box.addLayout(head)
        self._lines = column(gap=0)
        box.addLayout(self._lines)

    def show_nothing(self) -> None:
        """Until the lines of another dossier are read."""
        empty(self._lines)

    def show_lines(self, lines: Sequence[JournalLine]) -> None:
        """Show the last lines."""
        empty(self._lines)
        if not lines:
            self._lines.addWidget(Label(_("Rien n’est encore noté."), Role.CELL, "ink2", wrap=True))
        for line in lines:
            self._lines.addWidget(Rule())
            self._lines.addLayout(journal_line(line))


def journal_line(line: JournalLine) -> QHBoxLayout:
    """Date at the left, what happened and by whom at the right."""
    box = row(gap=8, margins=(0, 7, 0, 7))
    when = Label(short_date(line.at), Role.NOTE_STRONG, "ink2")
    when.setFixedWidth(px(56))
    box.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    words = column(gap=0)
    words.addWidget(Label(line.text, Role.CELL, wrap=True))
    if line.by:
        words.addWidget(Label(line.by, Role.NOTE, "ink2", wrap=True))
    box.addLayout(words, 1)
    return box
