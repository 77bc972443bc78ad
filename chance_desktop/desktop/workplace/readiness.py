"""How long the start takes and how much memory it holds, measured from the start of the process."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from chance_desktop.desktop.workplace.window import Window


def milliseconds_since_start(imported_at: float) -> float:
    """Since the process began; where the system does not say, since the program's first line."""
    if sys.platform == "linux":
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        now = time.clock_gettime(time.CLOCK_BOOTTIME)
        return (now - began) * 1000
    else:  # noqa: RET505 - a type checker follows only one platform
        return (time.monotonic() - imported_at) * 1000


def resident_megabytes() -> float | None:
    """Memory held; None where the system does not say without help."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
    elif sys.platform == "darwin":  # noqa: RET505 - a type checker follows only one platform
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    else:
        return None


def _report(imported_at: float) -> None:
    memory = resident_megabytes()
    figures = {
        "ready_ms": round(milliseconds_since_start(imported_at)),
        "rss_mb": None if memory is None else round(memory, 1),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


class _AfterPaint(QObject):
    """Calls back once, when a widget has painted for the first time."""

    def __init__(self, watched: QObject, call: Callable[[], None]) -> None:
        super().__init__(watched)
        self._call: Callable[[], None] | None = call
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._call is not None:
            call, self._call = self._call, None
            QTimer.singleShot(0, call)
        return False


def _then_quit(imported_at: float) -> Callable[[], None]:
    def finish() -> None:
        _report(imported_at)
        QApplication.quit()

    return finish


def quit_after_first_paint(window: Window, imported_at: float) -> None:
    """Print the figures when the window's frame is painted."""
    _AfterPaint(window, _then_quit(imported_at))


def quit_when_ready(window: Window, imported_at: float) -> None:
    """Print the figures when the list of dossiers shows its rows."""
    window.list_ready.connect(_then_quit(imported_at))
