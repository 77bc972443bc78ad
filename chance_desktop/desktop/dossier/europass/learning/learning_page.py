"""« Ce que j’ai appris »: parts of life to tell, what they taught, and what it gives to the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from chance_desktop.casework.europass.learning import add_learning
from chance_desktop.casework.forms.interviews import learning_interview
from chance_desktop.desktop.dossier.europass.learning.learning_card import LearningCard
from chance_desktop.desktop.dossier.europass.learning.proposal_card import ProposalsCard
from chance_desktop.desktop.dossier.europass.page import Page, SectionCard
from chance_desktop.desktop.ui_kit.boxes.card import Tile
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.runtime.words import _, french_spaces

if TYPE_CHECKING:
    from chance_desktop.desktop.dossier.europass.content import Content
    from chance_desktop.desktop.dossier.europass.page import Host
    from chance_desktop.domain.learner.interview import LearningArea

_ICONS = {"school": "graduation-cap", "jobs": "briefcase", "home": "house", "clubs": "users", "travel": "plane"}


class AreasCard(SectionCard):
    """The parts of life where one learns, each with its « Raconter »."""

    def __init__(self, page: LearningPage) -> None:
        super().__init__()
        self._page = page
        form = learning_interview(page.host.desk)
        box = column(self, 8, (18, 14, 18, 14))
        box.addWidget(Label(form.title, Role.CARD_TITLE, wrap=True))
        box.addWidget(Label(french_spaces(form.introduction), Role.CELL, "ink2", wrap=True))
        self.buttons: dict[str, Button] = {}
        for number, area in enumerate(form.areas):
            if number:
                box.addWidget(Rule())
            self._add_line(box, area)

    def _add_line(self, box: QBoxLayout, area: LearningArea) -> None:
        name, hint = (
            Label(french_spaces(area.label), Role.BODY_STRONG, wrap=True),
            Label(french_spaces(area.hint), Role.CELL, "ink2", wrap=True),
        )
        tell = Button(_("Raconter"), Kind.OUTLINE, "plus", height=36)
        tell.setAccessibleName(_("Raconter une expérience\u00a0: {area}").format(area=area.label))
        tell.clicked.connect(lambda: self._page.tell(area.code))
        self.buttons[area.code] = tell
        if large():
            for each in (name, hint, tell):
                box.addWidget(each)
            return
        line, words = row(gap=12), column(gap=1)
        line.addWidget(Tile(_ICONS.get(area.code, "star")))
        words.addWidget(name)
        words.addWidget(hint)
        line.addLayout(words, 1)
        line.addWidget(tell)
        box.addLayout(line)

    def focus_section(self) -> None:
        next(iter(self.buttons.values())).setFocus()


class LearningPage(Page):
    """The interview."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._told = column(gap=14)
        self.box.addLayout(self._told)
        self.proposals = ProposalsCard(host)
        self.add("proposals", self.proposals)
        self.areas = AreasCard(self)
        self.add("areas", self.areas)
        self.cards: dict[str, LearningCard] = {}
        self._dossier_id = self._opened = ""

    def show_content(self, content: Content, locale: str) -> None:
        super().show_content(content, locale)
        known = {each.id for each in content.learnings}
        for gone in [each for each in self.cards if each not in known]:
            card = self.cards.pop(gone)
            self._told.removeWidget(card)
            card.hide()
            card.deleteLater()
        fresh = [each for each in content.learnings if each.id not in self.cards]
        for each in fresh:
            card = LearningCard(self.host, each.id)
            self.cards[each.id] = card
            self._told.addWidget(card)
        for each in content.learnings:
            self.cards[each.id].show_learning(each, content.suggestions[each.id], locale)
        if len(content.learnings) == 1 and content.dossier_id != self._dossier_id:
            self.cards[content.learnings[0].id].line.setChecked(True)
        self._dossier_id = content.dossier_id
        if self._opened in self.cards:
            self.cards[self._opened].unfold()
            self._opened = ""

    def tell(self, area: str) -> None:
        """Begin to tell an experience."""
        desk, dossier_id = self.host.desk, self.host.dossier_id

        def begun(made: str) -> None:
            self._opened = made

        self.host.navigator.write(lambda: add_learning(desk, dossier_id, area, ""), "", begun)
