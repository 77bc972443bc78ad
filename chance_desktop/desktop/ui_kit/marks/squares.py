"""A meter made of the squares of the house: full for what is done, dashed for what is still to do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.look.painting import dashed_square, full_square
from chance_desktop.desktop.ui_kit.look.theme import px


class SquaresMeter(QWidget):
    """So many squares, the full ones first; the figure is in the text beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, done: int, total: int) -> None:
        """Show another share."""
        self._done, self._total = done, total
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(16))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._total:
            return
        painter = QPainter(self)
        gap = px(5)
        width = (self.width() - gap * (self._total - 1)) / self._total
        for number in range(self._total):
            box = QRectF(number * (width + gap), 1, width, self.height() - 2)
            if number < self._done:
                full_square(painter, box, "bar")
            else:
                dashed_square(painter, box)
        painter.end()
