"""The Tab key goes as one reads: pages fill in as answers come, so the order is set again from what is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLayout, QRadioButton, QScrollArea, QStackedWidget, QWidget

from chance_desktop.desktop.ui_kit.layouts import Flow


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all it holds, as laid out; of pages one above the other, the one shown."""
    yield widget
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        if shown is not None:
            yield from in_reading_order(shown)
        return
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from in_reading_order(inside)
    elif isinstance(widget, Flow):
        for one in widget.held():
            yield from in_reading_order(one)
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from in_reading_order(widget)
        elif inner is not None:
            yield from _laid_out(inner)


def arrange_tab_order(root: QWidget) -> None:
    """Chain everything that takes the keyboard under a widget, in reading order."""
    before: QWidget | None = None
    for widget in in_reading_order(root):
        # of exclusive choices any may become the one tab stop: all of them have their place
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QRadioButton):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget


def focus_first_in(part: QWidget | QLayout) -> None:
    """The keyboard is never nowhere: it goes to the first control of a page, or of a part of it; of a list, to its first row."""
    for widget in in_reading_order(part) if isinstance(part, QWidget) else _laid_out(part):
        seen = widget.isVisibleTo(part) if isinstance(part, QWidget) else widget.isVisible()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and seen:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(widget, QAbstractItemView) and not widget.currentIndex().isValid():
                widget.setCurrentIndex(widget.model().index(0, 0))
            return
