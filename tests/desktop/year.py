"""A fictional home that lives every day of a year in one window: each night its dates, and the clock, move by a day."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Table

from chance_desktop.casework.dossiers.summaries import refresh_all
from chance_desktop.casework.session.desk import Desk
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.runtime.vault import STORE_KEY
from chance_desktop.runtime.words import weekday_date
from chance_desktop.store.engines.engine import open_connection
from chance_desktop.store.schema.tables import SYNCED, dossier_summary
from tests.days import live_on
from tests.desktop.conftest import close_window, open_window
from tests.desktop.cuts import misfits
from tests.desktop.meeting_pages import labels
from tests.screenshots.drawing import settle

FIRST = date(2028, 1, 1)
"""Of a leap year."""
_REFRESHED_EVERY = 5
"""Days between two computations of the lists' words, which is long; their dates move each night like the others."""


Pages = Mapping[str, Callable[[Shell], object]]


def misfits_of_the_year(home: Path, pages: Pages, longer: Pages | None = None) -> dict[str, list[str]]:
    """What is cut on which page, by day; the first page is checked to be that of the day.

    The `longer` pages, which tell many dates at once, are drawn on the first of each month and every third day;
    `make soak` draws them every day (`CHANCE_WHOLE_YEAR`).
    Painting is what takes longest and changes nothing to the room texts have: it is done on the first of each month.
    """
    window = open_window(home, 1366, 700)
    shell = window.shell
    assert shell is not None
    found = {}
    for day in _nights(shell.desk):
        window.setUpdatesEnabled(day.day == 1)
        whole = day.day == 1 or day.toordinal() % 3 == 0 or "CHANCE_WHOLE_YEAR" in os.environ
        for page, show in {**((longer or {}) if whole else {}), **pages}.items():
            show(shell)
            settle(window)
            if some := misfits(window):
                found[f"{day} {page}"] = some
            if page == "home":
                assert weekday_date(day).capitalize() in labels(shell.page("home"))
    close_window(window)
    return found


def _nights(desk: Desk) -> Iterator[date]:
    """Each day of the year, on which the home stands as it stood on the first: same waits, same meetings, other dates."""
    with closing(open_connection(desk.layout.store, desk.vault.get(STORE_KEY))) as connection:
        for number in range(366):
            day = FIRST + timedelta(days=number)
            live_on(day)
            if number:
                connection.execute("BEGIN")
                for statement in _A_DAY_LATER:
                    connection.execute(statement)
                connection.execute("COMMIT")
            if number % _REFRESHED_EVERY == 0:
                refresh_all(desk)
            yield day


def _a_day_later(table: Table) -> str:
    columns = [each.name for each in table.c if each.name == "on" or each.name.endswith("_on")]
    moved = ", ".join(f'"{name}" = coalesce(date("{name}", \'+1 day\'), "{name}")' for name in columns)
    return f'UPDATE "{table.name}" SET {moved}' if columns else ""


_A_DAY_LATER = [moved for table in (*SYNCED.values(), dossier_summary) if (moved := _a_day_later(table))]
