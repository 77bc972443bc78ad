"""What other programs of this computer do in this home meanwhile (a command, a scheduled exchange), so that a window shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, and_, literal_column, or_, select

from chance_desktop.casework.exchange.notes import ExchangeNote, exchange_notes
from chance_desktop.casework.session.change_kinds import ChangeKind, kinds_of
from chance_desktop.casework.session.desk import LISTS_BEHIND, OVERLAY, Desk
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.runtime.words import _, plural
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import change_log, exchanged_bundle
from chance_desktop.store.writing.activity import Reached, reached
from chance_desktop.store.writing.stretches import Stretch
from chance_desktop.sync.rights.audience import dossiers_touched

EVERYTHING = Changes(frozenset(ChangeKind))
MOST_ROWS = 500
"""Rows written elsewhere that are told one by one; of more, everything is read again."""


@dataclass(frozen=True, slots=True)
class News:
    """What other programs changed; `said` tells in a sentence the last exchange they made, `failed` that it was cut."""

    changes: Changes = EVERYTHING
    said: str = ""
    failed: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    reached: Reached
    notes: tuple[ExchangeNote, ...]
    overlay: str
    behind: str


class ProgramsBeside:
    """Knows how far the store of this home was when it last looked: when it was opened, to begin with.

    For a home with a store of its own; on a shared one, the desks look for one another.
    """

    def __init__(self, desk: Desk) -> None:
        assert desk.store.activity is not None
        self._desk, self._activity = desk, desk.store.activity
        with desk.reading() as connection:
            self._state = replace(self._read(connection), reached=self._activity.start)

    def moved(self) -> bool:
        """Whether there may be something to look at; asked from any thread, answered at once."""
        return self._activity.moved()

    def look(self) -> News:
        """What other programs changed since the last look."""
        with self._desk.reading() as connection:
            before, self._state = self._state, self._read(connection)
            now = self._state
            changes = self._changes(connection, before, now)
            news = [each for each in now.notes if each not in before.notes and each.program != self._desk.program]
            said, failed = _words(connection, news[-1]) if news else ("", False)
        if now.overlay != before.overlay or ChangeKind.PROGRAMME_PART in changes.kinds:
            self._desk.forget_programme()
        if news:
            changes = Changes(changes.kinds | {ChangeKind.EXCHANGE}, changes.ids)
        return News(changes, said, failed)

    def _read(self, connection: Connection) -> _State:
        return _State(
            reached(connection),
            exchange_notes(connection),
            settings.get(connection, OVERLAY),
            settings.get(connection, LISTS_BEHIND),
        )

    def _changes(self, connection: Connection, before: _State, now: _State) -> Changes:
        changes, bundles = self._activity.of_others(before.reached, now.reached)
        caught_up = before.behind and not now.behind
        if now.reached.change < before.reached.change or now.overlay != before.overlay or caught_up:
            return EVERYTHING
        rows = _rows(connection, changes)
        if len(rows) > MOST_ROWS or _received(connection, bundles):
            return EVERYTHING
        found = changes_of(connection, rows) if rows else Changes()
        return Changes(found.kinds | {ChangeKind.EXCHANGE}, found.ids) if bundles else found


def changes_of(connection: Connection, rows: set[tuple[str, str]]) -> Changes:
    """The kinds of rows written, and whose dossiers they are: the rows themselves where they are of none."""
    dossiers = dossiers_touched(connection, rows)
    return Changes(kinds_of(table for table, _row in rows), frozenset(dossiers or {row for _table, row in rows}))


def _rows(connection: Connection, stretches: list[Stretch]) -> set[tuple[str, str]]:
    """Tables and rows of some stretches of the log; a few more than are told one by one at most."""
    rowid: ColumnElement[int] = literal_column("change_log.rowid")
    within = (and_(rowid >= first, rowid <= last) for first, last in stretches)
    query = select(change_log.c.table_name, change_log.c.row_id).where(or_(False, *within)).distinct()
    return {(table, row) for table, row in connection.execute(query.limit(MOST_ROWS + 1))}


def _received(connection: Connection, stretches: list[Stretch]) -> bool:
    within = (exchanged_bundle.c.id.between(first, last) for first, last in stretches)
    query = select(exchanged_bundle.c.id).where(or_(False, *within), exchanged_bundle.c.direction == "received")
    return connection.execute(query.limit(1)).first() is not None


def _words(connection: Connection, note: ExchangeNote) -> tuple[str, bool]:
    """What an exchange brought, and whether it was cut; nothing where there was only no connection, or nothing to exchange."""
    if note.failure:
        words = _("Un échange lancé à côté de cette fenêtre n’a pas abouti : {failure}")
        return ("", False) if note.calm else (words.replace("{failure}", note.failure), True)
    within = (exchanged_bundle.c.id > note.after, exchanged_bundle.c.id <= note.last)
    found = Counter(connection.execute(select(exchanged_bundle.c.direction).where(*within)).scalars())
    parts = []
    if sent := found["sent"]:
        parts.append(plural("{n} paquet préparé", "{n} paquets préparés", sent))
    if received := found["received"]:
        parts.append(plural("{n} paquet reçu", "{n} paquets reçus", received))
    if not parts:
        return "", False
    return f"{_('Un échange s’est fait à côté de cette fenêtre :')} {', '.join(parts)}.", False
