"""At quiet moments, a little of the store is checked; what is damaged is told with the way to save the rest."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.installation.page_watch import Damage, look_on
from chance_desktop.casework.session.desk import Desk
from chance_desktop.desktop.navigation.tasks import Tasks
from chance_desktop.desktop.opening.home_opener import HomeOpener
from chance_desktop.desktop.opening.rescue import RescueSheet
from chance_desktop.desktop.ui_kit.dialogs import open_sheet

_EVERY_MS = 60_000


class DamageWatch(QObject):
    """Looks once a minute, when nothing else is under way and nobody answers a question."""

    def __init__(self, desk: Desk, tasks: Tasks, opener: HomeOpener, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._tasks, self._opener, self._window = desk, tasks, opener, window
        self._stopped = Event()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Check a little more, off the main thread."""
        if self._tasks.under_way or self._window.window().findChildren(RescueSheet):
            return
        desk, stopped = self._desk, self._stopped
        self._tasks.read(lambda: look_on(desk, stopped.is_set), self._told, lambda _failure: None, owner=self)

    def stop(self) -> None:
        """The store is about to be closed: a check under way ends at once."""
        self._timer.stop()
        self._stopped.set()

    def _told(self, damage: Damage | None) -> None:
        if damage is not None:
            open_sheet(RescueSheet(self._opener, self._window, damage.sentence))
