"""A partner: how to reach it, and its contacts, which can be added to and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.casework.cards.kinds import PARTNER, PARTNER_CONTACT
from chance_desktop.casework.cards.rows import SharedCard, remove_card
from chance_desktop.casework.session.errors import CardGone
from chance_desktop.casework.stays.offers import PartnerView, partners
from chance_desktop.desktop.sheets.card_sheet import NewCard, open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.runtime.words import _, dotted, plural

if TYPE_CHECKING:
    from chance_desktop.casework.cards.rows import Card as CardRow
    from chance_desktop.casework.cards.types import CardType
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError


def read_partner(desk: Desk, partner_id: str) -> PartnerView:
    """One partner. Raises `CardGone`."""
    found = next((each for each in partners(desk) if each.card.id == partner_id), None)
    if found is None:
        raise CardGone
    return found


def name_of(contact: CardRow) -> str:
    """« Sam Keane »."""
    return f"{contact.text('first_name')} {contact.text('surname')}".strip()


def open_partner(navigator: Navigator, partner_id: str, parent: QWidget) -> None:
    """Open the sheet of a partner."""
    desk = navigator.desk

    def came(view: PartnerView) -> None:
        open_sheet(PartnerSheet(navigator, view, parent))

    navigator.tasks.read(lambda: read_partner(desk, partner_id), came, owner=parent)


class PartnerSheet(Sheet):
    """What is known of a partner; the gestures on its contacts are done at once and can be undone."""

    def __init__(self, navigator: Navigator, view: PartnerView, parent: QWidget) -> None:
        super().__init__(view.name, parent, width=600)
        self._navigator, self._host = navigator, parent
        self._inside = column(gap=10)
        self.body.addLayout(self._inside)
        self.add_cancel(_("Fermer"))
        self.changing = self.add_action(_("Modifier la fiche"), self.change, "pencil")
        self._show(view)

    def _show(self, view: PartnerView) -> None:
        self.view, card = view, view.card
        self.heading.say(view.name)
        told = plural("{n} offre ouverte", "{n} offres ouvertes", view.offers) if view.offers else ""
        self.line.say(dotted(view.kind_label, view.where, told))
        self.line.show()
        self.changing.setVisible(card.mine)
        empty(self._inside)
        if not card.mine:
            self._inside.addWidget(Notice(SharedCard().text, "blue"))
        codes = card.values["languages"]
        programme = self._navigator.desk.programme
        spoken = [programme.label("language", code) for code in codes] if isinstance(codes, tuple) else []
        address = dotted(card.text("address"), card.text("postcode"))
        for label, words in (
            (_("Téléphone"), card.text("phone")), (_("Courriel"), card.text("email")), (_("Site"), card.text("website")),
            (_("Adresse"), address), (_("Langues de travail"), ", ".join(spoken)), (_("Note"), card.text("note")),
        ):  # fmt: skip
            if words:
                self._inside.addWidget(Label(label, Role.NOTE_STRONG, "ink2"))
                self._inside.addWidget(Label(words, Role.BODY, wrap=True, selectable=True))
        self._inside.addWidget(self._contacts(view))
        self.fit()

    def _contacts(self, view: PartnerView) -> QWidget:
        card = Card("sunken")
        box = column(card, 6, (14, 10, 14, 12))
        head = row(gap=10)
        head.addWidget(Label(_("Contacts"), Role.BODY_STRONG), 1)
        self.adding = Button(_("Ajouter un contact"), Kind.OUTLINE, "user-plus", height=36)
        self.adding.clicked.connect(self.add_contact)
        self.adding.setVisible(view.card.mine)
        head.addWidget(self.adding)
        box.addLayout(head)
        if not view.contacts:
            box.addWidget(Label(_("Aucun contact noté."), Role.CELL, "ink2", wrap=True))
        for contact in view.contacts:
            box.addWidget(Rule())
            box.addLayout(self._contact(contact))
        return card

    def _contact(self, contact: CardRow) -> QBoxLayout:
        line = row(gap=10)
        words = column(gap=0)
        words.addWidget(Label(name_of(contact), Role.CELL_STRONG, wrap=True))
        told = dotted(contact.text("function"), contact.text("phone"), contact.text("email"))
        words.addWidget(Label(told, Role.CELL, "ink2", wrap=True, selectable=True))
        line.addLayout(words, 1)
        if contact.mine:
            change = IconButton("pencil", _("Modifier {name}").format(name=name_of(contact)), side=36)
            change.clicked.connect(lambda: self._edit(PARTNER_CONTACT, contact.id))
            remove = IconButton("x", _("Retirer {name}").format(name=name_of(contact)), side=36)
            remove.clicked.connect(lambda: self.remove_contact(contact))
            line.addWidget(change)
            line.addWidget(remove)
        return line

    # gestures

    def change(self) -> None:
        """Change the partner; this sheet comes back with what was kept."""
        self._edit(PARTNER, self.view.card.id)

    def _edit(self, kind: CardType, card_id: str) -> None:
        open_card(self._navigator, kind, self, card_id, then=lambda _row: self._again())

    def add_contact(self) -> None:
        """Write a contact down."""
        new = NewCard(parent_id=self.view.card.id)
        open_card(self._navigator, PARTNER_CONTACT, self, new=new, then=lambda _row: self._again())

    def remove_contact(self, contact: CardRow) -> None:
        """Take a contact off; it can be undone."""
        desk = self._navigator.desk

        def written(outcome: Outcome[None]) -> None:
            self._navigator.done(outcome)
            self._again()

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self._navigator.tasks.write(
            lambda: remove_card(desk, PARTNER_CONTACT, contact.id, contact.seen), written, refused, owner=self
        )

    def _again(self) -> None:
        desk, wanted = self._navigator.desk, self.view.card.id
        self._navigator.tasks.read(
            lambda: read_partner(desk, wanted), self._show, lambda _gone: self.accept(), owner=self
        )
