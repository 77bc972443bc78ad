"""From a keystroke to the rows painted, against the bare query and the same rows painted in a plain table."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure, ratio
from tests.benchmarks.homes import home_of
from tests.benchmarks.window import open_window, settle

_WORDS = ("roussel", "baudry", "civray", "theo", "morillon", "lusignan")


def figures(homes: Path) -> list[Figure]:
    """Both bounds: against the floor at 200,000 dossiers, and from 20,000 to 200,000."""
    small, _floor = _measured(home_of(homes, 20_000))
    large, floor = _measured(home_of(homes, 200_000))
    return [
        ratio("keystroke to rows painted, 200,000 / bare FTS5 query and plain table", large, floor, 3),
        ratio("keystroke to rows painted, 200,000 / 20,000 dossiers", large, small, 2),
    ]


def _measured(home: Path) -> tuple[float, float]:
    """Median seconds per keystroke, in our list and in the floor."""
    with open_window(home) as window:
        shell = window.shell
        page = shell.page("dossiers")
        ours = [_keystroke(page, word[: length + 1]) for word in _WORDS for length in range(len(word))]
        settle(200)
        floor = [_bare(shell.desk, page, word[: length + 1]) for word in _WORDS for length in range(len(word))]
    return statistics.median(ours), statistics.median(floor)


def _keystroke(page: Any, text: str) -> float:
    """Type one more letter, wait for the answer, paint the rows."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    page.model.answered.connect(loop.quit)
    QTimer.singleShot(10_000, loop.quit)
    start = time.perf_counter()
    page.search.setText(text)
    loop.exec()
    page.table.viewport().repaint()
    taken = time.perf_counter() - start
    page.model.answered.disconnect(loop.quit)
    settle(20)
    return taken


def _bare(desk: Any, page: Any, text: str) -> float:
    """The same rows by a bare query, painted in a plain table of the same size."""
    from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

    table = QTableWidget(0, 7)
    table.resize(page.table.size())
    table.show()
    settle(20)
    statement = (
        "SELECT s.first_name, s.surname, s.birth_date, s.town, s.step_label, s.received, s.required, s.action_title, s.moved_on "
        "FROM dossier_search JOIN dossier_summary s ON s.number = dossier_search.rowid "
        "WHERE dossier_search MATCH ? AND s.state = 'active' LIMIT 201"
    )
    start = time.perf_counter()
    with desk.store.engine.connect() as connection:
        rows = connection.exec_driver_sql(statement, (f'"{text}"*',)).fetchall()
    table.setRowCount(len(rows))
    for index, row in enumerate(rows):
        for column in range(7):
            table.setItem(index, column, QTableWidgetItem(str(row[column])))
    table.viewport().repaint()
    taken = time.perf_counter() - start
    table.deleteLater()
    settle()
    return taken
