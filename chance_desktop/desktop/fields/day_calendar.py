"""The calendar that opens under a date: a month at a time, any year at once, days off told; Enter takes the day, Escape none."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from chance_desktop.casework.session.kit.days_off import day_off_name
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.feedback import announce
from chance_desktop.desktop.ui_kit.frame.tab_order import arrange_tab_order
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.inputs.month_grid import DAY, WEEKS_SHOWN, Index, MonthGrid
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.dates import add_months
from chance_desktop.domain.typed.days import EARLIEST_YEAR, DayUse, checked_day, latest_year
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _, capital, dotted, months, weekday_date

_SATURDAY = 5
_YEARS_BACK = 10
"""How many years before this one are offered for a day that is no birth."""
_SIDE = 46
_KEYS = _(
    "Flèches pour le jour, Page haut et Page bas pour le mois, avec Maj pour l’année, Entrée pour prendre le jour."
)
_LINE = 36


class DayCalendar(QFrame):
    """A popup over the window; `chosen` with the day, `gone` when it closes."""

    chosen = Signal(object)
    gone = Signal()

    def __init__(self, name: str, use: DayUse, shown: date, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Calendrier, {field}").format(field=name) if name else _("Calendrier"))
        self._use, self._today = use, today
        box = column(self, 6, (10, 8, 10, 8))
        self._head(box)
        self.grid = _Days(self.accessibleName(), use, today, self)
        self.grid.setAccessibleDescription(_KEYS)
        self.grid.opened.connect(self._take)
        self.grid.day_chosen.connect(lambda _day: self._tell())
        box.addWidget(self.grid, 1)
        foot = row(gap=8)
        self.told = Label("", Role.NOTE, "ink2", wrap=True)
        self.told.setMinimumHeight(self.told.fontMetrics().lineSpacing() * 2)
        foot.addWidget(self.told, 1)
        self.now = Button(_("Aujourd’hui"), Kind.TEXT, height=32)
        self.now.clicked.connect(lambda: self._take(today))
        self.now.setVisible(use is not DayUse.BIRTH)
        foot.addWidget(self.now, 0, Qt.AlignmentFlag.AlignBottom)
        box.addLayout(foot)
        self.grid.go_to(max(shown, date(EARLIEST_YEAR, 1, 1)))

    def _head(self, box: QVBoxLayout) -> None:
        head = row(gap=6)
        self.before = IconButton("chevron-left", _("Mois précédent"), side=36, bare=True)
        self.after = IconButton("chevron-right", _("Mois suivant"), side=36, bare=True)
        for button, step in ((self.before, -1), (self.after, 1)):
            button.step_by_step = True
            button.clicked.connect(lambda _on=False, step=step: self.grid.go_to(add_months(self.grid.day, step)))
        self.month = Label("", Role.BODY_STRONG)
        self.month.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.year = Combo(_("Année"))
        self.year.setMinimumContentsLength(4)
        # what names a list on some systems: « Novembre, 2026 »
        self.month.setBuddy(self.year)
        self.year.currentIndexChanged.connect(lambda _index: self._change_year())
        for widget in (self.before, self.month, self.year, self.after):
            head.addWidget(widget)
        box.addLayout(head)

    def open_under(self, field: QWidget) -> None:
        """Show it below the field, or above where there is no room."""
        room = field.screen().availableGeometry()
        rest = self.sizeHint().height() - self.grid.sizeHint().height() + px(32) + 8
        line = max(self.fontMetrics().height() + 6, min(px(_LINE), (room.height() - rest) // WEEKS_SHOWN))
        self.grid.setFixedSize(px(_SIDE) * 7, px(32) + line * WEEKS_SHOWN)
        self.adjustSize()
        corner = field.mapToGlobal(QPoint(0, field.height() + 2))
        if corner.y() + self.height() > room.bottom():
            corner.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.move(corner)
        arrange_tab_order(self)
        self.show()
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    # what is in force

    def _tell(self) -> None:
        day = self.grid.day
        self.month.say(capital(months()[day.month - 1]))
        years = range(max(latest_year(self._use, self._today), day.year), min(self._earliest_year(), day.year) - 1, -1)
        self.year.offer([(str(year), str(year)) for year in years], str(day.year))
        self.told.set_tone("ink2")
        self.told.say(dotted(weekday_date(day), day_off_name(day)))

    def _earliest_year(self) -> int:
        return EARLIEST_YEAR if self._use is DayUse.BIRTH else self._today.year - _YEARS_BACK

    def _change_year(self) -> None:
        day = self.grid.day
        self.grid.go_to(add_months(day, 12 * (int(self.year.code()) - day.year)))

    def _take(self, day: date) -> None:
        refused = _refused(day, self._use, self._today)
        if refused:
            self.told.set_tone("red")
            self.told.say(refused)
            announce(self.grid, refused)
            return
        self.close()
        self.chosen.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        # square, as the lists that open under a field: rounded corners are black where no desktop blends windows
        painter.fillRect(self.rect(), colour("surface"))
        painter.setPen(QPen(colour("strong"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.gone.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        field = self.parentWidget()
        at = event.globalPosition().toPoint()
        # the press on the field that closes the calendar must not open it again
        inside = field is not None and field.rect().contains(field.mapFromGlobal(at))
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, inside)
        super().mousePressEvent(event)


class _Days(MonthGrid):
    """The days one may take are plain, the others faint; a day off has its mark and its name."""

    def __init__(self, name: str, use: DayUse, today: date, parent: QWidget) -> None:
        self._use = use
        super().__init__(name, today, parent)
        self.setItemDelegate(_Cell(self))
        # a press puts the day in force: the release is on it, whatever month is drawn since
        self.cellClicked.connect(lambda _row, _column: self.opened.emit(self.day))

    def spoken(self, day: date) -> str:
        told = [super().spoken(day)]
        if day == self.today:
            told.append(_("aujourd’hui"))
        if name := day_off_name(day):
            told.append(_("jour férié ({name})").format(name=name))
        if not self.allows(day):
            told.append(_("ne convient pas ici"))
        return ", ".join(told)

    def hint(self, day: date) -> str:
        return day_off_name(day)

    def allows(self, day: date) -> bool:
        """Whether the field would take this day."""
        return not _refused(day, self._use, self.today)

    def go_to(self, day: date) -> None:
        if day.year >= EARLIEST_YEAR:
            super().go_to(day)


class _Cell(QStyledItemDelegate):
    """Draws a day: its number, a ring around today, a dot under a public holiday."""

    def __init__(self, grid: _Days) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day = index.data(DAY)
        if not isinstance(day, date):
            return
        painter.save()
        cell = QRectF(option.rect).adjusted(2, 1, -2, -1)
        ink = self._ground(painter, cell, day)
        painter.setFont(self._font(day))
        painter.setPen(colour(ink))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day_off_name(day):
            side = px(5)
            dot = QRectF(cell.center().x() - side / 2, cell.bottom() - side - px(2), side, side)
            round_box(painter, dot, side / 2, colour("on_accent" if ink == "on_accent" else "orange"))
        painter.restore()

    def _ground(self, painter: QPainter, cell: QRectF, day: date) -> str:
        """Draw what is under the number; the colour the number takes over it."""
        grid = self._grid
        if day == grid.day:
            round_box(painter, cell, px(6), colour("accent"))
            return "on_accent"
        if day.weekday() >= _SATURDAY:
            round_box(painter, cell, px(6), colour("sunken"))
        if day == grid.today:
            round_box(painter, cell, px(6), None, QPen(colour("accent"), 2))
        other = day.month != grid.day.month or not grid.allows(day)
        return "ink3" if other else "orange" if day_off_name(day) else "ink"

    def _font(self, day: date) -> QFont:
        font = QFont(role_font(Role.CELL_STRONG if day in (self._grid.day, self._grid.today) else Role.CELL))
        font.setStrikeOut(not self._grid.allows(day))
        return font


def _refused(day: date, use: DayUse, today: date) -> str:
    """Why a field would not take this day; nothing when it would."""
    try:
        checked_day(day, use, today)
    except Unreadable as wrong:
        return wrong.text
    return ""
