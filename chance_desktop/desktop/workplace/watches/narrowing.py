"""A window made narrower, or wider again: its pages are built anew, once that drops nothing somebody is typing or began."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from chance_desktop.desktop.navigation.tasks import Tasks
from chance_desktop.desktop.ui_kit.inputs.typed_texts import typed_texts
from chance_desktop.desktop.ui_kit.look.theme import theme

_AFTER_MS = 250
"""A window drawn by its edge crosses the limit many times: pages follow where it stops."""
_LOOK_AGAIN_MS = 2_000


class Narrowing(QObject):
    """Calls `rebuild` when the pages shown, if any, were built for another width."""

    def __init__(
        self, tasks: Tasks, shown: Callable[[], QWidget | None], begun: Callable[[], bool],
        rebuild: Callable[[], None], parent: QWidget,
    ) -> None:  # fmt: skip
        """`begun`: whether something was begun on a page that the same page, built anew, would not show."""
        super().__init__(parent)
        self._tasks, self._shown, self._begun, self._rebuild = tasks, shown, begun, rebuild
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
        pages = self._shown()
        if pages is None or self._built_narrow is theme().narrow:
            return
        over = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if (
            over is not None
            or self._tasks.under_way
            or self._begun()
            or any(text for _name, text in typed_texts(pages))
        ):
            self._timer.start(_LOOK_AGAIN_MS)
        else:
            self._rebuild()
