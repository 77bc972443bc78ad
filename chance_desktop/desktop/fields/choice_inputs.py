"""Answers chosen in a list: one in a short list or a long one, several ticked or added one by one, one of a few in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from chance_desktop.desktop.fields.declaration import Entry, FieldSpec
from chance_desktop.desktop.fields.inputs import Input, text_of
from chance_desktop.desktop.ui_kit.buttons.button import IconButton
from chance_desktop.desktop.ui_kit.inputs.chip import Chip
from chance_desktop.desktop.ui_kit.inputs.choices import RadioCard, one_tab_stop
from chance_desktop.desktop.ui_kit.inputs.code_chips import CodeChips
from chance_desktop.desktop.ui_kit.inputs.fields import CheckBox, Combo
from chance_desktop.desktop.ui_kit.inputs.search_choice import SearchChoice
from chance_desktop.desktop.ui_kit.layouts import Flow, column, plain_widget
from chance_desktop.runtime.words import _, french_spaces

_LONG_LABEL = 60

Options = tuple[tuple[str, str], ...]


class ComboInput(Input):
    """One of a short list."""

    def __init__(self, spec: FieldSpec) -> None:
        self.combo = Combo(spec.label)
        super().__init__(self.combo)
        self._options: Options | None = None
        self.offer(spec.options)
        self.combo.currentIndexChanged.connect(self._tell)

    def offer(self, options: Options) -> None:
        if options == self._options:
            return
        self._options = options
        shown = options if any(code == "" for code, _label in options) else (("", _("À choisir")), *options)
        kept = self.combo.code()
        self.combo.offer(shown)
        self.put(kept)

    def entry(self) -> Entry:
        return self.combo.code()

    def fill(self, entry: Entry) -> None:
        code = text_of(entry)
        if code and self.combo.findData(code) < 0:
            # a code its list does not have, or no longer: shown as it is, kept unless another is chosen
            self.combo.addItem(code, code)
        self.combo.setCurrentIndex(max(0, self.combo.findData(code)))

    @property
    def in_hand(self) -> bool:
        # its list is open: nothing moves under the finger
        return self.combo.view().isVisible()


class SearchInput(Input):
    """One of a long list, found by typing a part of it."""

    def __init__(self, spec: FieldSpec) -> None:
        self.search = SearchChoice(spec.label, _("Tapez quelques lettres"))
        super().__init__(self.search)
        self._options: Options | None = None
        self.offer(spec.options)
        self.search.chosen.connect(self._tell)

    def offer(self, options: Options) -> None:
        if options != self._options:
            self._options = options
            self.search.offer(options)

    def entry(self) -> Entry:
        return self.search.code()

    def fill(self, entry: Entry) -> None:
        self.search.show_code(text_of(entry))

    @property
    def is_begun(self) -> bool:
        return self.search.is_begun

    def finish(self) -> None:
        self.search.finish()

    @property
    def in_hand(self) -> bool:
        return self.has_keyboard


class TicksInput(Input):
    """Several of a few, all in sight."""

    def __init__(self, spec: FieldSpec) -> None:
        self._ticks: dict[str, CheckBox] = {}
        holder, add = _holder(stacked=spec.stacked)
        super().__init__(holder)
        for code, label in spec.options:
            tick = CheckBox(french_spaces(label))
            tick.setAccessibleName(f"{spec.label}, {tick.text()}")
            tick.toggled.connect(self._tell)
            self._ticks[code] = tick
            add.addWidget(tick)

    def entry(self) -> Entry:
        return tuple(code for code, tick in self._ticks.items() if tick.isChecked())

    def fill(self, entry: Entry) -> None:
        chosen = entry if isinstance(entry, tuple) else ()
        for code, tick in self._ticks.items():
            tick.setChecked(code in chosen)

    def focus(self) -> None:
        ticks = list(self._ticks.values())
        next((tick for tick in ticks if tick.isChecked()), ticks[0] if ticks else self.widget).setFocus()


class ChipsInput(Input):
    """Several of many, added one by one."""

    def __init__(self, spec: FieldSpec) -> None:
        self.chips = CodeChips(spec.label)
        super().__init__(self.chips)
        self.chips.offer(spec.options)
        self.chips.changed.connect(self._tell)

    def offer(self, options: Options) -> None:
        self.chips.offer(options)

    def entry(self) -> Entry:
        return self.chips.codes()

    def fill(self, entry: Entry) -> None:
        self.chips.show_codes(entry if isinstance(entry, tuple) else ())

    def focus(self) -> None:
        self.chips.search.setFocus()

    def hint(self, words: str) -> None:
        self.chips.search.setPlaceholderText(words or _("Tapez pour ajouter"))


class OneOfInput(Input):
    """One of a few, all in sight: chips beside one another, or cards when the words are long; it can be taken back."""

    def __init__(self, spec: FieldSpec) -> None:
        self._radios: dict[str, Chip | RadioCard] = {}
        cards = any(len(label) > _LONG_LABEL for _code, label in spec.options)
        holder, add = _holder(stacked=cards)
        super().__init__(holder)
        self._group = QButtonGroup(self)
        for code, label in spec.options:
            shown = french_spaces(label)
            radio: Chip | RadioCard = RadioCard(shown) if cards else Chip(shown)
            radio.setAutoExclusive(False)
            radio.setAccessibleName(f"{spec.label}, {shown}")
            radio.toggled.connect(self._chosen)
            self._radios[code] = radio
            self._group.addButton(radio)
            add.addWidget(radio)
        self.clear = IconButton("x", _("Effacer la réponse"), side=36, bare=True)
        self.clear.setAccessibleName(french_spaces(_("Effacer la réponse : {question}").format(question=spec.label)))
        self.clear.clicked.connect(self._cleared)
        add.addWidget(self.clear)
        self.clear.hide()
        one_tab_stop(self._radios.values())

    def entry(self) -> Entry:
        return next((code for code, radio in self._radios.items() if radio.isChecked()), "")

    def fill(self, entry: Entry) -> None:
        self._uncheck()
        if entry in self._radios:
            self._radios[text_of(entry)].setChecked(True)

    def focus(self) -> None:
        radios = list(self._radios.values())
        next((radio for radio in radios if radio.isChecked()), radios[0] if radios else self.widget).setFocus()

    def _chosen(self, on: bool) -> None:
        if on:
            one_tab_stop(self._radios.values())
            self.clear.show()
            self._tell()

    def _cleared(self) -> None:
        next(iter(self._radios.values())).setFocus()
        self._uncheck()
        self._tell()

    def _uncheck(self) -> None:
        self._group.setExclusive(False)
        for radio in self._radios.values():
            radio.setChecked(False)
        self._group.setExclusive(True)
        self.clear.hide()
        one_tab_stop(self._radios.values())


def _holder(*, stacked: bool) -> tuple[QWidget, Flow | QBoxLayout]:
    """Where the buttons of an answer stand, and what they are added to."""
    if stacked:
        holder = plain_widget()
        return holder, column(holder, 4)
    flow = Flow(12)
    return flow, flow
