"""Small drawn marks: the initials of a person, a date to come, a square of the programme."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from chance_desktop.desktop.ui_kit.fonts import sized_font
from chance_desktop.desktop.ui_kit.icons import draw_icon
from chance_desktop.desktop.ui_kit.painting import checked_square, dashed_square, round_box
from chance_desktop.desktop.ui_kit.theme import colour, px
from chance_desktop.runtime.words import day_number, short_month


class Avatar(QLabel):
    """The initials of a person in a tinted square; the name beside it says who."""

    def __init__(self, initials: str, side: float = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(sized_font(max(12.5, side * 0.39), 700))
        self.setFixedSize(px(side), px(side))
        self.setText(initials)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        round_box(painter, QRectF(self.rect()), px(6), colour("accent_tint"))
        painter.setFont(self.font())
        painter.setPen(colour("accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class DateBadge(QLabel):
    """A day and its month in a tinted box."""

    def __init__(self, on: date, tone: str = "blue", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = tone
        self._day, self._month = day_number(on), short_month(on)
        self.setText(f"{self._day} {self._month}")
        self.setFixedSize(px(48), px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        border = QPen(colour(f"{self.tone}_line"), 1)
        round_box(painter, QRectF(self.rect()), px(8), colour(f"{self.tone}_tint"), border)
        painter.setPen(colour(self.tone))
        self._draw_day(painter)
        painter.setFont(sized_font(13, 700))
        painter.drawText(QRectF(0, px(25), self.width(), px(17)), Qt.AlignmentFlag.AlignCenter, self._month)
        painter.end()

    def _draw_day(self, painter: QPainter) -> None:
        number = self._day.removesuffix("er")
        raised = self._day[len(number) :]
        big, small = sized_font(19, 700), sized_font(12, 700)
        painter.setFont(big)
        wide = painter.fontMetrics().horizontalAdvance(number)
        painter.setFont(small)
        more = painter.fontMetrics().horizontalAdvance(raised)
        left = (self.width() - wide - more) / 2
        painter.setFont(big)
        painter.drawText(QPointF(left, px(22)), number)
        painter.setFont(small)
        painter.drawText(QPointF(left + wide, px(16)), raised)


class PieceSquare(QWidget):
    """Full when the piece is there, dashed while it is missing; the pill beside says it in words."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.setFixedSize(px(18), px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_piece_square(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self.state)
        painter.end()


def paint_piece_square(painter: QPainter, box: QRectF, state: str) -> None:
    """The square of a piece: full once checked, outlined once received, dashed while it is missing."""
    if state == "checked":
        checked_square(painter, box, "green")
    elif state == "received":
        round_box(painter, box, px(3), colour("blue_tint"), QPen(colour("blue"), 1.6))
        draw_icon(painter, "check", "blue", box.center(), 12, bold=True)
    else:
        dashed_square(painter, box, "strong", 3, 1.5)
