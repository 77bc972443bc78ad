"""The values of a field that nobody replaced, for a save that had not seen them all.

They are taken from the change log, so that this store keeps exactly what any other store with the same changes computes.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select

from chance_desktop.domain.change import Value
from chance_desktop.store.tables import change_log, field_head


def contested_fields(connection: Connection, table: str, row: str) -> set[str]:
    """Fields of a row that hold values set aside."""
    query = select(field_head.c.field).where(field_head.c.table_name == table, field_head.c.row_id == row)
    return set(connection.execute(query).scalars())


def lay_heads(
    connection: Connection, table: str, row: str, field: str, value: Value, over: Collection[str], stamp: str
) -> tuple[str, ...]:
    """Set aside the values that stand beside `value`, about to be written over `over`; returns the stamps of `value`."""
    query = select(change_log).where(change_log.c.row_id == row, change_log.c.table_name == table)
    written: dict[str, tuple[Value, str]] = {}
    replaced = set(over)
    for change in connection.execute(query):
        part = json.loads(change.fields).get(field)
        if part is not None:
            written[change.stamp] = (part["v"], change.by)
            replaced.update(part.get("over", ()))
    standing = {each: written[each] for each in sorted(written) if each not in replaced}
    wanted = _key(value)
    aside = {_key(other): (each, other, by) for each, (other, by) in standing.items() if _key(other) != wanted}
    connection.execute(delete(field_head).where(
        field_head.c.table_name == table, field_head.c.row_id == row, field_head.c.field == field
    ))  # fmt: skip
    if aside:
        connection.execute(insert(field_head), [
            {"table_name": table, "row_id": row, "field": field, "stamp": each, "value": json.dumps(other), "by": by}
            for each, other, by in aside.values()
        ])  # fmt: skip
    return (*(each for each, (other, _by) in standing.items() if _key(other) == wanted), stamp)


def _key(value: Value) -> tuple[str, Value]:
    return type(value).__name__, value
