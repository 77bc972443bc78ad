"""Looks now and then at what the other desks of a shared store did, and lets every page show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from chance_desktop.casework.region.shared_store_watch import Neighbours
from chance_desktop.casework.session.outcome import Changes

if TYPE_CHECKING:
    from chance_desktop.casework.region.shared_store_watch import Neighbours
    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_EVERY_MS = 10_000


class NeighbourWatch(QObject):
    """Asks the store every ten seconds; a store out of reach is told once, until it answers again."""

    def __init__(self, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._neighbours: Neighbours | None = None
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self.look()

    def look(self) -> None:
        """Look now."""
        self._navigator.tasks.read(self._look, self._came, self._failed, owner=self)

    def _look(self) -> Changes:
        if self._neighbours is None:
            self._neighbours = Neighbours(self._navigator.desk)
            return Changes()
        return self._neighbours.look()

    def _came(self, changes: Changes) -> None:
        self._told = False
        self._navigator.spread(changes)
        self._timer.start(_EVERY_MS)

    def _failed(self, failure: ExpectedError) -> None:
        if not self._told:
            self._told = True
            self._navigator.say(failure.text, "red")
        self._timer.start(_EVERY_MS)
