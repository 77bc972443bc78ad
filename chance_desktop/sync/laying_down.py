"""Accepted changes laid down: the log first, then the rows they show; one transaction of theirs at a time where it may fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import Connection

from chance_desktop.domain.alike import Alike, alike
from chance_desktop.domain.change import Change
from chance_desktop.store.failures import is_answerable
from chance_desktop.store.scans.attachments import Attachments
from chance_desktop.store.writing.change_rows import append_changes
from chance_desktop.store.writing.erasing import apply_erasures
from chance_desktop.store.writing.merge import lay_new_rows, merge_rows
from chance_desktop.sync import files, log
from chance_desktop.sync.log import park
from chance_desktop.sync.rights.audience import dossiers_touched


@dataclass(frozen=True, slots=True)
class Arrived:
    """Changes put together, and which of their rows were known here before."""

    groups: Sequence[Alike]
    known: Set[str]

    @classmethod
    def of(cls, connection: Connection, changes: Iterable[Change]) -> Arrived:
        """Changes that are not in the log yet."""
        groups = alike(changes)
        return cls(groups, log.known_rows(connection, groups))

    def kept(self, changes: list[Change]) -> Arrived:
        """Those that are kept, in their order."""
        whole = sum(len(some.changes) for some in self.groups) == len(changes)
        return self if whole else Arrived(alike(changes), self.known)

    def dossiers(self, connection: Connection) -> set[str]:
        """The dossiers that their rows, once laid down, are or are parts of; a new row says of which it is."""
        said: set[str] = set()
        others: list[tuple[str, str]] = []
        for some in self.groups:
            if "dossier_id" in some.names and self.known.isdisjoint(some.rows):
                said.update(some.texts("dossier_id"))
            else:
                others += [(some.table, row) for row in some.rows]
        return dossiers_touched(connection, others) | said - {""}

    def rows(self, turn: int) -> tuple[tuple[str, str], ...]:
        """The rows (table and id) that more than `turn` changes are of."""
        return tuple([(some.table, row) for some in self.groups if some.turn == turn for row in some.rows])


Follow = Callable[[tuple[tuple[str, str], ...]], None]
"""What is done after rows are laid down, and may fail on what they hold."""


def lay_down(
    connection: Connection, changes: Sequence[Change], attachments: Attachments, arrived: Arrived | None = None
) -> tuple[tuple[tuple[str, str], ...], int]:
    """Record changes, lay their rows down, and erase what was erased before they came; the rows, and the conflicts."""
    here = arrived or Arrived.of(connection, changes)
    touched = here.rows(0)
    append_changes(connection, changes)
    again = {*here.rows(1), *([name for name in touched if name[1] in here.known] if here.known else ())}
    again |= lay_new_rows(connection, [some.without(again) for some in here.groups])
    conflicts = merge_rows(connection, again) if again else 0
    apply_erasures(connection, attachments, set().union(*[some.rows for some in here.groups]))
    files.note_wanted(connection, attachments, here.groups)
    return touched, conflicts


def lay_down_apart(
    connection: Connection, changes: Iterable[Change], attachments: Attachments, follow: Follow
) -> tuple[tuple[tuple[str, str], ...], int, frozenset[tuple[str, int]]]:
    """The same, each transaction in a savepoint of its own; one that fails is set aside. The last of what is returned names
    the changes that failed.
    """
    by_transaction: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        by_transaction.setdefault((change.device, change.tx), []).append(change)
    touched: dict[tuple[str, str], None] = {}
    conflicts = 0
    failed: list[Change] = []
    for some in by_transaction.values():
        try:
            with connection.begin_nested():
                rows, more = lay_down(connection, some, attachments)
                follow(rows)
        except Exception as error:
            if is_answerable(error):
                raise
            failed += some
        else:
            touched |= dict.fromkeys(rows)
            conflicts += more
    for change in failed:
        park(connection, change, log.FAILED)
    return tuple(touched), conflicts, frozenset((change.device, change.seq) for change in failed)
