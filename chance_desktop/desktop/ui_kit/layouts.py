"""Boxes in one line of code, a row that flows over several lines, and a page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from chance_desktop.desktop.ui_kit.theme import px

Margins = tuple[float, float, float, float]
NO_MARGIN: Margins = (0, 0, 0, 0)


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


class Flow(QLayout):
    """A row that goes on below when it reaches the right edge."""

    def __init__(self, gap: float = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = px(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((s.width() for s in shown), default=0), max((s.height() for s in shown), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top, tallest = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if left > rect.x() and left + size.width() > rect.right() + 1:
                left, top, tallest = rect.x(), top + tallest + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            tallest = max(tallest, size.height())
        return top + tallest - rect.y()


def flow_widget(gap: float = 8) -> tuple[QWidget, Flow]:
    """A widget whose children flow."""
    holder = plain_widget()
    flow = Flow(gap)
    holder.setLayout(flow)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder, flow


class Scroll(QScrollArea):
    """A page that scrolls when the window is too small for it; never a tab stop of its own when it need not be."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setObjectName(content.objectName() or "plain")
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
