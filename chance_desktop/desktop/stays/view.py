"""Page « Séjours »: everyone abroad at a glance, the surveys after the return; at the Region, what host companies give."""

from __future__ import annotations

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.navigation.navigator import Navigator
from chance_desktop.desktop.stays.contributions_view import ContributionsView
from chance_desktop.desktop.stays.survey_page import SurveyPage
from chance_desktop.desktop.stays.surveys_view import SurveysView
from chance_desktop.desktop.stays.under_way import UnderWayView
from chance_desktop.desktop.views.views_screen import Part, ViewsScreen
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _


class StaysScreen(ViewsScreen):
    """The page, and one survey when it is open."""

    KINDS = frozenset(
        {
            ChangeKind.STAY,
            ChangeKind.FOLLOW_UP_SHEET,
            ChangeKind.INCIDENT,
            ChangeKind.DOSSIER,
            ChangeKind.PERSON,
            ChangeKind.PARTNER,
            ChangeKind.ANSWER,
            ChangeKind.SURVEY,
            ChangeKind.AFTERWARDS,
            ChangeKind.COUNSELLOR,
        }
    )
    title = _("Séjours")
    hint = _("Nom, ville…")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.under_way = UnderWayView(navigator)
        self.surveys = SurveysView(navigator)
        self.surveys.opened.connect(self.open_survey)
        self.survey = SurveyPage(navigator)
        surveys = _("Ce que deviennent celles et ceux qui ont donné leur accord")
        parts = [
            Part("under-way", _("En cours"), _("Où en est chacun, semaine par semaine"), self.under_way),
            Part("surveys", _("Enquêtes"), surveys, self.surveys),
        ]
        if navigator.desk.role == PosteRole.REGION:
            given = _("Ce que les entreprises d’accueil versent pour chaque semaine de stage")
            parts.append(Part("contributions", _("Participations"), given, ContributionsView(navigator)))
        self.lay(parts, self.survey)

    def arrive(self) -> None:
        self._stale = self.under_way.follow() or self._stale
        super().arrive()

    def show_under_way(self, chosen: str = "") -> None:
        """Show the stays, those a filter keeps."""
        if chosen:
            self.under_way.chips.choose(chosen)
        self.choose("under-way")

    def open_survey(self, survey_id: str) -> None:
        """Open a survey."""
        self.open_row(survey_id)
