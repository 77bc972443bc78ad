"""The ring around whatever has the keyboard: two pixels, two pixels outside, on every control, never removed."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTextBrowser, QWidget

from chance_desktop.desktop.ui_kit.painting import round_box
from chance_desktop.desktop.ui_kit.theme import colour, px

_OUTSIDE = 4
_FOLLOWED = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ParentChange,
}


@runtime_checkable
class RingedPart(Protocol):
    """A control of which only a part is framed (the current tab)."""

    def ring_rect(self) -> QRect:
        """The part, in the control's own coordinates."""


class FocusRing(QWidget):
    """Follows the keyboard focus through the whole application and frames the focused control."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(None)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._radius = 8.0
        self.setObjectName("plain")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            watched.removeEventFilter(self)
        self._watched = []
        self._target = new
        if (
            new is None
            or new.isWindow()
            or new.focusPolicy() == Qt.FocusPolicy.NoFocus
            or new.property("no_ring")
            or isinstance(new, QTextBrowser)
        ):
            self.hide()
            self.setParent(None)
            return
        host = self._host(new)
        if self.parentWidget() is not host:
            self.setParent(host)
        step: QWidget | None = new
        while step is not None and step is not host:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        new.destroyed.connect(self._gone)
        self._place()

    def _gone(self) -> None:
        self._target = None
        self._watched = []
        self.hide()

    @staticmethod
    def _host(target: QWidget) -> QWidget:
        """The nearest ancestor that neither clips tightly nor scrolls under the ring."""
        step = target.parentWidget()
        while step is not None and not step.isWindow():
            above = step.parentWidget()
            over = above.parentWidget() if above is not None else None
            if isinstance(over, QAbstractScrollArea) and over.viewport() is above:
                return step
            step = above
        return step if step is not None else target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        target, host = self._target, self.parentWidget()
        if target is None or host is None or not target.isVisible():
            self.hide()
            return
        inner = target.ring_rect() if isinstance(target, RingedPart) else target.rect()
        box = QRect(target.mapTo(host, inner.topLeft()), inner.size())
        self._radius = float(px(8))
        self.setGeometry(box.adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on_nav = self._target is not None and bool(self._target.property("on_nav"))
        pen = QPen(colour("nav_focus" if on_nav else "focus"), 2)
        round_box(painter, QRectF(self.rect()), self._radius + 3, None, pen)
        painter.end()
