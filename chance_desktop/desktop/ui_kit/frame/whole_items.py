"""A column that scrolls and comes to rest where none of its items is cut, above or below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from chance_desktop.desktop.ui_kit.layouts import Scroll

_AT_REST_MS = 150


class WholeItems(Scroll):
    """The buttons of a column, whole ones only once nobody scrolls any more; `edge` is left around each for its ring."""

    def __init__(self, content: QWidget, edge: int) -> None:
        super().__init__(content)
        self._edge = edge
        self._below = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(lambda: self.settle())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._rest.start(_AT_REST_MS))

    def bring(self, item: QWidget) -> None:
        """Scroll an item into sight, whole, with its neighbours whole too."""
        self.setViewportMargins(0, 0, 0, 0)
        self._below = 0
        self.ensureWidgetVisible(item, 0, self._edge)
        self.settle(item)

    def settle(self, wanted: QWidget | None = None) -> None:
        """Begin at the top of an item, and end below one; `wanted` is among those seen."""
        items = [each for each in self._content.findChildren(QAbstractButton) if each.isVisibleTo(self._content)]
        room, whole = self.viewport().height() + self._below, self._content.height()
        if not items or whole <= room:
            self._end_at(0)
            return
        tops = [max(0, each.y() - self._edge) for each in items]
        last = min((top for top in tops if whole - top <= room), default=tops[-1])
        value = self.verticalScrollBar().value()
        seeing = [each for each in tops if wanted is None or self._holds(wanted, each, room)] or tops
        top = min(last, min(seeing, key=lambda each: abs(each - value)))
        bottoms = [each.geometry().bottom() + 1 + self._edge for each in items]
        bottom = whole if top == last else max((each for each in bottoms if each <= top + room), default=top + room)
        self._end_at(top + room - bottom)
        self.verticalScrollBar().setValue(top)

    def _holds(self, item: QWidget, top: int, room: int) -> bool:
        box = item.geometry()
        return top <= box.top() and box.bottom() + 1 + self._edge <= top + room

    def _end_at(self, below: int) -> None:
        if below != self._below:
            self._below = below
            self.setViewportMargins(0, 0, 0, below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rest.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._rest.start(0)
        return super().eventFilter(watched, event)
