"""The partners abroad, by kind: correspondents, language centres, companies, each with whom to call there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.kinds import PARTNER
from chance_desktop.casework.stays.offers import PartnerView, partners
from chance_desktop.desktop.offers.model import SHARED_LOOK
from chance_desktop.desktop.offers.partner_sheet import name_of, open_partner
from chance_desktop.desktop.sheets.card_sheet import open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader, Tile
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget, scrolled
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Rule
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.declared import has_role
from chance_desktop.domain.states import PartnerRole
from chance_desktop.runtime.words import _, dotted, plural

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

_OFFERS = Look(Form.QUIET, "ink2", "briefcase")
_ICONS = {PartnerRole.CORRESPONDENT: "handshake", PartnerRole.CENTRE: "languages", PartnerRole.COMPANY: "briefcase"}


class PartnersView(PageView):
    """Every partner the desk knows of."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._found: tuple[PartnerView, ...] = ()
        self._text = ""
        outer = column(self, 12)
        self._kinds = tuple((each.code, each.label) for each in navigator.desk.programme.partner_kinds)
        self.chips = FilterChips((("", _("Tous")), *self._kinds), "")
        self.chips.chosen.connect(lambda _code: self._draw())
        outer.addWidget(self.chips)
        page = plain_widget()
        self._cards = self.results = column(page, 12, (1, 1, 12, 4))
        outer.addWidget(scrolled(page), 1)

    def load(self) -> None:
        """Read the partners anew."""
        desk = self._navigator.desk

        def came(found: tuple[PartnerView, ...]) -> None:
            self._found = found
            self._draw()

        self._navigator.tasks.read(lambda: partners(desk), came, owner=self)

    def search(self, text: str) -> None:
        """Keep those whose name, place or contact holds the text."""
        self._text = fold(text)
        self._draw()

    def _draw(self) -> None:
        kept = [each for each in self._found if self._text in _searched(each)]
        chosen = self.chips.code()
        counts = {code: sum(each.card.text("kind") == code for each in kept) for code, _label in self._kinds}
        self.chips.show_counts({"": len(kept), **counts})
        empty(self._cards)
        shown = 0
        for code, label in self._kinds:
            some = [each for each in kept if each.card.text("kind") == code]
            if not some or chosen not in ("", code):
                continue
            shown += len(some)
            card = Card()
            box = column(card, 0, (1, 1, 1, 4))
            box.addWidget(CardHeader(label, self._icon(code), "blue", str(len(some))))
            for each in some:
                box.addWidget(Rule())
                box.addWidget(self._line(each))
            self._cards.addWidget(card)
        if not shown:
            self._cards.addWidget(self._nothing())
        self._cards.addStretch(1)
        self.found.emit(shown)

    def _icon(self, kind: str) -> str:
        kinds = self._navigator.desk.programme.partner_kinds
        return next((icon for role, icon in _ICONS.items() if has_role(kinds, kind, role)), "building-2")

    def _line(self, each: PartnerView) -> QWidget:
        contact = each.contacts[0] if each.contacts else None
        whom = dotted(name_of(contact), contact.text("phone")) if contact is not None else each.card.text("phone")
        icon = self._icon(each.card.text("kind"))
        line = TwoLineRow(Tile(icon, "accent"), each.name, dotted(each.where, whom))
        if each.offers:
            line.add(Pill(plural("{n} offre", "{n} offres", each.offers), _OFFERS))
        if not each.card.mine and not large():
            line.add(Pill(_("Région"), SHARED_LOOK))
        button = Button(_("Ouvrir"), Kind.OUTLINE, height=36)
        button.setMinimumWidth(px(ROW_BUTTON))
        button.setAccessibleName(_("Ouvrir la fiche de {name}").format(name=each.name))
        button.clicked.connect(lambda: open_partner(self._navigator, each.card.id, self))
        line.add(button)
        return line

    def _nothing(self) -> QWidget:
        card = Card()
        line = _("Cherchez un autre nom, ou ajoutez un partenaire.")
        column(card).addWidget(
            EmptyState("building-2", _("Aucun partenaire ici"), line, _("Ajouter un partenaire"), self.add)
        )
        return card

    def add(self) -> None:
        """Write a new partner down, then open it."""
        open_card(self._navigator, PARTNER, self, then=lambda row: open_partner(self._navigator, row, self))


def _searched(each: PartnerView) -> str:
    return fold(" ".join((each.name, each.where, *(name_of(contact) for contact in each.contacts))))
