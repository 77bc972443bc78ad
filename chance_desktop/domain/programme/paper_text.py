"""What a programme declares of its printed papers (`papers/`) and of its letters (`letters/`), each file with its keys."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fnmatch import fnmatchcase
from typing import Any

from chance_desktop.domain.programme.declared import declared
from chance_desktop.domain.programme.programme import LetterText
from chance_desktop.domain.text import placeholders
from chance_desktop.domain.text.placeholders import placeholder_mistakes
from chance_desktop.runtime.words import _


@declared
class ArticleText:
    """An article of an agreement."""

    title: str
    text: str


@declared
class PromiseList:
    """What one side promises."""

    title: str
    items: tuple[str, ...]


@declared
class PartyRoles:
    """How the three who sign are called."""

    participant: str
    sending: str
    host: str


@declared
class SignedPaperText:
    """A paper three parties sign: the agreement, the commitment."""

    version: str
    title: str
    introduction: str
    articles: tuple[ArticleText, ...] = ()
    lists: tuple[PromiseList, ...] = ()
    parties: PartyRoles


@declared
class CertificateText:
    """The certificate of the end of a placement; `early` is said when it ended before its time."""

    version: str
    title: str
    text: str
    early: str
    tasks: str
    closing: str
    signature: str


@declared
class PublicityReason:
    """A reason to leave."""

    title: str
    text: str


@declared
class PublicityText:
    """The flyer and the posters of an office."""

    version: str
    hook: str
    under: str
    reasons: tuple[PublicityReason, ...]
    who_title: str
    who: tuple[str, ...]
    begin_title: str
    begin: str
    meetings_title: str


class QuestionKind(Enum):
    """How a question of the referee's form is answered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    DATE = "date"


@declared
class RefereeQuestion:
    """A question to a referee; `help` is written small under it."""

    code: str
    text: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()
    help: str = ""


@declared
class RefereeFormText:
    """The form that stands for a recommendation letter."""

    version: str
    title: str
    intro: str
    questions: tuple[RefereeQuestion, ...]


PAPERS: tuple[tuple[str, type, frozenset[str]], ...] = (
    ("papers/agreement.toml", SignedPaperText, placeholders.STAY),
    ("papers/commitment.toml", SignedPaperText, placeholders.STAY),
    ("papers/certificate.toml", CertificateText, placeholders.CERTIFICATE),
    ("papers/publicity.toml", PublicityText, placeholders.PUBLICITY),
    ("letters/form-*.toml", RefereeFormText, placeholders.REFEREE),
    ("letters/request-*.toml", LetterText, placeholders.REFEREE),
    ("letters/reminder-*.toml", LetterText, placeholders.REFEREE),
    ("letters/email-*.toml", LetterText, placeholders.REFEREE),
    ("letters/call.toml", LetterText, placeholders.REFEREE),
    ("letters/waiver-request.toml", LetterText, placeholders.REFEREE),
    ("letters/missing-pieces.toml", LetterText, placeholders.MISSING_PIECES),
    ("letters/receipt.toml", LetterText, placeholders.DOSSIER),
    ("letters/*.toml", LetterText, placeholders.DECISION),
)
"""Which declaration a file holds, and the names its texts may ask for; the first pattern that fits says it."""


def declaration_of(file: str) -> type | None:
    """The declaration a file of the programme holds; nothing when the application reads no such paper."""
    return next((kind for pattern, kind, _known in PAPERS if fnmatchcase(file, pattern)), None)


def paper_mistakes(file: str, paper: object) -> Iterator[tuple[str, str]]:
    """What no type can say of a paper: the key and the reason."""
    known = next((known for pattern, _kind, known in PAPERS if fnmatchcase(file, pattern)), frozenset[str]())
    for key, text in _texts(paper, ""):
        for reason in placeholder_mistakes(text, known):
            yield key, reason
    if isinstance(paper, RefereeFormText):
        yield from _question_mistakes(paper)


def _question_mistakes(paper: RefereeFormText) -> Iterator[tuple[str, str]]:
    codes = [question.code for question in paper.questions]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"questions.{code}", _("code déclaré deux fois")
    for question in paper.questions:
        if question.kind is QuestionKind.CHOICE and not question.choices:
            yield f"questions.{question.code}.choices", _("la clé manque")
        if question.kind is not QuestionKind.CHOICE and question.choices:
            yield f"questions.{question.code}.choices", _("seule une question à choix a une liste de réponses")


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every text of a declaration, with its key."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield key, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _texts(each, f"{key}.{getattr(each, 'code', number)}")
    else:
        for name in getattr(type(value), "__dataclass_fields__", ()):
            yield from _texts(getattr(value, name), f"{key}.{name}" if key else name)
