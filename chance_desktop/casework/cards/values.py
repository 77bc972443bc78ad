"""The values of cards: as typed, as kept, as shown."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sized
from datetime import date
from types import MappingProxyType

from chance_desktop.casework.cards.types import CardField, CardType, FieldKind
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.typed.days import checked_day, read_day
from chance_desktop.domain.typed.emails import read_email
from chance_desktop.domain.typed.errors import EndBeforeStart, Unreadable
from chance_desktop.domain.typed.periods import check_period, check_times
from chance_desktop.domain.typed.postcodes import read_postcode
from chance_desktop.domain.typed.telephones import read_telephone
from chance_desktop.runtime.words import _

Typed = str | bool | int | date | tuple[str, ...] | None
"""What a screen gives for a field: a text as typed, or a value already read."""

_LONGEST = {FieldKind.LONG: 4000}
_LONGEST_LINE = 300
_TIME = re.compile(r"([01]?\d|2[0-3])\s*(?:[h:]\s*([0-5]\d)?)?", re.IGNORECASE)
_MONEY = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")
_LARGEST = 10**9
_NUMBERS = (FieldKind.NUMBER, FieldKind.MONEY, FieldKind.PERCENT)

_OF_CARDS = ("partner", "sponsor", "offer")
"""Lists made of other cards: they fill with time."""


def stored_values(
    kind: CardType,
    typed: Mapping[str, Typed],
    allowed: Mapping[str, Collection[str]],
    today: date,
    known: Mapping[str, object] = MappingProxyType({}),
) -> dict[str, Value]:
    """The values as kept; `allowed` holds the codes of each list named, `known` what the card holds already.

    Raises `NeverStored`, or `InvalidField`: the first field that cannot be kept, which holds the others.
    """
    country = str(typed.get("country") or known.get("country") or "")
    values: dict[str, Value] = {}
    wrong: list[InvalidField] = []
    for name, value in typed.items():
        try:
            values[name] = stored_value(kind.field(name), value, allowed, today, country)
        except InvalidField as refusal:
            wrong.append(refusal)
    if wrong:
        wrong[0].others = tuple(wrong[1:])
        raise wrong[0]
    return values


def stored_value(
    field: CardField, typed: Typed, allowed: Mapping[str, Collection[str]], today: date, country: str = ""
) -> Value:
    """The value of one field as kept; `country` is that of the card, where it names one."""
    if typed is None or typed == "" or typed == ():
        return _nothing(field)
    if field.kind is FieldKind.YES_NO:
        return bool(typed)
    if field.kind is FieldKind.CODES:
        codes = typed if isinstance(typed, tuple | list) else (str(typed),)
        for code in codes:
            _check_choice(field, str(code), allowed)
        return json.dumps([str(code) for code in codes], ensure_ascii=False)
    if field.kind is FieldKind.DATE:
        return _day(field, typed, today)
    text = str(typed).strip()
    if field.kind is FieldKind.CHOICE:
        _check_choice(field, text, allowed)
        return text
    if field.kind in _NUMBERS:
        return _number(field, text)
    if field.kind is FieldKind.TIME:
        return _time(field, text)
    return _text(field, text, country if field.abroad else "FR") or _nothing(field)


def shown_value(field: CardField, value: object) -> Typed:
    """The value of one field as a screen gives it back."""
    if field.kind is FieldKind.YES_NO:
        return None if value is None else bool(value)
    if field.kind is FieldKind.CODES:
        return tuple(json.loads(str(value))) if value else ()
    if field.kind is FieldKind.DATE:
        return kept_day(value)
    if field.kind in _NUMBERS:
        return value if isinstance(value, int) else None
    return str(value or "")


def has_no_list(field: CardField, offered: Sized) -> bool:
    """Whether a field chooses in a list the programme leaves empty: there is nothing to ask."""
    made_of_cards = field.choices.partition(":")[0] in _OF_CARDS
    return bool(field.choices) and not offered and not made_of_cards and not field.required


def _nothing(field: CardField) -> Value:
    if field.required:
        raise InvalidField(
            field.name, _("{label} : ce champ ne peut pas rester vide.").replace("{label}", field.label),
            _("Remplissez-le, puis enregistrez."),
        )  # fmt: skip
    return None if field.kind in (FieldKind.YES_NO, *_NUMBERS) else ""


def _check_choice(field: CardField, code: str, allowed: Mapping[str, Collection[str]]) -> None:
    if code not in allowed.get(field.choices, ()):
        raise InvalidField(
            field.name, _("« {value} » n’est pas une réponse proposée.").replace("{value}", code[:60]),
            _("Choisissez l’une des réponses de la liste."),
        )  # fmt: skip


def check_order(kind: CardType, former: Mapping[str, object], changed: Mapping[str, Value]) -> None:
    """Refuse an end before its start, where one of them changed. Raises `InvalidField`."""
    row = {**former, **changed}
    for field in kind.fields:
        if not field.after or not {field.name, field.after} & set(changed):
            continue
        start, end = str(row.get(field.after) or ""), str(row.get(field.name) or "")
        try:
            (check_times if field.kind is FieldKind.TIME else check_period)(start, end)
        except EndBeforeStart as wrong:
            raise InvalidField(field.name, wrong.sentence, wrong.next_step) from wrong


def _day(field: CardField, typed: Typed, today: date) -> str:
    try:
        day = (
            checked_day(typed, field.use, today) if isinstance(typed, date) else read_day(str(typed), field.use, today)
        )
    except Unreadable as wrong:
        raise InvalidField(field.name, wrong.sentence, wrong.next_step) from wrong
    return day.isoformat()


def _time(field: CardField, text: str) -> str:
    found = _TIME.fullmatch(text)
    if found is None:
        raise InvalidField(
            field.name,
            _("« {value} » n’est pas une heure.").replace("{value}", text[:20]),
            _("Écrivez-la ainsi\u00a0: 14\u00a0h\u00a030."),
        )
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"


def _number(field: CardField, text: str) -> int:
    bare = re.sub(r"[\s\u00a0€%]", "", text)
    money = field.kind is not FieldKind.NUMBER
    found = _MONEY.fullmatch(bare)
    if isinstance(found, re.Match) and (money or found[2] is None):
        whole = int(found[1])
        number = whole * 100 + int((found[2] or "0").ljust(2, "0")) if money else whole
        if number <= _LARGEST:
            return number
    example = _("Écrivez-le en chiffres : 1 250,50.") if money else _("Écrivez-le en chiffres : 12.")
    raise InvalidField(field.name, _("« {value} » n’est pas un nombre.").replace("{value}", text[:30]), example)


def _text(field: CardField, text: str, country: str) -> str:
    longest = _LONGEST.get(field.kind, _LONGEST_LINE)
    if len(text) > longest:
        sentence = _("{label} : ce texte dépasse {n} caractères.")
        raise InvalidField(
            field.name, sentence.replace("{label}", field.label).replace("{n}", str(longest)), _("Raccourcissez-le.")
        )
    refuse_never_stored(text)
    try:
        if field.kind is FieldKind.PHONE:
            return read_telephone(text, country)
        if field.kind is FieldKind.POSTCODE:
            return read_postcode(text, country)
        return read_email(text) if field.kind is FieldKind.EMAIL else text
    except Unreadable as wrong:
        raise InvalidField(field.name, wrong.sentence, wrong.next_step) from wrong
