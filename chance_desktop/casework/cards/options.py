"""The lists a card may choose from: declared by the programme, or made of other cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Table, select

from chance_desktop.casework.cards.types import CardField, CardType
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.change import Value
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.programme.declared import codes_of
from chance_desktop.domain.programme.programme import Choice
from chance_desktop.runtime.words import _
from chance_desktop.store.rows import rows_by_field
from chance_desktop.store.schema.tables import SYNCED

BENEFICIARIES, OFFICE = "beneficiaries", "office:"
"""Codes of targets: everyone, or the people of one Mission Locale."""


def options(desk: Desk, name: str) -> tuple[Choice, ...]:
    """A list by its name: a field of the programme (`partner_kinds`), one of its lists (`choices:country`), the
    words a field declares (`words:offer.state`), `partner:company` (partners of a role) or `sponsor`.
    """
    source, _colon, rest = name.partition(":")
    if source == "choices":
        return desk.programme.choices.get(rest, ())
    if source == "partner":
        table = SYNCED["partner"]
        return _rows(
            desk, table, lambda row: str(row["name"] or ""), kinds=codes_of(desk.programme.partner_kinds, rest)
        )
    if source == "sponsor":
        return _rows(desk, SYNCED["sponsor"], lambda row: f"{row['first_name'] or ''} {row['surname'] or ''}".strip())
    if source == "offer":
        return _rows(desk, SYNCED["offer"], lambda row: str(row["title"] or ""))
    if name == "targets":
        every = Choice(code=BENEFICIARIES, label=_("Jeunes, pour tout le programme"))
        return (every, *(Choice(code=f"{OFFICE}{each.code}", label=each.name) for each in desk.programme.offices))
    if source == "words":
        of, _dot, field = rest.partition(".")
        return tuple(Choice(code=code, label=words) for code, words in FIELDS[of][field].words.items())
    found: tuple[Choice, ...] = getattr(desk.programme, name)
    return found


def codes_allowed(desk: Desk, kind: CardType) -> dict[str, frozenset[str]]:
    """The codes of every list a kind of card names."""
    return {name: frozenset(choice.code for choice in options(desk, name)) for name in _named(kind.fields)}


def label_of(desk: Desk, field: CardField, code: str) -> str:
    """A code in words; as kept when its list no longer has it."""
    return next((choice.label for choice in options(desk, field.choices) if choice.code == code), code)


def _named(fields: tuple[CardField, ...]) -> set[str]:
    return {field.choices for field in fields if field.choices}


def _rows(
    desk: Desk, table: Table, label: Callable[[dict[str, Value]], str], kinds: Iterable[str] | None = None
) -> tuple[Choice, ...]:
    query = select(table).where(table.c.deleted_at.is_(None))
    if kinds is not None:
        query = query.where(table.c.kind.in_(list(kinds)))
    with desk.reading() as connection:
        found = rows_by_field(connection, query)
    made = (Choice(code=str(row["id"]), label=label(row)) for row in found)
    return tuple(sorted(made, key=lambda choice: choice.label.casefold()))
