"""The right side of the tab: with whom, where they sleep, how they travel."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.kinds import LODGING
from chance_desktop.casework.cards.rows import Card as CardRow
from chance_desktop.casework.cards.rows import remove_card
from chance_desktop.casework.session.rows.values import euros
from chance_desktop.desktop.dossier.stay.fields_sheet import PARTNERS, TRAVEL, open_fields
from chance_desktop.desktop.dossier.stay.model import coded
from chance_desktop.desktop.sheets.card_sheet import NewCard, open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.boxes.lines import lay_ruled
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, dotted, short_date, weekday_date

if TYPE_CHECKING:
    from chance_desktop.desktop.dossier.stay.model import StayContent
    from chance_desktop.desktop.navigation.navigator import Navigator


class FactsCard(Card):
    """Facts with their labels; what is not known yet is not shown, but said once."""

    def __init__(self, navigator: Navigator, title: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self.navigator = navigator
        self.content: StayContent | None = None
        box = column(self, 0, (1, 1, 1, 12))
        head = CardHeader(title, icon, "accent")
        self.change = IconButton("pencil", _("Modifier\u00a0: {what}").format(what=title.lower()), side=36)
        self.change.clicked.connect(self.edit)
        head.add(self.change)
        box.addWidget(head)
        self._facts = column(gap=1, margins=(17, 0, 17, 0))
        box.addLayout(self._facts)
        self.foot = column(gap=6, margins=(17, 8, 17, 0))
        box.addLayout(self.foot)

    def show_facts(self, facts: tuple[tuple[str, str], ...], nothing: str) -> None:
        """Show those that are known."""
        empty(self._facts)
        known = [(label, words) for label, words in facts if words]
        for number, (label, words) in enumerate(known):
            if number:
                self._facts.addSpacing(px(6))
            self._facts.addWidget(Label(label, Role.NOTE_STRONG, "ink2"))
            self._facts.addWidget(Label(words, Role.CELL, wrap=True, selectable=True))
        if not known:
            self._facts.addWidget(Label(nothing, Role.CELL, "ink2", wrap=True))

    def edit(self) -> None:
        """Change them."""


class PartnersCard(FactsCard):
    """Correspondent, centre, company, offer, mentor."""

    offers_asked = Signal()

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(navigator, _("Sur place"), "handshake", parent)
        self.offers = Button(_("Offres qui lui iraient"), Kind.OUTLINE, "briefcase", height=36)
        self.offers.clicked.connect(self.offers_asked)
        flow = Flow(8)
        flow.addWidget(self.offers)
        self.foot.addWidget(flow)

    def show_content(self, content: StayContent) -> None:
        """Show a stay."""
        self.content = content
        # once they are back there is no placement left to choose
        self.offers.setVisible(content.back is None)
        stay, values = content.stay, content.stay.values
        given = values["contribution"]
        paid = _("{sum} par semaine").format(sum=euros(given)) if isinstance(given, int) else ""
        mentor = dotted(*(str(values[name] or "") for name in ("mentor_name", "mentor_phone", "mentor_email")))
        self.show_facts(
            (
                (_("Correspondant"), stay.correspondent), (_("Centre de langue"), stay.centre),
                (_("Entreprise"), stay.company), (_("Offre de stage"), content.offer), (_("Tuteur"), mentor),
                (_("Participation de l’entreprise"), paid),
            ),
            _("Ni correspondant ni entreprise pour l’instant."),
        )  # fmt: skip

    def edit(self) -> None:
        if self.content is not None:
            open_fields(self.navigator, self.content, _("Sur place"), PARTNERS, self)


class TravelCard(FactsCard):
    """There and back."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(navigator, _("Voyage"), "luggage", parent)

    def show_content(self, content: StayContent) -> None:
        """Show a stay."""
        self.content = content
        values = content.stay.values
        back = values["returned_on"]
        facts = tuple(
            (label, dotted(_day(values[day]), str(values[how] or "")))
            for label, day, how in ((_("Aller"), "outbound_on", "outbound"), (_("Retour"), "inbound_on", "inbound"))
        )
        returned = ((_("Rentré(e) le"), _day(back)),) if back else ()
        self.show_facts((*facts, *returned), _("Rien n’est encore réservé."))

    def edit(self) -> None:
        if self.content is not None:
            open_fields(self.navigator, self.content, _("Voyage"), TRAVEL, self)


class LodgingsCard(Card):
    """Where they sleep; they may move once or twice."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self._dossier_id = ""
        box = column(self, 0, (1, 1, 1, 12))
        head = CardHeader(_("Logement"), "bed", "accent")
        self.adding = IconButton("plus", _("Ajouter un logement"), side=36)
        self.adding.clicked.connect(self.add)
        head.add(self.adding)
        box.addWidget(head)
        self._lines = column(gap=8, margins=(17, 0, 13, 0))
        box.addLayout(self._lines)

    def show_content(self, content: StayContent) -> None:
        """Show a stay."""
        self._dossier_id = content.stay.dossier_id
        empty(self._lines)
        if not lay_ruled(self._lines, map(self._line, content.stay.lodgings)):
            self._lines.addWidget(Label(_("Aucun logement noté."), Role.CELL, "ink2", wrap=True))

    def _line(self, card: CardRow) -> QWidget:
        holder = plain_widget()
        box = row(holder, 6)
        words = column(gap=1)
        kind = coded(self._navigator.desk, card, "kind")
        words.addWidget(Label(kind, Role.CELL_STRONG, wrap=True))
        since, until = _short(card.values["since_on"]), _short(card.values["until_on"])
        when = (
            " – ".join(part for part in (since, until) if part)
            if until
            else since and _("depuis le {d}").format(d=since)
        )
        for told in (dotted(card.text("host_name"), card.text("phone")), card.text("address"), when, card.text("note")):
            if told:
                words.addWidget(Label(told, Role.CELL, "ink2", wrap=True, selectable=True))
        box.addLayout(words, 1)
        change = IconButton("pencil", _("Modifier ce logement, {what}").format(what=kind), side=36)
        change.clicked.connect(lambda: open_card(self._navigator, LODGING, self, card.id))
        remove = IconButton("x", _("Retirer ce logement, {what}").format(what=kind), side=36)
        remove.clicked.connect(lambda: self.remove(card))
        box.addWidget(change)
        box.addWidget(remove)
        return holder

    def add(self) -> None:
        """Note a lodging."""
        open_card(self._navigator, LODGING, self, new=NewCard(self._dossier_id))

    def remove(self, card: CardRow) -> None:
        """Take one off; it can be undone."""
        desk = self._navigator.desk
        self._navigator.write(lambda: remove_card(desk, LODGING, card.id, card.seen))


def _day(value: object) -> str:
    return weekday_date(value) if isinstance(value, date) else ""


def _short(value: object) -> str:
    return short_date(value) if isinstance(value, date) else ""
