"""A question of a form: what is asked, and the answer as it is kept."""

from __future__ import annotations

import json
from datetime import date

from chance_desktop.desktop.fields.declaration import Entry, FieldSpec, InputKind
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.reader import Reader
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.domain.change import Value as Stored
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.form import Form, Question, QuestionKind, codes_in
from chance_desktop.domain.typed.days import DayUse, read_day
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _, figures_date, french_spaces

_KINDS = {
    QuestionKind.TEXT: InputKind.TEXT,
    QuestionKind.LONG: InputKind.LONG,
    QuestionKind.CHOICE: InputKind.ONE_OF,
    QuestionKind.CHOICES: InputKind.CHOICES,
    QuestionKind.DATE: InputKind.DAY,
    QuestionKind.NUMBER: InputKind.NUMBER,
}
_NARROW = {QuestionKind.DATE: 170, QuestionKind.NUMBER: 120}


class QuestionBox(Field[str]):
    """A question, by its code."""

    def __init__(self, form: Form, question: Question, today: date) -> None:
        self.question, self._today = question, today
        self.code = question.code
        self.words = french_spaces(f"{question.number} {question.text}".strip())
        self._labels = {choice.code: choice.label for choice in form.options(question)}
        spec = FieldSpec(
            label=self.words,
            kind=_KINDS[question.kind],
            help=french_spaces(question.help),
            options=tuple(self._labels.items()),
            required=question.required,
            stacked=True,
        )
        super().__init__(spec, Reader(self._read, self._entry, self._said, _as_kept))
        widget = self.input.widget
        # a paper dropped on a question is for the whole form
        widget.setAcceptDrops(False)
        widget.setAccessibleName(self.words)
        if question.kind in _NARROW:
            widget.setMaximumWidth(px(_NARROW[question.kind]))

    @property
    def at_once(self) -> bool:
        """Whether an answer is whole as soon as it is given."""
        return self.input.at_once

    def answer(self) -> str:
        """What is answered so far; what is no day yet stands as it is typed."""
        try:
            return self.value()
        except Unreadable:
            return str(self.typed() or "").strip()

    def _read(self, entry: Entry, _former: str | None) -> str:
        if isinstance(entry, tuple):
            return json.dumps(list(entry), ensure_ascii=False) if entry else ""
        text = str(entry or "").strip()
        if self.question.kind is QuestionKind.DATE and text:
            return read_day(text, DayUse.ANY, self._today).isoformat()
        return text

    def _entry(self, answer: str | None) -> Entry:
        if self.question.kind is QuestionKind.CHOICES:
            return codes_in(answer or "")
        if self.question.kind is QuestionKind.DATE and answer:
            try:
                return figures_date(kept_day(answer))
            except ValueError:
                return answer
        return answer or ""

    def _said(self, answer: str | None) -> str:
        entry = self._entry(answer)
        codes = entry if isinstance(entry, tuple) else (str(entry or ""),)
        return ", ".join(self._labels.get(code, code) for code in codes if code) or _("rien")


def _as_kept(stored: Stored) -> str:
    return "" if stored is None else str(stored)
