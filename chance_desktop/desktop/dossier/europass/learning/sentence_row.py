"""An « I can… » sentence: proposed, to keep in one’s own words; kept, with the documents it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.europass.learning import remove_sentence
from chance_desktop.casework.forms.interviews import learning_interview
from chance_desktop.desktop.dossier.europass.content import Place, Table
from chance_desktop.desktop.fields.declaration import FieldSpec, InputKind
from chance_desktop.desktop.fields.plain import PlainField
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.inputs.chip import Chip
from chance_desktop.desktop.ui_kit.inputs.fields import TextField
from chance_desktop.desktop.ui_kit.layouts import Flow, column, row
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chance_desktop.casework.europass.learning import SentenceView
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.dossier.europass.page import Host
    from chance_desktop.domain.change import Value

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
        line.addWidget(self.text, 1)
        self.keep = Button(_("Garder"), Kind.OUTLINE, "check", height=38)
        self.keep.setAccessibleName(_("Garder «\u00a0{text}\u00a0»").format(text=suggestion))
        self.keep.clicked.connect(self._keep)
        self.text.returnPressed.connect(self.keep.click)
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
        self._locale = ""
        box = column(self, 6)
        first = row(gap=4)
        self.text = self._field("text", FieldSpec(label=_("Phrase gardée")))
        first.addWidget(self.text.widget, 1)
        self.bin = IconButton("trash-2", _("Retirer cette phrase"), side=36, bare=True)
        self.bin.clicked.connect(self._remove)
        first.addWidget(self.bin, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(first)
        self.proof = self._field("proof", FieldSpec(label=_("Preuve")))
        self.proof.input.hint(_("Preuve\u00a0: qui peut le dire, une attestation, un résultat"))
        box.addWidget(self.proof.widget)
        second = Flow(6)
        self.uses: dict[str, Chip] = {}
        for column_name, words in USES:
            chip = Chip(words, alone=True)
            chip.toggled.connect(lambda on, name=column_name: self._typed(name, on))
            self.uses[column_name] = chip
            second.addWidget(chip)
        families = tuple((each.code, each.label) for each in learning_interview(host.desk).families)
        family = FieldSpec(label=_("Famille de compétences"), kind=InputKind.CHOICE, options=families, searched=False)
        self.family = self._field("family", family)
        self.family.widget.setMinimumWidth(px(300))
        second.addWidget(self.family.widget)
        box.addWidget(second)
        host.keeper.kept.connect(self._kept)

    def _field(self, name: str, spec: FieldSpec) -> PlainField:
        field = PlainField(spec, captioned=False)
        field.setParent(self)
        field.edited.connect(lambda: self._typed(self._column(name), field.value()))
        field.committed.connect(lambda: self._left(self._column(name), field))
        return field

    def _column(self, name: str) -> str:
        return f"text_{self._locale or 'fr'}" if name == "text" else name

    def show_sentence(self, found: SentenceView, locale: str) -> None:
        """Show what is kept."""
        other, self._locale = self._locale != locale, locale
        (self.text.open if other else self.text.show)(found.text(locale))
        self.proof.show(found.proof)
        self.family.show(found.family)
        for name, field in (("text", self.text), ("proof", self.proof), ("family", self.family)):
            self.host.keeper.displays(self._place, self._column(name), former=field.displaced)
        self.text.input.hint(_("En français\u00a0: {text}").format(text=found.text_fr) if locale == "en" else "")
        self.proof.input.widget.setAccessibleName(_("Preuve de «\u00a0{text}\u00a0»").format(text=found.text_fr))
        chosen = {"in_cv": found.in_cv, "in_passport": found.in_passport, "in_mobility": found.in_mobility}
        for name, chip in self.uses.items():
            if not self.host.keeper.holds(self._place, name):
                chip.blockSignals(True)
                chip.setChecked(chosen[name])
                chip.blockSignals(False)
                chip.update()
            chip.setAccessibleName(_("{document}\u00a0: {text}").format(document=chip.text(), text=found.text_fr))
        self.bin.setAccessibleName(_("Retirer «\u00a0{text}\u00a0»").format(text=found.text_fr))

    def _typed(self, name: str, value: str | bool) -> None:
        self.host.keeper.typed(self._place, name, value)

    def _left(self, column_name: str, field: PlainField) -> None:
        self.host.keeper.displays(self._place, column_name, former=field.displaced)
        self.host.keeper.flush()

    def _kept(self, place: object, values: Mapping[str, Value]) -> None:
        if place == self._place:
            for name, field in (("text", self.text), ("proof", self.proof), ("family", self.family)):
                if self._column(name) in values:
                    field.kept(str(values[self._column(name)] or ""))

    def _remove(self) -> None:
        desk, sentence_id, keeper = self.host.desk, self._id, self.host.keeper

        def work() -> Outcome[None]:
            return remove_sentence(desk, sentence_id, keeper.seen(self._place))

        self.host.after_saving(lambda: self.host.navigator.write(work))
