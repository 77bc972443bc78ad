"""The day the tests live on: chosen, never the computer's; and the days on which everything that draws dates is tried.

`make test DAY=2027-02-28` (the variable `CHANCE_TEST_DAY`) has the whole suite live on a day of one's choice.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from datetime import time as hour
from pathlib import Path

import pytest
from filelock import FileLock

from chance_desktop.runtime.computer_time import AHEAD

CHOSEN = "CHANCE_TEST_DAY"
USUAL = date(2026, 11, 24)
"""A Tuesday among others."""

HARD_DAYS = (
    date(2026, 11, 28),  # a Saturday
    date(2026, 12, 1),  # the first of a month
    date(2026, 12, 31),  # the last of a year
    date(2028, 2, 29),  # the day that comes every four years
    date(2027, 5, 6),  # a public holiday, in the month that has most of them
)


def suite_day() -> date:
    """The day of the whole suite."""
    given = os.environ.get(CHOSEN, "")
    return date.fromisoformat(given) if given else USUAL


def drawn_days() -> tuple[date, ...]:
    """The days on which a test that draws dates runs: the hard ones, or the one that was chosen."""
    return (suite_day(),) if os.environ.get(CHOSEN) else HARD_DAYS


on_hard_days = pytest.mark.parametrize("day", drawn_days(), indirect=True, ids=str)
"""A test that draws dates runs on each of them."""


def live_on(day: date, at: hour = hour(14)) -> None:
    """Move the clock of this process, and of those it starts, to the afternoon of a day."""
    os.environ[AHEAD] = str(datetime.combine(day, at).timestamp() - time.time())


@contextmanager
def living_on(day: date, at: hour = hour(14)) -> Iterator[None]:
    """The same, until the end of the block."""
    before = os.environ[AHEAD]
    live_on(day, at)
    try:
        yield
    finally:
        os.environ[AHEAD] = before


class HomesByDay:
    """Homes filled as they stand at noon of a day, made when first asked for and copied by who opens them later that day.

    The processes of one run share the folder: each home is made once, by the first that wants it.
    """

    def __init__(self, folder: Path, fill: Callable[[Path, date], object]) -> None:
        self._folder, self._fill = folder, fill

    def __getitem__(self, day: date) -> Path:
        home = self._folder / day.isoformat()
        with FileLock(home.with_suffix(".lock")):
            if not home.exists():
                begun = home.with_suffix(".begun")
                with living_on(day, hour(12, 45)):
                    self._fill(begun, day)
                begun.rename(home)
        return home


def shared_folder(made: pytest.TempPathFactory, name: str) -> Path:
    """A folder of that name, the same for every process of one run."""
    base = made.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    return folder
