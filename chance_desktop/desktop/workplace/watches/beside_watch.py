"""Notices what other programs of this computer wrote in the home, and lets every page show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from chance_desktop.casework.exchange.beside import ProgramsBeside

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.beside import News
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_EVERY_MS = 1_000


class BesideWatch(QObject):
    """Asks every second whether the store moved, which reads no more than a number; looks closer when it did."""

    def __init__(self, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._beside: ProgramsBeside | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._ask_closer()

    def look(self) -> None:
        """Look now."""
        if self._beside is None or self._beside.moved():
            self._ask_closer()
        else:
            self._timer.start(_EVERY_MS)

    def _ask_closer(self) -> None:
        self._navigator.tasks.read(self._look, self._came, self._failed, owner=self)

    def _look(self) -> News:
        if self._beside is None:
            self._beside = ProgramsBeside(self._navigator.desk)
        return self._beside.look()

    def _came(self, news: News) -> None:
        self._navigator.spread(news.changes)
        if news.said:
            self._navigator.say(news.said, "orange" if news.failed else "blue")
        self._timer.start(_EVERY_MS)

    def _failed(self, _failure: ExpectedError) -> None:
        # whoever works here is told by what they do next
        self._timer.start(_EVERY_MS)
