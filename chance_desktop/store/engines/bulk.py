"""Many rows of one shape, in one statement of plain tuples."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from sqlalchemy import Connection

from chance_desktop.domain.change import Value
from chance_desktop.store.dialect import is_shared

_NOTHING = frozenset({type(None)})
_ROWS_AT_ONCE = 100
"""Of a statement with all its rows: with thirty columns, a tenth of the parameters SQLite takes."""


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
        from chance_desktop.store.engines.postgresql import copy_rows

        copy_rows(connection, table, named, rows)
        return
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({named}) VALUES {_marks(columns)}', list(rows))


def insert_columns(
    connection: Connection, table: str, columns: Mapping[str, Sequence[Value]], types: Mapping[str, Collection[type]]
) -> None:
    """The same, of rows given by their columns; `types` are those of the values, where they are known.

    SQLite's library takes seventy times longer to bind a yes, a no or nothing than a number or a text: a column that says
    nothing is left out, yes and no are written as the numbers they are kept as.
    """
    said = {name: column for name, column in columns.items() if types.get(name) != _NOTHING}
    if not is_shared(connection):
        said |= {name: [_number(each) for each in said[name]] for name in said if bool in types.get(name, ())}
    insert_rows(connection, table, tuple(said), list(zip(*said.values(), strict=True)))


def _number(value: Value) -> Value:
    return int(value) if isinstance(value, bool) else value


def insert_searched_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Value | bytes, ...]]
) -> None:
    """The same, for a table a trigger keeps an FTS5 index of: a hundred rows a statement.

    Each statement that fires such a trigger is a savepoint, at which FTS5 writes what it holds in memory as one more segment
    to be merged: one row a statement costs twice the processor.
    """
    if is_shared(connection):
        insert_rows(connection, table, columns, rows)
        return
    named = ", ".join(f'"{name}"' for name in columns)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        marks = ", ".join([_marks(columns)] * len(some))
        connection.exec_driver_sql(f'INSERT INTO "{table}" ({named}) VALUES {marks}', tuple(chain.from_iterable(some)))


def _marks(columns: Sequence[str]) -> str:
    return f"({', '.join('?' * len(columns))})"
