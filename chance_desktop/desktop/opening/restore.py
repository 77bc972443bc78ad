"""Taking up a backup: the file, its passphrase, what it holds, then a new home from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.session.home_identity import home_exists
from chance_desktop.desktop.opening.sheet_words import SheetWords
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.inputs.fields import CheckBox, LabelledField, TextField
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.age import Identity
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.desktop.opening.home_opener import HomeOpener
    from chance_desktop.runtime.errors import ExpectedError


class RestoreSheet(Sheet):
    """A backup becomes the home of this poste."""

    def __init__(self, window: HomeOpener, parent: QWidget) -> None:
        line = _("Les dossiers de la sauvegarde seront repris sur ce poste. Rien n’est envoyé ailleurs.")
        if home_exists(window.home):
            line += " " + _("Ceux qui s’y trouvent sont gardés dans un dossier à côté.")
        super().__init__(_("Reprendre une sauvegarde"), parent, line=line)
        self._window = window
        self._path: Path | None = None
        drop = DropZone(_("Déposez ici le fichier de sauvegarde"), _("ou choisissez-le"), "hard-drive", several=False)
        drop.files_given.connect(self._given)
        self.body.addWidget(drop)
        self._chosen = Label("", Role.CELL_STRONG, wrap=True)
        self._chosen.hide()
        self.body.addWidget(self._chosen)
        self.phrase = TextField()
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._phrase_field = LabelledField(_("Phrase secrète de la sauvegarde"), self.phrase)
        self.body.addWidget(self._phrase_field)
        self.with_sheet = CheckBox(_("Les mots de la feuille de secours"))
        self.with_sheet.toggled.connect(self._choose_way)
        self.body.addWidget(self.with_sheet)
        self.fields = SheetWords()
        self.fields.hide()
        self.body.addWidget(self.fields)
        self.add_cancel()
        self.add_action(_("Reprendre les dossiers"), self._finish, "rotate-ccw")

    def _given(self, paths: list[Path]) -> None:
        self._path = paths[0]
        self._chosen.say(paths[0].name)
        self._chosen.show()

    def _choose_way(self, with_sheet: bool) -> None:
        self._phrase_field.setVisible(not with_sheet)
        self.fields.setVisible(with_sheet)

    def _secrets(self) -> tuple[Identity | None, str] | None:
        """The words and the new passphrase, or the passphrase of the backup; nothing where something is to be corrected."""
        if self.with_sheet.isChecked():
            return self.fields.given()
        phrase = self.phrase.text()
        self._phrase_field.say_error("" if phrase else _("Tapez la phrase choisie pour cette sauvegarde."))
        return (None, phrase) if phrase else None

    def _finish(self) -> None:
        path, home = self._path, self._window.home
        replace = home_exists(home)
        if path is None:
            self.notice.say(_("Choisissez d’abord le fichier de sauvegarde."))
            return
        given = self._secrets()
        if given is None:
            return
        sheet, phrase = given

        def work(progress: SharedProgress) -> None:
            restore_backup(path, phrase, home, progress, sheet=sheet, replace=replace)

        def done(_none: None) -> None:
            self.accept()
            self._window.start(phrase)

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self._window.tasks.long(_("Reprise de la sauvegarde"), work, done, refused, owner=self)
