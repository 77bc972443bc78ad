"""A page of several views under one head: its search, its button, what chooses among them, and one row opened over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.boxes.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.views.opened_page import OpenedPage

_TYPING_MS = 120


class PageView(QWidget):
    """One of the views of a page; `found` says how many lines it shows of what is searched, which stand in its `results`."""

    found = Signal(int)
    results: QWidget | QLayout | None = None

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._navigator = navigator

    def load(self) -> None:
        """Read it anew."""

    def search(self, text: str) -> None:
        """Keep what holds the text; a view that is not searched does nothing."""

    def add(self) -> None:
        """Add to it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A view and how its page presents it: its name, the line of the head, the words and icon of the button that adds."""

    code: str
    label: str
    line: str
    view: PageView
    adding: str = ""
    icon: str = "plus"
    searched: bool = True


class ViewsScreen(Screen):
    """The page; the first view is shown first."""

    hint = ""
    """What can be searched for, in the empty search."""

    def lay(self, parts: Sequence[Part], opened: OpenedPage[Any] | None = None) -> None:
        """Lay the page out; `opened` is the page of one row."""
        self._parts = {part.code: part for part in parts}
        self._searched = dict.fromkeys(self._parts, "")
        self._counts = dict.fromkeys(self._parts, 0)
        self._opened = opened
        self.pages = QStackedWidget()
        column(self).addWidget(self.pages)
        front = plain_widget()
        box = column(front, 0, (28, 18, 16, 12))
        head = page_head(self.title)
        self.subtitle = head_line(head)
        self.search = SearchField(self.hint, 250)
        self.search.lead_to(lambda: self._parts[self.tab].view.results)
        self.adding = Button("", Kind.PRIMARY, "plus")
        self.adding.clicked.connect(self.add)
        for widget in (self.search, self.adding):
            # to the left: with large text its width would otherwise bound the whole head, and the line would wrap for nothing
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(px(12))
        box.addLayout(head)
        box.addSpacing(px(12))
        self.views = SegmentedControl([(part.code, part.label) for part in parts], _("Partie de la page"), 40)
        self.views.chosen.connect(self.choose)
        box.addWidget(self.views)
        box.addSpacing(px(12))
        for part in parts:
            box.addWidget(part.view, 1)
            part.view.found.connect(partial(self._tell, part.code))
        self.pages.addWidget(Scroll(front) if large() else front)
        if opened is not None:
            opened.left.connect(self._back)
            self.pages.addWidget(opened)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.choose(parts[0].code)

    @property
    def tab(self) -> str:
        """The view shown."""
        return self.views.code()

    @property
    def over(self) -> OpenedPage[Any] | None:
        """The page of one row when it is shown in place of the views."""
        return self._opened if self.pages.currentIndex() else None

    def choose(self, view: str) -> None:
        """Show a view."""
        part = self._parts[view]
        self.views.choose(view)
        self.leave()
        self.pages.setCurrentIndex(0)
        for each in self._parts.values():
            each.view.setVisible(each is part)
        self.subtitle.say(part.line)
        self.search.setVisible(part.searched)
        self.adding.setText(part.adding)
        self.adding.icon_name = part.icon
        self.adding.updateGeometry()
        self.adding.setVisible(bool(part.adding))
        self._find()
        self.load()

    def load(self) -> None:
        if not self.isVisible():
            self._stale = True
        elif self.over is not None:
            self.over.load()
        else:
            self._parts[self.tab].view.load()

    def on_changes(self, changes: Changes) -> None:
        if changes.kinds & self.KINDS and self.isVisible() and self.over is not None:
            self.over.on_changes(changes)
        else:
            super().on_changes(changes)

    def add(self) -> None:
        """Add to the view shown."""
        self._parts[self.tab].view.add()

    def open_row(self, row_id: str) -> None:
        """Show one row in place of the views."""
        if self._opened is not None:
            self.pages.setCurrentIndex(1)
            self._opened.open(row_id)
            self._opened.back.setFocus()

    def _back(self) -> None:
        self.leave()
        self.pages.setCurrentIndex(0)
        self.load()

    def _find(self) -> None:
        text = self.search.text()
        if text != self._searched[self.tab]:
            self._searched[self.tab] = text
            self._parts[self.tab].view.search(text)
        else:
            self.search.found(self._counts[self.tab])

    def _tell(self, view: str, count: int) -> None:
        self._counts[view] = count
        if view == self.tab and not self._typing.isActive():
            self.search.found(count)

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def leave(self) -> None:
        if self._opened is not None:
            self._opened.leave()
