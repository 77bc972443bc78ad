"""What this program wrote in the store, and whether another one of this computer wrote there since.

Writers take turns: what is added to the log and to the bundles noted between the beginning of a writing transaction and its
end is that transaction's. What lies outside these stretches was written by another program.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, event

from chance_desktop.store.engines.engine import is_writing, open_connection
from chance_desktop.store.writing.stretches import Stretch, add_stretch, outside

_BEFORE = "chance_before"


@dataclass(frozen=True, slots=True)
class Reached:
    """The last row of the log, and the last bundle noted."""

    change: int
    bundle: int


class Activity:
    """Of one program in one embedded store."""

    def __init__(self, engine: Engine, path: Path, key: str, start: Reached) -> None:
        self._path, self._key = path, key
        self.start = start
        """How far the store was when it was opened, or last looked at."""
        self._lock = threading.Lock()
        self._watch: Any = None
        self._closed = False
        self._version = 0
        self._changes: list[Stretch] = []
        self._bundles: list[Stretch] = []
        event.listen(engine, "begin", _note_before)
        event.listen(engine, "commit", self._note_after)

    def moved(self) -> bool:
        """Whether anything was committed since this was last asked, by whichever program; costs no turn and no wait.

        True the first time; never once it is closed.
        """
        with self._lock:
            if self._closed:
                return False
            try:
                if self._watch is None:
                    self._watch = open_connection(self._path, self._key)
                    self._watch.execute("PRAGMA busy_timeout = 0")
                (version,) = self._watch.execute("PRAGMA data_version").fetchone()
            except sqlcipher.OperationalError:
                return False  # for an instant: it is asked again
            before, self._version = self._version, version
            return bool(version != before)

    def of_others(self, since: Reached, now: Reached) -> tuple[list[Stretch], list[Stretch]]:
        """Rows of the log, and bundles, that other programs added since; what came before is forgotten."""
        with self._lock:
            if now.change < since.change:
                self._changes.clear()  # rows were taken away: their numbers are given again
            self._changes = [each for each in self._changes if each[1] > since.change]
            self._bundles = [each for each in self._bundles if each[1] > since.bundle]
            self.start = now
            return (
                outside(since.change, now.change, self._changes),
                outside(since.bundle, now.bundle, self._bundles),
            )

    def close(self) -> None:
        """Let the store go."""
        with self._lock:
            self._closed = True
            if self._watch is not None:
                self._watch.close()
                self._watch = None

    def _note_after(self, connection: Connection) -> None:
        before: Reached | None = connection.info.pop(_BEFORE, None)
        if before is None:
            return
        after = reached(connection)
        with self._lock:
            add_stretch(self._changes, before.change, after.change)
            add_stretch(self._bundles, before.bundle, after.bundle)


def reached(connection: Connection) -> Reached:
    """How far the log and the bundles are."""
    found = connection.exec_driver_sql(
        "SELECT (SELECT coalesce(max(rowid), 0) FROM change_log), (SELECT coalesce(max(id), 0) FROM exchanged_bundle)"
    ).one()
    return Reached(int(found[0]), int(found[1]))


def _note_before(connection: Connection) -> None:
    connection.info.pop(_BEFORE, None)
    if is_writing(connection):
        connection.info[_BEFORE] = reached(connection)
