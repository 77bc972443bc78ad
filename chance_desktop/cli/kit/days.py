"""Days given to a command, read as everywhere else: 2026-12-03, 03/12/2026…"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chance_desktop.domain.typed.days import DayUse, read_optional_day

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk

METAVAR = "AAAA-MM-JJ"


def day_given(desk: Desk, text: object, use: DayUse = DayUse.PAST) -> date | None:
    """The day of an option or of a file, nothing when it is not given. Raises `Unreadable`."""
    return read_optional_day("" if text is None else str(text), use, desk.today())
