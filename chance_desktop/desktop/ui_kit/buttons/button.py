"""Buttons drawn by the design: filled, outlined or bare, with an icon; and the icon alone, always named."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.buttons.gesture import begin, is_held
from chance_desktop.desktop.ui_kit.buttons.keyed_button import KeyedButton
from chance_desktop.desktop.ui_kit.look.fonts import sized_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.domain.text.shown_text import as_shown

_PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


class Kind(Enum):
    """How much a button asks for: one filled button per zone, the others outlined or bare."""

    PRIMARY = "primary"
    OUTLINE = "outline"
    TEXT = "text"


class _Drawn(KeyedButton):
    """A button that paints itself and knows whether the mouse is over it.

    Pressed twice, it does its work once: the second press of a double click, a key held down, and a press while the work of
    the one before is under way are not heard. One that goes `step_by_step` is pressed as often as one likes.
    """

    step_by_step = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.over = False
        # the first to hear: what the others send to work is known to be of this press
        self.clicked.connect(self._begin)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    def _begin(self) -> None:
        if not self.step_by_step:
            begin(self)

    def click(self) -> None:
        """Press it, as Enter in a field does."""
        if not is_held(self):
            super().click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not is_held(self):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.step_by_step:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        again = is_held(self) or (event.isAutoRepeat() and not self.step_by_step)
        if not (again and event.key() in _PRESSING):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.over = False
        self.update()
        super().leaveEvent(event)


class Button(_Drawn):
    """A verb to click; `icon` is before it, `trailing` after it."""

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.OUTLINE,
        icon: str = "",
        *,
        trailing: str = "",
        height: float = 40,
        role: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.icon_name = icon
        self.trailing = trailing
        self.role = role
        self._height = height
        self.setFont(sized_font(15 if kind is not Kind.TEXT else 14, 600))
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _padding(self) -> int:
        return px(4) if self.kind is Kind.TEXT else px(18 if self._height >= 40 else 11)

    def sizeHint(self) -> QSize:
        width = self._padding() * 2 + self.fontMetrics().horizontalAdvance(self.text())
        for icon in (self.icon_name, self.trailing):
            if icon:
                width += px(18) + px(10)
        return QSize(width + 2, px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[QColor | None, QPen | None, str]:
        if not self.isEnabled():
            border = None if self.kind is Kind.TEXT else QPen(colour("line2"), 1)
            return (colour("sunken") if border else None, border, "ink3")
        if self.kind is Kind.PRIMARY:
            pressed = self.over or self.isDown()
            return colour("accent_hover" if pressed else "accent"), None, "on_accent"
        if self.kind is Kind.OUTLINE:
            fill = colour("accent_tint") if self.over or self.isDown() else colour("surface")
            return fill, QPen(colour("strong"), 1), "ink"
        return (colour("accent_tint") if self.over or self.isDown() else None), None, self.role

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, pen, ink = self._colours()
        if fill is not None or pen is not None:
            round_box(painter, QRectF(self.rect()), px(8), fill, pen)
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        icons = sum(px(18) + px(10) for icon in (self.icon_name, self.trailing) if icon)
        room = self.width() - 2 * self._padding() - icons
        text = metrics.elidedText(as_shown(self.text()), Qt.TextElideMode.ElideRight, max(room, 10) + 2)
        taken = metrics.horizontalAdvance(text) + icons
        left = float((self.width() - taken) // 2)
        middle = self.height() / 2
        if self.icon_name:
            draw_icon(painter, self.icon_name, ink, QPointF(left + px(18) / 2, middle), 18)
            left += px(18) + px(10)
        painter.setPen(colour(ink))
        baseline = (self.height() - metrics.height()) / 2 + metrics.ascent()
        painter.drawText(QPointF(left, round(baseline)), text)
        if self.trailing:
            end = left + metrics.horizontalAdvance(text) + px(10)
            draw_icon(painter, self.trailing, ink, QPointF(end + px(18) / 2, middle), 17)
        painter.end()


class IconButton(_Drawn):
    """An icon to click; its name is the tooltip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        side: float = 40,
        bare: bool = False,
        tone: str = "ink2",
        icon_size: float = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.bare = bare
        self.tone = tone
        self.icon_size = icon_size
        set_tooltip(self, name)
        self.setAccessibleName(name)
        self.setFixedSize(px(side), px(side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.isEnabled() and (self.over or self.isDown() or self.isChecked())
        if not self.bare:
            border = QPen(colour("strong" if self.isEnabled() else "line2"), 1)
            round_box(painter, QRectF(self.rect()), px(8), colour("accent_tint" if lit else "surface"), border)
        elif lit:
            round_box(painter, QRectF(self.rect()), px(8), colour("accent_tint"))
        tone = self.tone if self.isEnabled() else "ink3"
        draw_icon(painter, self.icon_name, tone, QRectF(self.rect()).center(), self.icon_size)
        painter.end()
