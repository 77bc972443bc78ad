"""The ring around whatever has the keyboard: two pixels, two pixels outside, on every control, never removed."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px

OUTSIDE = 4
"""How far the ring reaches beyond its control, in pixels."""
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
    """The drawing, laid over the page that holds the control; it goes when that page goes."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.on_nav = False
        self.setObjectName("plain")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(colour("nav_focus" if self.on_nav else "focus"), 2)
        round_box(painter, QRectF(self.rect()), px(8) + 3, None, pen)
        painter.end()


class FocusWatch(QObject):
    """Follows the keyboard through the whole application and moves the ring; belongs to no page."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            if shiboken6.isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        self._target = None
        if new is None or new.isWindow() or new.focusPolicy() == Qt.FocusPolicy.NoFocus:
            self._drop_ring()
            return
        self._target = new
        host = _host_of(new)
        if self._ring is None or not shiboken6.isValid(self._ring) or self._ring.parentWidget() is not host:
            self._drop_ring()
            self._ring = FocusRing(host)
        step: QWidget | None = new
        while step is not None and step is not host:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _drop_ring(self) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        target, ring = self._target, self._ring
        host = ring.parentWidget() if ring is not None and shiboken6.isValid(ring) else None
        if ring is None or host is None:
            return
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            ring.hide()
            return
        inner = target.ring_rect() if isinstance(target, RingedPart) else target.rect()
        box = QRect(target.mapTo(host, inner.topLeft()), inner.size())
        ring.on_nav = bool(target.property("on_nav"))
        ring.setGeometry(box.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE))
        ring.raise_()
        ring.show()
        ring.update()


def _host_of(target: QWidget) -> QWidget:
    """The nearest page that neither clips tightly nor scrolls under the ring."""
    step = target.parentWidget()
    while step is not None and not step.isWindow():
        above = step.parentWidget()
        over = above.parentWidget() if above is not None else None
        if isinstance(over, QAbstractScrollArea) and over.viewport() is above:
            return step
        step = above
    return step if step is not None else target
