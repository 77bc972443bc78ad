"""The paper as it will be printed, drawn anew after each save; to print, to save, and its other formats."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from chance_desktop.casework.papers.europass_papers import Format, NothingToWrite, Paper, paper_file
from chance_desktop.desktop.paper.pdf_view import PdfView
from chance_desktop.desktop.paper.printing import print_rendered, save_rendered
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.feedback import EmptyState, Notice
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.paper.pdf_view import PdfView
    from chance_desktop.runtime.errors import ExpectedError


class PaperPreview(Card):
    """Right half of the tab; `drawn` tells that the paper on screen is up to date."""

    drawn = Signal()

    def __init__(self, navigator: Navigator) -> None:
        super().__init__("desk")
        self._navigator = navigator
        self._what = ("", Paper.CV, "fr")
        self._shown = ("", Paper.CV, "fr")
        self._drawing = self._again = False
        self.made: Rendered | None = None
        self._pdf: PdfView | None = None
        self._box = column(self, 8, (12, 10, 12, 8))
        top = column(gap=8) if large() else row(gap=8)
        top.addWidget(Label(_("Aperçu du PDF"), Role.BODY_STRONG), 1)
        gestures = row(gap=8)
        self.print_button = IconButton("printer", _("Imprimer ce document"))
        self.print_button.clicked.connect(self.print_it)
        gestures.addWidget(self.print_button)
        self.more = IconButton("ellipsis", _("Autres formats de ce document"))
        self.more.clicked.connect(self._menu)
        gestures.addWidget(self.more)
        self.edit_button = IconButton("pencil", _("Enregistrer en ODT, pour le modifier"))
        self.edit_button.clicked.connect(lambda: self.make(Paper.MOBILITY, Format.ODT, self._keep))
        self.edit_button.hide()
        gestures.addWidget(self.edit_button)
        self.save_button = Button(_("Enregistrer le PDF"), Kind.PRIMARY, "file-down")
        self.save_button.clicked.connect(self._save)
        gestures.addWidget(self.save_button)
        if large():
            gestures.addStretch(1)
        top.addLayout(gestures)
        self._box.addLayout(top)
        self.notice = Notice("", "orange")
        self._box.addWidget(self.notice)
        self._nothing = EmptyState(
            "file-text",
            _("Rien à montrer encore"),
            _("Écrivez l’objet ou le texte de la lettre\u00a0: la page se dessine ici."),
        )
        self._nothing.hide()
        self._box.addWidget(self._nothing, 1)

    def show_paper(self, dossier_id: str, paper: Paper, locale: str) -> None:
        """Show a document of a dossier; the one before is not printed in its place."""
        self._what = (dossier_id, paper, locale)
        if self._what != self._shown:
            self.made = None
            self._enable(False)
            if self._pdf is not None:
                self._pdf.hide()
        self.edit_button.setVisible(paper is Paper.MOBILITY)
        self.more.setVisible(bool(self.other_formats()))
        self.refresh()

    def refresh(self) -> None:
        """Draw it anew; while one is being drawn, only the last wish counts."""
        if self._drawing:
            self._again = True
            return
        self._drawing, self._again = True, False
        desk, what = self._navigator.desk, self._what

        def came(made: Rendered) -> None:
            self._drawing = False
            if not self._stale(what):
                self._show(made)

        def refused(failure: ExpectedError) -> None:
            self._drawing = False
            if not self._stale(what):
                self._refused(failure)

        self._navigator.tasks.read(
            lambda: paper_file(desk, what[0], what[1], Format.PDF, what[2]), came, refused, owner=self
        )

    def _stale(self, what: tuple[str, Paper, str]) -> bool:
        if self._again or what != self._what:
            self.refresh()
            return True
        return False

    def _show(self, made: Rendered) -> None:
        self._nothing.hide()
        self.notice.say("")
        if self._pdf is None:
            self._pdf = PdfView()
            self._box.addWidget(self._pdf, 1)
        bar = self._pdf.verticalScrollBar()
        place = bar.value() if self._shown == self._what else 0
        self.made, self._shown = made, self._what
        self._enable(True)
        self._pdf.show()
        self._pdf.show_pdf(made.content)
        bar.setValue(place)
        self.drawn.emit()

    def _refused(self, failure: ExpectedError) -> None:
        empty = isinstance(failure, NothingToWrite)
        self._nothing.setVisible(empty)
        if self._pdf is not None:
            self._pdf.setVisible(not empty)
        self.notice.say("" if empty else failure.text, "orange", "circle-alert")
        self._enable(False)

    def _enable(self, on: bool) -> None:
        for button in (self.print_button, self.save_button, self.more, self.edit_button):
            button.setEnabled(on)

    def print_it(self) -> None:
        """Open the print dialog."""
        if self.made is not None:
            print_rendered(self.made, self, self._navigator)

    def _save(self) -> None:
        if self.made is not None:
            save_rendered(self.made, self, self._navigator)

    def other_formats(self) -> tuple[tuple[str, str, Paper, Format], ...]:
        """(icon, words, paper, format) of what the menu offers."""
        paper = self._what[1]
        if paper is Paper.MOBILITY:
            return ()
        found = [("upload", _("Enregistrer le fichier Europass (XML)…"), paper, Format.XML)]
        if paper is Paper.CV:
            found += [
                ("upload", _("Enregistrer pour le portail Europass (format du portail, non officiel)…"), paper, Format.CANDIDATE),
                ("file-down", _("Enregistrer le passeport de compétences (PDF)…"), Paper.SKILLS_PASSPORT, Format.PDF),
            ]  # fmt: skip
        return tuple(found)

    def _menu(self) -> None:
        entries = [
            MenuEntry(icon, words, partial(self.make, paper, wanted, self._keep))
            for icon, words, paper, wanted in self.other_formats()
        ]
        open_menu(entries, self.more)

    def make(self, paper: Paper, wanted: Format, then: Callable[[Rendered], None]) -> None:
        """Make another format of the dossier's document, then do something with it."""
        desk, (dossier_id, _paper, locale) = self._navigator.desk, self._what
        self._navigator.tasks.read(
            lambda: paper_file(desk, dossier_id, paper, wanted, locale),
            then,
            lambda failure: self.notice.say(failure.text, "orange", "circle-alert"),
            owner=self,
        )

    def _keep(self, made: Rendered) -> None:
        save_rendered(made, self, self._navigator)
