"""One field of the situation as a widget: shows a value, gives what was typed, says when it changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.fields.disagreement import DisagreementCard
from chance_desktop.desktop.ui_kit.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.fields import CheckBox, Combo, LabelledField, LongField, TextField
from chance_desktop.desktop.ui_kit.layouts import column, plain_widget
from chance_desktop.domain.typed.days import read_optional_day
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.domain.typed.uses import use_of
from chance_desktop.runtime.words import _, figures_date

if TYPE_CHECKING:
    from chance_desktop.casework.situation.situation import FieldView, Value

_YES_NO = (("yes", _("Oui")), ("no", _("Non")), ("", _("Pas encore su")))
BAD_NUMBER = _("Écrivez un nombre, en chiffres.")


class FormField(QObject):
    """A field of the form and its widget."""

    changed = Signal(str)
    left = Signal(str)
    kept = Signal(str, object)

    def __init__(self, field: FieldView, today: date) -> None:
        super().__init__()
        self.field, self._today = field, today
        self.code = field.code
        self._silent = False
        self._text: TextField | None = None
        self._long: LongField | None = None
        self._combo: Combo | None = None
        self._segments: SegmentedControl | None = None
        self._boxes: dict[str, CheckBox] = {}
        self.widget = LabelledField(field.label, self._make(), field.help, optional=field.optional)
        self.widget.edited.connect(lambda: self.left.emit(self.code))
        self.disagreement = DisagreementCard()
        self.disagreement.kept.connect(lambda value: self.kept.emit(self.code, value))
        self.widget.add(self.disagreement)

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width of its section."""
        return self.field.kind in {"long", "choices"}

    def _make(self) -> QWidget:
        kind = self.field.kind
        if kind == "long":
            self._long = LongField(lines=3)
            self._long.textChanged.connect(self._touched)
            return self._long
        if kind in {"choice", "counsellor"}:
            self._combo = Combo(self.field.label)
            choices = [(one.code, one.label) for one in self.field.options]
            if not any(code == "" for code, _label in choices):
                choices.insert(0, ("", _("À choisir")))
            self._combo.offer(choices)
            self._combo.currentIndexChanged.connect(lambda _index: self._touched())
            return self._combo
        if kind == "yes-no":
            self._segments = SegmentedControl(_YES_NO, self.field.label, 38)
            self._segments.chosen.connect(lambda _code: self._touched())
            return self._segments
        if kind == "choices":
            return self._ticks()
        self._text = TextField(placeholder=_("jj/mm/aaaa") if kind == "date" else "")
        self._text.textEdited.connect(lambda _typed: self._touched())
        return self._text

    def _ticks(self) -> QWidget:
        holder = plain_widget()
        box = column(holder, 2)
        for one in self.field.options:
            tick = CheckBox(one.label)
            tick.toggled.connect(lambda _on: self._touched())
            self._boxes[one.code] = tick
            box.addWidget(tick)
        return holder

    def _touched(self) -> None:
        if not self._silent:
            self.changed.emit(self.code)

    def show_value(self, value: Value) -> None:
        """Show a stored value, unless the person is typing here."""
        self._silent = True
        if self._text is not None and not self._text.hasFocus():
            shown = figures_date(value) if isinstance(value, date) else "" if value is None else str(value)
            self._text.setText(shown)
        elif self._long is not None and not self._long.hasFocus():
            self._long.setPlainText("" if value is None else str(value))
        elif self._combo is not None:
            self._combo.setCurrentIndex(max(0, self._combo.findData("" if value is None else str(value))))
        elif self._segments is not None:
            self._segments.choose("" if value is None else "yes" if value else "no")
        chosen = value if isinstance(value, tuple) else ()
        for code, tick in self._boxes.items():
            tick.setChecked(code in chosen)
        self._silent = False

    def value(self) -> Value:
        """What is typed; raises `Unreadable` while it is no value."""
        if self._long is not None:
            return self._long.toPlainText().strip()
        if self._combo is not None:
            return self._combo.code()
        if self._segments is not None:
            return {"yes": True, "no": False}.get(self._segments.code())
        if self._boxes:
            return tuple(code for code, tick in self._boxes.items() if tick.isChecked())
        text = self._text.text().strip() if self._text is not None else ""
        if self.field.kind == "date":
            return read_optional_day(text, use_of(self.code), self._today)
        if self.field.kind == "number":
            return _number(text)
        return text


def _number(text: str) -> int | None:
    bare = text.replace(" ", "").replace("\u00a0", "")
    if bare and not bare.isdigit():
        raise Unreadable(BAD_NUMBER)
    return int(bare) if bare else None
