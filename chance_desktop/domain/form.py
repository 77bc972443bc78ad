"""Forms as data: one declaration serves the screen, the paper, the fillable PDF, validation and the tally.

An answer is kept as text: a code, a text as typed, a day (`2011-03-31`), a whole number, or a JSON list of codes. It keeps the
version of the form it was given under; a new version never changes what it says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from enum import Enum

from chance_desktop.domain.learner.interview import LearningInterview
from chance_desktop.domain.learner.partial_dates import written_date
from chance_desktop.domain.programme.declared import Choice, declared
from chance_desktop.domain.typed.days import DayUse, read_day
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _

Answers = Mapping[str, str]
"""Kept answers by question code; a question without an answer is not in it."""

LONGEST = {"text": 300, "long": 4000}
_WHOLE = re.compile(r"[0-9]{1,9}")


SITUATION = "situation"
"""The role of the question of a survey whose answers are counted."""


class QuestionKind(Enum):
    """How a question is answered."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    NUMBER = "number"


@declared
class VisibleIf:
    """A question is asked when another one has this answer, or one of these."""

    question: str
    equals: str = ""
    one_of: tuple[str, ...] = ()


@declared
class Question:
    """A question. `choices` names a list of the form; `split_by` names the question its tally is broken down by.

    `number` is what is printed before it; `code` names it for ever. The answers to the one of role `situation` are counted.
    """

    code: str
    text: str
    kind: QuestionKind
    number: str = ""
    help: str = ""
    choices: str = ""
    required: bool = False
    at_least: int | None = None
    at_most: int | None = None
    visible_if: VisibleIf | None = None
    split_by: str = ""
    role: str = ""


@declared
class FormPart:
    """A titled group of questions."""

    code: str
    title: str
    note: str = ""
    questions: tuple[Question, ...]


@declared
class Form:
    """A declared form. `subject` says what an answer is about: `dossier`, `event`, `follow_up_sheet`, `survey`,
    `meeting`; `role` what the application uses it for."""

    form: str
    version: str
    title: str
    subject: str
    role: str = ""
    introduction: str = ""
    closing: str = ""
    lists: dict[str, tuple[Choice, ...]]
    parts: tuple[FormPart, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for part in self.parts for question in part.questions)

    @property
    def situation(self) -> Question | None:
        """The question that asks what became of somebody: the one that says so, or else the one of that code."""
        said = [each for each in self.questions if each.role == SITUATION]
        return next(iter(said or [each for each in self.questions if each.code == SITUATION and each.choices]), None)

    def question(self, code: str) -> Question:
        """A question by its code; raises `KeyError`."""
        for question in self.questions:
            if question.code == code:
                return question
        raise KeyError(code)

    def options(self, question: Question) -> tuple[Choice, ...]:
        """What may be chosen; nothing for a question that is typed."""
        return self.lists.get(question.choices, ())

    def label(self, question: Question, answer: str) -> str:
        """An answer in words; as kept when the form does not declare it."""
        known = {choice.code: choice.label for choice in self.options(question)}
        if question.kind is QuestionKind.CHOICES:
            return ", ".join(known.get(code, code) for code in codes_in(answer))
        if question.kind is QuestionKind.DATE:
            return written_date(answer)
        return known.get(answer, answer)


NO_FORM = Form(form="", version="", title="", subject="", lists={}, parts=())
"""The form of a programme that has none for something: nothing is asked, and nothing is left to answer."""


class AnswerProblem(Exception):
    """An answer that cannot be kept: which question, and why, in French."""

    def __init__(self, question: Question, sentence: str) -> None:
        super().__init__(sentence)
        self.question = question
        self.sentence = sentence


def is_asked(question: Question, answers: Answers) -> bool:
    """Whether a question is asked, after the answers given so far."""
    condition = question.visible_if
    if condition is None:
        return True
    given = answers.get(condition.question, "")
    wanted = condition.one_of or (condition.equals,)
    return any(code in wanted for code in (codes_in(given) if given.startswith("[") else (given,)))


def kept(form: Form, question: Question, typed: str, today: date) -> str:
    """The answer as it is kept; empty for no answer. Raises `AnswerProblem`."""
    text = typed.strip()
    if not text:
        return ""
    if question.kind is QuestionKind.CHOICE:
        return _code(form, question, text)
    if question.kind is QuestionKind.CHOICES:
        chosen = dict.fromkeys(_code(form, question, each) for each in codes_in(text))
        order = [choice.code for choice in form.options(question)]
        return json.dumps(sorted(chosen, key=order.index), ensure_ascii=False) if chosen else ""
    if question.kind is QuestionKind.DATE:
        return _day(question, text, today)
    if question.kind is QuestionKind.NUMBER:
        return _number(question, text)
    longest = LONGEST[question.kind.value]
    if len(text) > longest:
        sentence = _("La réponse dépasse {n} caractères.").replace("{n}", str(longest))
        raise AnswerProblem(question, sentence)
    return text


def missing(form: Form, answers: Answers) -> tuple[Question, ...]:
    """Questions that must be answered and are not."""
    return tuple(
        question
        for question in form.questions
        if question.required and is_asked(question, answers) and not answers.get(question.code)
    )


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of an answer with several: kept form (JSON), or typed with commas between them."""
    if text.startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return ()
        return tuple(str(each) for each in found) if isinstance(found, list) else ()
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _code(form: Form, question: Question, text: str) -> str:
    """The code of a choice, told by its code or by its label."""
    wanted = _plain(text)
    for choice in form.options(question):
        if text == choice.code or wanted == _plain(choice.label):
            return choice.code
    listed = ", ".join(choice.label for choice in form.options(question))
    sentence = _("« {text} » n’est pas une réponse proposée (choix : {choices}).")
    raise AnswerProblem(question, sentence.replace("{text}", text[:60]).replace("{choices}", listed))


def _plain(text: str) -> str:
    """A label as it is compared: whatever its capitals, its apostrophes and the spaces printing gave it."""
    return text.replace("\u00a0", " ").replace("'", "’").casefold()


def _day(question: Question, text: str, today: date) -> str:
    try:
        return read_day(text, DayUse.ANY, today).isoformat()
    except Unreadable as wrong:
        raise AnswerProblem(question, wrong.text) from wrong


def _number(question: Question, text: str) -> str:
    bare = text.replace(" ", "").replace("\u00a0", "")
    low, high = question.at_least or 0, question.at_most
    if not _WHOLE.fullmatch(bare) or int(bare) < low or (high is not None and int(bare) > high):
        between = _("entre {low} et {high}") if high is not None else _("à partir de {low}")
        sentence = _("« {text} » n’est pas un nombre entier {between}.").replace("{text}", text[:30])
        raise AnswerProblem(
            question, sentence.replace("{between}", between.format(low=low, high=high))
        )  # fmt: skip
    return str(int(bare))


def from_interview(interview: LearningInterview) -> Form:
    """The interview about what was learned as a form about one experience, so that it is printed and filled like the others."""
    questions = tuple(
        Question(code=each.code, text=each.label, help=each.help, kind=QuestionKind.LONG)
        for each in interview.questions
    )
    part = FormPart(code="experience", title=interview.title, questions=questions)
    return Form(
        form=interview.form, version=interview.version, title=interview.title, subject="learning",
        introduction=interview.introduction, lists={}, parts=(part,),
    )  # fmt: skip
