"""Small drawn marks: the initials of a person, a date to come, a square of the programme."""

from __future__ import annotations

from datetime import date
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from chance_desktop.desktop.ui_kit.look.fonts import sized_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import checked_square, dashed_square, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.domain.statuses import Status
from chance_desktop.domain.text.shown_text import as_shown
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
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, as_shown(self.text()))
        painter.end()


_DAY, _RAISED, _MONTH = (19.0, 700), (12.0, 700), (13.0, 700)
"""Fonts of a date's badge: size and weight."""


class DateBadge(QLabel):
    """A day and its month in a tinted box."""

    def __init__(self, on: date, tone: str = "blue", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = tone
        self._day, self._month = day_number(on), short_month(on)
        self.setText(f"{self._day} {self._month}")
        self.setFixedSize(self.sizeHint().expandedTo(QSize(px(48), px(46))))

    def sizeHint(self) -> QSize:
        """The room of what is drawn: the day above, its ending raised, and the month below."""
        number, raised = self._parts()
        day = _width(number, _DAY) + _width(raised, _RAISED)
        margins = px(8)
        return QSize(margins + ceil(max(day, _width(self._month, _MONTH))), px(46))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        border = QPen(colour(f"{self.tone}_line"), 1)
        round_box(painter, QRectF(self.rect()), px(8), colour(f"{self.tone}_tint"), border)
        painter.setPen(colour(self.tone))
        self._draw_day(painter)
        painter.setFont(sized_font(*_MONTH))
        painter.drawText(QRectF(0, px(25), self.width(), px(17)), Qt.AlignmentFlag.AlignCenter, self._month)
        painter.end()

    def _draw_day(self, painter: QPainter) -> None:
        number, raised = self._parts()
        wide, more = _width(number, _DAY), _width(raised, _RAISED)
        left = (self.width() - wide - more) / 2
        painter.setFont(sized_font(*_DAY))
        painter.drawText(QPointF(left, px(22)), number)
        painter.setFont(sized_font(*_RAISED))
        painter.drawText(QPointF(left + wide, px(16)), raised)

    def _parts(self) -> tuple[str, str]:
        number = self._day.removesuffix("er")
        return number, self._day[len(number) :]


def _width(text: str, font: tuple[float, int]) -> float:
    return QFontMetricsF(sized_font(*font)).horizontalAdvance(text)


class PieceSquare(QWidget):
    """Full when the piece is there, dashed while it is missing; the pill beside says it in words."""

    def __init__(self, status: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = status
        self.setFixedSize(px(18), px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_piece_square(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self.status)
        painter.end()


def paint_piece_square(painter: QPainter, box: QRectF, status: str) -> None:
    """The square of a piece: full once checked, outlined once received, dashed while it is missing."""
    if status == Status.CHECKED:
        checked_square(painter, box, "green")
    elif status == Status.RECEIVED:
        round_box(painter, box, px(3), colour("blue_tint"), QPen(colour("blue"), 1.6))
        draw_icon(painter, "check", "blue", box.center(), 12, bold=True)
    else:
        dashed_square(painter, box, "strong", 3, 1.5)
