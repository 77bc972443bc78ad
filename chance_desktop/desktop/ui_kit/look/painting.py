"""What the drawn widgets share: squares full or dashed, round boxes, texts with an icon."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.theme import colour, px, theme

PHASE_ROLES = {"prepare": "accent", "choose": "blue", "go": "green", "return": "orange"}


def dashed_pen(role: str | QColor, width: float = 1.4, dash: float = 2.4, gap: float = 2.0) -> QPen:
    """The pen of what is still to do."""
    pen = QPen(colour(role) if isinstance(role, str) else role, width)
    pen.setDashPattern([dash, gap])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def round_box(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None = None, pen: QPen | None = None
) -> None:
    """A box with round corners, its border drawn inside."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(fill) if fill is not None else QBrush(Qt.BrushStyle.NoBrush))
    if pen is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(pen)
        half = pen.widthF() / 2
        rect = rect.adjusted(half, half, -half, -half)
    painter.drawRoundedRect(rect, radius, radius)


def full_square(painter: QPainter, rect: QRectF, role: str, radius: float = 3) -> None:
    """The square of what is done."""
    round_box(painter, rect, px(radius), colour(role))


def dashed_square(painter: QPainter, rect: QRectF, role: str = "strong", radius: float = 3, width: float = 1.3) -> None:
    """The square of what is to do."""
    round_box(painter, rect, px(radius), None, dashed_pen(role, width))


def checked_square(painter: QPainter, rect: QRectF, role: str, ink: str = "surface") -> None:
    """A full square with its tick."""
    full_square(painter, rect, role, 3)
    draw_icon(painter, "check", ink, QPointF(rect.center()), rect.width() * 0.8 / theme().scale, bold=True)


def current_square(painter: QPainter, rect: QRectF, role: str) -> None:
    """A full square in its own frame: where we are."""
    round_box(painter, rect.adjusted(-4, -4, 4, 4), px(6), None, QPen(colour(role), 2))
    full_square(painter, rect, role, 3)
