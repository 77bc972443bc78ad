"""The catalogue of placements: filters, the list, and the whole offer beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.casework.cards.kinds import OFFER
from chance_desktop.casework.cards.options import options
from chance_desktop.casework.papers.stay_papers import catalogue
from chance_desktop.casework.stays.offers import OfferQuery, OfferView, offers
from chance_desktop.desktop.offers.offer_list import OfferList
from chance_desktop.desktop.offers.offer_pane import OfferPane
from chance_desktop.desktop.paper.actions import Making, make_paper, print_or_save
from chance_desktop.desktop.sheets.card_sheet import open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import open_menu
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import Chip
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.layouts import Flow, column, row
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.domain.states import OfferState
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.navigator import Navigator

_FILTERS = (
    ("country", _("Pays"), _("Tous les pays"), "choices:country", 178),
    ("sector", _("Domaine"), _("Tous les domaines"), "sectors", 196),
    ("language", _("Langue"), _("Toutes les langues"), "choices:language", 184),
    ("level", _("Niveau du jeune"), _("Tous les niveaux"), "choices:cefr", 168),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the filters keep, and how the states are called."""

    offers: tuple[OfferView, ...]
    states: dict[str, str]


class CatalogueView(PageView):
    """The offers of the Region and those of this office."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._text = ""
        self._found = _Found((), {})
        outer = column(self, 12)
        outer.addWidget(self._tools())
        body: QBoxLayout = column(gap=14) if large() else row(gap=14)
        card = Card()
        inside = column(card, 0, (1, 1, 1, 1))
        self.list = self.results = OfferList(_("Offres de stage"))
        self.list.picked.connect(self._picked)
        inside.addWidget(self.list, 1)
        self.nothing = EmptyState(
            "briefcase", _("Aucune offre ne correspond"),
            _("Élargissez les filtres. Les offres de la Région arrivent avec la synchronisation."),
            _("Effacer les filtres"), self.clear_filters,
        )  # fmt: skip
        self.nothing.hide()
        inside.addWidget(self.nothing)
        body.addWidget(card, 1)
        self.pane = OfferPane(navigator)
        body.addWidget(self.pane)
        outer.addLayout(body, 1)

    def _tools(self) -> QWidget:
        tools = Flow(8)
        self.combos: dict[str, Combo] = {}
        for code, name, everything, listed, width in _FILTERS:
            combo = Combo(name)
            combo.setMinimumWidth(px(width))
            choices = [(each.code, each.label) for each in options(self._navigator.desk, listed)]
            combo.offer([("", everything), *choices])
            combo.currentIndexChanged.connect(lambda _index: self.load())
            self.combos[code] = combo
            tools.addWidget(combo)
        self.open_only = Chip(_("Ouvertes seulement"), alone=True)
        self.open_only.setChecked(True)
        self.open_only.toggled.connect(lambda _on: self.load())
        tools.addWidget(self.open_only)
        self.printing = Button(_("Catalogue"), Kind.TEXT, "printer", height=36)
        set_tooltip(self.printing, _("Imprimer ou enregistrer les offres affichées"))
        self.printing.setAccessibleDescription(self.printing.toolTip())
        self.printing.clicked.connect(
            lambda: open_menu(
                print_or_save(self._navigator, self, self._maker(), names_nobody=True), self.printing
            )
        )  # fmt: skip
        tools.addWidget(self.printing)
        return tools

    # reading

    def query(self) -> OfferQuery:
        """What is looked for."""
        code = {name: combo.code() for name, combo in self.combos.items()}
        return OfferQuery(
            self._text, code["country"], code["sector"], code["language"], code["level"],
            only_open=self.open_only.isChecked(),
        )  # fmt: skip

    def load(self) -> None:
        """Read the catalogue anew."""
        desk, wanted = self._navigator.desk, self.query()

        def work() -> _Found:
            return _Found(offers(desk, wanted), {each.code: each.label for each in options(desk, "words:offer.state")})

        def came(found: _Found) -> None:
            if wanted == self.query():
                self._show(found)

        self._navigator.tasks.read(work, came, owner=self)

    def search(self, text: str) -> None:
        """Keep the offers that hold these words."""
        if text != self._text:
            self._text = text
            self.load()

    def _show(self, found: _Found) -> None:
        self._found = found
        self.list.setVisible(bool(found.offers))
        self.nothing.setVisible(not found.offers)
        self.list.show_offers(found.offers, found.states)
        if not found.offers:
            self.pane.show_offer(None)
        self.found.emit(len(found.offers))

    def _picked(self, code: str) -> None:
        offer = next((each for each in self._found.offers if each.card.id == code), None)
        state = (
            self._found.states.get(offer.card.text("state") or OfferState.OPEN.value, "") if offer is not None else ""
        )
        self.pane.show_offer(offer, state)

    def clear_filters(self) -> None:
        """Show every offer."""
        for combo in self.combos.values():
            combo.setCurrentIndex(0)
        self.open_only.setChecked(False)
        self.load()

    # gestures

    def add(self) -> None:
        """Write a new offer down, then show it."""
        open_card(self._navigator, OFFER, self, then=self._added)

    def _added(self, code: str) -> None:
        self.load()
        self._navigator.tasks.idle.connect(lambda: self.list.choose(code), Qt.ConnectionType.SingleShotConnection)

    def print_list(self) -> None:
        """Print the offers shown."""
        make_paper(self._navigator, self, self._maker())

    def _maker(self) -> Making:
        wanted = self.query()

        def make(desk: Desk) -> Rendered:
            return catalogue(desk, wanted)

        return make
