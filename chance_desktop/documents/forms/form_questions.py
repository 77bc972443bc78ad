"""The questions of the referee's form, as the programme declares them (`letters/form-*.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from chance_desktop.documents.letters.letter_text import fill_in


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


def declared_questions(
    items: Iterable[Mapping[str, object]], values: Mapping[str, str], answers: Mapping[str, str] | None = None
) -> tuple[FormQuestion, ...]:
    """The `[[questions]]` of a form for one referee; `answers` are known beforehand, by question code.

    Raises ValueError when a kind is unknown, or when choices are missing or useless.
    """
    known = answers or {}
    return tuple(_question(item, values, known.get(str(item["code"]), "")) for item in items)


def _question(item: Mapping[str, object], values: Mapping[str, str], value: str) -> FormQuestion:
    kind = QuestionKind(str(item["kind"]))
    choices = item.get("choices", ())
    if not isinstance(choices, (list, tuple)) or bool(choices) != (kind is QuestionKind.CHOICE):
        raise ValueError(item["code"])
    return FormQuestion(
        code=str(item["code"]),
        text=fill_in(str(item["text"]), values),
        kind=kind,
        choices=tuple(str(choice) for choice in choices),
        help=fill_in(str(item.get("help", "")), values),
        value=value,
    )
