"""Page « Rendez-vous »: the agenda, the sponsors and the people to approach, three views of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.desktop.cards.sheet import open_card
from chance_desktop.desktop.meetings.agenda_view import AgendaView
from chance_desktop.desktop.meetings.approach_view import ApproachView
from chance_desktop.desktop.meetings.event_page import EventPage
from chance_desktop.desktop.meetings.sponsors_view import SponsorsView
from chance_desktop.desktop.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.fields import SearchField
from chance_desktop.desktop.ui_kit.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget
from chance_desktop.desktop.ui_kit.theme import large, px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.outcome import Changes

VIEWS = (("agenda", _("Agenda")), ("sponsors", _("Parrains")), ("approach", _("À rencontrer")))
_LINES = {
    "agenda": _("Réunions, parrainages et entretiens"),
    "sponsors": _("Anciens stagiaires qui acceptent de raconter leur séjour"),
    "approach": _("Celles et ceux qui ne sont pas encore venus"),
}
_ADDING = {
    "agenda": (_("Nouvelle rencontre"), "plus"),
    "sponsors": (_("Ajouter un parrain"), "user-plus"),
    "approach": (_("Ajouter une personne"), "user-plus"),
}


class MeetingsScreen(Screen):
    """The page, and one meeting of it when it is open."""

    KINDS = frozenset(
        {"event", "attendance", "meeting", "sponsor", "dossier", "person", "contact", "answer", "counsellor"}
    )
    title = _("Rendez-vous")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        outer = column(self)
        self.pages = QStackedWidget()
        outer.addWidget(self.pages)
        front = plain_widget()
        box = column(front, 0, (28, 18, 16, 12))
        head = page_head(self.title)
        self.subtitle = head_line(head)
        self.search = SearchField(_("Nom, ville, langue…"), 250)
        head.addWidget(self.search)
        self.adding = Button("", Kind.PRIMARY, "plus")
        self.adding.clicked.connect(self.add)
        head.addWidget(self.adding)
        head.addSpacing(px(12))
        box.addLayout(head)
        box.addSpacing(px(12))
        self.views = SegmentedControl(VIEWS, _("Partie de la page"), 40)
        self.views.chosen.connect(self.choose)
        box.addWidget(self.views)
        box.addSpacing(px(12))
        self.pages.addWidget(Scroll(front) if large() else front)
        self.agenda = AgendaView(navigator, self.new_event)
        self.sponsors = SponsorsView(navigator)
        self.approach = ApproachView(navigator)
        self._shown: dict[str, AgendaView | SponsorsView | ApproachView] = {
            "agenda": self.agenda,
            "sponsors": self.sponsors,
            "approach": self.approach,
        }
        for view in self._shown.values():
            box.addWidget(view, 1)
        self.meeting = EventPage(navigator)
        self.meeting.left.connect(self._back)
        self.pages.addWidget(self.meeting)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.choose("agenda")

    @property
    def tab(self) -> str:
        """The view shown."""
        return self.views.code()

    def choose(self, view: str) -> None:
        """Show a view."""
        self.views.choose(view)
        self.meeting.leave()
        self.pages.setCurrentIndex(0)
        for code, shown in self._shown.items():
            shown.setVisible(code == view)
        self.subtitle.say(_LINES[view])
        self.search.setVisible(view != "agenda")
        words, icon = _ADDING[view]
        self.adding.setText(words)
        self.adding.icon_name = icon
        self.adding.updateGeometry()
        self.load()

    def load(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if self.pages.currentIndex() == 1:
            self.meeting.load()
            return
        self._shown[self.tab].load()

    def arrive(self) -> None:
        self._stale = self.agenda.follow() or self._stale
        super().arrive()

    def on_changes(self, changes: Changes) -> None:
        if changes.kinds & self.KINDS and self.isVisible() and self.pages.currentIndex() == 1:
            self.meeting.on_changes(changes)
        else:
            super().on_changes(changes)

    # gestures

    def add(self) -> None:
        """Add to the view shown."""
        if self.tab == "sponsors":
            self.sponsors.add()
        elif self.tab == "approach":
            self.approach.add()
        else:
            self.new_event()

    def new_event(self) -> None:
        """Write a new meeting down, then open it."""
        open_card(self.navigator, EVENT, self, then=self.open_event)

    def open_event(self, event_id: str) -> None:
        """Open a meeting."""
        self.pages.setCurrentIndex(1)
        self.meeting.open(event_id)
        self.meeting.back.setFocus()

    def _back(self) -> None:
        self.meeting.leave()
        self.pages.setCurrentIndex(0)
        self.load()

    def _find(self) -> None:
        self.sponsors.search(self.search.text())
        self.approach.search(self.search.text())

    def focus_search(self) -> bool:
        if self.tab == "agenda":
            self.agenda.focus_filter()
        else:
            self.search.setFocus()
            self.search.selectAll()
        return True

    def print_page(self) -> bool:
        if self.pages.currentIndex() == 1:
            self.meeting.attendance_sheet(to_file=False)
            return True
        if self.tab == "agenda":
            self.agenda.print_list()
        return self.tab == "agenda"

    def leave(self) -> None:
        self.meeting.leave()
