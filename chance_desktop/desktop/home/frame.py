"""How the first page is laid out, whatever the role: a greeting, the thing to do first, two columns of cards, a foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.desktop.home.exchange_foot import ExchangeFoot
from chance_desktop.desktop.home.one_line import WaitingCard
from chance_desktop.desktop.home.suggesting_search import SuggestingSearch
from chance_desktop.desktop.home.topic_card import TopicCard
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.boxes.banner import ActionBanner
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px, theme
from chance_desktop.desktop.ui_kit.text import ElidingLabel
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QBoxLayout

_TWO_COLUMNS_FROM = 960
_WHOLE_LINE = 960
"""The search shares a line with one button only where things go one below the other."""


class HomeFrame(Screen):
    """The frame; a role adds its gestures to the head, and its cards to the columns `left` and `right`."""

    title = _("Accueil")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        inside = plain_widget()
        self.box = column(inside, 14, (28, 20, 28, 20))
        self.box.addLayout(self._head())
        self.banner = ActionBanner()
        self.banner.triggered.connect(self.begin)
        self.box.addWidget(self.banner)
        self._columns = row(gap=14)
        self.left, self.right = column(gap=14), column(gap=14)
        self._columns.addLayout(self.left, 66)
        self._columns.addLayout(self.right, 42)
        self.box.addLayout(self._columns, 1)
        self.waiting = WaitingCard()
        self.lay_cards()
        self.left.addStretch(1)
        self.right.addStretch(1)
        self.foot = ExchangeFoot(navigator)
        self.box.addWidget(self.foot)
        column(self).addWidget(Scroll(inside))

    def _head(self) -> QBoxLayout:
        head: QBoxLayout = column(gap=10) if large() else row(gap=12)
        words = column(gap=2)
        self.greeting = ElidingLabel("", Role.PAGE_TITLE)
        self.date_line = ElidingLabel("", Role.BODY, "ink2")
        words.addWidget(self.greeting)
        words.addWidget(self.date_line)
        head.addLayout(words, 1)
        self.search = SuggestingSearch(self.navigator, _("Un jeune, une page…"), 264)
        if large():
            self.search.setMaximumWidth(px(_WHOLE_LINE))
        gestures = row(gap=12)
        gestures.addWidget(self.search, 1)
        head.addLayout(gestures)
        self.add_gestures(head, gestures)
        return head

    def add_gestures(self, head: QBoxLayout, gestures: QBoxLayout) -> None:
        """Add to the head what is done from this page."""

    def lay_cards(self) -> None:
        """Put the cards in the columns."""

    def begin(self) -> None:
        """Do what comes first."""

    def show_again(self) -> None:
        """Show what was read in the room there is now."""

    def topics(self) -> tuple[TopicCard, ...]:
        """The cards with a heading."""
        return tuple(self.findChildren(TopicCard))

    def focus_search(self) -> bool:
        self.search.setFocus()
        return True

    def set_compact(self, compact: bool) -> None:
        gap = 10 if compact else 14
        self.box.setSpacing(px(gap))
        for box in (self.left, self.right, self._columns):
            box.setSpacing(px(gap))
        self.box.setContentsMargins(px(28), px(14 if compact else 20), px(28), px(12 if compact else 20))
        self.banner.set_compact(compact)
        for card in self.topics():
            card.head.set_compact(compact)
        self.show_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        two = event.size().width() >= px(_TWO_COLUMNS_FROM)
        direction = self._columns.Direction.LeftToRight if two else self._columns.Direction.TopToBottom
        self._columns.setDirection(direction)
        self.banner.mosaic.setVisible(two and theme().scale < 1.5)
        super().resizeEvent(event)
