"""A process of its own in which a person types without a pause; what it typed, and when, is told line by line."""

from __future__ import annotations

import sys
import time
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.situation.tab import SituationTab
from chance_desktop.desktop.workplace.app import make_application
from tests.desktop.conftest import open_window
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle

KEY_MS = 50


def main(home: Path, code: str) -> None:
    """Type in a field of the situation until killed."""
    make_application()
    window = open_window(home)
    shell = window.shell
    assert shell is not None
    shell.open_dossier(some_dossier(shell), "situation")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, SituationTab)
    field = tab.fields[code].input.widget
    field.setFocus()
    field.clear() if isinstance(field, QPlainTextEdit) else field.selectAll()  # type: ignore[attr-defined]
    letters = cycle("abcdefghij")
    keys = QTimer()

    def press() -> None:
        letter = next(letters)
        QTest.keyClicks(field, letter)
        sys.stdout.write(f"{time.time()} {letter}\n")
        sys.stdout.flush()

    keys.timeout.connect(press)
    keys.start(KEY_MS)
    QApplication.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
