"""What was being written when the poste locked, and that no button had kept: to be copied back where it belongs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from chance_desktop.casework.session.drafts import Draft
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, LongField
from chance_desktop.runtime.words import _

_MOST_LINES = 6


class DraftSheet(Sheet):
    """Each text with the place it was written in, and a button that copies it."""

    def __init__(self, drafts: tuple[Draft, ...], parent: QWidget) -> None:
        line = _("Le poste s’est verrouillé avant que ces textes soient enregistrés. Recopiez ceux qui vous servent.")
        super().__init__(_("Ce que vous étiez en train d’écrire"), parent, line=line, width=600)
        for each in drafts:
            text = LongField(each.text, min(_MOST_LINES, each.text.count("\n") + 1))
            text.setReadOnly(True)
            self.body.addWidget(LabelledField(each.where, text))
            copy = Button(_("Copier ce texte"), Kind.TEXT, "copy", height=36)
            copy.setAccessibleName(_("Copier ce texte : {where}").format(where=each.where))
            copy.clicked.connect(lambda _on=False, words=each.text: QApplication.clipboard().setText(words))
            self.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_cancel(_("Garder pour plus tard"))
        self.add_action(_("C’est repris"), self.accept, "check")
