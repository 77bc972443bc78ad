"""Read and write cards: one use case for all kinds, whatever their fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from chance_desktop.casework.cards.options import codes_allowed
from chance_desktop.casework.cards.types import CardType, Owner
from chance_desktop.casework.cards.values import Typed, check_order, shown_value, stored_values
from chance_desktop.casework.session.access import only_the_region, owns
from chance_desktop.casework.session.change_kinds import kinds_of
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import CardGone, InvalidField
from chance_desktop.casework.session.office.counsellors import author_name, read_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.field_changes import field_changes, note_corrections
from chance_desktop.casework.session.rows.row_slots import changed_values, said_values
from chance_desktop.casework.session.rows.values import HeadView
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.engines.batches import batches
from chance_desktop.store.rows import rows_by_field
from chance_desktop.store.schema.tables import SYNCED, field_head
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

Saving = Callable[[Desk, str, Mapping[str, Typed], Stamps], Outcome[None]]
"""How a sheet keeps what changed of a card of which more than its fields follow: row, values as typed, stamps shown."""

Following = Callable[[Work, str], None]
"""What else a change of a card writes, in the same transaction; it is given the row of the card."""


class SharedCard(ExpectedError):
    """A card another office or the Region made, which cannot be changed here."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette fiche vient de la Région : elle ne se modifie pas ici."),
            _("Signalez la correction à la Région, par une note de liaison ou au téléphone."),
        )


@dataclass(frozen=True, slots=True)
class Card:
    """A card as shown: its values by field, what others wrote in the same fields, and whether it may be changed here."""

    id: str
    kind: CardType
    values: Mapping[str, Typed]
    mine: bool
    seen: Stamps
    conflicts: Mapping[str, tuple[HeadView, ...]]
    row: Mapping[str, Value]

    def text(self, name: str) -> str:
        """A field as text; empty when it is not said."""
        return str(self.row[name] or "")


def cards(desk: Desk, kind: CardType, **where: str) -> tuple[Card, ...]:
    """The cards of a kind, first made first; `where` keeps those whose columns hold these values."""
    with desk.reading() as connection:
        return read_cards(desk, connection, kind, **where)


def read_cards(desk: Desk, connection: Connection, kind: CardType, **where: str) -> tuple[Card, ...]:
    """The cards of a kind, within a connection."""
    table = SYNCED[kind.table]
    query = select(table).where(table.c.deleted_at.is_(None))
    query = query.order_by(*((table.c.position,) if kind.positioned else ()), table.c.id)
    for column, value in where.items():
        query = query.where(table.c[column] == value)
    rows = rows_by_field(connection, query)
    heads = _heads(desk, connection, [str(row["id"]) for row in rows])
    return tuple(_card(desk, kind, row, heads.get(str(row["id"]), {})) for row in rows)


def read_card(desk: Desk, kind: CardType, card_id: str) -> Card:
    """One card. Raises `CardGone`."""
    found = cards(desk, kind, id=card_id)
    if not found:
        raise CardGone
    return found[0]


def add_card(
    desk: Desk, kind: CardType, typed: Mapping[str, Typed], dossier_id: str = "", parent_id: str = ""
) -> Outcome[str]:
    """Make a card; returns its row. Raises `InvalidField`, `NeverStored` or `DossierUnknown`."""
    given = {field.name: typed.get(field.name) for field in kind.fields if field.name in typed or field.required}
    values = stored_values(kind, given, codes_allowed(desk, kind), desk.today())
    check_order(kind, {}, values)
    with desk.working() as work:
        row = insert_card(work, kind, values, dossier_id, parent_id)
    return work.outcome(row, kind.added)


def insert_card(
    work: Work, kind: CardType, values: Mapping[str, Value], dossier_id: str = "", parent_id: str = ""
) -> str:
    """Make a card from values as they are kept, within a transaction."""
    made = said_values(values)
    if kind.owner is Owner.DOSSIER:
        read_record(work.connection, dossier_id)
        made["dossier_id"] = dossier_id
    elif kind.owner is Owner.STRUCTURE:
        made["structure_code"] = work.desk.structure_code
    else:
        only_the_region(work.desk)
    if kind.positioned:
        made["position"] = _next_position(work, kind)
    if kind.parent:
        made[kind.parent] = parent_id
    row = work.tx.create(kind.table, made)
    tell(work, kind, row, dossier_id)
    return row


