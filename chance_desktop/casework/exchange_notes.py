"""What the bundles themselves do not say of an exchange: whether it went by a stick or the mailbox, and what cut it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from typing import TypeVar

from sqlalchemy import Connection

from chance_desktop.casework.desk import Desk
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.store import settings
from chance_desktop.store.failures import told_in_french

T = TypeVar("T")

_NOTES = "exchanges-noted"
_MOST = 60


class Way(Enum):
    """How files travelled."""

    STICK = "stick"
    MAILBOX = "mailbox"


@dataclass(frozen=True, slots=True)
class ExchangeNote:
    """An exchange by its beginning and its end. `failure` says what cut it; `calm` that it was only the connection."""

    since: str
    until: str
    way: str
    failure: str = ""
    calm: bool = False

    def holds(self, at: str) -> bool:
        """Whether a moment falls within it; bundles are noted to the second."""
        return self.since <= at <= self.until


def note_exchange(desk: Desk, way: Way, since: datetime, failure: ExpectedError | None = None) -> None:
    """Note an exchange that has just ended."""
    from chance_desktop.sync.mailbox_failures import Unreachable

    text = failure.text if failure is not None else ""
    note = ExchangeNote(_told(since), _told(desk.now()), way.value, text, isinstance(failure, Unreachable))
    with told_in_french(), desk.store.engine.begin() as connection:
        notes = [*exchange_notes(connection), note][-_MOST:]
        settings.put(connection, _NOTES, json.dumps([asdict(each) for each in notes], separators=(",", ":")))


def by_stick(desk: Desk, work: Callable[[], T]) -> T:
    """Do the work of an exchange by files, and note it once it is done."""
    since = desk.now()
    made = work()
    note_exchange(desk, Way.STICK, since)
    return made


def exchange_notes(connection: Connection) -> tuple[ExchangeNote, ...]:
    """The latest exchanges noted, oldest first."""
    return tuple(ExchangeNote(**each) for each in json.loads(settings.get(connection, _NOTES, "[]")))


def _told(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
