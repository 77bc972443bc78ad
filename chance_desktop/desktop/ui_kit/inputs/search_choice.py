"""A choice in a long list, found by typing a part of it, without accents nor capitals; other words may be kept as typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from chance_desktop.desktop.ui_kit.inputs.fields import TextField
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.text.shown_text import as_shown

_FOLDED = int(Qt.ItemDataRole.UserRole) + 1
_CODE = int(Qt.ItemDataRole.UserRole) + 2
_LABEL = int(Qt.ItemDataRole.UserRole) + 3


class _Completer(QCompleter):
    """Looks for what is typed anywhere in the words, both without accents."""

    def splitPath(self, path: str) -> list[str]:
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(_LABEL) or "")


class SearchChoice(TextField):
    """A field that proposes the words of a list; `code` is that of the words, or the words themselves for others."""

    chosen = Signal(str)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder=placeholder, parent=parent)
        self.setAccessibleName(name)
        self.setTextMargins(0, 0, px(24), 0)
        self._labels: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._finder: _Completer | None = None
        self._told = ""
        self.returnPressed.connect(self.finish)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Give the `(code, words)` pairs."""
        self._labels = dict(choices)
        self._codes = {fold(label): code for code, label in choices}
        self._finder = None

    def show_code(self, code: str) -> None:
        """Show the words of a code, or words of no list."""
        self._told = code
        self.setText(self._labels.get(code, code))
        self.setCursorPosition(0)

    def code(self) -> str:
        """What is chosen."""
        text = self.text().strip()
        return self._codes.get(fold(text), text)

    @property
    def in_list(self) -> bool:
        """Whether what is typed is of the list; nothing is."""
        return not self.code() or self.code() in self._labels

    @property
    def is_begun(self) -> bool:
        """Whether something is typed that is not the choice yet."""
        return self.code() != self._told

    def finish(self) -> None:
        """What was typed is the choice."""
        if not self.in_list:
            # a few letters are enough when only one line of the list has them
            typed = fold(self.text().strip())
            near = [code for words, code in self._codes.items() if typed in words]
            if len(near) == 1:
                self.setText(self._labels[near[0]])
        if self.code() != self._told:
            self._told = self.code()
            self.chosen.emit(self._told)

    def _picked(self, index: QModelIndex) -> None:
        self._told = str(index.data(_CODE))
        self.setText(self._labels[self._told])
        self.chosen.emit(self._told)

    def _find(self) -> _Completer:
        if self._finder is None:
            model = QStandardItemModel(self)
            for code, label in self._labels.items():
                item = QStandardItem(as_shown(label))
                item.setData(label, _LABEL)
                item.setData(fold(label), _FOLDED)
                item.setData(code, _CODE)
                model.appendRow(item)
            self._finder = _Completer(self)
            self._finder.setModel(model)
            self._finder.setCompletionRole(_FOLDED)
            self._finder.setFilterMode(Qt.MatchFlag.MatchContains)
            self._finder.setMaxVisibleItems(12)
            self._finder.activated[QModelIndex].connect(self._picked)  # type: ignore[index]
            popup = self._finder.popup()
            if popup is not None:
                popup.setProperty("proposals", "true")
                popup.setFont(self.font())
            self.setCompleter(self._finder)
        return self._finder

    def open_list(self) -> None:
        """Show the whole list."""
        finder = self._find()
        finder.setCompletionPrefix("")
        finder.complete()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # lists are long and fields many: each is made when it is first entered
        self._find()
        super().focusInEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # an open list would keep the news that the keyboard went elsewhere
        popup = self._finder.popup() if self._finder is not None else None
        if popup is not None:
            popup.hide()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # its own list took the keyboard for a moment: the choice is not over
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.open_list()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - px(34):
            self.open_list()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        draw_icon(painter, "chevron-down", "ink2", QPointF(self.width() - px(20), self.height() / 2), 18)
        painter.end()
