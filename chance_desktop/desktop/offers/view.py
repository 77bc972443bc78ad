"""Page « Offres »: the catalogue of placements and the partners abroad, two views of one page."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer

from chance_desktop.desktop.navigator import Navigator, Screen
from chance_desktop.desktop.offers.catalogue import CatalogueView
from chance_desktop.desktop.offers.partners_view import PartnersView
from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.fields import SearchField
from chance_desktop.desktop.ui_kit.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget
from chance_desktop.desktop.ui_kit.theme import large, px
from chance_desktop.runtime.words import _

VIEWS = (("offers", _("Offres de stage")), ("partners", _("Partenaires")))
_LINES = {
    "offers": _("Celles de la Région et celles de votre Mission Locale"),
    "partners": _("Correspondants, centres de langue et entreprises"),
}
_ADDING = {
    "offers": (_("Ajouter une offre"), "plus"),
    "partners": (_("Ajouter un partenaire"), "plus"),
}


class OffersScreen(Screen):
    """The page."""

    KINDS = frozenset({"offer", "partner", "partner_contact"})
    title = _("Offres")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        front = plain_widget()
        box = column(front, 0, (28, 18, 16, 12))
        head = page_head(self.title)
        self.subtitle = head_line(head)
        self.search = SearchField(_("Métier, ville, entreprise…"), 250)
        # to the left: with large text its width would otherwise bound the whole head, and the line would wrap for nothing
        head.addWidget(self.search, 0, Qt.AlignmentFlag.AlignLeft)
        self.adding = Button("", Kind.PRIMARY, "plus")
        self.adding.clicked.connect(self.add)
        head.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(px(12))
        box.addLayout(head)
        box.addSpacing(px(12))
        self.views = SegmentedControl(VIEWS, _("Partie de la page"), 40)
        self.views.chosen.connect(self.choose)
        box.addWidget(self.views)
        box.addSpacing(px(12))
        self.catalogue = CatalogueView(navigator)
        self.partners = PartnersView(navigator)
        self._shown: dict[str, CatalogueView | PartnersView] = {"offers": self.catalogue, "partners": self.partners}
        for view in self._shown.values():
            box.addWidget(view, 1)
        column(self).addWidget(Scroll(front) if large() else front)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(lambda: self._shown[self.tab].search(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.choose("offers")

    @property
    def tab(self) -> str:
        """The view shown."""
        return self.views.code()

    def choose(self, view: str) -> None:
        """Show a view."""
        self.views.choose(view)
        for code, shown in self._shown.items():
            shown.setVisible(code == view)
        self.subtitle.say(_LINES[view])
        words, icon = _ADDING[view]
        self.adding.setText(words)
        self.adding.icon_name = icon
        self.adding.updateGeometry()
        self._shown[view].search(self.search.text())
        self.load()

    def load(self) -> None:
        if self.isVisible():
            self._shown[self.tab].load()
        else:
            self._stale = True

    def add(self) -> None:
        """Add to the view shown."""
        self._shown[self.tab].add()

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def print_page(self) -> bool:
        if self.tab == "offers":
            self.catalogue.print_list()
        return self.tab == "offers"
