"""The questions of the referee's form, as the programme declares them (`letters/form-*.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from chance_desktop.documents.letter_text import PLACEHOLDERS, LetterTextError, fill_in, placeholders_in
from chance_desktop.runtime.assets import forms_folder
from chance_desktop.runtime.words import _


class QuestionKind(Enum):
    """How a question is answered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of the form; `help` is written small under it; `value` fills it in beforehand."""

    code: str
    text: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()
    help: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class FormText:
    """A declared form, with its `{placeholders}` or filled in."""

    version: str
    title: str
    introduction: tuple[str, ...]
    return_line: str
    questions: tuple[FormQuestion, ...]

    def filled(self, values: Mapping[str, str], answers: Mapping[str, str] | None = None) -> FormText:
        """The form for one referee; `answers` are known beforehand, by question code."""
        known = answers or {}
        return replace(
            self,
            title=fill_in(self.title, values),
            introduction=tuple(words for text in self.introduction if (words := fill_in(text, values))),
            return_line=fill_in(self.return_line, values),
            questions=tuple(
                replace(
                    question,
                    text=fill_in(question.text, values),
                    help=fill_in(question.help, values),
                    value=known.get(question.code, question.value),
                )
                for question in self.questions
            ),
        )


def parse_form_text(source: str) -> FormText:
    """The form a TOML source declares; raises LetterTextError when it is not sound."""
    try:
        data = tomllib.loads(source)
        form = FormText(
            version=str(data["version"]),
            title=str(data["title"]),
            introduction=tuple(str(text) for text in data["introduction"]),
            return_line=str(data.get("return_line", "")),
            questions=tuple(_question(item) for item in data["questions"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LetterTextError(
            _("Le formulaire du programme est mal écrit."), _("Demandez à la Région de le corriger.")
        ) from error
    texts = (form.title, *form.introduction, form.return_line, *(question.text for question in form.questions))
    codes = [question.code for question in form.questions]
    if placeholders_in(*texts) - PLACEHOLDERS or len(set(codes)) != len(codes):
        raise LetterTextError(
            _("Le formulaire du programme demande une valeur inconnue ou deux fois la même question."),
            _("Demandez à la Région de le corriger."),
        )
    return form


def _question(item: Mapping[str, object]) -> FormQuestion:
    kind = QuestionKind(str(item["kind"]))
    choices = item.get("choices", [])
    if not isinstance(choices, list) or bool(choices) != (kind is QuestionKind.CHOICE):
        raise ValueError(item["code"])
    return FormQuestion(
        code=str(item["code"]),
        text=str(item["text"]),
        kind=kind,
        choices=tuple(str(choice) for choice in choices),
        help=str(item.get("help", "")),
    )


@cache
def form_text(name: str, programme: str = "une-chance-pour-l-europe") -> FormText:
    """The form of that name (`form-teacher`, `form-employer`)."""
    path = forms_folder() / programme / "letters" / f"{name}.toml"
    return parse_form_text(path.read_text(encoding="utf-8"))
