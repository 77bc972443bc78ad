"""The pill of a status and the small count beside a title."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import dashed_pen, round_box
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.domain.text.shown_text import as_shown

_HEIGHT = 26


def pill_size(text: str, look: Look, font: QFont) -> QSize:
    """The room a pill takes."""
    width = QFontMetrics(font).horizontalAdvance(text) + px(20)
    return QSize(width + (px(15) + px(6) if look.icon else 0), px(_HEIGHT))


def paint_pill(painter: QPainter, rect: QRectF, text: str, look: Look) -> None:
    """Draw a pill filling a box; the text is cut if the box is too narrow."""
    fill, pen, ink = None, None, look.tone
    if look.form is Form.TINT:
        fill, pen = colour(f"{look.tone}_tint"), QPen(colour(f"{look.tone}_line"), 1)
    elif look.form is Form.SOLID:
        fill, ink = colour(look.tone), "surface"
    elif look.form is Form.OUTLINE:
        fill, pen = colour("surface"), QPen(colour(look.tone), 1.3)
    elif look.form is Form.DASHED:
        pen = dashed_pen("strong", 1.3)
    elif look.form is Form.QUIET:
        fill, pen = colour("sunken"), QPen(colour("line2"), 1)
    round_box(painter, rect, px(6), fill, pen)
    left = rect.left() + px(10 if look.icon or look.form is not Form.BARE else 0)
    if look.form is Form.BARE:
        left = rect.left() + px(9)
    if look.icon:
        draw_icon(painter, look.icon, ink, QPointF(left + px(15) / 2, rect.center().y()), 15)
        left += px(15) + px(6)
    painter.setPen(colour(ink))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(as_shown(text), Qt.TextElideMode.ElideRight, int(rect.right() - left - px(6)) + 4)
    baseline = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent()
    painter.drawText(QPointF(left, round(baseline)), shown)


class Pill(QLabel):
    """A status as a form, an icon and a word."""

    def __init__(self, text: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setFont(role_font(Role.NOTE_STRONG))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(as_shown(text))

    def sizeHint(self) -> QSize:
        return pill_size(self.text(), self.look, self.font())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_pill(painter, QRectF(self.rect()), self.text(), self.look)
        painter.end()


class Count(QLabel):
    """A number beside a title."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(role_font(Role.NOTE_STRONG))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + px(16), px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        round_box(painter, QRectF(self.rect()), px(6), colour("sunken"), QPen(colour("line2"), 1))
        painter.setFont(self.font())
        painter.setPen(colour("ink2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, as_shown(self.text()))
        painter.end()
