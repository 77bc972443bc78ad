"""The twelve words of a recovery sheet, and the passphrase chosen anew."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from chance_desktop.casework.session.home_identity import SHORTEST_PASSPHRASE
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, TextField
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.runtime.age import Identity
from chance_desktop.runtime.recovery_words import WordsMistyped, identity_of
from chance_desktop.runtime.words import _


class SheetWords(QWidget):
    """Three fields; what was typed is told under each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(self, 12)
        self.words, self.first, self.again = TextField(), TextField(), TextField()
        for field in (self.first, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._words = LabelledField(
            _("Les douze mots, dans l’ordre"), self.words, _("Avec ou sans accents, séparés par une espace.")
        )
        self._first = LabelledField(_("Nouvelle phrase secrète"), self.first, _("12 caractères au moins."))
        self._again = LabelledField(_("La même, encore une fois"), self.again)
        for labelled in (self._words, self._first, self._again):
            box.addWidget(labelled)

    def given(self) -> tuple[Identity, str] | None:
        """The key and the new passphrase, or nothing where something is to be corrected, which is said."""
        sheet, phrase = None, self.first.text()
        try:
            sheet = identity_of(self.words.text())
            self._words.say_error("")
        except WordsMistyped as mistyped:
            self._words.say_error(mistyped.text)
        short, differs = len(phrase) < SHORTEST_PASSPHRASE, phrase != self.again.text()
        self._first.say_error(_("Cette phrase est trop courte.") if short else "")
        self._again.say_error(_("Les deux phrases diffèrent.") if differs and not short else "")
        return None if sheet is None or short or differs else (sheet, phrase)
