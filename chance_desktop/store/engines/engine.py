"""The SQLCipher engine: one encrypted file, a raw key, write-ahead logging; and transactions of either engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from chance_desktop.store.dialect import is_shared
from chance_desktop.store.engines.guard import guard, marked
from chance_desktop.store.failures import StoreClosed, note_place

_TURN_SECONDS = 60.0
"""How long a writer waits for that of another program: one bundle of an exchange at most."""
_READING: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""On PostgreSQL: one state of the database, which may not be changed."""


def open_connection(path: Path, key: str) -> Any:
    """A raw connection to the encrypted file. `key` is 64 hexadecimal digits, used as they are."""
    note_place(path.parent)
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=_TURN_SECONDS)
    with ExitStack() as undone:
        undone.callback(connection.close)
        with closing(connection.cursor()) as cursor:
            cursor.execute("PRAGMA cipher_log_level = NONE")
            cursor.execute(f"PRAGMA key = \"x'{key}'\"")
            cursor.execute("PRAGMA secure_delete = ON")
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("PRAGMA temp_store = MEMORY")
            cursor.execute("PRAGMA cache_size = -16000")
            # a bundle of five thousand changes fits in the journal: it is copied into the file once for several
            cursor.execute("PRAGMA wal_autocheckpoint = 4000")
        undone.pop_all()
    return connection


def make_engine(path: Path, key: str) -> Engine:
    """Engine over the encrypted file; transactions are explicit, and writing ones take the lock at once."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
    )
    refuse_once_closed(engine)
    event.listen(engine, "do_connect", lambda *_asked: open_connection(path, key))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", guard)
    return engine


def refuse_once_closed(engine: Engine) -> None:
    """Make no connection any more once the engine was closed; asked before anything else listens to it."""

    def refuse(*_asked: object) -> None:
        if engine.get_execution_options().get("chance_closed", False):
            raise StoreClosed

    event.listen(engine, "do_connect", refuse)


def close_engine(engine: Engine) -> None:
    """Close every connection, one in use when it comes back; whoever asks for another meets `StoreClosed`."""
    engine.update_execution_options(chance_closed=True)
    event.listen(engine.pool, "checkin", _close_on_return)
    engine.dispose()


def start_journal(path: Path, key: str) -> None:
    """Switch the file to write-ahead logging; the setting stays in the file."""
    connection = open_connection(path, key)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = NORMAL")
    finally:
        connection.close()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write synced tables."""
    with engine.connect().execution_options(chance_writing=True) as connection, connection.begin(), marked(connection):
        yield connection


@contextmanager
def keeping(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write local tables: what it reads first is still true when it writes."""
    with engine.connect().execution_options(chance_writing=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store."""
    connection = engine.connect()
    try:
        yield connection.execution_options(**_READING) if is_shared(connection) else connection
    finally:
        connection.close()


def is_writing(connection: Connection) -> bool:
    """Whether a connection's transactions take their turn among the writers at once."""
    return bool(connection.get_execution_options().get("chance_writing", False))


def _close_on_return(_connection: object, entry: ConnectionPoolEntry) -> None:
    entry.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing(connection) else "BEGIN")
