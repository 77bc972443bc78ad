"""The change log as changes, what this store has seen of each device, and what each recipient said it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from chance_desktop.domain.alike import Alike
from chance_desktop.domain.change import Change
from chance_desktop.store import settings
from chance_desktop.store.dialect import upsert
from chance_desktop.store.engines.batches import among
from chance_desktop.store.schema.tables import change_log, covered_span, parked_change, peer_seen, seen_device
from chance_desktop.store.writing.change_rows import LogRow, to_change
from chance_desktop.store.writing.merge import rows_there
from chance_desktop.sync.bundle import payload

_encode = msgspec.json.Encoder().encode

UNKNOWN = "unknown"
"""Reason of a change set aside because this version does not know its table or field; it is passed on all the same."""

FAILED = "failed"
"""Reason of a change that could be read and failed all the same, for a reason nobody foresaw; tried again after an update."""

REVOKED = "revoked"
"""Reason of a change set aside because its device was revoked before it."""


_LARGEST_WHOLE = 20_000
"""Changes of one transaction that travel together; the rest of a larger one, an import of thousands, follows."""
_SEEN = select(seen_device.c.device, seen_device.c.seq)
_PEER_HAS = select(peer_seen.c.device, peer_seen.c.seq).where(peer_seen.c.peer == bindparam("asked"))


class LoggedLine(NamedTuple):
    """A change of the log as the line it travels as; `fields` is the JSON of its fields."""

    seq: int
    table: str
    fields: str
    line: bytes


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A change whose fields stay the JSON they are."""

    device: str
    seq: int
    stamp: str
    tx: str
    by: str
    table: str
    row: str
    set: msgspec.Raw


def changes_after(connection: Connection, device: str, seq: int, limit: int) -> list[Change]:
    """Changes of a device past a number, in order, at most `limit` and whole transactions where they fit."""
    return [to_change(row) for row in _rows_after(connection, device, seq, limit)]


def changes_between(connection: Connection, device: str, first: int, last: int) -> list[Change]:
    """Changes of a device in a stretch of its numbers, in order."""
    query = select(change_log).where(change_log.c.device == device, change_log.c.seq.between(first, last))
    return [to_change(row) for row in connection.execute(query.order_by(change_log.c.seq))]


def lines_after(connection: Connection, device: str, seq: int, limit: int) -> list[LoggedLine]:
    """The same, as lines that can be sent as they stand."""
    return [
        LoggedLine(number, table, fields, _encode(_Line(by, number, stamp, tx, who, table, row, msgspec.Raw(fields))))
        for by, number, stamp, tx, who, table, row, fields in _rows_after(connection, device, seq, limit)
    ]


def _rows_after(connection: Connection, device: str, seq: int, limit: int) -> Sequence[LogRow]:
    """Rows of the log; a transaction larger than the limit comes alone: whole, unless no bundle should hold so much."""
    query = select(change_log).where(change_log.c.device == device, change_log.c.seq > seq).order_by(change_log.c.seq)
    found = connection.execute(query.limit(limit + 1)).all()
    if len(found) <= limit:
        return found
    cut = found[limit].tx
    whole = [row for row in found[:limit] if row.tx != cut]
    return whole or connection.execute(query.where(change_log.c.tx == cut).limit(max(limit, _LARGEST_WHOLE))).all()


def set_aside_unknown(connection: Connection, device: str, first: int, last: int) -> list[str]:
    """Lines of the changes of a stretch that this version could not read, to be passed on as they came."""
    query = select(parked_change.c.line).where(
        parked_change.c.device == device, parked_change.c.seq.between(first, last), parked_change.c.reason == UNKNOWN
    )
    return list(connection.execute(query.order_by(parked_change.c.seq)).scalars())


def known_numbers(connection: Connection, device: str, first: int, last: int) -> set[int]:
    """Those numbers of a stretch that are applied or set aside already."""
    known: set[int] = set()
    for table in (change_log, parked_change):
        query = select(table.c.seq).where(table.c.device == device, table.c.seq.between(first, last))
        known.update(connection.execute(query).scalars())
    return known


def known_rows(connection: Connection, groups: Iterable[Alike]) -> set[str]:
    """Those rows of some changes the store already knows: the log speaks of them, or they were rescued without it."""
    some = list(groups)
    rows: set[str] = set().union(*[each.rows for each in some])
    query = select(change_log.c.row_id).where(among(change_log.c.row_id, rows)).distinct()
    known = set(connection.execute(query).scalars().all())
    if settings.get(connection, settings.RESCUED):
        known |= rows_there(connection, [(each.table, row) for each in some for row in each.rows])
    return known


def seen(connection: Connection) -> dict[str, int]:
    """Highest contiguous number of each other device that is applied, set aside or filtered."""
    return {row.device: row.seq for row in connection.execute(_SEEN)}


def advance_seen(connection: Connection, device: str, first: int, last: int) -> None:
    """Account for a stretch of a device's numbers; one that leaves a hole waits until the hole is filled."""
    known = connection.execute(select(seen_device.c.seq).where(seen_device.c.device == device)).scalar() or 0
    if last <= known or first > last:
        return
    if first > known + 1:
        span = upsert(connection, covered_span).values(device=device, first=first, last=last)
        connection.execute(span.on_conflict_do_nothing())
        return
    reached = last
    waiting = select(covered_span).where(covered_span.c.device == device).order_by(covered_span.c.first)
    for row in connection.execute(waiting).all():
        if row.first <= reached + 1:
            reached = max(reached, row.last)
    connection.execute(delete(covered_span).where(covered_span.c.device == device, covered_span.c.last <= reached))
    statement = upsert(connection, seen_device).values(device=device, seq=reached)
    connection.execute(statement.on_conflict_do_update(index_elements=["device"], set_={"seq": reached}))


def peer_has(connection: Connection, peer: str) -> dict[str, int]:
    """What a recipient said it has, by device; nothing until it answers."""
    return {row.device: row.seq for row in connection.execute(_PEER_HAS, {"asked": peer})}


def note_peer_has(connection: Connection, peer: str, has: Mapping[str, int]) -> None:
    """Keep a receipt; it only grows."""
    known = peer_has(connection, peer)
    for device, seq in has.items():
        if seq > known.get(device, 0):
            statement = upsert(connection, peer_seen).values(peer=peer, device=device, seq=seq)
            connection.execute(statement.on_conflict_do_update(index_elements=["peer", "device"], set_={"seq": seq}))


def last_number(connection: Connection, device: str) -> int:
    """The highest number this device has written."""
    found = connection.execute(select(func.max(change_log.c.seq)).where(change_log.c.device == device)).scalar_one()
    return found or 0


def quarantine(connection: Connection, device: str, after: int, line: Callable[[Change], str]) -> set[tuple[str, str]]:
    """Set aside what a revoked device wrote past a number, applied or not; returns the rows to lay down again."""
    query = select(change_log).where(change_log.c.device == device, change_log.c.seq > after)
    changes = [to_change(row) for row in connection.execute(query)]
    for change in changes:
        row = {"device": device, "seq": change.seq, "line": line(change), "reason": REVOKED}
        connection.execute(upsert(connection, parked_change).values(row).on_conflict_do_nothing())
    connection.execute(delete(change_log).where(change_log.c.device == device, change_log.c.seq > after))
    return {(change.table, change.row) for change in changes}


def park(connection: Connection, change: Change, reason: str) -> None:
    """Set a change aside, with its reason."""
    connection.execute(
        insert(parked_change).values(
            device=change.device, seq=change.seq, line=payload.change_line(change), reason=reason
        )
    )
