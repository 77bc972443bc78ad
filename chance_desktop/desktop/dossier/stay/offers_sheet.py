"""Open offers for a young person, with what suits and what does not; one is chosen for the stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.stays.offers import Match, matches
from chance_desktop.casework.stays.plans import choose_offer
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.layouts import Flow, column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, dotted

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.desktop.dossier.stay.model import StayContent
    from chance_desktop.desktop.navigation.navigator import Navigator

_SHOWN = 12


def open_matches(navigator: Navigator, view: DossierView, content: StayContent, parent: QWidget) -> None:
    """Open the sheet, once the offers are matched."""
    desk = navigator.desk

    def came(found: tuple[Match, ...]) -> None:
        open_sheet(MatchesSheet(navigator, view, content, found, parent))

    navigator.tasks.read(lambda: matches(desk, view.id), came, owner=parent)


class MatchesSheet(WritingSheet):
    """The offers, those that suit best first."""

    def __init__(
        self, navigator: Navigator, view: DossierView, content: StayContent, found: tuple[Match, ...], parent: QWidget
    ) -> None:
        title = _("Offres qui iraient à {name}").format(name=view.first_name)
        line = _("D’après le pays, la langue, le niveau, les dates et le projet de son dossier.")
        super().__init__(navigator, title, parent, line, width=680)
        self._stay = content
        self.found = found
        self.buttons: dict[str, Button] = {}
        for match in found[:_SHOWN]:
            self.body.addWidget(self._card(match))
        if not found:
            self.body.addWidget(
                EmptyState(
                    "briefcase", _("Aucune offre ouverte"), _("Celles de la Région arrivent avec la synchronisation.")
                )
            )
        self.keep_tall(620 if len(found) > 1 else 320)
        self.add_cancel(_("Fermer"))

    def _card(self, match: Match) -> QWidget:
        offer = match.offer
        chosen = offer.card.id == self._stay.stay.values["offer_id"]
        card = Card("selected" if chosen else True)
        box = column(card, 4, (16, 12, 14, 12))
        head = row(gap=12)
        words = column(gap=1)
        words.addWidget(Label(offer.title, Role.BODY_STRONG, wrap=True))
        words.addWidget(Label(dotted(offer.company, offer.where), Role.CELL, "ink2", wrap=True))
        head.addLayout(words, 1)
        button = Button(_("Choisie") if chosen else _("Choisir"), Kind.OUTLINE, "check" if chosen else "", height=36)
        button.setAccessibleName(
            _("Choisir l’offre {title}, {company}").format(title=offer.title, company=offer.company)
        )
        button.setEnabled(not chosen)
        button.clicked.connect(lambda: self.choose(match))
        self.buttons[offer.card.id] = button
        head.addWidget(button)
        box.addLayout(head)
        marks = Flow(16)
        for icon, tone, said in (("check", "green", match.suits), ("minus", "orange", match.doubts)):
            for each in said:
                marks.addWidget(_Mark(icon, tone, each))
        box.addWidget(marks)
        return card

    def choose(self, match: Match) -> None:
        """Take an offer for this stay, with its company and its correspondent; it can be undone."""
        desk, stay, card = self.navigator.desk, self._stay.stay, match.offer.card
        taken = {
            "id": card.id,
            "partner_id": card.text("partner_id"),
            "correspondent_id": card.text("correspondent_id"),
        }
        words = _("Offre choisie\u00a0: {title}").format(title=match.offer.title)
        self.run(lambda: choose_offer(desk, stay.dossier_id, taken, stay.seen), words)


class _Mark(QWidget):
    """A reason, told by an icon and its words."""

    def __init__(self, icon: str, tone: str, words: str) -> None:
        super().__init__()
        box = row(self, 5)
        box.addWidget(IconMark(icon, tone, 16))
        box.addWidget(Label(words, Role.CELL))
        self.setAccessibleName(words)
