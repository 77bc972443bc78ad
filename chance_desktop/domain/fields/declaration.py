"""How a field and a table are declared: once, for the store, the exchange, the screens, the imports and the reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from chance_desktop.domain.fields.kinds import (
    IMPORTED,
    LIFE,
    NUMBERS,
    PROGRAMME,
    Kind,
    Owner,
    Personal,
    Searched,
    Span,
    Writer,
)
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

LONGEST_CODE = 200
LONGEST_LINE = 1_000
LONGEST_TEXT = 200_000
LONGEST_EMAIL = 320
LONGEST_POSTCODE = 20
LONGEST_REFERENCE = 100
LARGEST_AMOUNT = 100_000_000_000
"""No amount, in cents, goes beyond."""

_LONGEST: Mapping[Kind, int] = {
    Kind.LINE: LONGEST_LINE,
    Kind.TEXT: LONGEST_TEXT,
    Kind.CODE: LONGEST_CODE,
    Kind.CODES: LONGEST_TEXT,
    Kind.PHONE: LONGEST_CODE,
    Kind.EMAIL: LONGEST_EMAIL,
    Kind.POSTCODE: LONGEST_POSTCODE,
    Kind.COUNTRY: LONGEST_CODE,
    Kind.LANGUAGE: LONGEST_CODE,
    Kind.LEVEL: LONGEST_CODE,
    Kind.CRITERIA: LONGEST_TEXT,
    Kind.RECORD: LONGEST_TEXT,
    Kind.DAY: len("2026-12-03"),
    Kind.PARTIAL_DAY: len("2026-12-03"),
    Kind.MOMENT: 40,
    Kind.TIME: 40,
    Kind.DIGEST: 64,
    Kind.REFERENCE: LONGEST_REFERENCE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDeclaration:
    """A field of a synced table.

    `longest` counts characters, `least` and `most` bound a number, `span` a day, whose `use` says how it is read when it is typed.
    `listed` names the list that tells its codes
    in words (a list of the programme, `europass:` and a list of Europass, or `words` here). `of` is the table a reference
    points to, `part_of` the same where the row is a part of that one; an `author` is the counsellor who wrote something.
    A `named_in_tables` reference is filled by a table that names the row. `closed` holds the only values there may be, where
    the code knows them all; `region_only` those the Region alone writes. `since` is the migration that brought it to a table that
    was there: a poste without it sets a change that names it aside.
    """

    name: str
    label: str
    kind: Kind
    longest: int = 0
    least: int = 0
    most: int = 0
    span: Span = LIFE
    use: DayUse = DayUse.ANY
    needed: bool = False
    writer: Writer = Writer.OWNER
    personal: Personal = Personal.NONE
    in_extract: bool = False
    searched: Searched | None = None
    listed: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    region_only: frozenset[str] = frozenset()
    of: str = ""
    part_of: str = ""
    author: bool = False
    since: str = ""
    named_in_tables: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is kept as a whole number."""
        return self.kind in NUMBERS

    @property
    def is_imported(self) -> bool:
        """Whether the cell of a table may fill it: a Mission Locale writes it freely, and a cell can hold or name it."""
        return (self.kind in IMPORTED or self.named_in_tables) and self.writer is Writer.OWNER


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDeclaration:
    """A synced table: what a row of it is called, whose it is, and its fields in the order of the store's columns.

    `appended` rows are only ever added, `kept_by_the_region` ones never leave it, `for_all` ones go to every poste.
    """

    name: str
    label: str
    owner: Owner
    fields: tuple[FieldDeclaration, ...]
    appended: bool = False
    kept_by_the_region: bool = False
    for_all: bool = False

    @property
    def needed(self) -> tuple[str, ...]:
        """The fields without which a row cannot be shown."""
        return tuple(each.name for each in self.fields if each.needed)


class More(TypedDict, total=False):
    """What may be said of a field beside its name, its label and its kind."""

    longest: int
    span: Span
    use: DayUse
    needed: bool
    writer: Writer
    personal: Personal
    in_extract: bool
    searched: Searched
    words: Mapping[str, str]
    closed: frozenset[str]
    region_only: frozenset[str]
    since: str
    named_in_tables: bool


def declare(
    kind: Kind, name: str, label: str, *, listed: str = "", least: int = 0, most: int = 0, of: str = "", part_of: str = "",
    author: bool = False, **more: Unpack[More],
) -> FieldDeclaration:  # fmt: skip
    """A field of a kind, with the usual length of its kind."""
    given: More = {"longest": _LONGEST.get(kind, 0), **more}
    return FieldDeclaration(
        name=name,
        label=label,
        kind=kind,
        listed=listed,
        least=least,
        most=most,
        of=of,
        part_of=part_of,
        author=author,
        **given,
    )


