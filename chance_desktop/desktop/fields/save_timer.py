"""When what is typed goes to the store: a moment after the last key, and never later than a second after the first."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

MOST_MS = 1000
"""What is typed without a pause waits no longer: with its writing, less than two seconds of typing are ever at risk."""


class SaveTimer(QObject):
    """`due` when the keys rest, or when they have gone on too long: then they `go_on`, and it will be due again."""

    due = Signal()

    def __init__(self, quiet_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self.keys_go_on = False
        self._quiet, self._latest = QTimer(self), QTimer(self)
        for timer, after in ((self._quiet, quiet_ms), (self._latest, MOST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(after)
        self._quiet.timeout.connect(self._rest)
        self._latest.timeout.connect(self._go_on)

    @property
    def waiting(self) -> bool:
        """Whether something typed waits for its moment."""
        return self._quiet.isActive() or self._latest.isActive()

    def typed(self) -> None:
        """A key was pressed."""
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def stop(self) -> None:
        """Nothing waits any more."""
        self._quiet.stop()
        self._latest.stop()

    def _rest(self) -> None:
        self.stop()
        self.keys_go_on = False
        self.due.emit()

    def _go_on(self) -> None:
        self.keys_go_on = self._quiet.isActive()
        self.due.emit()
        self.keys_go_on = False
