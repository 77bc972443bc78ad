"""Copies in clear are erased an hour after they were opened, as long as the window is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from chance_desktop.runtime.clear_copies import KEPT_SECONDS, empty_clear_copies
from chance_desktop.runtime.paths import HomeLayout

_EVERY_MS = 300_000


class ClearCopiesTimer(QObject):
    """Looks every five minutes."""

    def __init__(self, layout: HomeLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._layout = layout
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Erase what is older than an hour."""
        empty_clear_copies(self._layout, KEPT_SECONDS)
