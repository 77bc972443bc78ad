"""What a locked poste shows: nothing of anybody, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from chance_desktop.desktop.opening.door import Door
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, TextField
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _


class LockedDoor(Door):
    """One button, and the passphrase where there is one; the code of a person is asked after it."""

    def __init__(self, sealed: bool, unlock: Callable[[str | None], None]) -> None:
        super().__init__("lock", _("Poste verrouillé"))
        self._unlock, self._sealed = unlock, sealed
        self.box.addWidget(Label(_("Les dossiers sont fermés. Ce qui était saisi est gardé."), tone="ink2", wrap=True))
        self.phrase = TextField()
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        field = LabelledField(_("Phrase secrète"), self.phrase)
        field.setVisible(sealed)
        self.box.addWidget(field)
        self.button = Button(_("Déverrouiller"), Kind.PRIMARY, "key-round", height=48)
        self.button.clicked.connect(self._open)
        self.phrase.returnPressed.connect(self.button.click)
        self.box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.first = self.phrase if sealed else self.button

    def _open(self) -> None:
        if not self.button.isEnabled():
            return  # a key pressed twice opens once
        self.button.setEnabled(False)
        self.heading.say(_("Ouverture…"))
        self._unlock(self.phrase.text() if self._sealed else None)
