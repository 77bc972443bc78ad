"""What a programme declares of its printed papers (`papers/`) and of its letters (`letters/`), each file with its keys."""

from __future__ import annotations

from enum import Enum
from fnmatch import fnmatchcase

from chance_desktop.domain.programme.declared import declared
from chance_desktop.domain.programme.programme import LetterText
from chance_desktop.domain.text import placeholders


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


def words_known_to(file: str) -> frozenset[str]:
    """The words in braces the texts of a file may ask for."""
    return next((known for pattern, _kind, known in PAPERS if fnmatchcase(file, pattern)), frozenset[str]())
