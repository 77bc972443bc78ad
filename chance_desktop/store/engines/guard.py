"""Synced tables are written by the one writer and the merge only: any other write is a bug, and is stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from chance_desktop.store.schema.tables import SYNCED

WRITER_MARK = "chance_writer"
"""Key of a connection's `info` that only the writer and the merge set."""

_WRITES = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|REPLACE\s+INTO)\s+\"?(\w+)", re.I
)


class UnmarkedWriteError(RuntimeError):
    """A bug of ours: a synced table was written past the one writer."""


@contextmanager
def marked(connection: Connection) -> Iterator[Connection]:
    """Let this connection write synced tables; for the writer and the merge only."""
    connection.info[WRITER_MARK] = True
    try:
        yield connection
    finally:
        connection.info.pop(WRITER_MARK, None)


def check_mark(connection: Connection, table: str) -> None:
    """Raise `UnmarkedWriteError` for a synced table on a connection that was not marked."""
    if table.lower() in SYNCED and not connection.info.get(WRITER_MARK):
        raise UnmarkedWriteError(f"{table} is written by the one writer only")


def guard(
    connection: Connection, cursor: object, statement: str, parameters: object, context: object, executemany: bool
) -> None:
    """Listener of every statement, before it is executed."""
    found = _WRITES.match(statement)
    if found:
        check_mark(connection, found.group(1))
