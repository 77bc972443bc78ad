"""Opening a dossier, against its bare SELECTs and a plain form with as many fields."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure, ratio
from tests.benchmarks.homes import demo_home
from tests.benchmarks.window import open_window, settle

_TABLES = ("verdict", "step_change", "piece", "letter", "contact", "scan", "meeting", "journal", "journal_detail")


def figures(homes: Path) -> list[Figure]:
    """The one ratio."""
    from chance_desktop.casework.dossiers.list import DossierQuery, list_page

    with open_window(demo_home(homes, 200)) as window:
        shell = window.shell
        rows = list_page(shell.desk, DossierQuery(limit=14)).rows
        for row in rows[:2]:
            _open(shell, row.id)
        ours, bare = [], []
        for row in rows[2:]:
            ours.append(_open(shell, row.id))
            bare.append(_bare(shell.desk, row.id))
    return [
        ratio("open a dossier / bare SELECTs and a plain form", statistics.median(ours), statistics.median(bare), 3)
    ]


def _open(shell: Any, dossier_id: str) -> float:
    """Until the page of the dossier is painted with its content and nothing is left to do."""
    from PySide6.QtWidgets import QApplication

    shell.show_page("dossiers")
    settle(150)
    start = time.perf_counter()
    shell.open_dossier(dossier_id, "pieces")
    while shell.tasks.under_way:
        QApplication.processEvents()
    QApplication.processEvents()
    taken = time.perf_counter() - start
    settle(50)
    return taken


def _bare(desk: Any, dossier_id: str) -> float:
    """The rows of the dossier, each field in a line of a plain form."""
    from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QScrollArea, QWidget

    start = time.perf_counter()
    with desk.store.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT * FROM dossier WHERE id = ?", (dossier_id,)).mappings().one()
        values = {
            **found,
            **connection.exec_driver_sql("SELECT * FROM person WHERE id = ?", (found["person_id"],)).mappings().one(),
        }
        rows = [
            dict(row)
            for table in _TABLES
            for row in connection.exec_driver_sql(
                f"SELECT * FROM {table} WHERE dossier_id = ?", (dossier_id,)
            ).mappings()
        ]
    area, form = QScrollArea(), QWidget()
    layout = QFormLayout(form)
    for name, value in values.items():
        layout.addRow(name, QLineEdit(str(value or "")))
    for row in rows:
        layout.addRow(str(row.get("code", "")), QLineEdit(str(row.get("status") or row.get("text") or "")))
    area.setWidget(form)
    area.resize(1154, 768)
    area.show()
    QApplication.processEvents()
    taken = time.perf_counter() - start
    area.deleteLater()
    settle()
    return taken
