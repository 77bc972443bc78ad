"""What rows show once changes are known: computed from all changes of a row, so that order never matters."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import cast

from msgspec import UnsetType
from sqlalchemy import Connection, delete, insert, select, update

from chance_desktop.domain.alike import Alike
from chance_desktop.domain.change import (
    DELETED,
    EVERY_FIELD,
    Change,
    Head,
    Value,
    deletion_seen,
    heads_of,
    shown,
    standing_stamps,
    unseen_by_deletion,
    without_far,
)
from chance_desktop.domain.clock import FARTHEST_AHEAD_MS
from chance_desktop.runtime import computer_time
from chance_desktop.store import settings
from chance_desktop.store.engines.batches import among
from chance_desktop.store.engines.bulk import insert_columns
from chance_desktop.store.schema.tables import APPENDED, PARENTS, SYNCED, UNSYNCED_COLUMNS, erased_row, field_head
from chance_desktop.store.writing.change_rows import changes_of_rows
from chance_desktop.store.writing.stamps import creation_stamps, write_stamps

_COLUMNS = {name: frozenset(table.columns.keys()) - UNSYNCED_COLUMNS for name, table in SYNCED.items()}

RowName = tuple[str, str]
"""A row: its table and its id."""


def merge_rows(connection: Connection, touched: Iterable[RowName]) -> int:
    """Lay down rows again from the log. Returns how many of their fields are in conflict."""
    asked = set(touched)
    wanted = sorted((asked | _deleted_parents(connection, asked)) - _erased(connection, asked))
    changes = changes_of_rows(connection, (row for _table, row in wanted))
    existing = rows_there(connection, wanted)
    latest = settings.last_stamp(connection)[0] + FARTHEST_AHEAD_MS
    conflicts = 0
    fresh: dict[str, dict[tuple[str, ...], list[dict[str, Value]]]] = {}
    deletions: list[tuple[RowName, list[Change], tuple[Head, ...]]] = []
    for table, row in wanted:
        of_row = [change for change in changes.get(row, ()) if change.table == table]
        if not of_row or _is_of_nobody(table, of_row):
            _drop(connection, table, row)
            continue
        heads = {
            name: without_far(found, latest) if len(found) > 1 else found
            for name, found in heads_of(of_row).items()
            if _is_known(table, name)
        }
        values = _values(heads, of_row)
        if shown(heads.get(DELETED, ())) is not None:
            deletions.append(((table, row), of_row, heads[DELETED]))
        if row in existing:
            connection.execute(update(SYNCED[table]).where(SYNCED[table].c.id == row).values(values))
        else:
            made = {"id": row, "created_at": values["updated_at"], **values}
            fresh.setdefault(table, {}).setdefault(tuple(made), []).append(made)
        conflicts += _write_heads(connection, table, row, heads, existing=row in existing)
    for table, groups in fresh.items():
        for rows in groups.values():
            connection.execute(insert(SYNCED[table]), rows)
    # Judged once every row is there: what was deleted may have parts among those just laid down.
    return conflicts + sum(_judge_deletion(connection, *each) for each in deletions)


def show_again(connection: Connection) -> None:
    """Lay down again the rows that hold values set aside: what was far ahead when they came may be of today."""
    query = select(field_head.c.table_name, field_head.c.row_id).distinct()
    merge_rows(connection, [(row.table_name, row.row_id) for row in connection.execute(query)])


def lay_new_rows(connection: Connection, groups: Iterable[Alike]) -> set[RowName]:
    """Lay down rows of which each of these changes is all that is known; returns those to be merged: not just what was
    written, erased, or deleted parents. The changes are in the log already.
    """
    now = computer_time.utc_text("milliseconds")
    again: set[RowName] = set()
    for some in groups:
        if some.changes:
            again |= _lay_plain_rows(connection, some, now)
    return again


def _lay_plain_rows(connection: Connection, some: Alike, now: str) -> set[RowName]:
    """Lay down rows that show exactly what their only change wrote; returns those to be merged, theirs or of parents."""
    table, names = some.table, some.names
    every = {(table, row) for row in some.rows}
    if DELETED in names or not _COLUMNS[table].issuperset(names):
        return every
    again = _erased(connection, every) | _emptied(some)
    kept = some.without(again)
    if kept.changes:
        nows, stamps = [now] * len(kept.rows), [creation_stamps(change.stamp) for change in kept.changes]
        given = dict(zip(names, cast("tuple[tuple[Value, ...], ...]", kept.columns), strict=True))
        columns = {"id": kept.rows, "created_at": nows, "updated_at": nows, "stamps": stamps, **given}
        insert_columns(connection, table, columns, dict(zip(names, kept.types, strict=True)))
    if table in APPENDED:
        return again
    return again.union(*[_deleted(connection, up, kept.texts(name)) for name, up in PARENTS[table] if name in names])


def _emptied(some: Alike) -> set[RowName]:
    """Rows of which a value is gone."""
    if not any(UnsetType in held for held in some.types):
        return set()
    return {(some.table, each.row) for each in some.changes if any(part.gone for part in each.fields.values())}


def has_heads(connection: Connection, table: str, row: str) -> bool:
    """Whether a row holds values set aside."""
    query = select(field_head.c.field).where(field_head.c.table_name == table, field_head.c.row_id == row).limit(1)
    return connection.execute(query).first() is not None


def deleted_parents(connection: Connection, parts: Iterable[tuple[str, Mapping[str, Value]]]) -> set[RowName]:
    """Deleted rows that these rows (table and values) are parts of: they come back into sight."""
    named: dict[str, set[str]] = {}
    for table, values in parts:
        if table not in APPENDED:
            for column, parent in PARENTS[table]:
                if values.get(column):
                    named.setdefault(parent, set()).add(str(values[column]))
    return set().union(*[_deleted(connection, parent, rows) for parent, rows in named.items()])


def _deleted(connection: Connection, table: str, rows: Iterable[str]) -> set[RowName]:
    """The deleted ones of these rows."""
    columns = SYNCED[table].c
    query = select(columns.id).where(among(columns.id, rows), columns.deleted_at.is_not(None))
    return {(table, row) for row in connection.execute(query).scalars()}


def _deleted_parents(connection: Connection, touched: set[RowName]) -> set[RowName]:
    """Parents with a deletion, standing or contested, of rows just touched: whether it stands is judged again."""
    changes = changes_of_rows(connection, (row for table, row in touched if table not in APPENDED and PARENTS[table]))
    named: set[RowName] = set()
    for of_row in changes.values():
        for change in of_row:
            for column, parent in PARENTS.get(change.table, ()):
                part = change.fields.get(column)
                if part is not None and part.value and change.table not in APPENDED:
                    named.add((parent, str(part.value)))
    of_parents = changes_of_rows(connection, (row for _table, row in named))
    return {(table, row) for table, row in named if any(DELETED in change.fields for change in of_parents.get(row, ()))}


def _judge_deletion(connection: Connection, name: RowName, changes: list[Change], deletion: tuple[Head, ...]) -> bool:
    """Bring a row back into sight when who deleted it had not seen all of it, or all of its parts; the deletion is kept."""
    table, row = name
    seen = deletion_seen(changes)
    if not unseen_by_deletion(changes, seen) and not any(
        unseen_by_deletion(part, seen) for part in _living_parts(connection, table, row)
    ):
        return False
    connection.execute(update(SYNCED[table]).where(SYNCED[table].c.id == row).values({DELETED: None}))
    here = (field_head.c.table_name == table, field_head.c.row_id == row, field_head.c.field == DELETED)
    connection.execute(delete(field_head).where(*here))
    connection.execute(
        insert(field_head), [_head_row(table, row, DELETED, head) for head in deletion if head.value is not None]
    )
    return True


def _living_parts(connection: Connection, table: str, row: str) -> Iterable[list[Change]]:
    """The changes of each part of a row that is not deleted itself."""
    parts: list[str] = []
    for child, pairs in PARENTS.items():
        for column, parent in pairs:
            if parent == table and child not in APPENDED:
                columns = SYNCED[child].c
                query = select(columns.id).where(columns[column] == row)
                parts += connection.execute(query).scalars()
    for changes in changes_of_rows(connection, parts).values():
        if shown(heads_of(changes).get(DELETED, ())) is None:
            yield changes


def _values(heads: Mapping[str, tuple[Head, ...]], changes: list[Change]) -> dict[str, Value]:
    values: dict[str, Value] = {name: shown(found) for name, found in heads.items()}
    standing = standing_stamps(changes)
    stamps = {
        name: _shown_stamps(name, found[-1], changes, standing.get(name, set()))
        for name, found in heads.items()
        if found
    }
    now = computer_time.utc_text("milliseconds")
    return {**values, "updated_at": now, "stamps": write_stamps(_compact(stamps))}


def _shown_stamps(name: str, head: Head, changes: list[Change], standing: set[str]) -> tuple[str, ...]:
    """Stamps of the value shown: its own, and those of equal values not superseded."""
    equal = (
        change.stamp
        for change in changes
        if change.stamp in standing and name in change.fields and change.fields[name].value == head.value
    )
    return tuple(sorted(set(equal))) or (head.stamp,)


def _compact(stamps: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The earliest stamps, which most fields share, once and under `*`, as the writer does at creation."""
    if not stamps:
        return {}
    earliest = min(stamps.values())
    return {EVERY_FIELD: earliest, **{name: each for name, each in stamps.items() if each != earliest}}


