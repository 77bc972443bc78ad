"""At quiet moments, a little of the store is checked; what is damaged is told with the way to save the rest."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from chance_desktop.desktop.navigation.tasks import Tasks
from chance_desktop.desktop.ui_kit.dialogs import open_sheet

if TYPE_CHECKING:
    from chance_desktop.casework.installation.page_watch import Damage
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.opening.home_opener import HomeOpener

_EVERY_MS = 60_000


class DamageWatch(QObject):
    """Looks once a minute, when nothing else is under way and nobody answers a question."""

    def __init__(self, desk: Desk, tasks: Tasks, opener: HomeOpener, window: QWidget) -> None:
        super().__init__(window)
        self._desk: Desk | None = desk
        self._tasks, self._opener, self._window = tasks, opener, window
        self._stopped = Event()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Check a little more, off the main thread."""
        desk, stopped = self._desk, self._stopped
        if desk is None or self._tasks.under_way or QApplication.activeModalWidget() is not None:
            return

        def work() -> Damage | None:
            from chance_desktop.casework.installation.page_watch import look_on

            return look_on(desk, stopped.is_set)

        self._tasks.read(work, self._told, lambda _failure: None, owner=self)

    def stop(self) -> None:
        """The store is about to be closed: a check under way ends at once, and nothing of it is kept here."""
        self._timer.stop()
        self._stopped.set()
        self._desk = None
        self.deleteLater()

    def _told(self, damage: Damage | None) -> None:
        from chance_desktop.desktop.opening.rescue import RescueSheet

        if damage is not None:
            open_sheet(RescueSheet(self._opener, self._window, damage.sentence))
