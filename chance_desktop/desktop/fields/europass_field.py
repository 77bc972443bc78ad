"""One field of the Europass profile as a widget: shows a column, gives the value typed, says when it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.europass.profile import Typed, shown, stored
from chance_desktop.casework.europass.sections import FieldKind, ProfileField
from chance_desktop.desktop.fields.disagreement import Candidate, DisagreementCard
from chance_desktop.desktop.ui_kit.code_chips import CodeChips
from chance_desktop.desktop.ui_kit.fields import CheckBox, Combo, LabelledField, LongField, TextField
from chance_desktop.desktop.ui_kit.search_choice import SearchChoice
from chance_desktop.domain.change import Value
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from datetime import date

    from chance_desktop.casework.exchange.disagreements import Disagreement

_FEW = 13
"""As many choices as one reads at a glance; a longer list is searched."""

_HINT_LENGTH = 80


class FieldBox(QObject):
    """A field and its widget; `changed` at each gesture, `left` when the keyboard goes elsewhere."""

    changed = Signal()
    left = Signal()
    settled = Signal(str, object)

    def __init__(self, field: ProfileField, today: date, lines: int = 4) -> None:
        super().__init__()
        self.field, self._today = field, today
        self.raw: Value = None
        self._silent = False
        self._lines = lines
        self._text: TextField | None = None
        self._long: LongField | None = None
        self._combo: Combo | None = None
        self._search: SearchChoice | None = None
        self._chips: CodeChips | None = None
        self._box: CheckBox | None = None
        made = self._make()
        # a file dropped on a field is for the whole tab
        made.setAcceptDrops(False)
        self.widget = LabelledField(field.label, made, field.help)
        if field.kind is FieldKind.YES_NO:
            # the box says it itself
            self.widget.caption.hide()
        self.widget.edited.connect(self.left)
        self._disagreement = ""
        self.disagreement = DisagreementCard()
        self.disagreement.kept.connect(lambda value: self.settled.emit(self._disagreement, value))
        self.widget.add(self.disagreement)

    def _make(self) -> QWidget:
        field, kind = self.field, self.field.kind
        if kind is FieldKind.LONG:
            self._long = LongField(lines=self._lines)
            self._long.textChanged.connect(self._touched)
            return self._long
        if kind is FieldKind.YES_NO:
            self._box = CheckBox(field.label)
            self._box.toggled.connect(lambda _on: self._touched())
            return self._box
        if kind is FieldKind.CODES:
            self._chips = CodeChips(field.label)
            self._chips.offer(field.options("fr"))
            self._chips.changed.connect(self._touched)
            return self._chips
        if kind in (FieldKind.CODE, FieldKind.LEVEL):
            return self._choice(field.options("fr"))
        self._text = TextField(placeholder=_("mm/aaaa") if kind is FieldKind.DATE else "")
        self._text.textEdited.connect(lambda _typed: self._touched())
        return self._text

    def _choice(self, options: tuple[tuple[str, str], ...]) -> QWidget:
        if len(options) <= _FEW:
            self._combo = Combo(self.field.label)
            self._combo.offer((("", _("À choisir")), *options))
            self._combo.currentIndexChanged.connect(lambda _index: self._touched())
            return self._combo
        self._search = SearchChoice(self.field.label, _("Tapez quelques lettres"))
        self._search.offer(options)
        self._search.chosen.connect(lambda _code: self._touched())
        return self._search

    def _touched(self) -> None:
        if not self._silent:
            self.changed.emit()

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width."""
        return self.field.wide

    def show(self, raw: Value, other: Value = None) -> None:
        """Show what a column holds; `other` is what the other language says, as a hint where this one says nothing."""
        self.raw = raw
        self._silent = True
        typed = shown(self.field, raw)
        if not self._same(raw):
            self._put(typed)
        self.widget.say_error("")
        if self._search is not None and not self._search.in_list:
            self.widget.say_warning(_("Ces mots ne sont pas dans la liste\u00a0: ils seront écrits tels quels."))
        hint = " ".join(str(shown(self.field, other) or "").split())[:_HINT_LENGTH] if self.field.translated else ""
        for text in (self._text, self._long):
            if text is not None and self.field.translated:
                text.setPlaceholderText(_("En français\u00a0: {text}").format(text=hint) if hint else "")
        self._silent = False

    def _same(self, raw: Value) -> bool:
        """Whether what is on screen already stands for the column: a space just typed must not vanish under the hand."""
        try:
            return (self.value() or None) == (raw or None) and bool(raw)
        except ExpectedError:
            return False

    def _put(self, typed: Typed) -> None:
        text = "" if typed is None or isinstance(typed, tuple) else str(typed)
        if self._text is not None:
            self._text.setText(text)
        elif self._long is not None and self._long.toPlainText() != text:
            self._long.setPlainText(text)
        elif self._combo is not None:
            if text and self._combo.findData(text) < 0:
                # a code that came with a file
                self._combo.addItem(text, text)
            self._combo.setCurrentIndex(max(0, self._combo.findData(text)))
        elif self._search is not None:
            self._search.show_code(text)
        elif self._chips is not None:
            self._chips.show_codes(typed if isinstance(typed, tuple) else ())
        elif self._box is not None:
            self._box.setChecked(bool(typed))

    def show_disagreement(self, found: Disagreement | None) -> None:
        """Show the values people wrote without seeing each other's, or that they agree."""
        self._disagreement = found.id if found is not None else ""
        heads = found.heads if found is not None else ()
        said = tuple(Candidate(head.value, self._words(head.value), head.by) for head in heads)
        self.disagreement.show_candidates(said, self.field.label)

    def _words(self, raw: Value) -> str:
        """A column as it is read."""
        seen = shown(self.field, raw)
        if self.field.kind is FieldKind.YES_NO:
            return _("Oui") if seen else _("Non")
        labels = dict(self.field.options("fr"))
        codes = seen if isinstance(seen, tuple) else (str(seen or ""),)
        return ", ".join(labels.get(code, code) for code in codes if code) or _("rien")

    def typed(self) -> Typed:
        """What is on screen."""
        if self._text is not None:
            return self._text.text()
        if self._long is not None:
            return self._long.toPlainText()
        if self._combo is not None:
            return self._combo.code()
        if self._search is not None:
            return self._search.code()
        if self._chips is not None:
            return self._chips.codes()
        return self._box.isChecked() if self._box is not None else None

    def value(self) -> Value:
        """The value of its column. Raises `InvalidField` or `NeverStored` while what is typed is none."""
        return stored(self.field, self.typed(), self._today, self.raw)

    def hint(self, words: str) -> None:
        """Say what stands as long as nothing is chosen in a list of several."""
        if self._chips is not None:
            self._chips.search.setPlaceholderText(words or _("Tapez pour ajouter"))

    def focus(self) -> None:
        """Put the keyboard there."""
        (self._chips.search if self._chips is not None else self.widget.field).setFocus()
