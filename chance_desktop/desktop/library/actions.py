"""Gestures on a document of the library: open a private copy of it, save one elsewhere, add one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from chance_desktop.casework.papers.library import add_document, document_file, may_open
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.desktop.paper.printing import save_plain
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, LongField, TextField
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.clear_copies import clear_copy
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, dotted, file_size

if TYPE_CHECKING:
    from chance_desktop.casework.papers.library import LibraryRow
    from chance_desktop.desktop.navigation.navigator import Navigator

KINDS_TAKEN = _("Documents (*.pdf *.odt *.ods *.odp *.docx *.xlsx *.pptx *.png *.jpg *.jpeg *.txt *.csv)")


def open_document(navigator: Navigator, document: LibraryRow, owner: QWidget) -> None:
    """Show a document in the system's own viewer, from a private copy that goes within the hour."""
    desk = navigator.desk

    def came(file: tuple[str, bytes]) -> None:
        name, content = file
        if not may_open(name):
            navigator.say(
                _("Ce fichier ne s’ouvre pas d’ici. Enregistrez-en une copie si vous en connaissez l’origine."), "red"
            )
            return
        try:
            copy = clear_copy(desk.layout, name, content)
        except ExpectedError as failure:
            navigator.say(failure.text, "red")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            navigator.say(_("Aucun programme de ce poste n’ouvre ce document. Enregistrez-en une copie."), "red")

    navigator.tasks.read(lambda: document_file(desk, document.card.id), came, owner=owner)


def save_copy(navigator: Navigator, document: LibraryRow, owner: QWidget) -> None:
    """Save a copy where the person chooses."""
    desk = navigator.desk

    def came(file: tuple[str, bytes]) -> None:
        name, content = file
        save_plain(Rendered("library", document.title, name, content), owner, navigator)

    navigator.tasks.read(lambda: document_file(desk, document.card.id), came, owner=owner)


def ask_document(navigator: Navigator, owner: QWidget) -> None:
    """Choose a file, then say what it is."""
    name, _kind = QFileDialog.getOpenFileName(
        owner, _("Choisir le document à garder"), documents_folder(), KINDS_TAKEN
    )  # fmt: skip
    if name:
        open_add_sheet(navigator, Path(name), owner)


def open_add_sheet(navigator: Navigator, file: Path, owner: QWidget) -> None:
    """Say what a file is, then keep it."""
    open_sheet(AddDocumentSheet(navigator, file, owner))


class AddDocumentSheet(WritingSheet):
    """Kind, title and note of a file that enters the library."""

    def __init__(self, navigator: Navigator, file: Path, parent: QWidget) -> None:
        size = file_size(file.stat().st_size) if file.exists() else ""
        super().__init__(navigator, _("Ajouter un document"), parent, dotted(file.name, size))
        self._file = file
        self.kind = Combo()
        self.kind.offer(
            [("", _("À choisir")), *((each.code, each.label) for each in navigator.desk.programme.library_kinds)]
        )
        self.name = TextField(file.stem.replace("_", " "))
        self.note = LongField(lines=2)
        shared = _("Il sera partagé avec toutes les Missions Locales.")
        own = _("Il reste à votre Mission Locale\u00a0; ceux de la Région arrivent par la synchronisation.")
        self._fields = {
            "kind": LabelledField(_("Sorte de document"), self.kind),
            "title": LabelledField(_("Titre"), self.name),
            "note": LabelledField(
                _("Note"), self.note, shared if navigator.desk.role == PosteRole.REGION else own, optional=True
            ),
        }
        for field in self._fields.values():
            self.body.addWidget(field)
        self.add_cancel()
        self.adding = self.add_action(_("Ajouter à la bibliothèque"), self.finish, "plus")
        self.kind.setFocus()

    def finish(self) -> None:
        """Keep the file."""
        for field in self._fields.values():
            field.say_error("")
        desk, file = self.navigator.desk, self._file
        kind, title, note = self.kind.code(), self.name.text().strip(), self.note.toPlainText().strip()
        self.run(lambda: add_document(desk, file, kind, title, None, note))

    def refused(self, failure: ExpectedError) -> None:
        field = self._fields.get(failure.field) if isinstance(failure, InvalidField) else None
        if field is None:
            super().refused(failure)
        else:
            field.say_error(failure.text)
            field.field.setFocus()
