"""Page « Offres »: the catalogue of placements and the partners abroad, two views of one page."""

from __future__ import annotations

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.navigation.navigator import Navigator
from chance_desktop.desktop.offers.catalogue import CatalogueView
from chance_desktop.desktop.offers.partners_view import PartnersView
from chance_desktop.desktop.views.views_screen import Part, ViewsScreen
from chance_desktop.runtime.words import _


class OffersScreen(ViewsScreen):
    """The page."""

    KINDS = frozenset({ChangeKind.OFFER, ChangeKind.PARTNER, ChangeKind.PARTNER_CONTACT})
    title = _("Offres")
    hint = _("Métier, ville, entreprise…")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.catalogue = CatalogueView(navigator)
        self.partners = PartnersView(navigator)
        offers = _("Celles de la Région et celles de votre Mission Locale")
        partners = _("Correspondants, centres de langue et entreprises")
        self.lay((
            Part("offers", _("Offres de stage"), offers, self.catalogue, _("Ajouter une offre")),
            Part("partners", _("Partenaires"), partners, self.partners, _("Ajouter un partenaire")),
        ))  # fmt: skip

    def print_page(self) -> bool:
        if self.tab == "offers":
            self.catalogue.print_list()
        return self.tab == "offers"
