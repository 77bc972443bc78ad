"""The floors of the start: a bare window with an empty table; the same libraries, the same store, a plain first page.

`python -m tests.benchmarks.floor window|list [HOME]` prints `{"ready_ms": …, "rss_mb": …}` like `chance-desktop` does.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

_STARTED = time.monotonic()


def main() -> None:
    """Show the window, print the figures once it is painted, end."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

    from chance_desktop.desktop.workplace.readiness import milliseconds_since_start, resident_megabytes

    class Watch(QObject):
        """Reports at the first paint."""

        done = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.done:
                self.done = True
                QTimer.singleShot(0, self.report)
            return False

        def report(self) -> None:
            """Print and end."""
            figures = {"ready_ms": round(milliseconds_since_start(_STARTED), 1), "rss_mb": resident_megabytes()}
            print(json.dumps(figures), flush=True)  # noqa: T201
            app.quit()

    app = QApplication([])
    rows = _first_page(Path(sys.argv[2])) if sys.argv[1] == "list" else []
    table = QTableWidget(len(rows), 7)
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            table.setItem(index, column, QTableWidgetItem(str(value)))
    table.resize(1366, 768)
    watch = Watch()
    table.viewport().installEventFilter(watch)
    table.show()
    app.exec()


def _first_page(home: Path) -> list[tuple[object, ...]]:
    """The first page of the list, through SQLAlchemy and the cipher."""
    import sqlcipher3.dbapi2 as sqlcipher
    from sqlalchemy import create_engine, text
    from sqlalchemy.pool import QueuePool

    key = json.loads((home / "key").read_text("utf-8"))["store-key"]

    def connect() -> object:
        connection = sqlcipher.connect(str(home / "dossiers.chance-db"))
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        return connection

    engine = create_engine("sqlite+pysqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool)
    with engine.connect() as connection:
        query = (
            "SELECT surname, birth_date, town, step_label, received, action_title, moved_on FROM dossier_summary "
            "WHERE state = 'active' ORDER BY moved_on LIMIT 60"
        )
        found = [tuple(row) for row in connection.execute(text(query))]
        connection.execute(text("SELECT count(*) FROM dossier_summary WHERE state = 'active'")).scalar_one()
    return found


if __name__ == "__main__":
    main()
