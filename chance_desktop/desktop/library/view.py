"""Page « Bibliothèque »: the documents shared or kept here, and the flyers and posters of the office."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer

from chance_desktop.desktop.library.documents_view import DocumentsView
from chance_desktop.desktop.library.publicity_view import PublicityView
from chance_desktop.desktop.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.fields import SearchField
from chance_desktop.desktop.ui_kit.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget
from chance_desktop.desktop.ui_kit.theme import large, px
from chance_desktop.runtime.words import _

VIEWS = (("documents", _("Documents")), ("publicity", _("Affiches et dépliants de l’antenne")))
_LINES = {
    "documents": _("Comptes rendus, guides et modèles, sans rien à télécharger"),
    "publicity": _("Au nom de votre antenne, prêts à imprimer"),
}


class LibraryScreen(Screen):
    """The page."""

    KINDS = frozenset({"library_document", "branch", "event"})
    title = _("Bibliothèque")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        front = plain_widget()
        box = column(front, 0, (28, 18, 16, 12))
        head = page_head(self.title)
        self.subtitle = head_line(head)
        self.search = SearchField(_("Titre d’un document…"), 250)
        # to the left: with large text its width would otherwise bound the whole head, and the line would wrap for nothing
        head.addWidget(self.search, 0, Qt.AlignmentFlag.AlignLeft)
        self.adding = Button(_("Ajouter un document"), Kind.PRIMARY, "plus")
        head.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(px(12))
        box.addLayout(head)
        box.addSpacing(px(12))
        self.views = SegmentedControl(VIEWS, _("Partie de la page"), 40)
        self.views.chosen.connect(self.choose)
        box.addWidget(self.views)
        box.addSpacing(px(12))
        self.documents = DocumentsView(navigator)
        self.adding.clicked.connect(self.documents.add)
        self.publicity = PublicityView(navigator)
        self._shown: dict[str, DocumentsView | PublicityView] = {
            "documents": self.documents,
            "publicity": self.publicity,
        }
        for view in self._shown.values():
            box.addWidget(view, 1)
        column(self).addWidget(Scroll(front) if large() else front)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(lambda: self.documents.search(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.choose("documents")

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
        for widget in (self.search, self.adding):
            widget.setVisible(view == "documents")
        self.load()

    def load(self) -> None:
        if self.isVisible():
            self._shown[self.tab].load()
        else:
            self._stale = True

    def focus_search(self) -> bool:
        if self.tab != "documents":
            self.choose("documents")
        self.search.setFocus()
        self.search.selectAll()
        return True
