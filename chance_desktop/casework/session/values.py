"""Values several subjects read and show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import NeverStored
from chance_desktop.domain.change import Value as Stored
from chance_desktop.domain.contact import looks_like_social_security_number


def refuse_never_stored(text: str) -> None:
    """Raise `NeverStored` when a free text seems to hold a social security number."""
    if looks_like_social_security_number(text):
        raise NeverStored


@dataclass(frozen=True, slots=True)
class HeadView:
    """One of several values of a field, who wrote it and when."""

    value: Stored
    by: str


_DATE = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})")


_EARLIEST_YEAR = 1900


_LATEST_YEAR = 2100


def parse_day(text: str) -> date | None:
    """A day written « 03/12/2026 » or « 2026-12-03 »; nothing when it does not exist."""
    found = _DATE.fullmatch(text.strip())
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if _EARLIEST_YEAR <= day.year <= _LATEST_YEAR else None


def euros(cents: int | None) -> str:
    """« 1 250,00 € » ; nothing when it is not known."""
    if cents is None:
        return ""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", "\u00a0") + f",{rest:02d}\u00a0€"


def kind_label(desk: Desk, kind: str) -> str:
    """French label of a kind of meeting."""
    return next((each.label for each in desk.programme.meeting_kinds if each.code == kind), kind)
