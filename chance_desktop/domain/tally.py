"""Counting the answers of a form: every choice is a row or a column even when nobody chose it; who did not answer is counted too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chance_desktop.domain.form import Answers, Form, Question, QuestionKind, codes_in

NOT_SAID = ""
"""Key under which those without an answer are counted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one question: by code of answer, with `NOT_SAID` for none; `group` is the answer it is broken down by.

    `base` is the number of forms given back, whoever answered: percentages are of it.
    """

    question: Question
    group: str
    counts: dict[str, int]
    base: int

    def share(self, code: str) -> int:
        """Percentage of the base, rounded to the nearest whole number (halves go up); 0 without any form."""
        return percent(self.counts.get(code, 0), self.base)


def percent(count: int, base: int) -> int:
    """Percentage rounded to the nearest whole number, halves up."""
    return (200 * count + base) // (2 * base) if base else 0


def tally(form: Form, given: Iterable[Answers]) -> tuple[Tally, ...]:
    """Tallies of every closed question, in order; one per group for a question that is broken down."""
    forms = list(given)
    found: list[Tally] = []
    for question in form.questions:
        if question.kind not in (QuestionKind.CHOICE, QuestionKind.CHOICES):
            continue
        if not question.split_by:
            found.append(_counted(form, question, "", forms, len(forms)))
            continue
        for choice in form.options(form.question(question.split_by)):
            some = [answers for answers in forms if answers.get(question.split_by) == choice.code]
            found.append(_counted(form, question, choice.code, some, len(forms)))
    return tuple(found)


def _counted(form: Form, question: Question, group: str, some: Sequence[Answers], base: int) -> Tally:
    counts: Counter[str] = Counter({choice.code: 0 for choice in form.options(question)})
    for answers in some:
        answer = answers.get(question.code, "")
        codes = codes_in(answer) if question.kind is QuestionKind.CHOICES else (answer,)
        counts.update(codes or (NOT_SAID,))
    return Tally(question, group, dict(counts), base)
