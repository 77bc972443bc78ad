"""Import of an export, against bulk inserts of the very same rows and change-log entries into a store of the same kind."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from sqlalchemy import Table, insert, select

from chance_desktop.casework import people_import
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.session.desk import Desk
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.schema.tables import change_log, dossier, journal, journal_detail, person
from tests.benchmarks.figures import Figure, alternately, ratio
from tests.benchmarks.homes import empty_home, write_export

_LINES = 10_000
_TABLES = (person, dossier, journal, journal_detail, change_log)

_NAMES = {table.name for table in _TABLES}


def figures(homes: Path) -> list[Figure]:
    """The one ratio."""
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "export.csv"
        write_export(export, _LINES, 0, 7)
        rows: dict[Table, list[dict[str, object]]] = {}

        def ours() -> float:
            desk = _fresh(Path(folder) / "ours")
            desk.programme  # noqa: B018 - read once per process, as in the window
            start = time.perf_counter()
            people_import.run_import(desk, export)
            taken = time.perf_counter() - start
            with desk.reading() as connection:
                rows.update(
                    {table: [dict(row._mapping) for row in connection.execute(select(table))] for table in _TABLES}
                )
            desk.close()
            return taken

        def bare() -> float:
            desk = _fresh(Path(folder) / "bare")
            with writing(desk.store.engine) as connection:
                start = time.perf_counter()
                for table in _TABLES:
                    fresh = [row for row in rows[table] if table is not change_log or row["table_name"] in _NAMES]
                    connection.execute(insert(table).prefix_with("OR REPLACE"), fresh)
                taken = time.perf_counter() - start
            desk.close()
            return taken

        measured, reference = alternately(ours, bare, 3)
    return [ratio("import of 10,000 lines / bulk insert of the same rows and log", measured, reference, 4)]


def _fresh(home: Path) -> Desk:
    shutil.rmtree(home, ignore_errors=True)
    return open_desk(empty_home(home))
