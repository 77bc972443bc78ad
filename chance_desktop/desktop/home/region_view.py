"""The first page of the Region: the one thing to do first, dossiers to check, decisions to make, interviews, what else waits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from chance_desktop.casework.region.backlog import DEPARTURES
from chance_desktop.casework.region.first_action import Pressing
from chance_desktop.casework.region.home import RegionToday, region_today
from chance_desktop.casework.region.instruction import Standing
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.home.frame import HomeFrame
from chance_desktop.desktop.home.region_lines import region_lines
from chance_desktop.desktop.home.region_rows import DossierLine, InterviewLine, decision_line
from chance_desktop.desktop.home.topic_card import TopicCard, calm
from chance_desktop.desktop.ui_kit.boxes.lines import LinesCard
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.runtime.words import _, capital, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QBoxLayout

    from chance_desktop.casework.region.backlog import RegionWork
    from chance_desktop.desktop.navigation.navigator import Navigator

_SHOWN = 3
_INTERVIEWS = 4
_ICONS = {
    Pressing.INCIDENT: "plane", Pressing.DECISION: "gavel", Pressing.PIECES: "eye", Pressing.INTERVIEW: "calendar-check",
    Pressing.WAIVER: "badge-check", Pressing.TRANSFER: "arrow-right-left", Pressing.PLACEMENT: "briefcase",
    Pressing.SHEET: "plane",
}  # fmt: skip


class RegionHomeScreen(HomeFrame):
    """Page « Accueil » of the Region."""

    KINDS = frozenset(
        {
            ChangeKind.DOSSIER,
            ChangeKind.PERSON,
            ChangeKind.PIECE,
            ChangeKind.LETTER,
            ChangeKind.CORRECTION,
            ChangeKind.DECISION,
            ChangeKind.MEETING,
            ChangeKind.EVENT,
            ChangeKind.ATTENDANCE,
            ChangeKind.STAY,
            ChangeKind.FOLLOW_UP_SHEET,
            ChangeKind.ANSWER,
            ChangeKind.INCIDENT,
            ChangeKind.PAYMENT,
            ChangeKind.COUNSELLOR,
            ChangeKind.EXCHANGE,
            ChangeKind.PROGRAMME_PART,
        }
    )
    _found: RegionToday | None = None

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.nothing = LinesCard()
        self.nothing.hide()
        self.box.insertWidget(1, self.nothing)

    def add_gestures(self, head: QBoxLayout, gestures: QBoxLayout) -> None:
        gestures.setAlignment(self.search, Qt.AlignmentFlag.AlignLeft)

    def lay_cards(self) -> None:
        go = self.navigator
        to_check, to_decide = Standing.TO_CHECK.value, Standing.TO_DECIDE.value
        self.to_check = TopicCard(
            _("Dossiers à vérifier"), "inbox", "accent", _("Tous les dossiers"), partial(go.show_instruction, to_check)
        )
        self.to_decide = TopicCard(
            _("Décisions à prendre"),
            "gavel",
            "orange",
            _("Toutes les décisions"),
            partial(go.show_instruction, to_decide),
        )
        self.interviews = TopicCard(
            _("Entretiens à venir"), "calendar-days", "blue", _("Agenda"), partial(go.show_meetings, "agenda")
        )
        for box, cards in (
            (self.left, (self.to_check, self.to_decide)), (self.right, (self.interviews, self.waiting)),
        ):  # fmt: skip
            for card in cards:
                box.addWidget(card)

    def load(self) -> None:
        desk = self.desk
        self.navigator.tasks.read(lambda: region_today(desk), self._show, owner=self)

    def _show(self, found: RegionToday) -> None:
        self._found, work, go = found, found.work, self.navigator
        self.greeting.say(found.greeting)
        self.date_line.say(found.date_line)
        first = found.first
        self.banner.setVisible(first is not None)
        if first is not None:
            self.banner.show_action(
                _("À faire en premier"), first.context, first.title, first.detail, first.button, _ICONS[first.kind]
            )
        self.to_check.show_lines(
            len(work.to_check),
            (
                DossierLine(row, capital(row.lacking), row.waiting_days, _("Vérifier"), partial(go.open_dossier, row.dossier_id, "pieces"))
                for row in work.to_check[:_SHOWN]
            ),
            lambda: calm(_("Aucun dossier déposé n’attend d’être vérifié.")),
        )  # fmt: skip
        self._show_decisions(work)
        lines = region_lines(go, found)
        self._show_interviews(work, len(lines))
        self.waiting.show_lines(lines)
        quiet = first is None and not lines and not work.interviews
        for card in (self.to_check, self.to_decide, self.interviews):
            card.setVisible(not quiet)
        self.nothing.setVisible(quiet)
        self.nothing.show_lines((), partial(self._nothing, found.dossiers))
        self.foot.show_state(found.exchange)

    def _show_decisions(self, work: RegionWork) -> None:
        today = self.desk.today()
        self.to_decide.show_lines(
            len(work.to_decide),
            (
                DossierLine(
                    row, decision_line(row, today), (today - (row.interview_on or today)).days, _("Décider"),
                    partial(self.navigator.show_instruction, Standing.TO_DECIDE.value, row.dossier_id),
                )
                for row in work.to_decide[:_SHOWN]
            ),
            lambda: calm(_("Aucune décision n’est attendue après un entretien.")),
        )  # fmt: skip

    def _show_interviews(self, work: RegionWork, waiting: int) -> None:
        # what else waits takes the room of an interview or two on a low screen
        room = max(1, _INTERVIEWS - waiting // 2) if theme().compact else max(2, _INTERVIEWS - waiting // 3)
        shown = work.interviews[:room]
        horizon = self.desk.programme.delays.meeting_horizon
        self.interviews.show_lines(
            len(work.interviews),
            (InterviewLine(each, partial(self.navigator.open_dossier, each.dossier_id)) for each in shown),
            lambda: calm(_("Aucun entretien dans les {n} jours.").format(n=horizon)),
        )
        later = len(work.interviews) - len(shown)
        told = [plural("et {n} autre plus tard", "et {n} autres plus tard", later)] if later else []
        free = plural("{n} créneau libre", "{n} créneaux libres", work.free_slots)
        told.append(free if work.free_slots else _("aucun créneau libre"))
        self.interviews.add_note(capital(" · ".join(told)))

    def _nothing(self, dossiers: int) -> EmptyState:
        """What will appear, and when."""
        if not dossiers:
            text = _(
                "Les dossiers arrivent avec les fichiers des Missions Locales, page Synchronisation. Ceux à vérifier, les "
                "entretiens, les départs et les fiches en retard apparaîtront ici dès le premier échange."
            )
            title = _("Aucun dossier n’est encore arrivé")
            return EmptyState(
                "inbox", title, text, _("Synchronisation"), lambda: self.navigator.show_page("synchronisation")
            )
        text = _(
            "Les dossiers à vérifier et les demandes des Missions Locales apparaîtront ici à leur prochain échange\u00a0; les "
            "entretiens, {interviews} jours avant\u00a0; les départs, {departures} jours avant\u00a0; les fiches de suivi, dès "
            "qu’elles sont en retard."
        ).format(interviews=self.desk.programme.delays.meeting_horizon, departures=DEPARTURES.days)
        return EmptyState("circle-check", _("Rien n’attend la Région aujourd’hui"), text)

    def begin(self) -> None:
        first = self._found.first if self._found is not None else None
        if first is None:
            return
        go = self.navigator
        ways: dict[Pressing, Callable[[], object]] = {
            Pressing.INCIDENT: partial(go.open_dossier, first.dossier_id, "stay", "stay:incidents"),
            Pressing.DECISION: partial(go.show_instruction, Standing.TO_DECIDE.value, first.dossier_id),
            Pressing.PIECES: partial(go.open_dossier, first.dossier_id, "pieces"),
            Pressing.INTERVIEW: partial(go.show_instruction, Standing.TO_MEET.value, first.dossier_id),
            Pressing.WAIVER: partial(go.show_instruction, "waivers"),
            Pressing.TRANSFER: partial(go.show_page, "synchronisation"),
            Pressing.PLACEMENT: partial(go.show_instruction, "to-place", first.dossier_id),
            Pressing.SHEET: partial(go.open_dossier, first.dossier_id, "stay", "stay:sheets"),
        }
        ways[first.kind]()

    def show_again(self) -> None:
        if self._found is not None:
            self._show(self._found)
