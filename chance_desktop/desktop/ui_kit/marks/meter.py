"""A bar of progress, always with its figure in text beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px


def paint_meter(painter: QPainter, box: QRectF, done: int, total: int) -> None:
    """Draw the bar: violet on its way, green when everything is there."""
    round_box(painter, box, box.height() / 2, colour("track"))
    if total <= 0 or done <= 0:
        return
    filled = QRectF(box)
    filled.setWidth(max(box.height(), box.width() * min(1.0, done / total)))
    round_box(painter, filled, box.height() / 2, colour("green" if done >= total else "bar"))


class ProgressMeter(QProgressBar):
    """So many of so many."""

    def __init__(self, name: str, width: float = 60, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._width = name, width
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(px(width), px(8))

    def show_share(self, done: int, total: int) -> None:
        """Show another share; more than the whole fills the bar."""
        self.setRange(0, max(1, total))
        self.setValue(min(done, self.maximum()))
        self.setAccessibleName(f"{self._name} : {done}/{total}".replace(" :", "\u00a0:"))

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_meter(painter, QRectF(self.rect()), self.value(), self.maximum())
        painter.end()
