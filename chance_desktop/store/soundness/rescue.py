"""What can still be read of a damaged store, carried into a new one table by table and row by row.

Rows that are gone are laid down again from the change log, where it still tells them. Of what both lost, nothing is made up.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import told_by_place
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.words import _
from chance_desktop.store.engines.batches import batches
from chance_desktop.store.engines.engine import make_engine, open_connection, start_journal, writing
from chance_desktop.store.migrations.runner import upgrade
from chance_desktop.store.opening import SCHEMA_HEAD, Store
from chance_desktop.store.schema.tables import SYNCED, change_log, erased_row
from chance_desktop.store.soundness.page_map import PageMap, read_map
from chance_desktop.store.soundness.page_seals import PAGE
from chance_desktop.store.soundness.pages import lengthen, readable_copy
from chance_desktop.store.writing.merge import merge_rows

_COMPUTED = ("dossier_search", "dossier_summary", "alembic_version", "sqlite_")
_LENGTHENED = 3
"""How many times a file cut short is doubled before its header is given up."""
_OF_THE_HOME = (
    "device", "role", "organisation", "structure_code", "branch_id", "branch_name", "programme_folder", "attachments-identity",
    "root-key", "roster", "region-device",
)  # fmt: skip
"""Settings that say whose a store is and what opens its scans: taken from an older copy where they cannot be read."""

Advance = Callable[[int, int], None]


class NothingReadable(ExpectedError):
    """The pages that say what the others hold are among those damaged."""

    def __init__(self) -> None:
        super().__init__(
            _("La page qui dit ce que contient le fichier des dossiers est abîmée : rien ne peut en être relu."),
            _(
                "Reprenez la dernière sauvegarde. Ce que la Région et les autres postes avaient reçu reviendra au prochain échange."
            ),
        )


@dataclass(slots=True)
class Salvage:
    """What became of a damaged store: pages that could not be read, of how many; rows carried and not, by table."""

    pages: tuple[int, ...] = ()
    of: int = 0
    dossiers: int = 0
    """How many dossiers there were at least."""
    carried: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    """At least so many: a row whose index was damaged with it is not known any more."""


def readable_dossiers(layout: HomeLayout, key: str) -> tuple[int, int]:
    """How many dossiers of a damaged store can be read, and how many there are at least. Raises `NothingReadable`."""
    with _readable(layout, key, layout.root, Salvage()) as connection:
        return _dossiers(connection)


def _dossiers(connection: Any) -> tuple[int, int]:
    found = {row for (row,) in _rows(connection, "dossier", ["id"])}
    told = {row.decode() for (row,) in _safely(connection, _TOLD) if row}
    named = {str(row) for (row,) in _names(connection, "dossier")}
    erased = {row for (row,) in _rows(connection, "erased_row", ["row_id"])}
    return len(found), len(found | (told | named) - erased)


def salvage(damaged: HomeLayout, key: str, layout: HomeLayout, advance: Advance) -> Salvage:
    """Make a new store of what can be read of a damaged one, at the schema that one had. Raises `NothingReadable`."""
    made = Salvage()
    with _readable(damaged, key, layout.root, made) as connection:
        revision = _revision(connection)
        made.dossiers = _dossiers(connection)[1]
        start_journal(layout.store, key)
        engine = make_engine(layout.store, key)
        try:
            upgrade(engine, revision)
        finally:
            engine.dispose()
        tables = [name for name in _tables(layout.store, key) if not name.startswith(_COMPUTED)]
        with closing(open_connection(layout.store, key)) as target:
            for done, name in enumerate(tables):
                advance(done, len(tables))
                _carry(connection, target, name, made)
    return made


def take_settings(path: Path, key: str, older: Path) -> None:
    """Take from an older copy, where they could not be read, the settings that say whose the store is."""
    marks = ", ".join("?" for _name in _OF_THE_HOME)
    query = f"SELECT name, value FROM setting WHERE name IN ({marks})"
    if not older.exists():
        return
    with (
        closing(open_connection(older, key)) as source,
        closing(open_connection(path, key)) as target,
        suppress(sqlcipher.DatabaseError),
    ):
        found = source.execute(query, _OF_THE_HOME).fetchall()
        target.executemany("INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)", found)


def keep_settings(store: Path, key: str, place: Path) -> None:
    """Keep apart, encrypted under the same key, the settings that say whose a store is; a full disk leaves the former copy."""
    marks = ", ".join("?" for _name in _OF_THE_HOME)
    query = f"SELECT name, value FROM setting WHERE name IN ({marks}) ORDER BY name"
    temporary = place.with_name(place.name + ".part")
    with suppress(sqlcipher.DatabaseError, OSError), closing(open_connection(store, key)) as source:
        rows = source.execute(query, _OF_THE_HOME).fetchall()
        if place.exists():
            with closing(open_connection(place, key)) as kept:
                if kept.execute(query, _OF_THE_HOME).fetchall() == rows:
                    return
        temporary.unlink(missing_ok=True)
        with closing(open_connection(temporary, key)) as made:
            made.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
            made.executemany("INSERT INTO setting VALUES (?, ?)", rows)
        temporary.replace(place)


def is_somebodys(path: Path, key: str) -> bool:
    """Whether a store still says who writes in it."""
    with closing(open_connection(path, key)) as connection:
        found = connection.execute("SELECT count(*) FROM setting WHERE name IN ('device', 'role')").fetchone()
    return bool(found[0] == 2)


def lay_again(store: Store) -> int:
    """Lay down the rows that are gone and that the log still tells; how many."""
    with writing(store.engine) as connection:
        erased = select(erased_row.c.row_id)
        count = 0
        for name, table in SYNCED.items():
            query = (
                select(change_log.c.row_id)
                .where(
                    change_log.c.table_name == name,
                    change_log.c.row_id.not_in(select(table.c.id)),
                    change_log.c.row_id.not_in(erased),
                )
                .distinct()
            )
            rows = list(connection.execute(query).scalars())
            merge_rows(connection, {(name, row) for row in rows})
            count += len(rows)
        return count


_TOLD = "SELECT DISTINCT row_id FROM change_log NOT INDEXED WHERE table_name = 'dossier'"


@contextmanager
def _readable(damaged: HomeLayout, key: str, folder: Path, made: Salvage) -> Iterator[Any]:
    """A connection to a copy of which damaged pages say nothing."""
    with told_by_place(folder):
        working = Path(tempfile.mkdtemp(prefix="chance-", dir=folder))
    copy = working / "copy.chance-db"
    try:
        known = read_map(damaged.page_map)
        copied = readable_copy(damaged.store, key, copy, known)
        made.pages, made.of = copied.damaged, -(-damaged.store.stat().st_size // PAGE)
        if not copied.begins:
            raise NothingReadable
        for _time in range(_LENGTHENED):
            if _opens(copy, key):
                break
            lengthen(copy, key)
        else:
            raise NothingReadable
        if known is not None:
            _say_where_tables_begin(copy, key, known)
        with closing(_opened(copy, key)) as connection:
            yield connection
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _say_where_tables_begin(copy: Path, key: str, known: PageMap) -> None:
    """Give a copy back the lines of its schema that stood on a damaged page."""
    with closing(_opened(copy, key)) as connection, suppress(sqlcipher.DatabaseError):
        there = {row[0].decode() for row in connection.execute("SELECT name FROM sqlite_master WHERE name IS NOT NULL")}
        missing = [row for row in known.schema if row[1] not in there]
        connection.executemany(
            "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES (?, ?, ?, ?, ?)", missing
        )


def _opened(copy: Path, key: str) -> Any:
    connection = sqlcipher.connect(str(copy), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    # asked before anything reads the schema: a line of it that says nothing is passed over
    connection.execute("PRAGMA writable_schema = ON")
    connection.text_factory = bytes
    return connection


def _opens(copy: Path, key: str) -> bool:
    with closing(_opened(copy, key)) as connection:
        try:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        except sqlcipher.DatabaseError:
            return False


def _revision(connection: Any) -> str:
    for (found,) in _safely(connection, "SELECT version_num FROM alembic_version"):
        if found and b"\0" not in found:
            return str(found.decode())
    return SCHEMA_HEAD


def _tables(path: Path, key: str) -> list[str]:
    with closing(open_connection(path, key)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [row[0] for row in found]


def _carry(source: Any, target: Any, table: str, made: Salvage) -> None:
    """Carry the rows of a table; one the new store refuses (a page of nothing, a value cut) is lost."""
    there = {row[1] for row in target.execute(f'PRAGMA table_info("{table}")')}
    columns = [row[1].decode() for row in _safely(source, f'PRAGMA table_info("{table}")') if row[1].decode() in there]
    names = _names(source, table)
    if not columns:
        made.carried[table], made.lost[table] = 0, len(names)
        return
    marks = ", ".join("?" for _column in columns)
    listed = ", ".join(f'"{column}"' for column in columns)
    statement = f'INSERT OR IGNORE INTO "{table}" ({listed}) VALUES ({marks})'
    carried = 0
    target.execute("BEGIN")
    for row in _rows(source, table, columns):
        carried += target.execute(statement, row).rowcount
    target.execute("COMMIT")
    made.carried[table] = carried
    if len(names) > carried:
        made.lost[table] = len(names) - carried


def _names(connection: Any, table: str) -> set[tuple[Any, ...]]:
    """The keys of a table, as its own index tells them: it may be whole where the table is not."""
    keys = [(row[5], row[1].decode()) for row in _safely(connection, f'PRAGMA table_info("{table}")') if row[5]]
    if not keys:
        return set()
    listed = ", ".join(f'"{name}"' for _place, name in sorted(keys))
    first = f'"{min(keys)[1]}"'
    found: set[tuple[Any, ...] | None] = set()
    for order in ("ASC", "DESC"):  # from both ends, up to what cannot be read
        found.update(map(_values, _safely(connection, f'SELECT {listed} FROM "{table}" ORDER BY {first} {order}')))
    return {row for row in found if row is not None and None not in row}


def _rows(connection: Any, table: str, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The rows that can be read whole, as text."""
    listed = ", ".join(f'"{column}"' for column in columns)
    places = [row[0] for row in _safely(connection, f'SELECT rowid FROM "{table}" NOT INDEXED')]
    for some in batches(places):
        among = ", ".join(map(str, some))
        try:
            found = connection.execute(
                f'SELECT {listed} FROM "{table}" NOT INDEXED WHERE rowid IN ({among})'
            ).fetchall()
        except sqlcipher.DatabaseError:
            found = [
                row
                for place in some
                for row in _safely(connection, f'SELECT {listed} FROM "{table}" NOT INDEXED WHERE rowid = {place}')
            ]
        for row in found:
            values = _values(row)
            if values is not None:
                yield values


def _values(row: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """A row, unless part of it was on a page that says nothing: no text of ours holds a NUL."""
    try:
        values = tuple(value.decode() if isinstance(value, bytes) else value for value in row)
    except UnicodeDecodeError:
        return None
    if any(isinstance(value, str) and "\0" in value for value in values) or all(value is None for value in values):
        return None
    return values


def _safely(connection: Any, statement: str, parameters: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query until a page that cannot be read."""
    try:
        yield from connection.execute(statement, parameters)
    except sqlcipher.DatabaseError:
        return
