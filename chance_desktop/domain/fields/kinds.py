"""What the fields of synced rows may be: their kinds, who writes them, what they say of a person, and whose rows are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Kind(StrEnum):
    """What a field holds."""

    LINE = "line"
    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    DAY = "day"
    PARTIAL_DAY = "partial-day"
    MOMENT = "moment"
    TIME = "time"
    YES_NO = "yes-no"
    NUMBER = "number"
    CENTS = "cents"
    PERCENT = "percent"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    COUNTRY = "country"
    LANGUAGE = "language"
    LEVEL = "level"
    CRITERIA = "criteria"
    RECORD = "record"
    DIGEST = "digest"
    REFERENCE = "reference"


NUMBERS = frozenset({Kind.NUMBER, Kind.CENTS, Kind.PERCENT})
"""Kinds kept as whole numbers; money and percentages in hundredths."""

LISTED = frozenset({Kind.CODE, Kind.CODES, Kind.COUNTRY, Kind.LANGUAGE, Kind.LEVEL})
"""Kinds kept as codes that some list tells in words."""


IMPORTED = frozenset(
    {
        Kind.LINE,
        Kind.CODE,
        Kind.DAY,
        Kind.YES_NO,
        Kind.PHONE,
        Kind.EMAIL,
        Kind.POSTCODE,
        Kind.COUNTRY,
        Kind.LANGUAGE,
        Kind.LEVEL,
    }
)
"""Kinds a cell of somebody else's table can hold: a free text is written for this programme, a reference is a row of ours."""


class Writer(Enum):
    """Who may write a field of a row; the Region may write them all."""

    OWNER = "owner"
    """The Mission Locale whose row it is."""

    REGION = "region"
    """Nobody else than the Region."""

    ONCE = "once"
    """The Mission Locale whose row it is, when it makes it; nobody else changes it afterwards than the Region."""

    TOLD = "told"
    """The Mission Locale whose row it is, with a line in the journal in the same transaction."""


class Owner(Enum):
    """Whose the rows of a table are."""

    DOSSIER = "dossier"
    """Of the Mission Locales of the dossier they are a part of; for the table of dossiers, of their own."""

    PERSON = "person"
    """Of the Mission Locales of all their dossiers."""

    STRUCTURE = "structure"
    """Of the Mission Locale they name, or of the dossier they are a part of."""

    BRANCH = "branch"
    """Of the Mission Locale of a branch."""

    REGION = "region"
    """Of the Region, which alone writes them."""


class Personal(StrEnum):
    """What a field says of a person: the class of its personal data."""

    IDENTITY = "identity"
    CONTACT = "contact"
    SITUATION = "situation"
    FREE_TEXT = "free-text"
    PROOF = "proof"
    NONE = "none"


class Searched(StrEnum):
    """As what the search of dossiers reads a field; the value is the column of the summary that holds its words."""

    NAME = "search_name"
    TOWN = "search_town"
    NUMBER = "search_numbers"


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day a field may hold, whatever the day it is."""

    first: str
    last: str


LIFE = Span("1900-01-01", "2100-12-31")
"""Days of somebody's life: births, schooling, papers."""

PROGRAMME = Span("1970-01-01", "2100-12-31")
"""Days of the programme: what was asked, received, decided, or is planned."""
