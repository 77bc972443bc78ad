"""Open a store that several desks share: on PostgreSQL, each desk a device of its own, its home keeping only its keys."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection, Engine, select, text

from chance_desktop.domain.clock import Clock
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.vault import DATABASE_PASSWORD, STORE_KEY
from chance_desktop.store import settings
from chance_desktop.store.copies.backup import kept_before_migration
from chance_desktop.store.copies.copying import copy_to_file
from chance_desktop.store.engines.database_address import DatabaseAddress
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.engines.postgresql import has_tables, hold_device, make_shared_engine, make_tables, take_turn
from chance_desktop.store.failures import DatabaseEmptied, DeskRevoked, StoreTooNew, told_in_french
from chance_desktop.store.migrations.runner import stamp, upgrade_within
from chance_desktop.store.opening import SCHEMA_HEAD, Store
from chance_desktop.store.scans.attachments import Attachments, SharedTable
from chance_desktop.store.scans.scan_keys import Secrets, shared_identities
from chance_desktop.store.schema.tables import known_device
from chance_desktop.store.writing.writer import Writer


def new_device() -> str:
    """The name of a desk about to join: sixteen hexadecimal digits."""
    return secrets.token_hex(8)


def prepare(address: DatabaseAddress, password: str) -> bool:
    """Make the tables where there are none; returns whether a Region works in this database already.

    Raises `DriverMissing`, `DatabaseUnreachable`, `DatabaseRefused` or `StoreTooNew`.
    """
    engine = make_shared_engine(address, password)
    try:
        with told_in_french(), engine.begin() as connection:
            take_turn(connection)
            if not has_tables(connection):
                make_tables(connection)
                _stamp(connection)
                return False
            if _revision(connection) > SCHEMA_HEAD:
                raise StoreTooNew
            return bool(settings.get(connection, "role"))
    finally:
        engine.dispose()


def open_shared_store(
    layout: HomeLayout,
    vault: Secrets,
    address: DatabaseAddress,
    device: str,
    now_ms: Callable[[], int],
    session: str,
) -> Store:
    """Open a shared store in the name of a desk, migrated if need be; its vault holds the key that seals the copy made before a
    migration, the password of the database, and the key of the scans.

    `session` is what the programs that have the desk's home open on one computer have in common.

    Raises `DriverMissing`, `DatabaseUnreachable`, `DatabaseRefused`, `StoreTooNew`, `DatabaseEmptied`, `DeskRevoked` or
    `AlreadyRunning`.
    """
    with ExitStack() as undone, told_in_french():
        engine = make_shared_engine(address, vault.get(DATABASE_PASSWORD))
        undone.callback(engine.dispose)
        presence = undone.enter_context(hold_device(engine, device, session))
        _bring_up_to_date(engine, layout, vault.get(STORE_KEY))
        with writing(engine) as connection:
            _check_standing(connection, device)
            clock = Clock(device, now_ms, settings.last_stamp(connection))
            attachments = Attachments(SharedTable(engine), shared_identities(connection, vault))
        undone.pop_all()
    return Store(engine, Writer(engine, clock, device), attachments, clock, device, presence)


def _bring_up_to_date(engine: Engine, layout: HomeLayout, key: str) -> None:
    with engine.connect() as connection:
        if not has_tables(connection):
            raise DatabaseEmptied
        if _settled(_revision(connection)):
            return
    with engine.begin() as connection:
        take_turn(connection)  # two desks opened at once: the second waits, and finds it done
        revision = _revision(connection)
        if not _settled(revision):
            copy_to_file(connection, _target(layout), key, revision)
            upgrade_within(connection)


def _settled(revision: str) -> bool:
    """Whether there is nothing to migrate. Raises `StoreTooNew`."""
    if revision > SCHEMA_HEAD:
        raise StoreTooNew
    return revision == SCHEMA_HEAD


def _target(layout: HomeLayout) -> Path:
    return kept_before_migration(layout.backups)


def _revision(connection: Connection) -> str:
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _stamp(connection: Connection) -> None:
    stamp(connection)


def _check_standing(connection: Connection, device: str) -> None:
    query = select(known_device.c.device).where(
        known_device.c.device == device, known_device.c.revoked_after.is_not(None)
    )
    if connection.execute(query).first() is not None:
        raise DeskRevoked
