"""What transactions say in the journals of dossiers: nothing moves a dossier in silence."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from typing import TypeVar

from sqlalchemy import Connection, select

from chance_desktop.domain.access import TOLD
from chance_desktop.domain.alike import Alike
from chance_desktop.domain.change import Change
from chance_desktop.store.schema.tables import SYNCED, change_log

_JOURNAL = "journal"
_LARGEST_TRANSACTION = 1_000

Judged = TypeVar("Judged", Change, Alike)


class JournalLines:
    """The lines kept so far of the transactions under judgement; those that came in an earlier bundle are looked for here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._spoken: set[tuple[str, str, str]] = set()

    def journals_first(self, changes: Iterable[Judged]) -> list[Judged]:
        """The changes in the order they are judged in: a dossier moves only if the line that says so is kept."""
        return sorted(changes, key=_is_of_another_table)

    def keep(self, change: Change) -> None:
        """Note a change that is kept."""
        if change.table == _JOURNAL and "dossier_id" in change.fields:
            self._spoken.add((change.device, change.tx, str(change.fields["dossier_id"].value)))

    def keep_all(self, some: Alike) -> None:
        """Note changes that are all kept."""
        if some.table == _JOURNAL and "dossier_id" in some.names:
            transactions = [change.tx for change in some.changes]
            self._spoken.update(zip(repeat(some.device), transactions, some.texts("dossier_id"), strict=False))

    @staticmethod
    def is_asked_of(table: str, names: Iterable[str]) -> bool:
        """Whether changes of these fields are to be spoken of in a journal."""
        return not TOLD[table].isdisjoint(names)

    def speak_of(self, change: Change) -> bool:
        """Whether the transaction of a change that moves a dossier says so in its journal; asked of others too, at no cost."""
        if not self.is_asked_of(change.table, change.fields):
            return True
        return (change.device, change.tx, change.row) in self._spoken or self._came_before(change)

    def _came_before(self, change: Change) -> bool:
        here, journal = change_log.c, SYNCED[_JOURNAL].c
        near = here.seq.between(change.seq - _LARGEST_TRANSACTION, change.seq + _LARGEST_TRANSACTION)
        query = (
            select(here.seq)
            .join(SYNCED[_JOURNAL], journal.id == here.row_id)
            .where(
                here.device == change.device, near, here.tx == change.tx, here.table_name == _JOURNAL,
                journal.dossier_id == change.row,
            )
        )  # fmt: skip
        return self._connection.execute(query.limit(1)).first() is not None


def _is_of_another_table(some: Change | Alike) -> bool:
    return some.table != _JOURNAL
