"""A declared form in a sheet over the dossier; answers are kept as they are given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.forms.filler import FormFiller
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.runtime.words import _, dotted

if TYPE_CHECKING:
    from chance_desktop.casework.forms.answers import Subject
    from chance_desktop.desktop.navigation.navigator import Navigator


class FormSheet(Sheet):
    """The form of one subject."""

    def __init__(
        self, navigator: Navigator, code: str, subject: Subject, about: str, parent: QWidget, number: int = 0
    ) -> None:
        title = dotted(_("Fiche n°\u00a0{n}").format(n=number), about) if number else about
        super().__init__(title, parent, width=820)
        self.form = FormFiller(navigator)
        self.body.addWidget(self.form)
        self.add_cancel(_("Fermer"))
        self.keep_tall(680)
        self.form.show_form(code, subject, about, number)
        self.finished.connect(lambda _code: self.form.leave())


def open_form_sheet(
    navigator: Navigator, code: str, subject: Subject, about: str, parent: QWidget, number: int = 0, file: object = None
) -> FormSheet:
    """Open a form, taking back a filled paper when one is given."""
    sheet = FormSheet(navigator, code, subject, about, parent.window(), number)
    open_sheet(sheet)
    if isinstance(file, Path):
        sheet.form.take(file)
    return sheet
