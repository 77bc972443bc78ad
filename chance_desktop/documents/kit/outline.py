"""What a document says, in order, whatever file it becomes: one tree of plain data, that a PDF and an ODT are made of.

A document that exists as both is laid out here once; `kit.outline_pdf` and `odt.outline_odt` walk the tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from chance_desktop.documents.kit.sender import Sender


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a page, and whom or what it is about."""

    words: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a letter goes."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceAndDate:
    """Where and when a letter is written."""

    line: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a letter is about, said with « Objet »."""

    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text; `**bold**` spans are kept. Those marked `ends` are never alone on the page before what they introduce."""

    words: str
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A tinted list with its title."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """The closing words of a letter and who signs it."""

    closing: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Who signs: the role, the name, and lines under it."""

    role: str
    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parties:
    """Those between whom something is agreed."""

    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A titled part: a text, or a list."""

    title: str
    text: str = ""
    items: tuple[str, ...] = ()
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Room for each one's signature."""

    parties: tuple[Party, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """The title of a part of a form, and a note under it."""

    title: str
    note: str = ""


class FieldKind(Enum):
    """How a field is filled."""

    LINE = auto()
    DAY = auto()
    NUMBER = auto()
    LINES = auto()
    ONE = auto()
    SEVERAL = auto()


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: what is kept, and what is read."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """A question and its field, its words set in French already.

    `chosen` are codes; `most` limits what is typed, 0 for no limit; choices stand `abreast`.
    """

    name: str
    question: str
    kind: FieldKind
    notes: tuple[str, ...] = ()
    words: str = ""
    options: tuple[Option, ...] = ()
    chosen: tuple[str, ...] = ()
    most: int = 0
    abreast: int = 1

    @property
    def tooltip(self) -> str:
        """What a screen reader says of it."""
        return " ".join((self.question, *self.notes))

    @property
    def short(self) -> bool:
        """Whether two of this kind stand side by side."""
        return self.kind in (FieldKind.LINE, FieldKind.DAY, FieldKind.NUMBER)


@dataclass(frozen=True, slots=True)
class FieldSignature:
    """A box to date and sign, with a word of how it comes back."""

    note: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a filled form comes back with, in a field that is left as it is."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The last words of a form."""

    words: str


@dataclass(frozen=True, slots=True)
class OnlyOdt:
    """A note to who corrects or fills the file in an office suite."""

    words: str


Node = (
    Title
    | Recipient
    | PlaceAndDate
    | Subject
    | Paragraph
    | Box
    | Ending
    | Parties
    | Article
    | Signatures
    | Section
    | Field
    | FieldSignature
    | Reference
    | Closing
    | OnlyOdt
)


class Kind(Enum):
    """What kind of page it is: the white space follows."""

    LETTER = auto()
    PAPER = auto()
    FORM = auto()


@dataclass(frozen=True, slots=True)
class FieldSpacing:
    """White space of a form on paper, in points: under short fields, under others; `aligned` puts side by side fields on one line."""

    short: float = 9
    other: float = 9
    aligned: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A document. `foot` stands at the foot of each page; a form with a `form_name` is filled on screen, another one by hand too.

    `long_fields` are the heights offered to a long answer on paper, roomiest first: the roomiest that costs no page is taken.
    """

    kind: Kind
    title: str
    sender: Sender
    edited_on: date
    nodes: tuple[Node, ...]
    foot: str = ""
    fictional: bool = False
    form_name: str = ""
    long_fields: tuple[float, ...] = (62.0,)
    spacing: FieldSpacing = FieldSpacing()
