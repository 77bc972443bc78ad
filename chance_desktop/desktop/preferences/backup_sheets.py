"""A backup is made, or a restore is rehearsed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.rehearsal import Rehearsal, rehearse
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, TextField
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.runtime.errors import ExpectedError


class BackupSheet(Sheet):
    """A passphrase, a place, and the file is made and read back."""

    def __init__(self, navigator: Navigator, parent: QWidget) -> None:
        line = _("Notez la phrase en lieu sûr\u00a0: sans elle, personne ne peut rouvrir ce fichier.")
        super().__init__(_("Faire une sauvegarde"), parent, line=line)
        self._navigator = navigator
        self.phrase, self.again = TextField(), TextField()
        for field in (self.phrase, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._phrase_field = LabelledField(_("Phrase secrète"), self.phrase, _("12 caractères au moins."))
        self._again_field = LabelledField(_("La même, encore une fois"), self.again)
        self.body.addWidget(self._phrase_field)
        self.body.addWidget(self._again_field)
        self.add_cancel()
        self.add_action(_("Choisir où l’enregistrer"), self._finish, "save")

    def _finish(self) -> None:
        phrase = self.phrase.text()
        short = len(phrase) < 12
        self._phrase_field.say_error(_("Cette phrase est trop courte.") if short else "")
        differs = phrase != self.again.text()
        self._again_field.say_error(_("Les deux phrases diffèrent.") if differs and not short else "")
        if short or differs:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _("sauvegarde-{day}.chance").format(day=self._navigator.desk.today().isoformat())
        chosen, _kind = QFileDialog.getSaveFileName(self, self.windowTitle(), str(Path(folder) / name))
        if chosen:
            self.make(Path(chosen), phrase)

    def make(self, path: Path, phrase: str) -> None:
        """Write the file, then read it back."""
        desk = self._navigator.desk

        def work(progress: SharedProgress) -> None:
            create_backup(desk, path, phrase, progress)

        def done(_none: None) -> None:
            self._navigator.say(_("Sauvegarde faite et relue\u00a0: {name}").format(name=path.name))
            self.accept()

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self._navigator.tasks.long(_("Sauvegarde en cours"), work, done, refused, owner=self)


class RehearsalSheet(Sheet):
    """A backup is restored for good in a folder of its own, read, and erased."""

    def __init__(self, navigator: Navigator, parent: QWidget) -> None:
        line = _(
            "La sauvegarde est reprise pour de bon dans un dossier à part, relue, puis effacée. Rien n’est envoyé."
        )
        super().__init__(_("Essayer une reprise"), parent, line=line)
        self._navigator = navigator
        self._path: Path | None = None
        drop = DropZone(_("Déposez ici le fichier de sauvegarde"), _("ou choisissez-le"), "hard-drive", several=False)
        drop.files_given.connect(lambda paths: self.given(paths[0]))
        self.body.addWidget(drop)
        self._chosen = Label("", Role.CELL_STRONG, wrap=True)
        self._chosen.hide()
        self.body.addWidget(self._chosen)
        self.phrase = TextField()
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._phrase_field = LabelledField(_("Phrase secrète de la sauvegarde"), self.phrase)
        self.body.addWidget(self._phrase_field)
        self.add_cancel()
        self.add_action(_("Essayer la reprise"), self._finish, "rotate-ccw")

    def given(self, path: Path) -> None:
        """Take a file."""
        self._path = path
        self._chosen.say(path.name)
        self._chosen.show()

    def _finish(self) -> None:
        path, phrase, desk = self._path, self.phrase.text(), self._navigator.desk
        if path is None:
            self.notice.say(_("Choisissez d’abord le fichier de sauvegarde."))
            return
        self._phrase_field.say_error("" if phrase else _("Tapez la phrase choisie pour cette sauvegarde."))
        if not phrase:
            return

        def work(progress: SharedProgress) -> Rehearsal:
            return rehearse(desk, path, phrase, progress)

        def done(found: Rehearsal) -> None:
            told = plural("{n} dossier repris et relu.", "{n} dossiers repris et relus.", found.dossiers)
            self._navigator.say(f"{_('Cette sauvegarde se reprend')}\u00a0: {told}")
            self.accept()

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self._navigator.tasks.long(_("Essai de reprise"), work, done, refused, owner=self)
