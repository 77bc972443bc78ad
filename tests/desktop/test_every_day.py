"""Every day of a year, nothing is cut on an office's first page, in its agenda, nor in a dossier."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chance_desktop.desktop.meetings.view import MeetingsScreen
from chance_desktop.desktop.workplace.shell import Shell
from tests.desktop.walking import dossier_of, show_agenda, some_dossier
from tests.desktop.year import FIRST, misfits_of_the_year


def _this_month(shell: Shell) -> None:
    show_agenda(shell, "month")
    page = shell.page("meetings")
    assert isinstance(page, MeetingsScreen)
    page.agenda.month.go_to(shell.desk.today())


def _dossier(shell: Shell) -> None:
    """One day the letters of a dossier, the next the stay of another."""
    if shell.desk.today().toordinal() % 2:
        shell.open_dossier(some_dossier(shell), "letters")
    else:
        shell.open_dossier(dossier_of(shell, "Bonnin"), "stay")


PAGES: dict[str, Callable[[Shell], object]] = {
    "home": lambda shell: shell.show_page("home"),
    "month": _this_month,
}
LONGER: dict[str, Callable[[Shell], object]] = {
    "agenda": lambda shell: show_agenda(shell, "list"),
    "dossier": _dossier,
}


@pytest.mark.parametrize("day", [FIRST], indirect=True, ids=["2028"])
def test_nothing_is_cut_on_any_day_of_a_year(app: QApplication, home: Path) -> None:
    assert misfits_of_the_year(home, PAGES, LONGER) == {}
