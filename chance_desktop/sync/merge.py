"""What rows show once changes of others are known: computed from all changes of a row, so that order never matters."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from chance_desktop.domain.change import Change, Head, Value, heads_of, shown
from chance_desktop.store.stamps import write_stamps
from chance_desktop.store.tables import SYNCED, UNSYNCED_COLUMNS, field_head
from chance_desktop.sync import log


def merge_rows(connection: Connection, touched: Iterable[tuple[str, str]]) -> int:
    """Lay down rows again from the log; `touched` are pairs of table and row. Returns how many fields are in conflict."""
    wanted = sorted(set(touched))
    changes = log.changes_of_rows(connection, [row for _table, row in wanted])
    existing = _existing(connection, wanted)
    conflicts = 0
    fresh: dict[str, dict[tuple[str, ...], list[dict[str, Value]]]] = {}
    for table, row in wanted:
        of_row = [change for change in changes.get(row, ()) if change.table == table]
        heads = {name: found for name, found in heads_of(of_row).items() if _is_known(table, name)}
        values = _values(heads, of_row)
        if row in existing:
            connection.execute(update(SYNCED[table]).where(SYNCED[table].c.id == row).values(values))
        else:
            made = {"id": row, "created_at": values["updated_at"], **values}
            fresh.setdefault(table, {}).setdefault(tuple(made), []).append(made)
        conflicts += _write_heads(connection, table, row, heads, existing=row in existing)
    for table, groups in fresh.items():
        for rows in groups.values():
            connection.execute(insert(SYNCED[table]), rows)
    return conflicts


def _values(heads: dict[str, tuple[Head, ...]], changes: list[Change]) -> dict[str, Value]:
    values: dict[str, Value] = {name: shown(found) for name, found in heads.items()}
    stamps = {name: _shown_stamps(name, found[-1], changes) for name, found in heads.items() if found}
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {**values, "updated_at": now, "stamps": write_stamps(_compact(stamps))}


def _shown_stamps(name: str, head: Head, changes: list[Change]) -> tuple[str, ...]:
    """Stamps of the value shown: its own, and those of equal values not superseded."""
    superseded = {stamp for change in changes if name in change.fields for stamp in change.fields[name].over}
    equal = [
        change.stamp
        for change in changes
        if name in change.fields and change.fields[name].value == head.value and change.stamp not in superseded
    ]
    return tuple(sorted(equal)) or (head.stamp,)


def _compact(stamps: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The commonest stamps once, under `*`, as the writer does at creation."""
    if not stamps:
        return {}
    common = min(stamps.values())
    return {"*": common, **{name: each for name, each in stamps.items() if each != common}}


def _write_heads(
    connection: Connection, table: str, row: str, heads: dict[str, tuple[Head, ...]], *, existing: bool
) -> int:
    """Keep the values that are not shown, for a person to settle."""
    if existing:
        connection.execute(delete(field_head).where(field_head.c.table_name == table, field_head.c.row_id == row))
    rows = [
        {
            "table_name": table,
            "row_id": row,
            "field": name,
            "stamp": head.stamp,
            "value": json.dumps(head.value),
            "by": head.by,
        }
        for name, found in heads.items()
        for head in found[:-1]
    ]
    if rows:
        connection.execute(insert(field_head), rows)
    return len({row["field"] for row in rows})


def _existing(connection: Connection, wanted: list[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    by_table: dict[str, list[str]] = {}
    for table, row in wanted:
        by_table.setdefault(table, []).append(row)
    for table, rows in by_table.items():
        column = SYNCED[table].c.id
        for start in range(0, len(rows), 500):
            found.update(connection.execute(select(column).where(column.in_(rows[start : start + 500]))).scalars())
    return found


def _is_known(table: str, field: str) -> bool:
    return field in SYNCED[table].c and field not in UNSYNCED_COLUMNS
