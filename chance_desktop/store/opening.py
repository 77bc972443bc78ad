"""Open the store of a home: check the key, back up and migrate when it is older, refuse it in words when it is newer."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from chance_desktop.domain.clock import Clock
from chance_desktop.runtime import computer_time
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull, is_full
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.running_lock import OthersAtWork
from chance_desktop.store import settings
from chance_desktop.store.copies.backup import before_migration
from chance_desktop.store.engines.engine import close_engine, make_engine, open_connection, start_journal
from chance_desktop.store.failures import StoreDamaged, StoreTooNew, told_in_french
from chance_desktop.store.scans.attachments import Attachments, Folder
from chance_desktop.store.scans.scan_keys import sealed_identities
from chance_desktop.store.writing.activity import Activity, reached
from chance_desktop.store.writing.writer import Writer

SCHEMA_HEAD = "0011"
"""Newest migration, checked by a test against Alembic, which is not imported when nothing is to be migrated."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open store."""

    engine: Engine
    writer: Writer
    attachments: Attachments
    clock: Clock
    device: str
    presence: Connection | None = None
    """On a shared store: what tells the other desks that this one is at work."""
    activity: Activity | None = None
    """On an embedded store: what tells the writes of other programs from those of this one."""

    @property
    def shared(self) -> bool:
        """Whether other desks write in it too."""
        return self.presence is not None

    def renamed(self, device: str) -> Store:
        """The same store, written in the name of another device."""
        clock = Clock(device, self.clock.now_ms, self.clock.last)
        return replace(self, device=device, clock=clock, writer=Writer(self.engine, clock, device))

    def close(self) -> None:
        """Close every connection."""
        if self.presence is not None:
            self.presence.close()
        if self.activity is not None:
            self.activity.close()
        close_engine(self.engine)


def new_key() -> str:
    """A raw key: 32 random bytes as 64 hexadecimal digits."""
    return secrets.token_hex(32)


def create_store(layout: HomeLayout, key: str) -> None:
    """Make an empty store at the newest schema."""
    layout.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    start_journal(layout.store, key)
    _migrate(layout.store, key)


def open_store(
    layout: HomeLayout, key: str, now_ms: Callable[[], int] = computer_time.now_ms, *, alone: bool = True
) -> Store:
    """Open the store, migrated if need be, which is done `alone` only.

    Raises `StoreDamaged`, `StoreTooNew`, `OthersAtWork`, `ReadOnlyHome` or `StoreFull`.
    """
    if not layout.store.exists():
        raise StoreDamaged
    _bring_up_to_date(layout, key, alone=alone)
    with ExitStack() as undone:
        engine = make_engine(layout.store, key)
        undone.callback(engine.dispose)
        with told_in_french(), engine.begin() as connection:
            device = _device(connection)
            clock = Clock(device, now_ms, settings.last_stamp(connection))
            attachments = Attachments(Folder(layout.attachments), sealed_identities(connection))
            start = reached(connection)
        undone.pop_all()
    return Store(
        engine=engine,
        writer=Writer(engine, clock, device),
        attachments=attachments,
        clock=clock,
        device=device,
        activity=Activity(engine, layout.store, key, start),
    )


def schema_revision(path: Path, key: str) -> str:
    """Revision the file stands at; raises `StoreDamaged` when it cannot be read with this key."""
    try:
        with closing(open_connection(path, key)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlcipher.OperationalError as error:
        if is_full(path.parent):
            raise StoreFull from error
        raise (ReadOnlyHome if "unable to open" in str(error) else StoreDamaged)() from error
    except sqlcipher.DatabaseError as error:
        raise StoreDamaged from error
    return str(found[0]) if found else ""


def _bring_up_to_date(layout: HomeLayout, key: str, *, alone: bool) -> None:
    revision = schema_revision(layout.store, key)
    if revision == SCHEMA_HEAD:
        return
    if revision > SCHEMA_HEAD:
        raise StoreTooNew
    if not alone:
        raise OthersAtWork
    before_migration(layout.store, key, layout.backups)
    _migrate(layout.store, key)


def _migrate(path: Path, key: str) -> None:
    from chance_desktop.store.migrations.runner import upgrade

    engine = make_engine(path, key)
    try:
        with told_in_french():
            upgrade(engine)
    except DBAPIError as error:
        raise StoreDamaged from error
    finally:
        engine.dispose()


def _device(connection: Connection) -> str:
    known = settings.get(connection, "device")
    if not known:
        known = secrets.token_hex(8)
        settings.put(connection, "device", known)
    return known
