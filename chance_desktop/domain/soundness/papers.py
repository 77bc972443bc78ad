"""What is wrong in the letters and in the printed papers, and which letters a programme cannot do without."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from chance_desktop.domain.programme.paper_text import QuestionKind, RefereeFormText, words_known_to
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.soundness.codes import doubles, odd
from chance_desktop.domain.soundness.mistake import Mistake
from chance_desktop.domain.soundness.words_in_braces import brace_mistakes
from chance_desktop.runtime.words import _


def paper_mistakes(file: str, paper: object) -> Iterator[Mistake]:
    """What no type can say of a paper."""
    known = words_known_to(file)
    for key, text in _texts(paper, ""):
        yield from brace_mistakes(file, key, text, known, grave=True)
    if isinstance(paper, RefereeFormText):
        yield from _questions(file, paper)


def needed_letters(programme: Programme) -> set[str]:
    """The files without which a letter the programme declares could not be written."""
    names = {f"{what}-{kind.code}" for kind in programme.referees for what in ("request", "reminder", "form")}
    names |= {"call", "email-request", "email-reminder", "waiver-request"} if programme.referees else set()
    names |= {"missing-pieces", "receipt"} | {each.letter for each in programme.decisions if each.letter}
    return {f"letters/{name}.toml" for name in names}


def _questions(file: str, paper: RefereeFormText) -> Iterator[Mistake]:
    yield from doubles(file, "questions", (question.code for question in paper.questions))
    for question in paper.questions:
        place = f"questions.{question.code}.choices"
        if question.kind is QuestionKind.CHOICE and not question.choices:
            yield odd(file, place, "", _("la clé manque"), grave=True)
        if question.kind is not QuestionKind.CHOICE and question.choices:
            reason = _("seule une question à choix a une liste de réponses")
            yield odd(file, place, question.kind.value, reason, grave=True)


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Every text of a declaration, with its key."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield key, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _texts(each, f"{key}.{getattr(each, 'code', number)}")
    else:
        for name in getattr(type(value), "__dataclass_fields__", ()):
            yield from _texts(getattr(value, name), f"{key}.{name}" if key else name)
