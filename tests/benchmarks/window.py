"""The real window on a home, offscreen, driven from a benchmark."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@contextmanager
def open_window(home: Path) -> Iterator[Any]:
    """The window, on the list of dossiers, ready."""
    from PySide6.QtCore import QEventLoop, QTimer

    from chance_desktop.desktop.workplace.app import make_application
    from chance_desktop.desktop.workplace.window import Window

    app = make_application()
    window = Window(home, "dossiers", measuring=True)
    loop = QEventLoop()
    window.list_ready.connect(loop.quit)
    QTimer.singleShot(60_000, loop.quit)
    window.resize(1366, 768)
    window.show()
    window.start()
    loop.exec()
    settle(300)
    yield window
    window.close()
    window.close_desk()
    window.deleteLater()
    app.processEvents()


def settle(milliseconds: int = 0) -> None:
    """Let everything that waits happen."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
