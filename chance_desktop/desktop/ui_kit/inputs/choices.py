"""Choosing one of few: segments in a row, cards with a title and a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.layouts import row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font, sized_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.plain_words import PlainRadio
from chance_desktop.desktop.ui_kit.text import draw_lines
from chance_desktop.domain.text.shown_text import as_shown

_CARD_TEXT = 50


def one_tab_stop(choices: Iterable[QAbstractButton]) -> None:
    """Of exclusive choices only the chosen one is a tab stop; arrows reach the others."""
    every = list(choices)
    chosen = next((one for one in every if one.isChecked()), every[0] if every else None)
    for one in every:
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is chosen else Qt.FocusPolicy.ClickFocus)


class _Segment(PlainRadio):
    def __init__(self, text: str, code: str, height: float, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.code = code
        self._height = height
        self.setFont(sized_font(14, 600))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = px(30) + self.fontMetrics().horizontalAdvance(self.text()) + px(19)
        return QSize(width, px(self._height - 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        checked = self.isChecked()
        text = metrics.horizontalAdvance(self.text())
        taken = text + (px(19) if checked else 0)
        left = (self.width() - taken) / 2
        if checked:
            round_box(painter, QRectF(self.rect()), px(6), colour("accent"))
            draw_icon(painter, "check", "on_accent", QPointF(left + px(7), self.height() / 2), 15)
            left += px(19)
        painter.setPen(colour("on_accent" if checked else "ink"))
        painter.drawText(
            QPointF(left, round((self.height() - metrics.height()) / 2 + metrics.ascent())), as_shown(self.text())
        )
        painter.end()


class SegmentedControl(QFrame):
    """A few views of one thing, side by side; arrows go along."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, height: float = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box = row(self, 2, (3, 3, 3, 3))
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        for code, label in choices:
            segment = _Segment(label, code, height, self)
            segment.setAccessibleName(f"{name}, {label}")
            self._segments[code] = segment
            self._group.addButton(segment)
            box.addWidget(segment)
        self._group.buttonToggled.connect(self._toggled)
        one_tab_stop(self._segments.values())

    def choose(self, code: str) -> None:
        """Switch to a segment without announcing it."""
        if code in self._segments:
            self._group.blockSignals(True)
            self._segments[code].setChecked(True)
            self._group.blockSignals(False)
            one_tab_stop(self._segments.values())

    def code(self) -> str:
        """The segment that is on."""
        return next((code for code, segment in self._segments.items() if segment.isChecked()), "")

    def _toggled(self, segment: _Segment, on: bool) -> None:
        if on:
            one_tab_stop(self._segments.values())
            self.chosen.emit(segment.code)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        round_box(painter, QRectF(self.rect()), px(8), colour("surface"), QPen(colour("strong"), 1))
        painter.end()


class RadioCard(PlainRadio):
    """A choice as a card: title, and below it a line that goes on over a second one where it is long."""

    def __init__(self, title: str, line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.line = line
        self.setFont(role_font(Role.BODY_STRONG))
        self.setAccessibleDescription(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(px(220), px(64 if self.line else 48))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(150), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(role_font(Role.CELL))
        longer = metrics.horizontalAdvance(self.line) > width - px(_CARD_TEXT) - px(12)
        return self.sizeHint().height() + (metrics.lineSpacing() if longer else 0)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        checked = self.isChecked()
        fill = colour("accent_tint" if checked else "surface")
        pen = QPen(colour("accent"), 2) if checked else QPen(colour("strong"), 1)
        round_box(painter, QRectF(self.rect()), px(10), fill, pen)
        side = px(22)
        ring = QRectF(px(16), (self.height() - side) / 2, side, side)
        round_box(painter, ring, side / 2, colour("surface"), QPen(colour("accent" if checked else "strong"), 2))
        if checked:
            round_box(painter, ring.adjusted(px(6), px(6), -px(6), -px(6)), side / 2, colour("accent"))
        left = px(_CARD_TEXT)
        room = self.width() - left - px(12)
        painter.setFont(self.font())
        painter.setPen(colour("ink"))
        top = px(10) if self.line else 0
        height = painter.fontMetrics().lineSpacing() if self.line else self.height()
        draw_lines(painter, (left, top, room, height), self.text(), 1)
        if self.line:
            painter.setFont(role_font(Role.CELL))
            painter.setPen(colour("ink2"))
            below = self.height() - (top + height + 1) - px(9)
            step = painter.fontMetrics().lineSpacing()
            lines = 2 if below >= 2 * step else 1
            draw_lines(painter, (left, top + height + 1, room, lines * step), self.line, lines)
        painter.end()
