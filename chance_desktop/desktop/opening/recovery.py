"""The passphrase is lost: the recovery sheet opens the dossiers of this poste, under a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.installation.recovery import open_with_sheet
from chance_desktop.desktop.opening.sheet_words import SheetWords
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.desktop.opening.home_opener import HomeOpener
    from chance_desktop.runtime.errors import ExpectedError


class RecoverySheet(Sheet):
    """Twelve words and a new passphrase."""

    def __init__(self, window: HomeOpener, parent: QWidget) -> None:
        line = _("La direction garde une feuille de secours, imprimée depuis ce poste. Ses mots ouvrent les dossiers.")
        super().__init__(_("J’ai perdu la phrase secrète"), parent, line=line)
        self._window = window
        self.fields = SheetWords()
        self.body.addWidget(self.fields)
        self.add_cancel()
        self.add_action(_("Ouvrir les dossiers"), self._finish, "key-round")

    def _finish(self) -> None:
        given, home = self.fields.given(), self._window.home
        if given is None:
            return
        sheet, phrase = given

        def work(progress: SharedProgress) -> None:
            open_with_sheet(home, sheet, phrase)

        def done(_none: None) -> None:
            self.accept()
            self._window.start(phrase)

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self._window.tasks.long(_("Ouverture des dossiers"), work, done, refused, owner=self)
