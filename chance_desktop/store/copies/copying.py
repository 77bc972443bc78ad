"""Carry a whole store from one engine to the other, and make sure that what arrived is what left."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, select

from chance_desktop.store.dialect import is_shared
from chance_desktop.store.engines.bulk import insert_rows
from chance_desktop.store.engines.engine import make_engine, start_journal
from chance_desktop.store.engines.guard import marked
from chance_desktop.store.engines.postgresql import follow_numbers
from chance_desktop.store.migrations.runner import upgrade

_AT_ONCE = 5000
_LEFT_OUT = ("dossier_search", "alembic_version", "sqlite_", "sealed_file")
"""Beginnings of the names of tables that are not carried over: computed, of one engine, or carried by themselves."""

Advance = Callable[[int, int], None]
"""Told how many rows are done, of how many."""


class CopyDiffers(RuntimeError):
    """What arrived is not what left; nothing is kept of it."""


def copy_tables(source: Connection, target: Connection, advance: Advance = lambda _done, _total: None) -> int:
    """Copy every row into tables that are there and empty, then compare; returns how many rows. Raises `CopyDiffers`.

    The target's transaction is the caller's.
    """
    tables = _tables(source)
    total = sum(source.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
    done = 0
    for table in tables:
        columns = tuple(table.c.keys())
        with closing(_pages(source, table)) as pages:
            for rows in pages:
                with marked(target):
                    insert_rows(target, table.name, columns, rows)
                done += len(rows)
                advance(done, total * 2)
    for table in tables:
        done += _compare(source, target, table)
        advance(done, total * 2)
    if is_shared(target):
        follow_numbers(target)
    return total


def copy_to_file(source: Connection, path: Path, key: str, revision: str = "head") -> None:
    """Copy a store into a new encrypted file at the schema it stands at. Raises `CopyDiffers`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    start_journal(path, key)
    engine = make_engine(path, key)
    try:
        upgrade(engine, revision)
        with engine.begin() as target:
            copy_tables(source, target)
    finally:
        engine.dispose()


def _tables(source: Connection) -> list[Table]:
    """The tables as they are there, whatever version made them."""
    metadata = MetaData()
    metadata.reflect(source, only=lambda name, _metadata: not name.startswith(_LEFT_OUT))
    return metadata.sorted_tables


def _pages(connection: Connection, table: Table) -> Generator[list[tuple[Any, ...]], None, None]:
    """The rows of a table by its key, several thousand at a time."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
    with connection.execute(query) as found:
        for page in found.partitions():
            yield [tuple(row) for row in page]


def _compare(source: Connection, target: Connection, table: Table) -> int:
    compared = 0
    with closing(_pages(source, table)) as pages, closing(_pages(target, table)) as copies:
        for left, right in zip_longest(pages, copies):
            if left != right:
                raise CopyDiffers(f"{table.name}: {_first_difference(left or [], right or [])}")
            compared += len(left)
    return compared


def _first_difference(left: Sequence[tuple[Any, ...]], right: Sequence[tuple[Any, ...]]) -> str:
    """Where two pages differ, without what they say."""
    for place, (one, other) in enumerate(zip_longest(left, right)):
        if one != other:
            return f"row {place} of a page of {len(left)}"
    return "nowhere"
