"""The eight words two people compare by telephone, large, and as a code a telephone reads."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import colour, large, px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

_QUIET = 4
"""Blank modules that readers want around a code."""


class EightWords(Card):
    """Hidden until there are words to show."""

    def __init__(self) -> None:
        super().__init__("sunken")
        box: QBoxLayout = column(self, 12, (16, 12, 16, 12)) if large() else row(self, 16, (16, 12, 16, 12))
        words = column(gap=8)
        self.caption = Label("", Role.CELL, "ink2", wrap=True)
        words.addWidget(self.caption)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(18))
        grid.setVerticalSpacing(px(6))
        across = 1 if large() else 2
        self.words = [Label("", Role.NEXT_ACTION) for _number in range(8)]
        for number, label in enumerate(self.words):
            grid.addWidget(label, number // across, number % across)
        words.addLayout(grid)
        words.addStretch(1)
        box.addLayout(words, 1)
        self.code = QrCode()
        box.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_words(self, fingerprint: str, caption: str) -> None:
        """Show other words."""
        self.caption.say(caption)
        told = fingerprint.split()
        for number, label in enumerate(self.words):
            label.say(f"{number + 1}. {told[number]}" if number < len(told) else "")
        self.code.show_text(fingerprint)
        self.show()

    @property
    def text(self) -> str:
        """The words."""
        return self.code.text


class QrCode(QWidget):
    """A QR code, dark on white in both themes: readers want it so."""

    def __init__(self, side: float = 148, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self._matrix: tuple[tuple[int, ...], ...] = ()
        self._side = min(px(side), 240)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Code à scanner qui dit les huit mots"))

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_text(self, text: str) -> None:
        """Show another text."""
        import segno

        self.text = text
        self._matrix = tuple(tuple(line) for line in segno.make_qr(text, error="m").matrix)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("paper"))
        modules = len(self._matrix)
        if modules:
            # whole pixels only: a code with grey seams is read badly
            size = max(1, self._side // (modules + 2 * _QUIET))
            margin = (self._side - size * modules) / 2
            for row_number, cells in enumerate(self._matrix):
                for column_number, dark in enumerate(cells):
                    if dark:
                        box = QRectF(margin + column_number * size, margin + row_number * size, size, size)
                        painter.fillRect(box, QColor("#000000"))
        painter.end()
