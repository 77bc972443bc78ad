"""A window made narrower, or wider again: its pages are built anew, once that drops nothing somebody is typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.unsaved_words import unsaved_words

if TYPE_CHECKING:
    from chance_desktop.desktop.workplace.shell import Shell

_AFTER_MS = 250
"""A window drawn by its edge crosses the limit many times: pages follow where it stops."""
_LOOK_AGAIN_MS = 2_000


class NarrowedWindow(Protocol):
    """What is asked of the window."""

    shell: Shell | None


class Narrowing(QObject):
    """Calls `rebuild` when the pages shown were built for another width."""

    def __init__(self, window: NarrowedWindow, parent: QWidget, rebuild: Callable[[], None]) -> None:
        super().__init__(parent)
        self._window, self._rebuild = window, rebuild
        self._built_narrow: bool | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        theme().narrow_changed.connect(self._soon)

    def built(self) -> None:
        """Pages were built just now."""
        self._built_narrow = theme().narrow

    def _soon(self) -> None:
        self._timer.start(_AFTER_MS)

    def _look(self) -> None:
        shell = self._window.shell
        if shell is None or self._built_narrow is theme().narrow:
            return
        over = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if over is not None or shell.tasks.under_way or shell.unsaved(unsaved_words):
            self._timer.start(_LOOK_AGAIN_MS)
        else:
            self._rebuild()
