"""The SQLCipher engine: one encrypted file, a raw key, write-ahead logging, and a guard on synced tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from chance_desktop.store.tables import SYNCED

WRITER_MARK = "chance_writer"
"""Key of a connection's `info` that only the writer and the merge set."""

_WRITES = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|REPLACE\s+INTO)\s+\"?(\w+)", re.I
)


class UnmarkedWriteError(RuntimeError):
    """A bug of ours: a synced table was written past the one writer."""


def open_connection(path: Path, key: str) -> Any:
    """A raw connection to the encrypted file. `key` is 64 hexadecimal digits, used as they are."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=10)
    cursor = connection.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key}'\"")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA cache_size = -16000")
    # a bundle of five thousand changes fits in the journal: it is copied into the file once for several
    cursor.execute("PRAGMA wal_autocheckpoint = 4000")
    cursor.close()
    return connection


def make_engine(path: Path, key: str) -> Engine:
    """Engine over the encrypted file; transactions are explicit, and writing ones take the lock at once."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: open_connection(path, key),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _guard)
    return engine


def start_journal(path: Path, key: str) -> None:
    """Switch the file to write-ahead logging; the setting stays in the file."""
    connection = open_connection(path, key)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = NORMAL")
    finally:
        connection.close()


@contextmanager
def marked(connection: Connection) -> Iterator[Connection]:
    """Let this connection write synced tables; for the writer and the merge only."""
    connection.info[WRITER_MARK] = True
    try:
        yield connection
    finally:
        connection.info.pop(WRITER_MARK, None)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write synced tables."""
    with engine.connect().execution_options(chance_writing=True) as connection, connection.begin(), marked(connection):
        yield connection


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("chance_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _guard(
    connection: Connection, cursor: object, statement: str, parameters: object, context: object, executemany: bool
) -> None:
    found = _WRITES.match(statement)
    if found and found.group(1).lower() in SYNCED and not connection.info.get(WRITER_MARK):
        raise UnmarkedWriteError(f"{found.group(1)} is written by the one writer only")
