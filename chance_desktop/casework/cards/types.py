"""What a kind of card is: its table, its fields, how each is typed, and to whom its rows belong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chance_desktop.domain.typed.days import DayUse


class FieldKind(Enum):
    """How a field of a card is typed."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    CODES = "codes"
    DATE = "date"
    TIME = "time"
    YES_NO = "yes-no"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"


class Owner(Enum):
    """To whom the rows of a table belong: a dossier, the Mission Locale that made them (the Region: everyone), or the Region."""

    DOSSIER = "dossier"
    STRUCTURE = "structure"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class CardField:
    """A field. `choices` names a list (`cards.options`); money and percentages are kept in hundredths, a day as `2011-03-31`, a time as `14:30`.

    `use` says what a day is for, `after` which field of the card it never comes before.
    A telephone or a postcode `abroad` is of the country the card names, if any; the others are French.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: str = ""
    help: str = ""
    required: bool = False
    wide: bool = False
    use: DayUse = DayUse.ANY
    after: str = ""
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class CardType:
    """A kind of card. `parent` is the column that points at the card it is a part of, `title` what a new one is called.

    Rows of a `positioned` kind keep the order in which they were made.
    """

    table: str
    owner: Owner
    title: str
    fields: tuple[CardField, ...]
    parent: str = ""
    positioned: bool = False
    added: str = ""
    changed: str = ""
    removed: str = ""

    def field(self, name: str) -> CardField:
        """A field by its name; raises `KeyError`."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)
