"""The sheets of « Rendez-vous »: each control has a name, and nothing is cut, low or with text twice as large."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chance_desktop.desktop.sheets.meeting_sheets import typed_hour
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window, open_window
from tests.desktop.cuts import cut_buttons, cut_labels
from tests.desktop.walking import focusable, some_dossier, spoken
from tests.screenshots.drawing import settle
from tests.screenshots.meetings import meetings_stops

SHEETS = 8


def _walk(window: Window, shell: Shell) -> list[tuple[str, Sheet]]:
    """Open everything in turn; the sheets found, each checked while it is open."""
    found: list[tuple[str, Sheet]] = []
    for name, go in meetings_stops(shell, some_dossier(shell)):
        go()
        settle(window)
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, Sheet):
            settle(window)
            nameless = [repr(one) for one in focusable(sheet) if not spoken(one)[0].strip()]
            assert (name, nameless) == (name, [])
            assert (name, cut_labels(sheet), cut_buttons(sheet)) == (name, [], [])
            assert sheet.height() <= window.height()
            assert sheet.width() <= window.width()
            found.append((name, sheet))
            sheet.close()
            settle(window)
    return found


def test_every_sheet_on_a_low_screen(app: QApplication, home: Path) -> None:
    window = open_window(home, 1366, 700)
    assert window.shell is not None
    assert len(_walk(window, window.shell)) == SHEETS
    close_window(window)


@pytest.mark.parametrize("percent", [150, 200])
def test_every_sheet_with_larger_text(app: QApplication, home: Path, percent: int) -> None:
    theme().set_scale(percent / 100)
    (home / "window.ini").write_text(f"[look]\ntext_percent={percent}\n", encoding="utf-8")
    window = open_window(home)
    assert window.shell is not None
    assert len(_walk(window, window.shell)) == SHEETS
    close_window(window)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("14 h 30", "14:30"),
        ("9h", "09:00"),
        ("9", "09:00"),
        ("10 h ou 11 h", "10 h ou 11 h"),
        (" le matin ", "le matin"),
    ],
)
def test_an_hour_is_understood_or_stays_as_it_was_typed(typed: str, kept: str) -> None:
    assert typed_hour(typed) == kept
