"""A month as a table of days: arrows go by day, Page keys by month, Enter opens the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chance_desktop.casework.meetings.agenda import AgendaEntry
from chance_desktop.desktop.ui_kit.inputs.month_grid import DAY, WEEKS_SHOWN, Index, MonthGrid
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.text import draw_lines
from chance_desktop.runtime.words import clock_time, day_number, plural


class MonthTable(MonthGrid):
    """The meetings of each day; Home comes back to today."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        self.entries: Mapping[date, Sequence[AgendaEntry]] = {}
        super().__init__(name, today, parent)
        self.setItemDelegate(_DayCell(self))
        self.setMinimumHeight(px(32 + WEEKS_SHOWN * 46))
        self.cellDoubleClicked.connect(lambda _row, _column: self.opened.emit(self.day))
        self.fill()

    def show_entries(self, entries: Mapping[date, Sequence[AgendaEntry]], today: date) -> None:
        """Show what is on each day, seen from today."""
        self.today = today
        self.entries = entries
        self.fill()

    def spoken(self, day: date) -> str:
        count = len(self.entries.get(day, ()))
        told = super().spoken(day)
        return f"{told}, {plural('{n} rendez-vous', '{n} rendez-vous', count)}" if count else told

    def edge(self, *, first: bool) -> date:
        return self.today if first else super().edge(first=first)


class _DayCell(QStyledItemDelegate):
    """Draws a day: its number, then as many of its meetings as there is room for."""

    def __init__(self, table: MonthTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, day = self._table, index.data(DAY)
        if not isinstance(day, date):
            return
        painter.save()
        cell = QRect(option.rect).adjusted(2, 2, -2, -2)
        here = day == table.day
        other = day.month != table.day.month
        pen = QPen(colour("accent"), 2) if here else QPen(colour("line2"), 1)
        fill = colour("sel") if here else colour("sunken" if other else "surface")
        round_box(painter, QRectF(cell), px(6), fill, pen)
        height = self._number(painter, cell, day, other)
        self._meetings(painter, cell.adjusted(px(7), height, -px(5), -px(3)), day, day < table.today)
        painter.restore()

    def _number(self, painter: QPainter, cell: QRect, day: date, other: bool) -> int:
        painter.setFont(role_font(Role.NOTE_STRONG))
        metrics = painter.fontMetrics()
        words = day_number(day)
        left, top = cell.left() + px(7), cell.top() + px(3)
        width = metrics.horizontalAdvance(words)
        if day == self._table.today:
            box = QRectF(left - px(4), top, width + px(8), metrics.height())
            round_box(painter, box, px(5), colour("accent"))
            painter.setPen(colour("on_accent"))
        else:
            painter.setPen(colour("ink3" if other else "ink"))
        painter.drawText(QPointF(left, top + metrics.ascent()), words)
        return metrics.height() + px(5)

    def _meetings(self, painter: QPainter, room: QRect, day: date, faded: bool) -> None:
        entries = self._table.entries.get(day, ())
        painter.setFont(role_font(Role.NOTE))
        step = painter.fontMetrics().lineSpacing()
        lines = room.height() // step
        if not entries:
            return
        if lines < 1:
            # no room for words: as many squares as there are meetings, at the right of the number
            side = px(7)
            for number in range(min(len(entries), 4)):
                box = QRectF(room.right() - (number + 1) * (side + 3), room.top() - px(16), side, side)
                round_box(painter, box, 2, colour("strong" if faded else "blue"))
            return
        shown = entries if len(entries) <= lines else entries[: lines - 1]
        top = room.top()
        for entry in shown:
            words = f"{clock_time(entry.at)} {entry.title}".strip()
            font = painter.font()
            font.setStrikeOut(entry.cancelled)
            painter.setFont(font)
            painter.setPen(colour("ink2" if faded or entry.cancelled else "blue"))
            draw_lines(painter, (room.left(), top, room.width(), step), words, 1)
            top += step
        if len(shown) < len(entries):
            painter.setFont(role_font(Role.NOTE_STRONG))
            painter.setPen(colour("ink2"))
            more = plural("{n} rendez-vous", "{n} rendez-vous", len(entries) - len(shown))
            draw_lines(painter, (room.left(), top, room.width(), step), f"+ {more}" if shown else more, 1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(60), px(46))
