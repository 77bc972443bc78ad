"""Where a window stands: whole on a screen that is there, whatever was kept and whatever becomes of the screens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMargins, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow

USUAL = QSize(1366, 768)
SMALLEST = QSize(960, 600)
FRAME = QMargins(8, 32, 8, 8)
"""What a title bar and borders take at most; the window system says it only once the window is there."""


def smallest(screens: Sequence[QRect], frame: QMargins = FRAME) -> QSize:
    """The smallest a window may be made: that of the design, or what the smallest of the screens has inside a frame."""
    size = SMALLEST
    for screen in screens:
        size = size.boundedTo(screen.marginsRemoved(frame).size())
    return size


def placed(wanted: QRect, screens: Sequence[QRect], frame: QMargins = FRAME) -> QRect:
    """The inside of a window, whole with its frame on the screen that shows most of it, amid the first one if none does.

    `screens` are what each screen leaves beside its task bar, the main one first.
    """
    rooms = [screen.marginsRemoved(frame) for screen in screens]
    room = max(rooms, key=lambda each: _shown(wanted, each))
    size = wanted.size().boundedTo(room.size())
    if not _shown(wanted, room):
        spare = room.size() - size
        return QRect(room.topLeft() + QPoint(spare.width() // 2, spare.height() // 2), size)
    left = min(max(wanted.left(), room.left()), room.right() - size.width() + 1)
    top = min(max(wanted.top(), room.top()), room.bottom() - size.height() + 1)
    return QRect(QPoint(left, top), size)


def _shown(wanted: QRect, room: QRect) -> int:
    seen = wanted.intersected(room)
    return 0 if seen.isEmpty() else seen.width() * seen.height()


def rooms() -> list[QRect]:
    """What each screen leaves beside its task bar, the main one first."""
    main = QGuiApplication.primaryScreen()
    return [each.availableGeometry() for each in (main, *(one for one in QGuiApplication.screens() if one is not main))]


class WindowPlace(QObject):
    """Gives a window its place before it is shown, and keeps it on a screen when one goes, comes or changes."""

    def __init__(self, window: QMainWindow, kept: QByteArray | None) -> None:
        super().__init__(window)
        self._window = window
        state = Qt.WindowState.WindowNoState
        wanted = QRect(rooms()[0].bottomRight() * 2, USUAL)
        if kept is not None and window.restoreGeometry(kept):
            state = window.windowState() & Qt.WindowState.WindowMaximized
            wanted = window.normalGeometry() if state and window.normalGeometry().isValid() else window.geometry()
        self._put(wanted)
        window.setWindowState(state)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._follow)
            application.screenRemoved.connect(self._look_soon)
        for screen in QGuiApplication.screens():
            screen.availableGeometryChanged.connect(self._look_soon)

    def _put(self, wanted: QRect) -> None:
        self._window.setWindowState(Qt.WindowState.WindowNoState)
        self._window.setMinimumSize(smallest(rooms()))
        self._window.setGeometry(placed(wanted, rooms()))

    def _follow(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._look_soon)
        self._look_soon()

    def _look_soon(self) -> None:
        # once Qt itself has moved what stood on a screen that goes
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        if self._window.isMaximized() or self._window.isFullScreen():
            self._window.setMinimumSize(smallest(rooms()))
        else:
            self._put(self._window.geometry())