def save_card(
    desk: Desk, kind: CardType, card_id: str, typed: Mapping[str, Typed], seen: Stamps | None = None,
    following: Following | None = None,
) -> Outcome[None]:  # fmt: skip
    """Save what changed of a card; `seen` are the stamps it was shown with, `following` writes what follows from it.

    Raises `InvalidField`, `NeverStored`, `CardGone` or `SharedCard`.
    """
    allowed = codes_allowed(desk, kind)
    with desk.working() as work:
        row = card_row(work, kind, card_id)
        values = stored_values(kind, typed, allowed, desk.today(), row)
        changed = changed_values(row, values)
        check_order(kind, row, changed)
        if changed:
            work.tx.update(kind.table, card_id, changed, displayed(seen, str(row["stamps"])))
            owner = str(row.get("dossier_id") or "")
            tell(work, kind, card_id, owner)
            if owner:
                note_corrections(work, owner, Event.CARD_CORRECTED, field_changes(kind.table, row, changed))
            if following is not None:
                following(work, card_id)
    return work.outcome(None, kind.changed if changed else "")


def remove_card(
    desk: Desk, kind: CardType, card_id: str, seen: Stamps | None = None, following: Following | None = None
) -> Outcome[None]:
    """Remove a card with its parts, and write what follows from it; it can be undone. Raises `CardGone` or `SharedCard`."""
    with desk.working() as work:
        row = card_row(work, kind, card_id)
        parts = list(_parts(work.connection, kind.table, card_id))
        seen_parts = [stamps for _table, _row, stamps in parts]
        work.tx.remove(kind.table, card_id, displayed(seen, str(row["stamps"])), seen_parts)
        for name, part, stamps in parts:
            work.tx.remove(name, part, stamps)
        tell(work, kind, card_id, str(row.get("dossier_id") or ""))
        if following is not None:
            following(work, card_id)
    return work.outcome(None, kind.removed)


def card_row(work: Work, kind: CardType, card_id: str) -> Mapping[str, Value]:
    """The row of a card that may be changed here. Raises `CardGone` or `SharedCard`."""
    table = SYNCED[kind.table]
    found = rows_by_field(work.connection, select(table).where(table.c.id == card_id, table.c.deleted_at.is_(None)))
    if not found:
        raise CardGone
    row = found[0]
    if not _is_mine(work.desk, kind, row):
        raise SharedCard
    return row


def tell(work: Work, kind: CardType, row: str, dossier_id: str) -> None:
    """Say to the screens what changed."""
    kinds = kinds_of((kind.table,))
    if dossier_id:
        work.touch(dossier_id, *kinds)
    work.rows.add(row)
    work.kinds.update(kinds)


_PARTS = {
    "event": (("attendance", "event_id"), ("answer", "subject_id")),
    "partner": (("partner_contact", "partner_id"),),
    "survey": (("survey_attempt", "survey_id"), ("answer", "subject_id")),
}


def _parts(connection: Connection, table: str, row: str) -> Iterable[tuple[str, str, Stamps]]:
    """The parts of a card: their table, row and stamps."""
    for name, column in _PARTS.get(table, ()):
        part = SYNCED[name]
        query = select(part.c.id, part.c.stamps).where(part.c[column] == row, part.c.deleted_at.is_(None))
        for found in connection.execute(query):
            yield name, found.id, read_stamps(found.stamps)


def _card(desk: Desk, kind: CardType, row: Mapping[str, Value], heads: Mapping[str, tuple[HeadView, ...]]) -> Card:
    values = {field.name: shown_value(field, row[field.name]) for field in kind.fields}
    return Card(
        id=str(row["id"]),
        kind=kind,
        values=values,
        mine=_is_mine(desk, kind, row),
        seen=read_stamps(str(row["stamps"])),
        conflicts=heads,
        row=row,
    )


def _is_mine(desk: Desk, kind: CardType, row: Mapping[str, Value]) -> bool:
    if kind.owner is Owner.STRUCTURE:
        return owns(desk, str(row["structure_code"] or ""))
    return kind.owner is Owner.DOSSIER or desk.standing.is_region


def _next_position(work: Work, kind: CardType) -> int:
    """A new line comes last."""
    column = SYNCED[kind.table].c.position
    return int(work.connection.execute(select(func.max(column))).scalar() or 0) + 1


def _heads(desk: Desk, connection: Connection, rows: list[str]) -> dict[str, dict[str, tuple[HeadView, ...]]]:
    people = read_counsellors(connection, desk.branch_id)
    found: dict[str, dict[str, tuple[HeadView, ...]]] = {}
    for some in batches(rows):
        for each in connection.execute(
            select(field_head).where(field_head.c.row_id.in_(some)).order_by(field_head.c.stamp)
        ):
            of_row = found.setdefault(each.row_id, {})
            head = HeadView(json.loads(each.value), author_name(people, each.by))
            of_row[each.field] = (*of_row.get(each.field, ()), head)
    return found


__all__ = [
    "Card", "CardGone", "InvalidField", "SharedCard", "add_card", "card_row", "cards", "insert_card", "read_card",
    "read_cards", "remove_card", "save_card", "tell",
]  # fmt: skip
