"""The first page of an office: the one thing to do first, then what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.home.frame import HomeFrame
from chance_desktop.desktop.home.model import FirstPage, first_page
from chance_desktop.desktop.home.one_line import WaitingLine
from chance_desktop.desktop.home.rows import ComingLine, LetterLine, StillLine
from chance_desktop.desktop.home.topic_card import TopicCard, calm
from chance_desktop.desktop.navigation.actions import hint
from chance_desktop.desktop.navigation.mine import MineChip
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout

_MEETINGS = 4


class HomeScreen(HomeFrame):
    """Page « Accueil »."""

    # its foot counts whatever waits to be sent
    KINDS = frozenset(ChangeKind)

    _page: FirstPage | None = None

    def add_gestures(self, head: QBoxLayout, gestures: QBoxLayout) -> None:
        new = Button(_("Nouveau dossier"), Kind.OUTLINE, "plus")
        set_tooltip(new, hint("new-dossier"))
        new.clicked.connect(self.navigator.new_dossier)
        self.mine = MineChip(self.navigator.memory)
        self.mine.switched.connect(self.load)
        if not large():
            gestures.addWidget(self.mine)
        gestures.addWidget(new)
        if large():
            head.addWidget(self.mine)

    def lay_cards(self) -> None:
        go = self.navigator
        self.letters = TopicCard(
            _("Lettres à relancer"), "mail", "orange", _("Toutes les lettres"), lambda: go.show_page("letters")
        )
        self.still = TopicCard(
            _("Dossiers sans mouvement depuis plus de 14 jours"), "hourglass", "accent", _("Voir la liste"),
            lambda: go.show_dossiers("WITHOUT_MOVEMENT"),
        )  # fmt: skip
        self.meetings = TopicCard(
            _("Rendez-vous à venir"), "calendar-days", "blue", _("Agenda"), lambda: go.show_page("meetings")
        )
        for box, cards in ((self.left, (self.letters, self.still)), (self.right, (self.meetings, self.waiting))):
            for card in cards:
                box.addWidget(card)

    def load(self) -> None:
        desk, mine = self.desk, self.mine.isChecked()
        self.navigator.tasks.read(lambda: first_page(desk, mine), self._show, owner=self)

    def arrive(self) -> None:
        self._stale = self.mine.follow() or self._stale
        super().arrive()

    def _show(self, found: FirstPage) -> None:
        self._page, page = found, found.page
        self.greeting.say(page.greeting)
        self.date_line.say(page.date_line)
        first = page.first
        self.banner.setVisible(first is not None)
        if first is not None:
            icon = "bell-ring" if first.target.startswith("letter") else "arrow-right"
            self.banner.show_action(first.badge, first.context, first.title, first.detail, first.button, icon)
        self.letters.show_lines(
            page.letters_total, [LetterLine(one, self.navigator) for one in page.letters],
            lambda: calm(_("Aucune lettre à relancer aujourd’hui.")),
        )  # fmt: skip
        self.still.show_lines(
            page.still_total, [StillLine(one, self.navigator) for one in page.still],
            lambda: calm(_("Tous les dossiers avancent.")),
        )  # fmt: skip
        self._show_meetings(found)
        self.waiting.show_lines(self._waiting_lines(found))
        self.foot.show_state(page.exchange)

    def _show_meetings(self, found: FirstPage) -> None:
        # what else waits takes the room of a meeting or two on a low screen
        shown = found.meetings[: max(2, _MEETINGS - len(self._waiting_lines(found)) // 2)]
        self.meetings.show_lines(found.meetings_total, [ComingLine(one, self.navigator) for one in shown], _no_meeting)
        later = found.meetings_total - len(shown)
        if later > 0:
            self.meetings.add_note(plural("et {n} autre plus tard", "et {n} autres plus tard", later))

    def _waiting_lines(self, found: FirstPage) -> list[WaitingLine]:
        """Reminders, notes to read, sheets that are late, people nobody spoke to for two weeks: one line each, if any."""
        go = self.navigator
        lines: list[WaitingLine] = []
        if found.page.recalled:
            calls = plural("{n} rappel aujourd’hui", "{n} rappels aujourd’hui", len(found.page.recalled))
            names = tuple(each.name for each in found.page.recalled)
            lines.append(
                WaitingLine("bell-ring", "orange", calls, names, _("Voir le premier rappel"), self._open_reminder)
            )
        if found.unread:
            notes = plural("{n} note de liaison à lire", "{n} notes de liaison à lire", len(found.unread))
            names = tuple(each.name for each in found.unread)
            spoken = _("Lire la première note de liaison")
            lines.append(WaitingLine("message-square", "blue", notes, names, spoken, self._open_unread))
        if found.late:
            sheets = sum(len(each.late) for each in found.late)
            title = plural("{n} fiche de suivi en retard", "{n} fiches de suivi en retard", sheets)
            names = tuple(each.name for each in found.late)
            lines.append(
                WaitingLine("file-text", "orange", title, names, _("Voir les séjours"), lambda: go.show_page("stays"))
            )
        if found.waiting:
            title = plural("{n} personne à rencontrer", "{n} personnes à rencontrer", len(found.waiting))
            names = tuple(each.name for each in found.waiting)
            spoken = _("Voir les personnes à rencontrer")
            lines.append(WaitingLine("user-plus", "orange", title, names, spoken, lambda: go.show_meetings("approach")))
        return lines

    def _open_reminder(self) -> None:
        if self._page is not None and self._page.page.recalled:
            first = self._page.page.recalled[0]
            self.navigator.open_dossier(first.dossier_id, "journal", first.target)

    def _open_unread(self) -> None:
        if self._page is not None and self._page.unread:
            self.navigator.open_dossier(self._page.unread[0].dossier_id, "journal")

    def begin(self) -> None:
        first = self._page.page.first if self._page is not None else None
        if first is not None:
            self.navigator.open_dossier(first.dossier_id, "", first.target)

    def show_again(self) -> None:
        if self._page is not None:
            self._show(self._page)


def _no_meeting() -> EmptyState:
    return EmptyState(
        "calendar-days",
        _("Aucun rendez-vous noté"),
        _("Notez-les depuis un dossier ou la page Rendez-vous\u00a0: ils apparaîtront ici."),
    )
