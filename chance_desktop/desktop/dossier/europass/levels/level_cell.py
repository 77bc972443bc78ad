"""A level to choose: a square, dashed for before the stay, full for after; a real choice for keyboard and screen readers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.look.fonts import sized_font
from chance_desktop.desktop.ui_kit.look.painting import dashed_pen, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px, theme
from chance_desktop.desktop.ui_kit.plain_words import PlainRadio
from chance_desktop.domain.learner.cefr import Level
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class LevelCell(PlainRadio):
    """One level of one skill. Arrows go from cell to cell, Space chooses, Delete takes back."""

    picked = Signal()
    taken_back = Signal()
    stepped = Signal(int, int)

    def __init__(self, skill: str, level: Level, parent: QWidget | None = None) -> None:
        super().__init__(level.value, parent)
        self.level = level
        self.before = self.after = False
        self.setAutoExclusive(False)
        self.setAccessibleName(f"{skill}, {level.value}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)

    def show_state(self, *, before: bool, after: bool, chosen: bool) -> None:
        """Show whether it is the level before, after, and of the moment being filled."""
        self.before, self.after = before, after
        self.setChecked(chosen)
        told = [_("avant le départ")] if before else []
        told += [_("après le séjour")] if after else []
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def _clicked(self, on: bool) -> None:
        if on:
            self.picked.emit()
        else:
            # a second click on the same level takes it back
            self.taken_back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.isChecked():
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        side = px(40 if theme().compact else 42)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        ink = "ink"
        if self.after:
            round_box(painter, box, px(8), colour("blue"))
            ink = "surface"
            if self.before:
                inner = box.adjusted(px(4), px(4), -px(4), -px(4))
                round_box(painter, inner, px(5), None, dashed_pen("surface", 1.6))
        elif self.before:
            round_box(painter, box, px(8), colour("surface"), dashed_pen("ink", 2))
        else:
            fill = colour("accent_tint") if self.underMouse() or self.isDown() else colour("surface")
            round_box(painter, box, px(8), fill, QPen(colour("strong"), 1))
        painter.setFont(sized_font(15, 700 if self.before or self.after else 400))
        painter.setPen(colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, as_shown(self.text()))
        painter.end()
