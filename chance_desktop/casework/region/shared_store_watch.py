"""What the other desks of a shared store do meanwhile, so that a window shows it without being asked."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, or_, select

from chance_desktop.casework.exchange.beside import EVERYTHING, MOST_ROWS, changes_of
from chance_desktop.casework.programme.published_parts import apply_parts
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import change_log, exchanged_bundle
from chance_desktop.store.writing.stretches import Stretch, outside


class Neighbours:
    """Knows how far the other desks were when it last looked; the first look is at its making."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with desk.reading() as connection:
            self._numbers, self._bundle = self._state(connection)

    def look(self) -> Changes:
        """What changed since the last look; everything, without names, when it is much or came from the offices."""
        with self._desk.reading() as connection:
            numbers, bundle = self._state(connection)
            before = self._numbers
            news = {device: self._of_others(device, before.get(device, 0), last) for device, last in numbers.items()}
            came, self._numbers, self._bundle = bundle > self._bundle, numbers, bundle
            if not any(news.values()) and not came:
                return Changes()
            rows = _rows(connection, news)
            found = EVERYTHING if came or len(rows) > MOST_ROWS else changes_of(connection, rows)
        if ChangeKind.PROGRAMME_PART in found.kinds:
            apply_parts(self._desk)
        return found

    def _of_others(self, device: str, since: int, now: int) -> list[Stretch]:
        """What was written in the name of a device but not by this program: a command may work in this desk's name."""
        store = self._desk.store
        return store.writer.of_others(since, now) if device == store.device else outside(since, now, ())

    def _state(self, connection: Connection) -> tuple[dict[str, int], int]:
        """The last number of each desk, and the last bundle that any desk took in or made."""
        numbers = settings.last_numbers(connection)
        latest = select(func.coalesce(func.max(exchanged_bundle.c.id), 0))
        return numbers, connection.execute(latest).scalar_one()


def _rows(connection: Connection, news: dict[str, list[Stretch]]) -> set[tuple[str, str]]:
    """Tables and rows written since; a few more than are looked at one by one at most."""
    since = (
        and_(change_log.c.device == device, change_log.c.seq.between(first, last))
        for device, stretches in news.items()
        for first, last in stretches
    )
    query = select(change_log.c.table_name, change_log.c.row_id).where(or_(False, *since)).distinct()
    return {(table, row) for table, row in connection.execute(query.limit(MOST_ROWS + 1))}