def _write_heads(
    connection: Connection, table: str, row: str, heads: Mapping[str, tuple[Head, ...]], *, existing: bool
) -> int:
    """Keep the values that are not shown, for a person to settle."""
    if existing:
        connection.execute(delete(field_head).where(field_head.c.table_name == table, field_head.c.row_id == row))
    rows = [_head_row(table, row, name, head) for name, found in heads.items() for head in found[:-1]]
    if rows:
        connection.execute(insert(field_head), rows)
    return len({row["field"] for row in rows})


def _head_row(table: str, row: str, name: str, head: Head) -> dict[str, str]:
    return {
        "table_name": table,
        "row_id": row,
        "field": name,
        "stamp": head.stamp,
        "value": json.dumps(head.value),
        "by": head.by,
    }


def lay_down_without(connection: Connection, withdrawn: Collection[RowName]) -> None:
    """Lay down rows some of whose changes were taken out of the log: what these alone said is said no more."""
    for table, row in withdrawn:
        _drop(connection, table, row)
    merge_rows(connection, withdrawn)


def _is_of_nobody(table: str, changes: Iterable[Change]) -> bool:
    """Whether nothing says any more whose a dossier is: its creation was quarantined, and a receiver would refuse the rest."""
    return table == "dossier" and not any("structure_code" in change.fields for change in changes)


def _drop(connection: Connection, table: str, row: str) -> None:
    """Nothing says this row exists any more: its changes were quarantined."""
    connection.execute(delete(SYNCED[table]).where(SYNCED[table].c.id == row))
    connection.execute(delete(field_head).where(field_head.c.table_name == table, field_head.c.row_id == row))


def rows_there(connection: Connection, wanted: Iterable[RowName]) -> set[str]:
    """Those rows that their tables hold."""
    found: set[str] = set()
    by_table: dict[str, list[str]] = {}
    for table, row in wanted:
        by_table.setdefault(table, []).append(row)
    for table, rows in by_table.items():
        column = SYNCED[table].c.id
        found.update(connection.execute(select(column).where(among(column, rows))).scalars())
    return found


def _erased(connection: Connection, wanted: Collection[RowName]) -> set[RowName]:
    if connection.execute(select(erased_row.c.row_id).limit(1)).first() is None:
        return set()
    query = select(erased_row.c.row_id).where(among(erased_row.c.row_id, (row for _table, row in wanted)))
    gone = set(connection.execute(query).scalars())
    return {(table, row) for table, row in wanted if row in gone}


def _is_known(table: str, field: str) -> bool:
    return field in _COLUMNS[table]
