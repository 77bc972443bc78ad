"""One field of a card as a widget: shows a value, gives what was typed, shows what others wrote in the same field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.types import CardField, FieldKind
from chance_desktop.casework.cards.values import Typed, shown_value
from chance_desktop.desktop.fields.disagreement import Candidate, DisagreementCard
from chance_desktop.desktop.ui_kit.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.code_chips import CodeChips
from chance_desktop.desktop.ui_kit.fields import CheckBox, Combo, LabelledField, LongField, TextField
from chance_desktop.desktop.ui_kit.layouts import Flow
from chance_desktop.desktop.ui_kit.search_choice import SearchChoice
from chance_desktop.runtime.words import _, clock_time, figures_date

if TYPE_CHECKING:
    from chance_desktop.casework.session.values import HeadView
    from chance_desktop.domain.change import Value as Stored
    from chance_desktop.domain.programme import Choice

FEW = 13
"""As many choices as one reads at a glance; a longer list is searched."""

_TICKED = 8
_YES_NO = (("yes", _("Oui")), ("no", _("Non")), ("", _("Pas encore su")))
_HINTS = {
    FieldKind.DATE: _("jj/mm/aaaa"),
    FieldKind.TIME: _("14 h 30"),
    FieldKind.MONEY: _("1 250,50"),
    FieldKind.PERCENT: _("21,78"),
}


class CardBox(QObject):
    """A field and its widget; `changed` at each gesture of the person."""

    changed = Signal()
    settled = Signal(str, object)

    def __init__(self, field: CardField, choices: Sequence[Choice] = ()) -> None:
        super().__init__()
        self.field = field
        self._choices = tuple((choice.code, choice.label) for choice in choices)
        self._silent = False
        self._shown: Typed = None
        self._text: TextField | None = None
        self._long: LongField | None = None
        self._combo: Combo | None = None
        self._search: SearchChoice | None = None
        self._segments: SegmentedControl | None = None
        self._chips: CodeChips | None = None
        self._boxes: dict[str, CheckBox] = {}
        made = self._make()
        label = _("{label} (obligatoire)").format(label=field.label) if field.required else field.label
        self.widget = LabelledField(label, made, field.help)
        if not made.accessibleName() or made.accessibleName() == label:
            made.setAccessibleName(label)
        self.disagreement = DisagreementCard()
        self.disagreement.kept.connect(lambda value: self.settled.emit(self.field.name, value))
        self.widget.add(self.disagreement)

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width."""
        return self.field.wide or self.field.kind in (FieldKind.LONG, FieldKind.CODES)

    def _make(self) -> QWidget:
        field, kind = self.field, self.field.kind
        if kind is FieldKind.LONG:
            self._long = LongField(lines=3)
            self._long.textChanged.connect(self._touched)
            return self._long
        if kind is FieldKind.YES_NO:
            self._segments = SegmentedControl(_YES_NO, field.label, 38)
            self._segments.chosen.connect(lambda _code: self._touched())
            return self._segments
        if kind is FieldKind.CODES:
            return self._ticks() if len(self._choices) <= _TICKED else self._many()
        if kind is FieldKind.CHOICE:
            return self._one()
        self._text = TextField(placeholder=_HINTS.get(kind, ""))
        self._text.textEdited.connect(lambda _typed: self._touched())
        return self._text

    def _one(self) -> QWidget:
        if len(self._choices) > FEW:
            self._search = SearchChoice(self.field.label, _("Tapez quelques lettres"))
            self._search.offer(self._choices)
            self._search.chosen.connect(lambda _code: self._touched())
            return self._search
        self._combo = Combo(self.field.label)
        self._combo.offer([("", _("À choisir")), *self._choices])
        self._combo.currentIndexChanged.connect(lambda _index: self._touched())
        return self._combo

    def _ticks(self) -> QWidget:
        holder = Flow(16)
        for code, label in self._choices:
            tick = CheckBox(label)
            tick.toggled.connect(lambda _on: self._touched())
            self._boxes[code] = tick
            holder.addWidget(tick)
        return holder

    def _many(self) -> QWidget:
        self._chips = CodeChips(self.field.label)
        self._chips.offer(self._choices)
        self._chips.changed.connect(self._touched)
        return self._chips

    def _touched(self) -> None:
        if not self._silent:
            self.changed.emit()

    def show_value(self, value: Typed) -> None:
        """Show a value of the card."""
        self._silent = True
        if self._text is not None:
            self._text.setText(in_words(self.field.kind, value))
            self._text.setCursorPosition(0)
        elif self._long is not None:
            self._long.setPlainText("" if value is None else str(value))
        elif self._combo is not None:
            code = "" if value is None else str(value)
            if code and self._combo.findData(code) < 0:
                # a code its list no longer has: shown as it is, kept unless another is chosen
                self._combo.addItem(code, code)
            self._combo.setCurrentIndex(max(0, self._combo.findData(code)))
        elif self._search is not None:
            self._search.show_code("" if value is None else str(value))
        elif self._segments is not None:
            self._segments.choose("" if value is None else "yes" if value else "no")
        chosen = value if isinstance(value, tuple) else ()
        if self._chips is not None:
            self._chips.show_codes(chosen)
        for code, tick in self._boxes.items():
            tick.setChecked(code in chosen)
        self._silent = False
        self._shown = self.typed()

    def typed(self) -> Typed:
        """What is typed, as the use case takes it."""
        if self._long is not None:
            return self._long.toPlainText().strip()
        if self._combo is not None:
            return self._combo.code()
        if self._search is not None:
            return self._search.code()
        if self._segments is not None:
            return {"yes": True, "no": False}.get(self._segments.code())
        if self._chips is not None:
            return self._chips.codes()
        if self.field.kind is FieldKind.CODES:
            return tuple(code for code, tick in self._boxes.items() if tick.isChecked())
        return self._text.text().strip() if self._text is not None else ""

    @property
    def touched(self) -> bool:
        """Whether something else is typed than what was shown."""
        return self.typed() != self._shown

    def show_others(self, heads: tuple[HeadView, ...]) -> None:
        """Show what others wrote without having seen this value; hide when nobody did."""
        here = Candidate(
            self._shown,
            self._told(self._shown),
            _("la valeur affichée ici"),
        )
        others = tuple(
            Candidate(value, self._told(value), head.by) for head in heads for value in (_read(self.field, head.value),)
        )
        self.disagreement.show_candidates((here, *others) if others else (), self.field.label)

    def _told(self, value: Typed) -> str:
        labels = dict(self._choices)
        if isinstance(value, tuple):
            return ", ".join(labels.get(code, code) for code in value) or _("rien")
        if isinstance(value, bool):
            return _("Oui") if value else _("Non")
        return labels.get(str(value), in_words(self.field.kind, value)) or _("rien")

    def focus(self) -> None:
        """Put the keyboard here."""
        first = next(iter(self._boxes.values()), None)
        (self._chips.search if self._chips is not None else first or self.widget.field).setFocus()


def in_words(kind: FieldKind, value: Typed) -> str:
    """A value as it is typed: « 24/11/2026 », « 14 h 30 », « 1250,50 »."""
    if value is None:
        return ""
    if isinstance(value, date):
        return figures_date(value)
    if kind in (FieldKind.MONEY, FieldKind.PERCENT) and isinstance(value, int):
        whole, rest = divmod(value, 100)
        return f"{whole},{rest:02d}" if rest else str(whole)
    if kind is FieldKind.TIME and value:
        return clock_time(str(value))
    return str(value)


def _read(field: CardField, kept: Stored) -> Typed:
    """A value another person wrote, as this field shows it; as it stands when it cannot be read."""
    try:
        return shown_value(field, kept)
    except ValueError:
        return str(kept)
