"""One value of a disagreement as a card to choose: the value large, who wrote it, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from chance_desktop.desktop.synchronisation.difference import Span
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.plain_words import PlainRadio
from chance_desktop.desktop.ui_kit.text import draw_lines
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _

_SIDE = 17
_HEAD = 26
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class ShownValue:
    """What a card says. `differs` is the stretch of the words the other values do not have."""

    place: str
    here: bool
    words: str
    by: str
    at: str
    differs: Span = (0, 0)


class ValueCard(PlainRadio):
    """A card to choose; arrows go from one to the next."""

    def __init__(self, shown: ShownValue, parent: QWidget | None = None) -> None:
        super().__init__(shown.place, parent)
        self.shown = shown
        self.setAccessibleName(f"{shown.place}, {shown.words}")
        self.setAccessibleDescription(", ".join(part for part in (shown.by, shown.at) if part))
        self.setFont(role_font(Role.BODY_STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(px(290), self.heightForWidth(px(290)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(px(220), 330), self.heightForWidth(self.width() or px(220)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = len(_wrapped(self.shown.words, width - 2 * px(_SIDE))[1])
        value = lines * self._value_height()
        return (
            px(14)
            + px(_HEAD)
            + px(10)
            + value
            + px(12)
            + 1
            + px(9)
            + (1 + self._time_lines(width)) * self._line()
            + px(14)
        )

    def hitButton(self, pos: object) -> bool:
        return True

    def _value_height(self) -> int:
        return round(_spacing(role_font(Role.NAME)) * 1.12)

    def _line(self) -> int:
        return _spacing(role_font(Role.CELL)) + px(3)

    def _time_lines(self, width: int) -> int:
        room = width - 2 * px(_SIDE) - px(26)
        return 1 if QFontMetrics(role_font(Role.CELL)).horizontalAdvance(self.shown.at) <= room else 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        fill = colour("sel" if chosen else "surface")
        pen = QPen(colour("accent"), 2) if chosen else QPen(colour("strong"), 1)
        round_box(painter, QRectF(self.rect()), px(8), fill, pen)
        left, top = px(_SIDE), px(14)
        self._paint_head(painter, left, top)
        top += px(_HEAD) + px(10)
        top = self._paint_value(painter, left, top) + px(12)
        painter.fillRect(left, top, self.width() - 2 * left, 1, colour("line2"))
        top += 1 + px(9)
        self._paint_foot(painter, left, top)
        painter.end()

    def _paint_head(self, painter: QPainter, left: int, top: int) -> None:
        chosen, side = self.isChecked(), px(20)
        ring = QRectF(left, top + (px(_HEAD) - side) / 2, side, side)
        round_box(painter, ring, side / 2, colour("surface"), QPen(colour("accent" if chosen else "strong"), 2))
        if chosen:
            round_box(painter, ring.adjusted(px(5), px(5), -px(5), -px(5)), side / 2, colour("accent"))
        middle = top + px(_HEAD) / 2
        icon = "hard-drive" if self.shown.here else "building-2"
        draw_icon(painter, icon, "ink2", QPointF(left + side + px(19), middle), 18)
        text_left, right = left + side + px(36), self.width() - px(_SIDE)
        painter.setFont(role_font(Role.NOTE_STRONG))
        word = _("Choisie")
        badge = painter.fontMetrics().horizontalAdvance(word) + px(38)
        if chosen and right - text_left - badge > px(90):
            box = QRectF(right - badge, top + px(2), badge, px(22))
            round_box(painter, box, px(5), colour("accent"))
            draw_icon(painter, "check", "on_accent", QPointF(box.left() + px(17), box.center().y()), 15)
            painter.setPen(colour("on_accent"))
            painter.drawText(box.adjusted(px(29), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, as_shown(word))
            right -= badge + px(8)
        painter.setFont(self.font())
        painter.setPen(colour("ink"))
        draw_lines(painter, (text_left, top, right - text_left, px(_HEAD)), self.shown.place, 1)

    def _paint_value(self, painter: QPainter, left: int, top: int) -> int:
        layout, lines = _wrapped(self.shown.words, self.width() - 2 * px(_SIDE))
        first, last = self.shown.differs
        painter.setPen(colour("ink"))
        for number, (start, end) in enumerate(lines):
            line = layout.lineAt(number)
            at = QPointF(left, top + number * self._value_height() - line.y())
            line.draw(painter, at)
            begin, stop = max(first, start), min(last, end)
            if begin < stop:
                # a pair in Python: where the cursor stands, and the place it snapped to
                from_x, to_x = _x(line.cursorToX(begin)), _x(line.cursorToX(stop))
                painter.fillRect(
                    QRectF(left + from_x, top + (number + 1) * self._value_height() - px(2), to_x - from_x, px(3)),
                    colour("orange"),
                )
        return top + len(lines) * self._value_height()

    def _paint_foot(self, painter: QPainter, left: int, top: int) -> None:
        room = self.width() - 2 * left - px(26)
        step = self._line()
        for icon, text, tone, lines in (
            ("user", self.shown.by, "ink", 1),
            ("clock", self.shown.at, "ink2", self._time_lines(self.width())),
        ):
            draw_icon(painter, icon, "ink2", QPointF(left + px(9), top + step / 2), 16)
            painter.setFont(role_font(Role.CELL))
            painter.setPen(colour(tone))
            draw_lines(painter, (left + px(26), top, room, lines * step), text, lines)
            top += step


def _wrapped(text: str, width: int) -> tuple[QTextLayout, list[Span]]:
    """The words of a value over lines, and where each begins and ends; a very long one stops there."""
    layout = QTextLayout(text, role_font(Role.NAME))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[Span] = []
    layout.beginLayout()
    while len(lines) < _MOST_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 40))
        lines.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return layout, lines or [(0, 0)]


def _spacing(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing()


def _x(found: object) -> float:
    return float(found[0]) if isinstance(found, (tuple, list)) else float(str(found))
