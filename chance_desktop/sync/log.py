"""The change log as changes, and what this store has seen of each device."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from chance_desktop.domain.change import Change
from chance_desktop.store.change_rows import from_change, to_change
from chance_desktop.store.tables import change_log, parked_change, seen_device


def changes_after(connection: Connection, device: str, seq: int, limit: int) -> list[Change]:
    """Changes of a device past a number, in order, at most `limit` and whole transactions where they fit."""
    query = (
        select(change_log)
        .where(change_log.c.device == device, change_log.c.seq > seq)
        .order_by(change_log.c.seq)
        .limit(limit + 1)
    )
    found = [to_change(row) for row in connection.execute(query)]
    if len(found) <= limit:
        return found
    cut = found[limit].tx
    whole = [change for change in found[:limit] if change.tx != cut]
    return whole or _transaction(connection, device, cut)


def _transaction(connection: Connection, device: str, tx: str) -> list[Change]:
    """A transaction larger than the limit travels alone."""
    query = select(change_log).where(change_log.c.device == device, change_log.c.tx == tx).order_by(change_log.c.seq)
    return [to_change(row) for row in connection.execute(query)]


def known_numbers(connection: Connection, device: str, numbers: Iterable[int]) -> set[int]:
    """Those numbers of a device that are applied or set aside already."""
    wanted = list(numbers)
    known: set[int] = set()
    for table in (change_log, parked_change):
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            query = select(table.c.seq).where(table.c.device == device, table.c.seq.in_(some))
            known.update(connection.execute(query).scalars())
    return known


def record(connection: Connection, changes: Iterable[Change]) -> None:
    """Append changes of other devices to the log."""
    rows = [from_change(change) for change in changes]
    if rows:
        connection.execute(insert(change_log), rows)


def seen(connection: Connection) -> dict[str, int]:
    """Highest contiguous number of each other device that is applied, set aside or filtered."""
    return {row.device: row.seq for row in connection.execute(select(seen_device))}


def advance_seen(connection: Connection, device: str, first: int, last: int) -> None:
    """Account for a stretch of a device's numbers; a stretch that leaves a hole advances nothing."""
    known = seen(connection).get(device, 0)
    if first <= known + 1 and last > known:
        statement = upsert(seen_device).values(device=device, seq=last)
        connection.execute(statement.on_conflict_do_update(index_elements=["device"], set_={"seq": last}))


def last_number(connection: Connection, device: str) -> int:
    """The highest number this device has written."""
    found = connection.execute(select(func.max(change_log.c.seq)).where(change_log.c.device == device)).scalar_one()
    return found or 0
