"""The time of the computer, read here and nowhere else.

`CHANCE_CLOCK_AHEAD` (seconds, negative for the past) moves it for a whole process: a training session, or a proof, lives on
the day it chooses.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

AHEAD = "CHANCE_CLOCK_AHEAD"
_FARTHEST = 100 * 366 * 86_400
"""A century, in seconds."""


class ClockUnreadable(ExpectedError):
    """The variable that moves the clock holds no number of seconds within a century."""

    def __init__(self) -> None:
        super().__init__(
            _("La variable {name} ne contient pas un nombre de secondes d’un siècle au plus.").format(name=AHEAD),
            _("Corrigez-la ou supprimez-la, puis recommencez."),
        )


def now_ms() -> int:
    """Milliseconds since 1970. Raises `ClockUnreadable`."""
    return time.time_ns() // 1_000_000 + _ahead_ms()


def elapsed() -> tuple[float, float]:
    """Seconds on two clocks, to tell how long something lasts: one whatever is done to the hour, one that also counts the time the
    computer sleeps."""
    return time.monotonic(), time.time()


def now() -> datetime:
    """This instant, in UTC. Raises `ClockUnreadable`."""
    return datetime.now(UTC) + timedelta(milliseconds=_ahead_ms())


def today() -> date:
    """The day it is where the computer stands. Raises `ClockUnreadable`."""
    return now().astimezone().date()


def utc_text(timespec: str = "seconds") -> str:
    """This instant as stores and bundles note it: ISO 8601, in UTC. Raises `ClockUnreadable`."""
    return now().isoformat(timespec=timespec)


def _ahead_ms() -> int:
    # Read each time: what is started meanwhile, in this process or another, lives at the same time.
    given = os.environ.get(AHEAD, "")
    if not given:
        return 0
    try:
        seconds = float(given)
    except ValueError as error:
        raise ClockUnreadable from error
    if not abs(seconds) < _FARTHEST:
        raise ClockUnreadable
    return round(seconds * 1000)
