"""A date: typed, or picked in the calendar its button, Alt + ↓ or F4 open."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.fields.day_calendar import DayCalendar
from chance_desktop.desktop.fields.declaration import FieldSpec
from chance_desktop.desktop.fields.inputs import LineInput
from chance_desktop.desktop.fields.typed_days import day_so_far
from chance_desktop.desktop.ui_kit.buttons.button import IconButton
from chance_desktop.desktop.ui_kit.inputs.fields import TextField
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.domain.dates import add_months
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime import computer_time
from chance_desktop.runtime.words import _, figures_date

_USUAL_AGE = 18
"""Where the calendar of a birth opens, in years before today."""


class DayField(TextField):
    """One line, and a calendar under it; `picked` when a day was taken there."""

    picked = Signal(object)

    def __init__(self, use: DayUse = DayUse.ANY, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(figures_date(day), _("jj/mm/aaaa"), parent)
        self.use = use
        self.calendar: DayCalendar | None = None
        self.setTextMargins(0, 0, px(26), 0)
        self.button = IconButton("calendar", _("Ouvrir le calendrier"), side=30, bare=True, icon_size=17, parent=self)
        # the field is the one stop of the keyboard: it has keys of its own for the calendar
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        self.setAccessibleDescription(_("Alt + flèche vers le bas ouvre le calendrier."))

    def open_calendar(self) -> None:
        """Show the month of the day typed, of today, or of a usual birth."""
        if self.isReadOnly() or self.calendar is not None:
            return
        self.setFocus()
        today = computer_time.today()
        usual = add_months(today, -12 * _USUAL_AGE) if self.use is DayUse.BIRTH else today
        shown = day_so_far(self.text(), self.use, today) or usual
        self.calendar = DayCalendar(self.accessibleName(), self.use, shown, today, self)
        self.calendar.chosen.connect(self._take)
        self.calendar.gone.connect(self._closed)
        self.calendar.open_under(self)

    def _take(self, day: date) -> None:
        self.selectAll()
        # as a person's own typing: what follows the field hears it, and Ctrl+Z takes it back
        self.insert(figures_date(day))
        self.setFocus()
        self.picked.emit(day)

    def _closed(self) -> None:
        self.calendar = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ReadOnlyChange:
            self.button.setVisible(not self.isReadOnly())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.button.width()
        self.button.move(self.width() - side - px(4), (self.height() - side) // 2)


class DayInput(LineInput):
    """A date of a form; while its calendar is open nothing changes in it."""

    def __init__(self, spec: FieldSpec) -> None:
        self.day = DayField(spec.use)
        super().__init__(spec, self.day)

    @property
    def in_hand(self) -> bool:
        return super().in_hand or self.day.calendar is not None
