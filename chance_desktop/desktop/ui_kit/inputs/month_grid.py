"""The days of a month as a table one goes through by the keyboard: arrows go by day, Page keys by month."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.domain.dates import add_months
from chance_desktop.runtime.words import day_number, weekday_date, weekdays

WEEKS_SHOWN = 6
DAY = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def days_shown(month: date) -> tuple[date, ...]:
    """Every day drawn for a month, six weeks of them from a Monday."""
    first = month.replace(day=1)
    begins = first - timedelta(days=first.weekday())
    return tuple(begins + timedelta(days=number) for number in range(7 * WEEKS_SHOWN))


class MonthGrid(QTableWidget):
    """Six weeks; `day_chosen` when another day is in force, `opened` when it is asked for."""

    day_chosen = Signal(object)
    opened = Signal(object)
    month_left = Signal(object)

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(WEEKS_SHOWN, 7, parent)
        self.today = self.day = today
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([day[:3].capitalize() for day in weekdays()])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setFont(role_font(Role.NOTE_STRONG))
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalHeader().setMinimumHeight(px(32))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.currentCellChanged.connect(lambda _row, _column, _before, _side: self._moved())

    def spoken(self, day: date) -> str:
        """What is heard of a day."""
        return weekday_date(day)

    def hint(self, _day: date) -> str:
        """What the mouse says of a day."""
        return ""

    def go_to(self, day: date) -> None:
        """Put a day in force, in another month if need be."""
        other = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        self.fill()
        if other:
            self.month_left.emit(day)
        self.day_chosen.emit(day)

    def fill(self) -> None:
        """Lay out the month of the day in force."""
        self.blockSignals(True)
        for number, shown in enumerate(days_shown(self.day)):
            item = QTableWidgetItem(day_number(shown))
            item.setData(DAY, shown)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self.spoken(shown))
            set_tooltip(item, self.hint(shown))
            line, side = divmod(number, 7)
            self.setItem(line, side, item)
            if shown == self.day:
                self.setCurrentCell(line, side)
        self.blockSignals(False)
        self.viewport().update()

    def _moved(self) -> None:
        item = self.currentItem()
        if item is not None and isinstance(day := item.data(DAY), date) and day != self.day:
            self.go_to(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.go_to(self.day + timedelta(days=_STEPS[key]))
        elif key in _PAGES:
            self.go_to(add_months(self.day, _PAGES[key] * self.months_of_a_page(event.modifiers())))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(self.edge(first=key == Qt.Key.Key_Home))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def months_of_a_page(self, modifiers: Qt.KeyboardModifier) -> int:
        """How many months a Page key goes by: one, or a year with Shift."""
        return 12 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1

    def edge(self, *, first: bool) -> date:
        """Where Home and End lead: the first or the last day of the month."""
        start = self.day.replace(day=1)
        return start if first else add_months(start, 1) - timedelta(days=1)
