"""How long nobody has touched the keyboard or the mouse, in the whole application."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from chance_desktop.runtime import computer_time

_LOOK_MS = 5_000
_TOUCHES = frozenset((
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate, QEvent.Type.TabletPress, QEvent.Type.InputMethod,
))  # fmt: skip


class IdleWatch(QObject):
    """`over` once nobody touched anything for `seconds()`, looked at every five seconds; 0 for never. `pressed` when `keys` are,
    over a window that keeps the keyboard from the pages and their shortcuts.

    Two clocks are read: one goes on while the computer sleeps, the other whatever is done to the hour.
    """

    over = Signal()
    pressed = Signal()

    def __init__(
        self,
        seconds: Callable[[], float],
        keys: str,
        parent: QObject,
        instant: Callable[[], tuple[float, float]] = computer_time.elapsed,
    ) -> None:
        super().__init__(parent)
        self._seconds, self._instant = seconds, instant
        self._keys = QKeySequence(keys)
        self._last = instant()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._last = self._instant()
            typed = QKeySequence(event.keyCombination()) if isinstance(event, QKeyEvent) else None
            if typed == self._keys and QApplication.activeModalWidget() is not None:
                self.pressed.emit()
                return True
        return False

    def look(self) -> None:
        """Tell that it is over, when it is."""
        most = self._seconds()
        idle = max(now - before for now, before in zip(self._instant(), self._last, strict=True))
        if 0 < most <= idle:
            self.over.emit()
