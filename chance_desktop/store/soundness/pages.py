"""Damaged pages of the encrypted file: found by their seals without opening the database, and passed over in a copy of it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from chance_desktop.store.engines.engine import open_connection
from chance_desktop.store.soundness.page_map import PageMap
from chance_desktop.store.soundness.page_seals import PAGE, Seals

_TRIES, _PAUSE = 5, 0.05


@dataclass(frozen=True, slots=True)
class Slice:
    """What a slice of a check found. `following` is the page to begin the next one with: 1 when the end was reached."""

    damaged: tuple[int, ...]
    following: int


def check_slice(path: Path, key: str, first: int, seconds: float) -> Slice:
    """Check pages from `first` on for about that long.

    The store may be at work: a page that is just being written is read again before it is called damaged.
    """
    end = time.monotonic() + seconds
    damaged: list[int] = []
    with path.open("rb") as file:
        seals = Seals.of(key, file.read(PAGE))
        number = first
        file.seek((number - 1) * PAGE)
        while page := file.read(PAGE):
            if not seals.holds(number, page) and not _holds_at_last(path, seals, number):
                damaged.append(number)
            number += 1
            if time.monotonic() > end:
                return Slice(tuple(damaged), number)
    return Slice(tuple(damaged), 1)


def _holds_at_last(path: Path, seals: Seals, number: int) -> bool:
    for _try in range(_TRIES):
        time.sleep(_PAUSE)
        with path.open("rb") as file:
            file.seek((number - 1) * PAGE)
            if seals.holds(number, file.read(PAGE)):
                return True
    return False


def check_table(path: Path, key: str, table: str, stopped: Callable[[], bool]) -> bool:
    """What SQLite itself says of a table and its indexes (`quick_check`); true as well where the check was stopped."""
    with closing(open_connection(path, key)) as connection:
        connection.set_progress_handler(lambda: int(stopped()), 10_000)
        try:
            return [row[0] for row in connection.execute(f'PRAGMA quick_check("{table}")')] == ["ok"]
        except sqlcipher.OperationalError as error:
            return "interrupt" in str(error) or "locked" in str(error)
        except sqlcipher.DatabaseError:
            return False


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that can be read where the file was whole: which pages were damaged, and whether the first is readable."""

    damaged: tuple[int, ...]
    begins: bool


def readable_copy(source: Path, key: str, target: Path, known: PageMap | None = None) -> Copied:
    """Copy a damaged file so that what is whole of it can be read: a page without its seal is replaced by one that holds a row of
    nothing, the first by the one its map kept. What the write-ahead log holds is brought in before.
    """
    shutil.copyfile(source, target)
    log = source.with_name(source.name + "-wal")
    if log.exists():
        shutil.copyfile(log, target.with_name(target.name + "-wal"))
        with suppress(sqlcipher.DatabaseError), closing(open_connection(target, key)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    empty = _page_of_nothing(target.with_name(target.name + "-empty"), key)
    damaged: list[int] = []
    with target.open("r+b") as file:
        first, others = file.read(PAGE), file.read(16 * PAGE)
        seals = Seals.of(key, first)
        begins = seals.holds(1, first)
        if not begins:
            damaged.append(1)
            if known is not None and _is_of(Seals.of(key, known.first_page), known.first_page, others):
                seals, begins = Seals.of(key, known.first_page), True
                file.seek(0)
                file.write(known.first_page)
        for number in range(2, -(-file.seek(0, os.SEEK_END) // PAGE) + 1):
            file.seek((number - 1) * PAGE)
            page = file.read(PAGE)
            if not seals.holds(number, page) or not any(page):
                damaged.append(number)
                file.seek((number - 1) * PAGE)
                file.write(seals.sealed(number, empty))
    return Copied(tuple(damaged), begins)


def _is_of(seals: Seals, first: bytes, others: bytes) -> bool:
    """Whether a first page kept apart is of the file that has these others."""
    pages = [others[start : start + PAGE] for start in range(0, len(others), PAGE)]
    return seals.holds(1, first) and any(
        any(page) and seals.holds(number, page) for number, page in enumerate(pages, 2)
    )


def lengthen(target: Path, key: str) -> None:
    """Double a copy that was cut short, with pages that hold a row of nothing: its header says how long it was."""
    empty = _page_of_nothing(target.with_name(target.name + "-empty"), key)
    with target.open("r+b") as file:
        seals = Seals.of(key, file.read(PAGE))
        count = file.seek(0, os.SEEK_END) // PAGE
        for number in range(count + 1, 2 * count + 1):
            file.write(seals.sealed(number, empty))


def _page_of_nothing(place: Path, key: str) -> bytes:
    """The leaf of a table with one row that holds nothing, encrypted under the key: its seal is to be made for its place."""
    try:
        with closing(open_connection(place, key)) as connection:
            connection.execute("CREATE TABLE hollow (value)")
            connection.execute("INSERT INTO hollow VALUES (NULL)")
        return place.read_bytes()[PAGE : 2 * PAGE]
    finally:
        place.unlink(missing_ok=True)
