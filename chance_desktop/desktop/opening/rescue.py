"""Part of the store is damaged: what can still be read is saved into a home that takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from chance_desktop.casework.installation.rescue import Rescued, asks_passphrase, rescue_home, rescued_words
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, TextField
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.desktop.opening.home_opener import HomeOpener
    from chance_desktop.runtime.errors import ExpectedError


class RescueSheet(Sheet):
    """One action; `line` says what was found. It stands over the whole window, whose pages go meanwhile."""

    def __init__(self, window: HomeOpener, parent: QWidget, line: str) -> None:
        super().__init__(_("Sauver ce qui se lit encore"), parent.window(), line=line)
        self._window = window
        self.body.addWidget(
            Label(
                _(
                    "Les dossiers qui se lisent sont repris sur ce poste, avec leurs pièces numérisées. Le fichier abîmé est gardé à "
                    "côté, et rien n’est envoyé. Si votre dernière sauvegarde est récente, reprenez-la plutôt."
                ),
                Role.BODY,
                wrap=True,
            )
        )
        self.phrase = TextField()
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._phrase_field = LabelledField(_("Phrase secrète de ce poste"), self.phrase)
        self._asks = asks_passphrase(window.home)
        self._phrase_field.setVisible(self._asks)
        self.body.addWidget(self._phrase_field)
        self.add_cancel(_("Plus tard"))
        self.save = self.add_action(_("Sauver ce qui se lit"), self._finish, "life-buoy")

    def _finish(self) -> None:
        phrase, home = self.phrase.text() or None, self._window.home
        if self._asks and phrase is None:
            self._phrase_field.say_error(_("Tapez la phrase secrète de ce poste."))
            return
        over = self.parentWidget()
        self._window.let_go()

        def work(progress: SharedProgress) -> Rescued:
            return rescue_home(home, phrase, progress)

        def done(found: Rescued) -> None:
            self.accept()
            self._window.start(phrase)
            open_sheet(RescuedSheet(rescued_words(found), over))

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)
            self._window.start(phrase)

        self._window.tasks.long(_("Lecture de ce qui se lit encore"), work, done, refused, owner=self)


class RescuedSheet(Sheet):
    """What was saved, and what is missing."""

    def __init__(self, words: str, parent: QWidget | None) -> None:
        super().__init__(_("Voici ce qui a été repris"), parent, line=words)
        self.add_cancel(_("J’ai lu"))
