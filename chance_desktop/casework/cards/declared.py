"""Fields of cards, from the declaration of each column: its name, how it is typed, its list, what its day is for, whether it is needed."""

from __future__ import annotations

from chance_desktop.casework.cards.types import CardField, FieldKind
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.kinds import Kind

_TYPED = {
    Kind.LINE: FieldKind.TEXT, Kind.TEXT: FieldKind.LONG, Kind.CODE: FieldKind.CHOICE, Kind.CODES: FieldKind.CODES,
    Kind.DAY: FieldKind.DATE, Kind.TIME: FieldKind.TIME, Kind.YES_NO: FieldKind.YES_NO, Kind.NUMBER: FieldKind.NUMBER,
    Kind.CENTS: FieldKind.MONEY, Kind.PERCENT: FieldKind.PERCENT, Kind.PHONE: FieldKind.PHONE, Kind.EMAIL: FieldKind.EMAIL,
    Kind.POSTCODE: FieldKind.POSTCODE, Kind.COUNTRY: FieldKind.CHOICE, Kind.LANGUAGE: FieldKind.CHOICE,
    Kind.LEVEL: FieldKind.CHOICE, Kind.REFERENCE: FieldKind.CHOICE,
}  # fmt: skip
_WIDE = (FieldKind.LONG, FieldKind.CODES)


def card_field(
    table: str, name: str, *, kind: FieldKind | None = None, choices: str = "", hint: str = "", required: bool | None = None,
    wide: bool | None = None, after: str = "", abroad: bool = False,
) -> CardField:  # fmt: skip
    """The field of a card that a column declares; what a card wants otherwise is named."""
    declared = FIELDS[table][name]
    typed = kind or _TYPED[declared.kind]
    chosen = choices or declared.listed or (f"words:{table}.{name}" if declared.words else "")
    return CardField(
        name=name,
        label=declared.label,
        kind=typed,
        choices=chosen if typed in (FieldKind.CHOICE, FieldKind.CODES) else "",
        help=hint,
        required=declared.needed if required is None else required,
        wide=typed in _WIDE if wide is None else wide,
        use=declared.use,
        after=after,
        abroad=abroad,
    )
