"""The catalogue as a list: arrows choose an offer, which the pane beside shows whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from chance_desktop.casework.stays.offers import OfferView
from chance_desktop.desktop.offers.model import CLOSED_LOOK, LEVEL_LOOK, dates_of, line_of, places_of, spoken
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, large, px
from chance_desktop.desktop.ui_kit.marks.pill import paint_pill, pill_size
from chance_desktop.desktop.ui_kit.text import day_width, draw_day, draw_lines
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import dotted

_FIRST = re.compile(r"(?<!\d)(?=1er\b)")
"""Before each first of a month, whose letters are raised."""
_OFFER = int(Qt.ItemDataRole.UserRole) + 1
_HEIGHT = 66
_RIGHT = 236
Index = QModelIndex | QPersistentModelIndex


class OfferList(QListWidget):
    """Offers one below the other; `picked` when another one is in force."""

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setItemDelegate(_Line(self))
        self.currentItemChanged.connect(self._moved)

    def show_offers(self, offers: Sequence[OfferView], states: dict[str, str]) -> None:
        """Show these; the one that was in force stays so when it is still there."""
        before = self.code()
        self.blockSignals(True)
        self.clear()
        for offer in offers:
            item = QListWidgetItem(as_shown(offer.title))
            state = states.get(offer.card.text("state"), "")
            item.setData(_OFFER, (offer, "" if offer.open else state))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(offer, state))
            self.addItem(item)
            if offer.card.id == before:
                self.setCurrentItem(item)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)
        if large():
            # the whole page scrolls: the list stands in full
            self.setFixedHeight(max(1, self.count()) * self.sizeHintForRow(0) + 2 * self.frameWidth())
        self.picked.emit(self.code())

    def choose(self, code: str) -> None:
        """Put an offer in force."""
        for number in range(self.count()):
            offer, _state = self.item(number).data(_OFFER)
            if offer.card.id == code:
                self.setCurrentRow(number)

    def code(self) -> str:
        """The offer in force."""
        item = self.currentItem()
        return str(item.data(_OFFER)[0].card.id) if item is not None else ""

    def _moved(self) -> None:
        self.picked.emit(self.code())


class _Line(QStyledItemDelegate):
    """Title over company and place; at the right the dates over the places, the level before them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(_HEIGHT + (40 if large() else 0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer, state = index.data(_OFFER)
        painter.save()
        box = QRectF(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here:
            round_box(painter, box.adjusted(4, 3, -4, -3), px(8), colour("sel"), QPen(colour("accent_line"), 1))
            round_box(
                painter, QRectF(box.left() + 4, box.top() + px(14), px(4), box.height() - px(28)), 2, colour("accent")
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            round_box(painter, box.adjusted(4, 3, -4, -3), px(8), colour("sunken"))
        left, right = round(box.left()) + px(20), round(box.right()) - px(16)
        top = round(box.top()) + px(9)
        line = px(24)
        if large():
            self._words(painter, offer, left, right - left, top)
            painter.setFont(role_font(Role.CELL))
            painter.setPen(colour("ink2"))
            told = dotted(offer.level, dates_of(offer), state or places_of(offer))
            draw_lines(painter, (left, top + 2 * line, right - left, line), told, 1)
        else:
            self._words(painter, offer, left, right - left - px(_RIGHT), top)
            self._right(painter, offer, state, right - px(_RIGHT), right, top)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(left, round(box.bottom()), right, round(box.bottom()))
        painter.restore()

    def _words(self, painter: QPainter, offer: OfferView, left: int, room: int, top: int) -> None:
        line = px(24)
        painter.setFont(role_font(Role.BODY_STRONG))
        painter.setPen(colour("ink" if offer.open else "ink2"))
        draw_lines(painter, (left, top, room, line), offer.title, 1)
        painter.setFont(role_font(Role.CELL))
        painter.setPen(colour("ink2"))
        draw_lines(painter, (left, top + line, room, line), line_of(offer), 1)

    def _right(self, painter: QPainter, offer: OfferView, state: str, left: int, right: int, top: int) -> None:
        line = px(24)
        painter.setFont(role_font(Role.NOTE))
        painter.setPen(colour("ink2"))
        width = right - left
        days = [(each, day_width(painter, each)) for each in _FIRST.split(dates_of(offer))]
        at = right - min(width, sum(room for _each, room in days))
        for each, room in days:
            draw_day(painter, (at, top, room, line), each)
            at += room
        font = role_font(Role.NOTE_STRONG)
        painter.setFont(font)
        edge = right
        words, look = (state, CLOSED_LOOK) if state else (offer.level, LEVEL_LOOK)
        if words:
            size = pill_size(words, look, font)
            edge -= size.width()
            paint_pill(painter, QRectF(edge, top + line - 1, size.width(), size.height()), words, look)
            edge -= px(8)
        painter.setFont(role_font(Role.NOTE))
        painter.setPen(colour("ink2"))
        rest = QRectF(left, top + line, edge - left, line)
        painter.drawText(rest, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, places_of(offer))
