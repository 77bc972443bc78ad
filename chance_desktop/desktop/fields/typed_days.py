"""A day while it is typed."""

from __future__ import annotations

from datetime import date

from chance_desktop.domain.typed.days import DayUse, read_day
from chance_desktop.domain.typed.errors import Unreadable


def day_so_far(text: str, use: DayUse, today: date) -> date | None:
    """The day a text says while it is typed; nothing is said of one that is none yet."""
    try:
        return read_day(text, use, today)
    except Unreadable:
        return None
