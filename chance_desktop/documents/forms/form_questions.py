"""The questions of the referee's form, as the programme declares them (`letters/form-*.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chance_desktop.documents.letters.letter_text import fill_in
from chance_desktop.domain.programme.paper_text import QuestionKind, RefereeQuestion


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of the form; `help` is written small under it; `value` fills it in beforehand."""

    code: str
    text: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()
    help: str = ""
    value: str = ""


def declared_questions(
    questions: Iterable[RefereeQuestion], values: Mapping[str, str], answers: Mapping[str, str] | None = None
) -> tuple[FormQuestion, ...]:
    """The questions of a form for one referee; `answers` are known beforehand, by question code."""
    known = answers or {}
    return tuple(
        FormQuestion(
            code=each.code,
            text=fill_in(each.text, values),
            kind=each.kind,
            choices=each.choices,
            help=fill_in(each.help, values),
            value=known.get(each.code, ""),
        )
        for each in questions
    )
