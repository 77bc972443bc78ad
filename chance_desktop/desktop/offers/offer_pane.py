"""A whole offer of placement: facts, tasks, conditions, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.kinds import OFFER
from chance_desktop.casework.cards.rows import SharedCard, remove_card
from chance_desktop.casework.papers.stay_papers import offer
from chance_desktop.desktop.offers.model import CLOSED_LOOK, OPEN_LOOK, SHARED_LOOK, facts_of, line_of
from chance_desktop.desktop.paper.actions import make_paper
from chance_desktop.desktop.sheets.card_sheet import open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.feedback import EmptyState, Notice
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, row, scrolled
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.painting import full_square
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.casework.stays.offers import OfferView
    from chance_desktop.desktop.navigation.navigator import Navigator


class OfferPane(Card):
    """Shows one offer."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self.offer: OfferView | None = None
        if not large():
            self.setFixedWidth(px(372))
        outer = column(self, 0, (1, 1, 1, 1))
        page = plain_widget()
        self._inside = column(page, 10, (18, 16, 16, 14))
        outer.addWidget(scrolled(page), 1)
        foot = plain_widget()
        gestures = row(foot, 8, (16, 10, 16, 14))
        self.printing = Button(_("Imprimer"), Kind.PRIMARY, "printer")
        self.printing.setAccessibleName(_("Imprimer l’offre"))
        self.printing.clicked.connect(lambda: self.paper(to_file=False))
        self.change = Button(_("Modifier"), Kind.OUTLINE, "pencil")
        self.change.clicked.connect(self.edit)
        self.more = IconButton("ellipsis", _("Autres actions sur cette offre"))
        self.more.clicked.connect(self._menu)
        gestures.addWidget(self.printing)
        gestures.addWidget(self.change)
        gestures.addStretch(1)
        gestures.addWidget(self.more)
        self._foot = foot
        outer.addWidget(foot)

    def show_offer(self, offer: OfferView | None, state: str = "") -> None:
        """Show an offer, or that none is chosen; `state` is its state in words."""
        self.offer = offer
        empty(self._inside)
        self._foot.setVisible(offer is not None)
        if offer is None:
            self._inside.addWidget(
                EmptyState("briefcase", _("Aucune offre choisie"), _("Choisissez une offre dans la liste."))
            )
            return
        self.change.setVisible(offer.card.mine)
        self._inside.addWidget(Label(offer.title, Role.NAME, wrap=True))
        self._inside.addWidget(Label(line_of(offer), Role.BODY, "ink2", wrap=True))
        pills = Flow(8)
        pills.addWidget(Pill(state, OPEN_LOOK if offer.open else CLOSED_LOOK))
        if not offer.card.mine:
            pills.addWidget(Pill(_("Partagée par la Région"), SHARED_LOOK))
        self._inside.addWidget(pills)
        if offer.tasks:
            self._inside.addWidget(Label(_("Ce que le jeune fera"), Role.NOTE_STRONG, "ink2"))
            for task in offer.tasks:
                self._inside.addWidget(_Bullet(task))
        for label, words in facts_of(offer):
            self._inside.addWidget(_fact(label, words))
        if not offer.card.mine:
            self._inside.addWidget(Notice(SharedCard().text, "blue"))
        self._inside.addStretch(1)

    # gestures

    def paper(self, *, to_file: bool) -> None:
        """Make the sheet of the offer, to print or to save."""
        if self.offer is None:
            return
        wanted = self.offer.card.id

        def make(desk: Desk) -> Rendered:
            return offer(desk, wanted)

        make_paper(self._navigator, self, make, to_file=to_file, names_nobody=True)

    def edit(self) -> None:
        """Change the offer."""
        if self.offer is not None:
            open_card(self._navigator, OFFER, self, self.offer.card.id, title=_("Modifier l’offre"))

    def _menu(self) -> None:
        offer = self.offer
        if offer is None:
            return
        entries = [MenuEntry("file-down", _("Enregistrer l’offre (PDF)…"), lambda: self.paper(to_file=True))]
        if offer.card.mine:
            entries.append(MenuEntry("trash-2", _("Retirer du catalogue"), self.remove))
        open_menu(entries, self.more)

    def remove(self) -> None:
        """Take the offer out of the catalogue; it can be undone."""
        if self.offer is not None:
            desk, card = self._navigator.desk, self.offer.card
            self._navigator.write(lambda: remove_card(desk, OFFER, card.id, card.seen))


class _Bullet(QWidget):
    """A task after the square of the house."""

    def __init__(self, words: str) -> None:
        super().__init__()
        box = row(self, 10)
        mark = _Square()
        holder = column(margins=(0, 6, 0, 0))
        holder.addWidget(mark)
        holder.addStretch(1)
        box.addLayout(holder)
        box.addWidget(Label(words, Role.BODY, wrap=True), 1)


class _Square(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(9), px(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        full_square(painter, QRectF(self.rect()), "bar", 2)
        painter.end()


def _fact(label: str, words: str) -> QWidget:
    holder = plain_widget()
    box = column(holder, 1)
    box.addWidget(Label(label, Role.NOTE_STRONG, "ink2"))
    box.addWidget(Label(words, Role.CELL, wrap=True, selectable=True))
    return holder
