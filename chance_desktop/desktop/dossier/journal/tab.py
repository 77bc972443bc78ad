"""The journal of a dossier: every event with its day and its author, the newest above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from chance_desktop.casework.journal.journal import journal
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.dossier.journal.liaison_card import LiaisonCard
from chance_desktop.desktop.dossier.journal.meetings_card import MeetingsCard
from chance_desktop.desktop.dossier.tab_kit.tab import DossierTab
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.runtime.words import _, dotted, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.journal.journal import JournalLine
    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.navigation.navigator import Navigator


class JournalTab(DossierTab):
    """Tab « Journal »."""

    reads_more = True

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        page = plain_widget()
        page.setMaximumWidth(px(952))
        box = column(page, 0, (28, 16, 24, 16))
        card = Card()
        inside = column(card, 0, (1, 1, 1, 8))
        head = CardHeader(_("Journal"), "history")
        add = Button(_("Ajouter une note"), Kind.OUTLINE, "plus", height=36)
        add.clicked.connect(lambda: self.action_asked.emit("note"))
        head.add(add)
        inside.addWidget(head)
        self._lines = column(gap=0, margins=(0, 0, 0, 0))
        inside.addLayout(self._lines)
        self._meetings_card = MeetingsCard(navigator)
        self._meetings_card.meeting_asked.connect(lambda: self.action_asked.emit("meeting"))
        self._meetings_card.sponsor_asked.connect(lambda: self.action_asked.emit("sponsor"))
        self.liaison = LiaisonCard(navigator)
        box.addWidget(self.liaison)
        box.addSpacing(px(14))
        box.addWidget(self._meetings_card)
        box.addSpacing(px(14))
        box.addWidget(card)
        box.addStretch(1)
        self.outer.addWidget(Scroll(page))

    def show_view(self, view: DossierView) -> None:
        super().show_view(view)
        self._meetings_card.show_dossier(view.id)
        self.liaison.show_dossier(view.id)
        desk, wanted = self.desk, view.id

        def came(lines: tuple[JournalLine, ...]) -> None:
            if self.view is not None and self.view.id == wanted:
                self._show(lines)

        self.navigator.tasks.read(lambda: journal(desk, wanted), came, owner=self)

    def on_changes(self, changes: Changes) -> None:
        if ChangeKind.LIAISON_NOTE in changes.kinds and self.isVisible():
            self.liaison.load()

    def _show(self, lines: tuple[JournalLine, ...]) -> None:
        self.uncover()
        empty(self._lines)
        if not lines:
            self._lines.addWidget(
                EmptyState("history", _("Rien n’est encore noté"), _("Chaque geste sur ce dossier s’écrira ici."))
            )
        for line in lines:
            self._lines.addWidget(Rule())
            box = row(gap=16, margins=(18, 9, 18, 9))
            when = Label(weekday_date(line.at), Role.CELL, "ink2", wrap=True)
            when.setFixedWidth(px(200))
            box.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
            words = column(gap=1)
            words.addWidget(Label(line.text, Role.BODY, wrap=True))
            late = ""
            if line.entered_late:
                late = _("noté le {day}").format(day=weekday_date(line.recorded_at.astimezone().date()))
            if line.by or late:
                words.addWidget(Label(dotted(line.by, late), Role.NOTE, "ink2", wrap=True))
            box.addLayout(words, 1)
            self._lines.addLayout(box)
