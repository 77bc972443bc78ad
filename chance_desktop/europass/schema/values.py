"""The values XML carries in Europass 3.4.1: which texts the schema accepts, and which the model can hold."""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from chance_desktop.domain.learner.cefr import Level
from chance_desktop.domain.learner.model import Document
from chance_desktop.domain.learner.partial_dates import partial_date
from chance_desktop.europass.schema import codes
from chance_desktop.europass.schema.codes import CodeList


class Held(Enum):
    """How the model holds a value."""

    TEXT = "text"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Value:
    """A kind of text: `valid` is the schema’s rule, `understood` the model’s (`None` when it takes any text)."""

    name: str
    valid: Callable[[str], bool]
    understood: Callable[[str], bool] | None = None
    held: Held = Held.TEXT
    of: CodeList | None = None

    @property
    def sure(self) -> Callable[[str], bool] | None:
        """Whether the model takes a text as it stands, without a closer look; `None` when it takes any."""
        return self.understood or (None if self.of is None else self.valid)


def _any(text: str) -> bool:
    return True


def _like(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: compiled.fullmatch(text) is not None


def _one_of(*texts: str) -> Callable[[str], bool]:
    return frozenset(texts).__contains__


def listed(of: CodeList) -> Value:
    """A code of a list; the model takes an unknown one as it stands."""

    def valid(text: str) -> bool:
        if not known:
            known.append(codes.codes(of))  # read at the first use, and no sooner
        return text in known[0]

    known: list[frozenset[str]] = []
    return Value(of.value, valid, of=of)


_URI = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.\-]*:)?(?://[\w.\-]+(?::\d{1,5})?(?=[/?#]|\Z))?"
    r"(?:[\w\-.~!$&'()*+,;=@/]|(?<=[/?]):|%[0-9A-Fa-f]{2})*"
    r"(?:\?(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?(?:#(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?"
)
_STAMP = re.compile(
    r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
    r"(?:Z|[+\-](?:0\d|1[0-3]):[0-5]\d|[+\-]14:00)?",
    re.ASCII,
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._\-]*", re.ASCII)


def is_name(text: str) -> bool:
    """Whether a text may be an `xs:ID` in every parser: an ASCII name."""
    return _NAME.fullmatch(text) is not None


def _is_uri(text: str) -> bool:
    return text.count("#") < 2 and _URI.fullmatch(text) is not None and not text.startswith("//")


def _is_stamp(text: str) -> bool:
    return _STAMP.fullmatch(text) is not None and stamp(text) is not None


