"""Page « Rendez-vous »: the agenda, the sponsors and the people to approach, three views of one page."""

from __future__ import annotations

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.casework.meetings.sponsors import has_sponsors
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.meetings.agenda_view import AgendaView
from chance_desktop.desktop.meetings.approach_view import ApproachView
from chance_desktop.desktop.meetings.event_page import EventPage
from chance_desktop.desktop.meetings.sponsors_view import SponsorsView
from chance_desktop.desktop.navigation.navigator import Navigator
from chance_desktop.desktop.sheets.card_sheet import open_card
from chance_desktop.desktop.views.views_screen import Part, ViewsScreen
from chance_desktop.runtime.words import _


class MeetingsScreen(ViewsScreen):
    """The page, and one meeting of it when it is open."""

    KINDS = frozenset(
        {
            ChangeKind.EVENT,
            ChangeKind.ATTENDANCE,
            ChangeKind.MEETING,
            ChangeKind.SPONSOR,
            ChangeKind.DOSSIER,
            ChangeKind.PERSON,
            ChangeKind.CONTACT,
            ChangeKind.ANSWER,
            ChangeKind.COUNSELLOR,
        }
    )
    title = _("Rendez-vous")
    hint = _("Nom, ville, langue…")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.agenda = AgendaView(navigator, self.new_event)
        self.sponsors = SponsorsView(navigator)
        self.approach = ApproachView(navigator)
        self.meeting = EventPage(navigator)
        agenda = _("Réunions et entretiens")
        sponsors = _("Anciens stagiaires qui acceptent de raconter leur séjour")
        approach = _("Celles et ceux qui ne sont pas encore venus")
        parts: tuple[Part, ...] = (
            Part("agenda", _("Agenda"), agenda, self.agenda, _("Nouvelle rencontre"), searched=False),
            Part("sponsors", _("Parrains"), sponsors, self.sponsors, _("Ajouter un parrain"), "user-plus"),
            Part("approach", _("À rencontrer"), approach, self.approach, _("Ajouter une personne"), "user-plus"),
        )
        if not has_sponsors(navigator.desk):
            self.sponsors.setParent(self)
            self.sponsors.hide()
            parts = (parts[0], parts[2])
        self.lay(parts, self.meeting)

    def arrive(self) -> None:
        self._stale = self.agenda.follow() or self._stale
        super().arrive()

    # gestures

    def new_event(self) -> None:
        """Write a new meeting down, then open it."""
        open_card(self.navigator, EVENT, self, then=self.open_event)

    def open_event(self, event_id: str) -> None:
        """Open a meeting."""
        self.open_row(event_id)

    def focus_search(self) -> bool:
        if self.tab != "agenda":
            return super().focus_search()
        self.agenda.focus_filter()
        return True

    def print_page(self) -> bool:
        if self.over is not None:
            self.meeting.attendance_sheet(to_file=False)
            return True
        if self.tab == "agenda":
            self.agenda.print_list()
        return self.tab == "agenda"
