"""One row of a list shown on a page of its own over the list: its head, the way back, its form; gone when the row is."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.forms.filler import FormFiller
from chance_desktop.desktop.ui_kit.buttons.button import IconButton
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.text import ElidingLabel

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

V = TypeVar("V")


class OpenedPage(QWidget, Generic[V]):
    """What one row shows (`view`); `left` when the person goes back to the list, or when the row is gone."""

    KINDS: frozenset[ChangeKind] = frozenset()
    """What it is read anew for."""

    back_words = ""
    of_a_person = False
    """Whether its name is somebody's."""
    left = Signal()

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.navigator = navigator
        self.row_id = ""
        self.view: V | None = None
        outer = column(self, 12, (28, 14, 16, 12))
        page = plain_widget()
        box = column(page, 14, (1, 1, 12, 4))
        # with large text the head takes most of the room: it scrolls with the rest
        (box if large() else outer).addLayout(self._head())
        self.notice = Notice("", "red")
        self.form = FormFiller(navigator)
        self._fill(box)
        box.addStretch(1)
        outer.addWidget(Scroll(page), 1)

    def _head(self) -> QBoxLayout:
        head: QBoxLayout = column(gap=8) if large() else row(gap=12)
        who = row(gap=12)
        self.back = IconButton("chevron-left", self.back_words, side=36, bare=True)
        self.back.clicked.connect(self.left)
        who.addWidget(self.back)
        words = column(gap=0)
        self.name = ElidingLabel("", Role.NAME, lines=1 if self.of_a_person else 2, person=self.of_a_person)
        self.line = ElidingLabel("", Role.CELL, "ink2", lines=2 if large() else 1)
        words.addWidget(self.name)
        words.addWidget(self.line)
        who.addLayout(words, 1)
        head.addLayout(who, 1)
        self._pills = row(gap=8)
        head.addLayout(self._pills)
        return head

    @abstractmethod
    def _fill(self, box: QVBoxLayout) -> None:
        """Lay out what stands below the head, `notice` and `form` among it."""

    @abstractmethod
    def _read(self, desk: Desk, row_id: str) -> V:
        """Read what is shown; an expected error when the row is gone."""

    @abstractmethod
    def _show(self, view: V) -> None:
        """Show what was read, kept in `view`."""

    def _gone(self, failure: ExpectedError) -> None:
        """The row is no more: back to the list."""
        self.row_id = ""
        self.left.emit()

    def open(self, row_id: str) -> None:
        """Show a row."""
        if row_id != self.row_id:
            self.leave()
            self.view = None
        self.row_id = row_id
        self.notice.say("")
        self.load()

    def load(self) -> None:
        """Read it anew."""
        desk, wanted = self.navigator.desk, self.row_id
        if not wanted:
            return

        def came(view: V) -> None:
            if self.row_id == wanted:
                self.view = view
                self._show(view)

        self.navigator.tasks.read(lambda: self._read(desk, wanted), came, self._gone, owner=self)

    def on_changes(self, changes: Changes) -> None:
        """Something changed somewhere."""
        if changes.kinds & self.KINDS:
            self.load()
        self.form.on_changes(changes)

    def leave(self) -> None:
        """Another page is shown: what was typed in the form is kept."""
        self.form.leave()
