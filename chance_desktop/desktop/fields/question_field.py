"""One question of a form as a widget: what is asked, the answer as it is kept, what is wrong with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from chance_desktop.desktop.ui_kit.button import IconButton
from chance_desktop.desktop.ui_kit.chip import Chip
from chance_desktop.desktop.ui_kit.choices import RadioCard, one_tab_stop
from chance_desktop.desktop.ui_kit.fields import CheckBox, LabelledField, LongField, TextField
from chance_desktop.desktop.ui_kit.layouts import Flow, column, plain_widget
from chance_desktop.desktop.ui_kit.theme import px
from chance_desktop.domain.form import Form, Question, QuestionKind, codes_in
from chance_desktop.runtime.words import _, french_spaces

if TYPE_CHECKING:
    from chance_desktop.domain.programme import Choice

_LONG_LABEL = 60
_NARROW = {QuestionKind.DATE: 170, QuestionKind.NUMBER: 120}


class QuestionBox(QObject):
    """A question; `given` when an answer is chosen or typed, `left` when the keyboard goes elsewhere."""

    given = Signal(str)
    left = Signal(str)

    def __init__(self, form: Form, question: Question) -> None:
        super().__init__()
        self.question = question
        self.code = question.code
        self._options: tuple[Choice, ...] = form.options(question)
        self._silent = False
        self._text: TextField | None = None
        self._long: LongField | None = None
        self._group: QButtonGroup | None = None
        self._radios: dict[str, Chip | RadioCard] = {}
        self._ticks: dict[str, CheckBox] = {}
        self._clear: IconButton | None = None
        asked = french_spaces(f"{question.number} {question.text}".strip())
        self.words = asked
        shown = _("{label} (obligatoire)").format(label=asked) if question.required else asked
        made = self._make()
        # a paper dropped on a question is for the whole form
        made.setAcceptDrops(False)
        self.widget = LabelledField(shown, made, french_spaces(question.help))
        made.setAccessibleName(asked)
        self.widget.edited.connect(lambda: self.left.emit(self.code))

    @property
    def at_once(self) -> bool:
        """Whether an answer is whole as soon as it is given."""
        return self._text is None and self._long is None

    def _make(self) -> QWidget:
        kind = self.question.kind
        if kind is QuestionKind.LONG:
            self._long = LongField(lines=3)
            self._long.textChanged.connect(self._touched)
            return self._long
        if kind is QuestionKind.CHOICE:
            return self._one()
        if kind is QuestionKind.CHOICES:
            return self._several()
        self._text = TextField(placeholder=_("jj/mm/aaaa") if kind is QuestionKind.DATE else "")
        if kind in _NARROW:
            self._text.setMaximumWidth(px(_NARROW[kind]))
        self._text.textEdited.connect(lambda _typed: self._touched())
        return self._text

    def _one(self) -> QWidget:
        """One of several: chips beside one another, or cards when the words are long."""
        long = any(len(choice.label) > _LONG_LABEL for choice in self._options)
        self._group = QButtonGroup(self)
        self._clear = IconButton("x", _("Effacer la réponse"), side=36, bare=True)
        self._clear.setAccessibleName(french_spaces(_("Effacer la réponse : {question}").format(question=self.words)))
        self._clear.clicked.connect(self._cleared)
        if long:
            holder = plain_widget()
            box = column(holder, 6)
            for choice in self._options:
                box.addWidget(self._radio(choice, RadioCard(french_spaces(choice.label))))
            box.addWidget(self._clear)
            self._clear.hide()
            one_tab_stop(self._radios.values())
            return holder
        flow = Flow(8)
        for choice in self._options:
            flow.addWidget(self._radio(choice, Chip(french_spaces(choice.label))))
        flow.addWidget(self._clear)
        self._clear.hide()
        one_tab_stop(self._radios.values())
        return flow

    def _radio(self, choice: Choice, button: Chip | RadioCard) -> Chip | RadioCard:
        button.setAutoExclusive(False)
        button.setAccessibleName(f"{self.words}, {button.text()}")
        button.toggled.connect(lambda on: self._chosen() if on else None)
        self._radios[choice.code] = button
        if self._group is not None:
            self._group.addButton(button)
        return button

    def _several(self) -> QWidget:
        holder = plain_widget()
        box = column(holder, 2)
        for choice in self._options:
            tick = CheckBox(french_spaces(choice.label))
            tick.setAccessibleName(f"{self.words}, {tick.text()}")
            tick.toggled.connect(lambda _on: self._touched())
            self._ticks[choice.code] = tick
            box.addWidget(tick)
        return holder

    def _chosen(self) -> None:
        one_tab_stop(self._radios.values())
        if self._clear is not None:
            self._clear.show()
        self._touched()

    def _cleared(self) -> None:
        next(iter(self._radios.values())).setFocus()
        self._uncheck()
        self._touched()

    def _uncheck(self) -> None:
        if self._group is not None:
            self._group.setExclusive(False)
            for button in self._radios.values():
                button.setChecked(False)
            self._group.setExclusive(True)
        if self._clear is not None:
            self._clear.hide()
        one_tab_stop(self._radios.values())

    def _touched(self) -> None:
        if not self._silent:
            self.given.emit(self.code)

    def answer(self) -> str:
        """What is answered, as typed or as a code; empty for nothing."""
        if self._long is not None:
            return self._long.toPlainText().strip()
        if self._text is not None:
            return self._text.text().strip()
        if self._ticks:
            chosen = [code for code, tick in self._ticks.items() if tick.isChecked()]
            return json.dumps(chosen, ensure_ascii=False) if chosen else ""
        return next((code for code, button in self._radios.items() if button.isChecked()), "")

    def show_answer(self, answer: str) -> None:
        """Show an answer as it is kept, unless the person is typing here."""
        self._silent = True
        if self._long is not None and not self._long.hasFocus():
            self._long.setPlainText(answer)
        elif self._text is not None and not self._text.hasFocus():
            self._text.setText(self._figures(answer))
        elif self._radios:
            self._uncheck()
            if answer in self._radios:
                self._radios[answer].setChecked(True)
        chosen = codes_in(answer) if self._ticks else ()
        for code, tick in self._ticks.items():
            tick.setChecked(code in chosen)
        self._silent = False

    def _figures(self, answer: str) -> str:
        day = self.question.kind is QuestionKind.DATE and len(answer) == 10
        return f"{answer[8:10]}/{answer[5:7]}/{answer[:4]}" if day else answer

    def focus(self) -> None:
        """Put the keyboard here."""
        inside = [*self._radios.values(), *self._ticks.values()]
        chosen = next((one for one in inside if one.isChecked()), inside[0] if inside else self.widget.field)
        chosen.setFocus()
