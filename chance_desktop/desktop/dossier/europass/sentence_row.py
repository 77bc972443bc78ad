"""An « I can… » sentence: proposed, to keep in one’s own words; kept, with the documents it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.europass.learning import remove_sentence
from chance_desktop.casework.forms.interviews import learning_interview
from chance_desktop.desktop.dossier.europass.content import Place, Table
from chance_desktop.desktop.ui_kit.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.chip import Chip
from chance_desktop.desktop.ui_kit.fields import Combo, TextField
from chance_desktop.desktop.ui_kit.layouts import Flow, column, row
from chance_desktop.desktop.ui_kit.theme import px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.europass.learning import SentenceView
    from chance_desktop.desktop.dossier.europass.page import Host

USES = (("in_cv", _("CV")), ("in_passport", _("Passeport")), ("in_mobility", _("Mobilité")))


class SuggestionRow(QWidget):
    """A sentence an answer suggests; `kept` tells its family and the words chosen."""

    kept = Signal(str, str)

    def __init__(self, family: str, suggestion: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.family, self.suggestion = family, suggestion
        line = row(self, 8)
        self.text = TextField(suggestion)
        self.text.setAccessibleName(_("Phrase proposée"))
        self.text.setCursorPosition(0)
        self.text.returnPressed.connect(self._keep)
        line.addWidget(self.text, 1)
        self.keep = Button(_("Garder"), Kind.OUTLINE, "check", height=38)
        self.keep.setAccessibleName(_("Garder «\u00a0{text}\u00a0»").format(text=suggestion))
        self.keep.clicked.connect(self._keep)
        line.addWidget(self.keep)

    def _keep(self) -> None:
        if self.text.text().strip():
            self.kept.emit(self.family, self.text.text().strip())


class SentenceRow(QWidget):
    """A sentence kept."""

    def __init__(self, host: Host, sentence_id: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.host, self._id = host, sentence_id
        self._place = Place(Table.SENTENCE, sentence_id)
        self._locale = "fr"
        self._silent = False
        box = column(self, 6)
        first = row(gap=4)
        self.text = TextField()
        self.text.textEdited.connect(lambda typed: self._typed(f"text_{self._locale}", typed))
        self.text.editingFinished.connect(host.keeper.flush)
        first.addWidget(self.text, 1)
        self.bin = IconButton("trash-2", _("Retirer cette phrase"), side=36, bare=True)
        self.bin.clicked.connect(self._remove)
        first.addWidget(self.bin)
        box.addLayout(first)
        self.proof = TextField(placeholder=_("Preuve\u00a0: qui peut le dire, une attestation, un résultat"))
        self.proof.textEdited.connect(lambda typed: self._typed("proof", typed))
        self.proof.editingFinished.connect(host.keeper.flush)
        box.addWidget(self.proof)
        second = Flow(6)
        self.uses: dict[str, Chip] = {}
        for column_name, words in USES:
            chip = Chip(words, alone=True)
            chip.toggled.connect(lambda on, name=column_name: self._typed(name, on))
            self.uses[column_name] = chip
            second.addWidget(chip)
        self.family = Combo(_("Famille de compétences"))
        self.family.offer([(each.code, each.label) for each in learning_interview(host.desk).families])
        self.family.setMinimumWidth(px(300))
        self.family.currentIndexChanged.connect(lambda _index: self._typed("family", self.family.code()))
        second.addWidget(self.family)
        box.addWidget(second)

    def show_sentence(self, found: SentenceView, locale: str) -> None:
        """Show what is kept."""
        self._silent, self._locale = True, locale
        words = found.text(locale)
        waits = self.host.keeper.holds(self._place, f"text_{locale}")
        if not waits and self.text.text().strip() != words:
            self.text.setText(words)
            self.text.setCursorPosition(0)
        self.text.setPlaceholderText(
            _("En français\u00a0: {text}").format(text=found.text_fr) if locale == "en" else ""
        )
        self.text.setAccessibleName(_("Phrase gardée"))
        if not self.host.keeper.holds(self._place, "proof") and self.proof.text().strip() != found.proof:
            self.proof.setText(found.proof)
            self.proof.setCursorPosition(0)
        self.proof.setAccessibleName(_("Preuve de «\u00a0{text}\u00a0»").format(text=found.text_fr))
        chosen = {"in_cv": found.in_cv, "in_passport": found.in_passport, "in_mobility": found.in_mobility}
        for name, chip in self.uses.items():
            if not self.host.keeper.holds(self._place, name):
                chip.setChecked(chosen[name])
            chip.setAccessibleName(_("{document}\u00a0: {text}").format(document=chip.text(), text=found.text_fr))
        if not self.host.keeper.holds(self._place, "family"):
            self.family.setCurrentIndex(max(0, self.family.findData(found.family)))
        self.bin.setAccessibleName(_("Retirer «\u00a0{text}\u00a0»").format(text=found.text_fr))
        self._silent = False

    def _typed(self, name: str, value: str | bool) -> None:
        if not self._silent:
            self.host.keeper.typed(self._place, name, value)

    def _remove(self) -> None:
        desk, sentence_id = self.host.desk, self._id
        self.host.after_saving(lambda: self.host.navigator.write(lambda: remove_sentence(desk, sentence_id)))
