"""The shared engine: one PostgreSQL database, several desks.

Writers take turns, as on the embedded store: a writing transaction begins by taking one advisory lock of the database and
holds it until it commits. What a use case reads before it writes (a free interview slot, the next file number) is then
still true when it writes, and numbers of the change log are committed in their order. Row locks or serialisable
transactions with retries were refused: a use case would have to be written twice, once for each engine.

Readers never wait: each sees the one state the database had when it began.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from chance_desktop.domain.change import Value
from chance_desktop.runtime.running_lock import AlreadyRunning
from chance_desktop.store.engines.database_address import DatabaseAddress
from chance_desktop.store.engines.engine import refuse_once_closed
from chance_desktop.store.engines.guard import check_mark, guard
from chance_desktop.store.failures import DriverMissing
from chance_desktop.store.schema.tables import metadata
from chance_desktop.store.search import CREATE_SHARED

_WRITERS = 0x0C4A4CE
"""Key of the lock that writers take in turn."""
_OPTIONS = "-c lock_timeout=30s -c timezone=UTC -c client_encoding=UTF8"
_CONNECT_SECONDS = 10
LEAVING_SECONDS = 5.0
"""How long a program that ended may still seem to be at work."""
_LOOK_AGAIN_SECONDS = 0.1
_HELD = """
SELECT pid FROM pg_locks
WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND (classid::bigint << 32) | objid::bigint = CAST(:{key} AS bigint)
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_HELD_BY_ANOTHER = f"SELECT EXISTS ({_HELD.format(key='name')} EXCEPT {_HELD.format(key='session')})"
"""Whether a program holds the name of a desk without being of the same session."""


def make_shared_engine(address: DatabaseAddress, password: str) -> Engine:
    """Engine over a shared store. Raises `DriverMissing`."""
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise DriverMissing from error
    _forget_environment()
    url = URL.create("postgresql+psycopg", address.user, password or None, database=address.database)
    engine = create_engine(
        url,
        connect_args={
            "host": address.host, "port": address.port, "options": _OPTIONS, "connect_timeout": _CONNECT_SECONDS,
            "application_name": "chance-desktop", **dict(address.options),
        },
        pool_size=4,
        max_overflow=4,
        pool_pre_ping=True,
    )  # fmt: skip
    refuse_once_closed(engine)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", guard)
    return engine


def _forget_environment() -> None:
    """A database is where its address says, reached as it says: what libpq would read of the environment (another host, a service,
    a weaker link) is let go."""
    for name in [each for each in os.environ if each.startswith("PG")]:
        del os.environ[name]


def make_tables(connection: Connection) -> None:
    """Make every table and the index of the search in an empty database.

    A shared store never was older than this version's tables: it is made whole, and follows the migrations from there on.
    """
    metadata.create_all(connection)
    for statement in CREATE_SHARED:
        connection.execute(text(statement))


def has_tables(connection: Connection) -> bool:
    """Whether the database holds a store already."""
    return bool(connection.execute(text("SELECT to_regclass('alembic_version') IS NOT NULL")).scalar_one())


def hold_device(engine: Engine, device: str, session: str) -> Connection:
    """Hold the name of a desk for as long as the returned connection lives, so that no copy of its home works too.

    The programs of one session hold it together. The server may take a moment to see that one has ended: it is waited for.
    Raises `AlreadyRunning`.
    """
    keys = {"name": _lock_key(device), "session": _lock_key(f"{device}/{session}")}
    with ExitStack() as undone:
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        undone.callback(connection.close)
        undone.callback(connection.invalidate)  # its locks go with it
        connection.execute(text("SELECT pg_advisory_lock_shared(:session), pg_advisory_lock_shared(:name)"), keys)
        end = time.monotonic() + LEAVING_SECONDS
        while connection.execute(text(_HELD_BY_ANOTHER), keys).scalar_one():
            if time.monotonic() > end:
                raise AlreadyRunning
            time.sleep(_LOOK_AGAIN_SECONDS)
        undone.pop_all()
    return connection


def _lock_key(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def take_turn(connection: Connection) -> None:
    """Wait for the other writers, and keep them waiting until this transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS})


def copy_rows(connection: Connection, table: str, named: str, rows: Sequence[tuple[Value | bytes, ...]]) -> None:
    """Insert rows as one stream; `named` are their quoted columns."""
    check_mark(connection, table)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as stream:
        for row in rows:
            stream.write_row(row)


def follow_numbers(connection: Connection) -> None:
    """After rows were laid down with their numbers: let those the database gives next come after them."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            where = {"table": table.name, "column": column.name}
            connection.execute(
                text(
                    "SELECT setval(pg_get_serial_sequence(:table, :column), "
                    f'coalesce((SELECT max("{column.name}") FROM "{table.name}"), 0) + 1, false)'
                ),
                where,
            )


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("chance_writing", False):
        take_turn(connection)
