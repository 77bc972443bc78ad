"""Many rows of one shape, in one statement of plain tuples."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from chance_desktop.domain.change import Value
from chance_desktop.store.dialect import is_shared


def insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Value | bytes, ...]]
) -> None:
    """Insert rows whose values are in the order of `columns`; both names are ours, never those of a bundle unchecked.

    A statement of SQLAlchemy makes a dictionary of parameters for every row, which takes longer than the insertion.
    PostgreSQL takes the rows as one stream.
    """
    if not rows:
        return
    named = ", ".join(f'"{name}"' for name in columns)
    if is_shared(connection):
        from chance_desktop.store.postgresql import copy_rows

        copy_rows(connection, table, named, rows)
        return
    marks = ", ".join("?" * len(columns))
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', list(rows))
