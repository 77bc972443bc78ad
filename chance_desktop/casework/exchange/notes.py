"""What the bundles themselves do not say of an exchange: whether it went by a stick or the mailbox, and what cut it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import Enum
from typing import TypeVar

from sqlalchemy import Connection, func, select

from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.store import settings
from chance_desktop.store.engines.engine import keeping
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.schema.tables import exchanged_bundle
from chance_desktop.sync.mailboxes.failures import Unreachable

T = TypeVar("T")

_NOTES = "exchanges-noted"
_MOST = 60


class Way(Enum):
    """How files travelled."""

    STICK = "stick"
    MAILBOX = "mailbox"


@dataclass(frozen=True, slots=True)
class ExchangeNote:
    """An exchange by the bundles it noted: those past `after`, up to `last`.

    `failure` says what cut it; `calm` that it was only the connection.
    """

    after: int
    last: int
    way: str
    failure: str = ""
    calm: bool = False
    program: str = ""
    """Which program made it: an opening of the home."""

    def holds(self, bundle: int) -> bool:
        """Whether a bundle was part of it."""
        return self.after < bundle <= self.last


def last_bundle(desk: Desk) -> int:
    """The last bundle noted, before an exchange begins."""
    with desk.reading() as connection:
        return _last_bundle(connection)


def note_exchange(desk: Desk, way: Way, after: int, failure: ExpectedError | None = None) -> None:
    """Note an exchange that has just ended; `after` is the last bundle before it."""
    text = failure.text if failure is not None else ""
    with told_in_french(), keeping(desk.store.engine) as connection:
        note = ExchangeNote(
            after, _last_bundle(connection), way.value, text, isinstance(failure, Unreachable), desk.program
        )
        notes = [*exchange_notes(connection), note][-_MOST:]
        settings.put(connection, _NOTES, json.dumps([asdict(each) for each in notes], separators=(",", ":")))


def by_stick(desk: Desk, work: Callable[[], T]) -> T:
    """Do the work of an exchange by files, and note it once it is done."""
    after = last_bundle(desk)
    made = work()
    note_exchange(desk, Way.STICK, after)
    return made


def exchange_notes(connection: Connection) -> tuple[ExchangeNote, ...]:
    """The latest exchanges noted, oldest first."""
    return tuple(ExchangeNote(**each) for each in json.loads(settings.get(connection, _NOTES, "[]")))


def _last_bundle(connection: Connection) -> int:
    return connection.execute(select(func.max(exchanged_bundle.c.id))).scalar_one() or 0
