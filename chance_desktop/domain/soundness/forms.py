"""What is wrong in the questionnaires and in the conversations of Europass."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from chance_desktop.domain.form import Form, Question, QuestionKind
from chance_desktop.domain.learner.cefr import LanguageSkill, Level
from chance_desktop.domain.learner.interview import AssessmentGuide, LearningInterview
from chance_desktop.domain.soundness.codes import doubles, must_be, odd
from chance_desktop.domain.soundness.mistake import Mistake, nearest, unknown
from chance_desktop.runtime.words import _


def form_mistakes(file: str, form: Form) -> Iterator[Mistake]:
    """What no type can say of a questionnaire."""
    code, _at, version = PurePosixPath(file).stem.partition("@")
    if form.form != code:
        yield odd(file, "form", form.form, _("le fichier porte un autre nom que ce formulaire"))
    if version and form.version != version:
        yield odd(file, "version", form.version, _("le nom du fichier dit une autre version"))
    yield from doubles(file, "parts", (part.code for part in form.parts))
    yield from doubles(file, "questions", (question.code for question in form.questions))
    asked: list[str] = []
    for question in form.questions:
        yield from _question(file, form, question, asked)
        asked.append(question.code)
    named = {question.choices for question in form.questions if question.choices}
    misnamed = named - set(form.lists)
    for name, choices in form.lists.items():
        yield from doubles(file, f"lists.{name}", (each.code for each in choices))
        if name not in named and not nearest(name, misnamed):
            yield odd(file, f"lists.{name}", name, _("aucune question ne propose cette liste"))


def interview_mistakes(file: str, interview: LearningInterview) -> Iterator[Mistake]:
    """Sentences without a place for what is told, families nobody knows."""
    families = [each.code for each in interview.families]
    for name in ("areas", "questions", "families"):
        yield from doubles(file, name, (each.code for each in getattr(interview, name)))
    for question in interview.questions:
        place = f"questions.{question.code}"
        if question.sentence and "{each}" not in question.sentence:
            yield odd(file, f"{place}.sentence", question.sentence, _("il manque {each} dans la phrase"), grave=True)
        if question.sentence and question.family not in families:
            yield unknown(file, f"{place}.family", _("famille inconnue"), question.family, families)


def guide_mistakes(file: str, guide: AssessmentGuide) -> Iterator[Mistake]:
    """Skills and levels nobody is asked about."""
    for skill in LanguageSkill:
        for level in Level:
            if not guide.of(skill, level):
                yield odd(file, f"{skill.value}.{level.value}", "", _("la clé manque"), grave=True)


def _question(file: str, form: Form, question: Question, asked: list[str]) -> Iterator[Mistake]:
    place = f"questions.{question.code}"
    if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        if not question.choices:
            yield odd(file, f"{place}.choices", "", _("la clé manque"), grave=True)
        yield from must_be(file, f"{place}.choices", question.choices, form.lists, _("liste inconnue"))
    elif question.choices:
        reason = _("seule une question à choix a une liste de réponses")
        yield odd(file, f"{place}.choices", question.choices, reason, grave=True)
    low, high = question.at_least or 0, question.at_most
    if high is not None and high < low:
        yield odd(
            file, f"{place}.at_most", high, _("aucun nombre n’est possible : le plus grand est sous le plus petit")
        )
    codes = [each.code for each in form.questions]
    yield from must_be(file, f"{place}.split_by", question.split_by, codes, _("question inconnue"))
    yield from _condition(file, form, question, asked)


def _condition(file: str, form: Form, question: Question, asked: list[str]) -> Iterator[Mistake]:
    condition, place = question.visible_if, f"questions.{question.code}.visible_if"
    if condition is None:
        return
    known = {each.code: each for each in form.questions}
    if condition.question not in known:
        yield unknown(file, place, _("question inconnue"), condition.question, known)
        return
    if condition.question not in asked:
        yield odd(file, place, condition.question, _("cette question n’est posée qu’après"))
    answers = [each.code for each in form.options(known[condition.question])]
    wanted = condition.one_of or (condition.equals,)
    for code in wanted:
        if answers:
            yield from must_be(file, place, code, answers, _("réponse inconnue"), grave=False)
    if not any(wanted):
        yield odd(file, place, condition.question, _("il manque la réponse attendue (equals ou one_of)"))
