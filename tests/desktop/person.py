"""A person at the window: looks, moves the mouse, presses, types; never calls what a screen is made of.

The presses go through the window, as those of a real mouse: what is covered, out of sight or behind a sheet gets none. Each press is
counted by a filter that hears them arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from tests.desktop.cuts import cut_buttons, cut_labels
from tests.desktop.walking import spoken

T = TypeVar("T")
Kinds = type[QWidget] | tuple[type[QWidget], ...]
LEFT, NONE, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_PATIENCE = 20.0
"""Seconds after which what is looked for will not come, however slow the computer."""
_LAYING = 2.0
"""Seconds in which a page lays out what it was given."""
_TURN = 120
"""What one notch of the wheel says."""


def plain(words: str) -> str:
    """Words with ordinary spaces."""
    return words.replace("\u00a0", " ").replace("&&", "&").strip()


class Person(QObject):
    """Somebody before a window; `presses` is how many times a button of the mouse went down."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window = window
        self.presses = 0
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, heard: QObject, event: QEvent) -> bool:
        """Count a press as it reaches a window, before any widget."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(heard, QWindow):
            self.presses += 1
        return False

    # what is seen

    @property
    def before(self) -> QWidget:
        """What takes the mouse: the menu or the sheet that is open, else the window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def waits(self, sight: Callable[[], T | None], what: str) -> T:
        """Look until something is there."""
        end = monotonic() + _PATIENCE
        while True:
            found = sight()
            if found:
                return found
            if monotonic() > end:
                raise AssertionError(f"{what} is not there; one sees {self.buttons()} {self.words()}")
            QTest.qWait(5)

    def words(self) -> list[str]:
        """Every text in sight."""
        return [plain(each.text()) for each in self.before.findChildren(QLabel) if each.isVisible() and each.text()]

    def buttons(self) -> list[str]:
        """What may be pressed."""
        return [name_of(each) for each in self._every(QAbstractButton)]

    def reads(self, words: str) -> None:
        """Wait until a text in sight says these words."""
        self.waits(lambda: any(words in each for each in self.words()), f"« {words} »")

    def sees_nothing_cut(self) -> None:
        """Every visible text is whole, once laid out."""
        end = monotonic() + _LAYING
        while (cut := [*cut_labels(self.before), *cut_buttons(self.before)]) and monotonic() < end:
            QTest.qWait(5)
        assert cut == []

    def _every(self, kind: Kinds) -> list[QWidget]:
        every = [each for each in self.before.findChildren(QWidget) if isinstance(each, kind)]
        return [each for each in every if each.isVisible() and each.isEnabled()]

    def finds(self, name: str, kind: Kinds = QWidget, nth: int = 0) -> QWidget:
        """The control of that name, once it may be used and stands still; words that begin it are enough."""

        def sight() -> QWidget | None:
            every = [(names_of(each), each) for each in self._every(kind)]
            found = [each for told, each in every if name in told]
            found = found or [each for told, each in every if any(words.startswith(name) for words in told)]
            return found[nth] if len(found) > nth else None

        return self.waits(sight, f"« {name} »")

    # what is done

    def presses_on(self, name: str, nth: int = 0) -> None:
        """Press the button of that name."""
        self.clicks(self.finds(name, QAbstractButton, nth))

    def will_press(self, name: str) -> None:
        """Press the button of that name as soon as it comes, for a question that waits for its answer."""
        timer = QTimer(self)

        def look() -> None:
            found = [each for each in self._every(QAbstractButton) if name in names_of(each)]
            if found and self.before is not self.window:
                timer.stop()
                self.clicks(found[0])

        timer.timeout.connect(look)
        timer.start(20)

    def clicks(self, widget: QWidget, at: QPoint | None = None, *, twice: bool = False) -> None:
        """Put the mouse on a control, scrolling to it, and press."""
        top = widget.window()
        if not (top.isActiveWindow() or isinstance(top, QMenu)):
            # no manager of windows does it here, once what stood over it is closed
            top.activateWindow()
            self.waits(top.isActiveWindow, "the keyboard in the window")
        place = self.waits(lambda: self._place_of(widget, at), f"{name_of(widget)}, standing still in sight,")
        handle = top.windowHandle()
        (QTest.mouseDClick if twice else QTest.mouseClick)(handle, LEFT, NONE, place)

    def goes_to(self, name: str) -> None:
        """Press the tab of that name."""

        def sight() -> tuple[QTabBar, int] | None:
            bars = [each for each in self._every(QTabBar) if isinstance(each, QTabBar)]
            found = [(bar, at) for bar in bars for at in range(bar.count()) if plain(bar.tabText(at)).startswith(name)]
            return found[0] if found else None

        bar, at = self.waits(sight, f"the tab « {name} »")
        self.clicks(bar, bar.tabRect(at).center())

    def picks(self, words: str) -> None:
        """Press a line of the menu that is open."""

        def sight() -> tuple[QMenu, QPoint] | None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                return None
            found = [each for each in menu.actions() if plain(each.text()).startswith(words) and each.isEnabled()]
            return (menu, menu.actionGeometry(found[0]).center()) if found else None

        menu, place = self.waits(sight, f"the line « {words} »")
        self.clicks(menu, place)

    def sees_lines(self, count: int) -> None:
        """Wait until a list in sight has so many lines."""

        def sight() -> bool:
            views = [each for each in self._every(QAbstractItemView) if isinstance(each, QAbstractItemView)]
            return any(each.model() is not None and each.model().rowCount() == count for each in views)

        self.waits(sight, f"a list of {count} lines")

    def clicks_line(self, words: str) -> None:
        """Press the line of a table that shows these words."""

        def sight() -> tuple[QAbstractItemView, QPoint] | None:
            for view in self._every(QAbstractItemView):
                assert isinstance(view, QAbstractItemView)
                model = view.model()
                for row in range(model.rowCount()):
                    index = model.index(row, 0)
                    if words in plain(str(index.data() or index.data(Qt.ItemDataRole.AccessibleTextRole) or "")):
                        return view, view.visualRect(index).center()
            return None

        view, place = self.waits(sight, f"the line « {words} »")
        self.clicks(view.viewport(), place, twice=True)

    def types(self, words: str) -> None:
        """Press the keys, where the keyboard is."""
        field = self.waits(QApplication.focusWidget, "a field that has the keyboard")
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, NONE, letter))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press one key."""
        QTest.keyClick(self.before.windowHandle(), key, modifier)

    def fills(self, name: str, words: str) -> None:
        """Press on a field, replace what it holds."""
        field = self.finds(name, (QLineEdit, QPlainTextEdit))
        self.clicks(field)
        self.waits(field.hasFocus, f"the keyboard in « {name} »")
        self.key(Qt.Key.Key_A, CONTROL)
        self.types(words)

    def chooses(self, name: str, words: str) -> None:
        """Choose an answer of a list with the keyboard."""
        combo = self.finds(name, QComboBox)
        assert isinstance(combo, QComboBox)
        place = combo.findText(words, Qt.MatchFlag.MatchStartsWith)
        assert place >= 0, [combo.itemText(each) for each in range(combo.count())]
        combo.setFocus()
        self.key(Qt.Key.Key_Home)
        for _step in range(place):
            self.key(Qt.Key.Key_Down)
        assert combo.currentIndex() == place

    def _place_of(self, widget: QWidget, at: QPoint | None) -> QPoint | None:
        """Where a control is in its window, scrolled to; nothing while it moves, or while another is over it."""
        view = _scrolling(widget)
        self._scrolls_to(widget, view)
        top, inside = widget.window(), at if at is not None else widget.rect().center()
        place = widget.mapTo(top, inside)
        QTest.qWait(15)
        if place != widget.mapTo(top, inside):
            return None
        under = top.childAt(place) or top
        if under is widget or widget.isAncestorOf(under):
            return place
        if view is not None:
            # a message stands over it: the page is moved under the message
            bar = view.verticalScrollBar()
            _turns(view, -_TURN if bar.value() < bar.maximum() else _TURN)
        return None

    @staticmethod
    def _scrolls_to(widget: QWidget, view: QAbstractScrollArea | None) -> None:
        """Turn the wheel over what scrolls, until the middle of the control is in sight."""
        for _notch in range(200 if view is not None else 0):
            assert view is not None
            middle = widget.mapTo(view.viewport(), widget.rect().center()).y()
            if 0 <= middle < view.viewport().height():
                return
            _turns(view, -_TURN if middle > 0 else _TURN)

    @contextmanager
    def at_most(self, presses: int) -> Iterator[None]:
        """What is done inside costs no more presses than that."""
        before = self.presses
        yield
        assert self.presses - before <= presses, f"{self.presses - before} presses, {presses} at most"


def _scrolling(widget: QWidget) -> QAbstractScrollArea | None:
    """What scrolls a control, if anything does."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QAbstractScrollArea):
        area = area.parentWidget()
    return area


def _turns(view: QAbstractScrollArea, turn: int) -> None:
    """Turn the wheel by so much."""
    port = view.viewport()
    centre = port.rect().center()
    wheel = QWheelEvent(
        QPointF(centre), QPointF(port.mapToGlobal(centre)), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, wheel)
    QApplication.processEvents()


def names_of(widget: QWidget) -> list[str]:
    """What a control says, and what it is called."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    called = widget.accessibleName() or (spoken(widget)[0] if widget.focusPolicy() else "")
    return [plain(words) for words in (text, called) if words]


def name_of(widget: QWidget) -> str:
    """What a control says, or is called."""
    return next(iter(names_of(widget)), "")