def line(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """A short text."""
    return declare(Kind.LINE, name, label, **more)


def text(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """A free text of several lines."""
    given: More = {"personal": Personal.FREE_TEXT, **more}
    return declare(Kind.TEXT, name, label, **given)


def code(name: str, label: str, listed: str = "", **more: Unpack[More]) -> FieldDeclaration:
    """One answer of a list."""
    return declare(Kind.CODE, name, label, listed=listed, **more)


def codes(name: str, label: str, listed: str, **more: Unpack[More]) -> FieldDeclaration:
    """Several answers of a list."""
    return declare(Kind.CODES, name, label, listed=listed, **more)


def day(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """A day of the programme, unless it is said that it is one of somebody's life."""
    given: More = {"span": PROGRAMME, **more}
    return declare(Kind.DAY, name, label, **given)


def partial_day(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """A year, a month or a day of somebody's life."""
    return declare(Kind.PARTIAL_DAY, name, label, **more)


def moment(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """An instant."""
    given: More = {"span": PROGRAMME, **more}
    return declare(Kind.MOMENT, name, label, **given)


def clock(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """An hour of the day."""
    return declare(Kind.TIME, name, label, **more)


def yes_no(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """Yes, no, or not said."""
    return declare(Kind.YES_NO, name, label, most=1, **more)


def number(name: str, label: str, most: int, least: int = 0, **more: Unpack[More]) -> FieldDeclaration:
    """A whole number between two bounds."""
    return declare(Kind.NUMBER, name, label, least=least, most=most, **more)


def cents(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """An amount of money, in cents."""
    return declare(Kind.CENTS, name, label, least=0, most=LARGEST_AMOUNT, **more)


def contact_fields(personal: Personal = Personal.CONTACT) -> tuple[FieldDeclaration, FieldDeclaration]:
    """A telephone and an e-mail address."""
    return phone("phone", _("Téléphone"), personal=personal), email("email", _("Courriel"), personal=personal)


def phone(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """A telephone number."""
    given: More = {"personal": Personal.CONTACT, **more}
    return declare(Kind.PHONE, name, label, **given)


def email(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """An e-mail address."""
    given: More = {"personal": Personal.CONTACT, **more}
    return declare(Kind.EMAIL, name, label, **given)


def place_fields(personal: Personal = Personal.CONTACT, town: str = _("Commune")) -> tuple[FieldDeclaration, ...]:
    """An address, a postcode and a town."""
    return (
        line("address", _("Adresse"), personal=personal),
        declare(Kind.POSTCODE, "postcode", _("Code postal"), personal=personal),
        line("town", town, personal=personal),
    )


def country(name: str, label: str, listed: str = "choices:country", **more: Unpack[More]) -> FieldDeclaration:
    """A country."""
    return declare(Kind.COUNTRY, name, label, listed=listed, **more)


def language(name: str, label: str, listed: str = "choices:language", **more: Unpack[More]) -> FieldDeclaration:
    """A language."""
    return declare(Kind.LANGUAGE, name, label, listed=listed, **more)


def level(name: str, label: str, listed: str = "choices:cefr", **more: Unpack[More]) -> FieldDeclaration:
    """A level in a language."""
    return declare(Kind.LEVEL, name, label, listed=listed, **more)


def reference(name: str, label: str, of: str, part_of: str = "", **more: Unpack[More]) -> FieldDeclaration:
    """The row of another table."""
    return declare(Kind.REFERENCE, name, label, of=of, part_of=part_of, **more)


def of_dossier(**more: Unpack[More]) -> FieldDeclaration:
    """The dossier a row is a part of."""
    return reference("dossier_id", _("Dossier"), "dossier", part_of="dossier", **more)


def of_structure() -> FieldDeclaration:
    """The Mission Locale a row belongs to."""
    return code("structure_code", _("Mission Locale"), "offices")


def author(name: str = "by", label: str = _("Par"), **more: Unpack[More]) -> FieldDeclaration:
    """Who wrote something: a counsellor, of the Mission Locale that writes."""
    return declare(Kind.REFERENCE, name, label, of="counsellor", author=True, **more)


def digest(name: str, label: str, **more: Unpack[More]) -> FieldDeclaration:
    """A file, by its SHA-256."""
    given: More = {"personal": Personal.PROOF, **more}
    return declare(Kind.DIGEST, name, label, **given)


DELETED_AT = moment("deleted_at", _("Suppression"))
"""The field every row has: when it was deleted."""
