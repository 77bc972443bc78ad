"""Accepted changes laid down: the log first, then the rows they show; one transaction of theirs at a time where it may fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from chance_desktop.domain.change import Change
from chance_desktop.store import settings
from chance_desktop.store.failures import is_answerable
from chance_desktop.store.scans.attachments import Attachments
from chance_desktop.store.writing.change_rows import append_changes
from chance_desktop.store.writing.erasing import apply_erasures
from chance_desktop.store.writing.merge import lay_new_rows, merge_rows, rows_there
from chance_desktop.sync import files, log
from chance_desktop.sync.log import park

Follow = Callable[[tuple[tuple[str, str], ...]], None]
"""What is done after rows are laid down, and may fail on what they hold."""


def lay_down(
    connection: Connection, changes: list[Change], attachments: Attachments
) -> tuple[tuple[tuple[str, str], ...], int]:
    """Record changes, lay their rows down, and erase what was erased before they came; the rows, and the conflicts."""
    known = log.known_rows(connection, (change.row for change in changes))
    if settings.get(connection, settings.RESCUED):
        known |= rows_there(connection, ((change.table, change.row) for change in changes))
    append_changes(connection, changes)
    by_row: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        by_row.setdefault((change.table, change.row), []).append(change)
    again = {name for name, some in by_row.items() if len(some) > 1 or name[1] in known}
    again |= lay_new_rows(connection, [some[0] for name, some in by_row.items() if name not in again])
    conflicts = merge_rows(connection, again) if again else 0
    apply_erasures(connection, attachments, {row for _table, row in by_row})
    files.note_wanted(connection, attachments, changes)
    return tuple(by_row), conflicts


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