def stamp(text: str) -> datetime | None:
    """A date and time of XML, or a day alone; nothing for anything else."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def packed(text: str) -> bytes | None:
    """The bytes of a base64 text, spaces and lines aside; nothing when it is no base64.

    The strict mode of the library is slower by a third: its loose one passes over what is no base64, as the length tells.
    """
    try:
        found = a2b_base64(text)
    except ValueError:
        return None
    length = _packed_length(found)
    return found if len(text) == length or sum(map(len, text.split())) == length else None


def _packed_length(found: bytes) -> int:
    return (len(found) + 2) // 3 * 4


def _is_packed(text: str) -> bool:
    found = packed(text)
    return found is not None and len(text) == _packed_length(found)


def _is_level(text: str) -> bool:
    return text.strip() in _LEVELS


_LEVELS = frozenset(("", *(each.value for each in Level)))
_TRUE, _FALSE = frozenset(("true", "1")), frozenset(("false", "0"))


def is_true(text: str) -> bool:
    """Whether a boolean of XML says yes."""
    return text.strip().lower() in _TRUE


TEXT = Value("text", _any)
RICH = Value("rich", _any)
EMAIL = Value("email", _like(r"[^@]+@[^.]+\.[^\r\n]+"))
URI = Value("uri", _is_uri)
FLAG = Value("flag", (_TRUE | _FALSE).__contains__, lambda text: text.strip().lower() in _TRUE | _FALSE)
STAMP = Value("stamp", _is_stamp, lambda text: stamp(text) is not None)
DURATION = Value(
    "duration",
    _like(
        r"-?P(?=\d|T\d)(?:\d{1,6}Y)?(?:\d{1,6}M)?(?:\d{1,6}D)?(?:T(?=\d)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}(?:\.\d{1,6})?S)?)?"
    ),
)
DATA = Value("data", _is_packed, held=Held.BYTES)
_DOCUMENTS = frozenset(each.value for each in Document)
DOCUMENT = Value("document", _DOCUMENTS.__contains__, lambda text: text.strip() in _DOCUMENTS)
LEVEL = Value("level", _is_level, _is_level)
LEVEL_TEXT = Value("level", _LEVELS.__contains__)
DIGITAL_LEVEL = Value("digital_level", _one_of("A", "B", "C"))
OCCUPATION = Value("occupation", _like("[a-z0-9]{8}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{12}"))
OPENING = Value("opening", _like(r"opening-salut-[1-9][0-9]?(?:-impersonal)?"))
CLOSING = Value("closing", _like(r"closing-salut-[1-9][0-9]?"))
HEADING = Value("heading", _like(r"heading_[1-9]"))
COPYRIGHT = Value("copyright", _one_of("© European Communities | http://europass.cedefop.europa.eu"))
BUSINESS = Value("business", _one_of("business"))
VERSION = Value("version", _one_of("V3.4"))
LOCALE = Value("locale", _like("[a-zA-Z]{2}(?:-[a-zA-Z]{3})?"))
IMAGE = Value("image", _one_of("image/jpeg", "image/pjpeg", "image/png", "image/x-png"))
MIME = Value("mime", _one_of("image/jpeg", "image/pjpeg", "image/png", "image/x-png", "application/pdf"))
PARTIAL_DATE = Value(
    "partial_date", lambda text: partial_date(text) is not None, lambda text: partial_date(text) is not None
)
YEAR = Value("year", _like(r"(?!0000)\d{4}"))
MONTH = Value("month", _like(r"--(?:0[1-9]|1[0-2])"))
DAY = Value("day", _like(r"---(?:0[1-9]|[12]\d|3[01])"))
NAME = Value("id", is_name)
PRINTED = Value("printed", _one_of("ECV", "ELP", "ECL"))
FIELD = Value(
    "field",
    _like(
        r"LearnerInfo(?:\.Identification\.(?:PersonName|Demographics\.Birthdate)|\.CEFLanguageLevelsGrid"
        r"|\.(?:WorkExperience|Education)\[\d+\]\.Period"
        r"|\.Skills\.Linguistic\.ForeignLanguage\[\d+\]\.(?:Certificate\[\d+\]\.Date|Experience\[\d+\]\.Period))?"
        r"|CoverLetter(?:\.Addressee(?:\.PersonName)?|\.Letter\.(?:Localisation(?:\.Date)?|ClosingSalutation)"
        r"|\.Justification|\.SignatureName)?"
    ),
)
FORMAT = Value(
    "format",
    _one_of(
        "text/short", "text/long", "text/long/suffix", "text/long/texts", "numeric/long", "numeric/long/us",
        "numeric/medium", "numeric/short", "s,m z c", "s, m, z c", "s z m (c)", "s z m c", "s p-z m (c)", "s p-z m c",
        "s, z m (c)", "s, z m, c", "s, m, p-z (c)", "s, p-z m (c)", "s, m z (c)", "s, z-m (c)", "s, m, z (c)",
        "s\nz m (c)",
    ),
)  # fmt: skip
_NAMES = ("FirstName Surname", "Surname FirstName")
_PARTS = {
    "A": "Addressee", "L": "Letter.Localisation", "S": "Letter.SubjectLine", "O": "Letter.OpeningSalutation",
    "B": "Letter.Body", "C": "Letter.ClosingSalutation",
}  # fmt: skip
ORDER = Value(
    "order",
    _one_of(
        *_NAMES,
        *(f"Title {each}" for each in _NAMES),
        *(f"{each} Title" for each in _NAMES),
        "Identification Headline WorkExperience Education Skills Achievement ReferenceTo",
        "Identification Headline Education WorkExperience Skills Achievement ReferenceTo",
        "Identification Skills ReferenceTo",
        *(
            " ".join(_PARTS[each] for each in order)
            for order in ("ASOBLC", "SAOBLC", "LASOBC", "SALOBC", "LSAOBC", "ALSOBC", "ASLOBC")
        ),
        "Date Place",
        "Place Date",
    ),
)
POSITION = Value("position", _one_of("left-align", "right-align", "middle-align"))
