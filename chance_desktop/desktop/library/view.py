"""Page « Bibliothèque »: the documents shared or kept here, and the flyers and posters of the office."""

from __future__ import annotations

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.library.documents_view import DocumentsView
from chance_desktop.desktop.library.publicity_view import PublicityView
from chance_desktop.desktop.navigation.navigator import Navigator
from chance_desktop.desktop.views.views_screen import Part, ViewsScreen
from chance_desktop.runtime.words import _


class LibraryScreen(ViewsScreen):
    """The page."""

    KINDS = frozenset({ChangeKind.LIBRARY_DOCUMENT, ChangeKind.BRANCH, ChangeKind.EVENT})
    title = _("Bibliothèque")
    hint = _("Titre d’un document…")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.documents = DocumentsView(navigator)
        self.publicity = PublicityView(navigator)
        documents = _("Comptes rendus, guides et modèles, sans rien à télécharger")
        publicity = _("Au nom de votre antenne, prêts à imprimer")
        self.lay((
            Part("documents", _("Documents"), documents, self.documents, _("Ajouter un document")),
            Part(
                "publicity", _("Affiches et dépliants de l’antenne"), publicity, self.publicity, searched=False
            ),
        ))  # fmt: skip

    def focus_search(self) -> bool:
        if self.tab != "documents":
            self.choose("documents")
        return super().focus_search()
