"""Copies of the database made with SQLite's own backup, which is right while the application writes."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from chance_desktop.runtime import computer_time
from chance_desktop.runtime.files import StoreFull, is_full
from chance_desktop.store.engines.engine import open_connection

_KEPT = 5


def copy_database(source: Path, key: str, target: Path) -> None:
    """Copy the encrypted database page by page under the same key."""
    target.parent.mkdir(parents=True, exist_ok=True)
    origin, copy = open_connection(source, key), open_connection(target, key)
    try:
        origin.backup(copy)
    finally:
        copy.close()
        origin.close()


def before_migration(source: Path, key: str, folder: Path) -> Path:
    """Backup taken before a migration; the latest few are kept."""
    target = kept_before_migration(folder)
    copy_database(source, key, target)
    return target


def kept_before_migration(folder: Path) -> Path:
    """Where to write a backup about to be taken before a migration; older ones make room for it."""
    for old in sorted(folder.glob("before-migration-*.chance-db"))[: -_KEPT + 1]:
        old.unlink()
    stamp = computer_time.now().strftime("%Y%m%d-%H%M%S-%f")
    return folder / f"before-migration-{stamp}.chance-db"


def sound(path: Path, key: str) -> bool:
    """Whether both SQLite and SQLCipher find the file whole. Raises `StoreFull` when there is no room to look."""
    connection = open_connection(path, key)
    try:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and not connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except sqlcipher.DatabaseError as error:
        if is_full(path.parent):
            raise StoreFull(path.parent) from error
        return False
    finally:
        connection.close()
