"""Boxes in one line of code, a row that flows over several lines, and a page that scrolls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from chance_desktop.desktop.ui_kit.look.theme import large, px

Margins = tuple[float, float, float, float]
NO_MARGIN: Margins = (0, 0, 0, 0)
_LAYOUT_TURNS = 6


def column(parent: QWidget | None = None, gap: float = 0, margins: Margins = NO_MARGIN) -> QVBoxLayout:
    """A vertical box; lengths in px of the design."""
    box = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    box.setSpacing(px(gap))
    box.setContentsMargins(*(px(side) for side in margins))
    return box


def row(parent: QWidget | None = None, gap: float = 0, margins: Margins = NO_MARGIN) -> QHBoxLayout:
    """A horizontal box; lengths in px of the design."""
    box = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    box.setSpacing(px(gap))
    box.setContentsMargins(*(px(side) for side in margins))
    return box


def plain_widget(parent: QWidget | None = None) -> QWidget:
    """A widget without a background, to hold a layout."""
    widget = QWidget(parent)
    widget.setObjectName("plain")
    return widget


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


class Flow(QWidget):
    """Widgets in a row that goes on below when it reaches the right edge; `at_end`, each line ends there.

    It places its children itself: a layout written in Python would hand Qt a `None` that is not counted.
    """

    def __init__(self, gap: float = 8, parent: QWidget | None = None, *, at_end: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._gap = px(gap)
        self._at_end = at_end
        self._widgets: list[QWidget] = []
        self._measured: list[tuple[QWidget, QSize]] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def addWidget(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        self._widgets.append(widget)
        widget.show()
        self._measured = None
        self.updateGeometry()
        self._place(move=True)

    def removeWidget(self, widget: QWidget) -> None:
        """Take a widget out; it is the caller's again."""
        self._widgets.remove(widget)
        widget.hide()
        self._measured = None
        self.updateGeometry()
        self._place(move=True)

    def held(self) -> tuple[QWidget, ...]:
        """What it holds, in order."""
        return tuple(self._widgets)

    def clear(self) -> None:
        """Let every widget go."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets = []
        self._measured = None
        self.updateGeometry()

    def _shown(self) -> list[tuple[QWidget, QSize]]:
        """What is shown and its size, measured once until something changes: a window asks hundreds of times."""
        if self._measured is None:
            self._measured = [(one, _wanted(one)) for one in self._widgets if not one.isHidden()]
        return self._measured

    def sizeHint(self) -> QSize:
        sizes = [size for _one, size in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = [size for _one, size in self._shown()]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, max((size.height() for size in sizes), default=0))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(move=False, room=width)

    def _place(self, *, move: bool, room: int = 0) -> int:
        room = room or self.width()
        line: list[tuple[QWidget, QSize]] = []
        left = top = 0
        for one, size in self._shown():
            if line and left + size.width() > room:
                top += self._lay_line(line, top, move) + self._gap
                line, left = [], 0
            line.append((one, size))
            left += size.width() + self._gap
        return top + self._lay_line(line, top, move)

    def _lay_line(self, line: list[tuple[QWidget, QSize]], top: int, move: bool) -> int:
        tallest = max((size.height() for _one, size in line), default=0)
        taken = sum(size.width() + self._gap for _one, size in line) - self._gap
        left = max(0, self.width() - taken) if self._at_end else 0
        for one, size in line:
            if move:
                one.setGeometry(left, top + (tallest - size.height()) // 2, size.width(), size.height())
            left += size.width() + self._gap
        return tallest

    def event(self, event: QEvent) -> bool:
        if event.type() in {
            QEvent.Type.LayoutRequest,
            QEvent.Type.Show,
            QEvent.Type.StyleChange,
            QEvent.Type.FontChange,
        }:
            self._measured = None
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            # what was said while it was hidden asked nobody for its room
            self.updateGeometry()
            self._place(move=True)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(move=True)


def _wanted(widget: QWidget) -> QSize:
    """The size a child asks for, within its limits."""
    size = widget.sizeHint().expandedTo(widget.minimumSizeHint())
    return size.boundedTo(widget.maximumSize()).expandedTo(widget.minimumSize())


class Scroll(QScrollArea):
    """A page that scrolls when the window is too small for it; never a tab stop of its own when it need not be."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setObjectName(content.objectName() or "plain")
        self._content = content
        self._fitted = False
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        content.installEventFilter(self)

    def _fit(self) -> None:
        """Texts that wrap need only the height they take at this width, not at their narrowest."""
        layout = self._content.layout()
        if layout is None:
            return
        if layout.hasHeightForWidth():
            room = min(self.viewport().width(), self._content.maximumWidth())
            wanted = layout.minimumHeightForWidth(max(room, layout.minimumSize().width()))
            self._fitted = True
            if wanted != self._content.minimumHeight():
                self._content.setMinimumHeight(wanted)
        elif self._fitted:
            self._fitted = False  # nothing wraps any longer: the layout says by itself what it needs
            self._content.setMinimumHeight(0)

    @contextmanager
    def kept_still(self, widget: QWidget | None) -> Iterator[None]:
        """While parts come and go, what one looks at stays where it is in the window."""
        if widget is None or not self.isVisible():
            yield
            return
        before = widget.mapTo(self._content, QPoint(0, 0)).y()
        yield
        for _turn in range(_LAYOUT_TURNS):
            # each box asks the one around it for its new height: all of them now, before anything is painted
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + widget.mapTo(self._content, QPoint(0, 0)).y() - before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)


def scrolled(content: QWidget) -> QWidget:
    """A content that scrolls on its own; with large text it scrolls with the head of its page, which takes most of the room."""
    return content if large() else Scroll(content)


_PAGING = {
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
}


def page_by_key(page: QWidget, event: QKeyEvent) -> bool:
    """Scroll the largest part of a page that scrolls, by the keys that turn pages; whether there was something to scroll."""
    action = _PAGING.get(Qt.Key(event.key()))
    if action is None:
        return False
    parts = [each for each in page.findChildren(Scroll) if each.isVisible() and each.verticalScrollBar().maximum()]
    if not parts:
        return False
    largest = max(parts, key=lambda each: each.width() * each.height())
    largest.verticalScrollBar().triggerAction(action)
    return True
