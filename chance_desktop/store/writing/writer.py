"""The one writer: rows and change log are filled together, with the stamps the caller saw.

A transaction gathers what it writes and lays it down once (`flush`): one log entry per row, rows of a table in one
statement. Reading inside the transaction before `flush` shows the former rows.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection, Engine, select, update

from chance_desktop.domain.access import (
    THE_REGION,
    NotAllowed,
    Standing,
    field_refusal,
    once_refusal,
    silence_refusal,
)
from chance_desktop.domain.change import DELETED, Value
from chance_desktop.domain.clock import Clock
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.checks import LARGEST_CHANGE, unsound_fields
from chance_desktop.domain.fields.reasons import refuse_missing, refuse_unsound, too_long_together
from chance_desktop.runtime import computer_time
from chance_desktop.store import settings
from chance_desktop.store.engines.bulk import insert_rows
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.identifiers import new_id
from chance_desktop.store.schema.tables import PARENTS, SYNCED, UNSYNCED_COLUMNS, change_log
from chance_desktop.store.writing.merge import deleted_parents, has_heads, merge_rows
from chance_desktop.store.writing.stamps import Stamps, creation_stamps, read_stamps, stamps_of, write_stamps
from chance_desktop.store.writing.stretches import Stretch, add_stretch, outside
from chance_desktop.store.writing.unsound_values import sent_again

_SINCE = {
    name: {field.name: field.since for field in fields.values() if field.since} for name, fields in FIELDS.items()
}
"""The fields that came to a table after it, with the migration that brought them."""

_encode = msgspec.json.Encoder().encode
_WRITTEN = {name: frozenset(table.columns.keys()) - UNSYNCED_COLUMNS for name, table in SYNCED.items()}
_LOGGED = ("device", "seq", "stamp", "tx", "by", "table_name", "row_id", "fields")


@dataclass(frozen=True, slots=True)
class Written:
    """A row as one transaction left it: former values of the fields it changed, `None` for a row it created."""

    table: str
    row: str
    before: Mapping[str, Value] | None
    after: Mapping[str, Value]
    stamp: str


@dataclass(slots=True)
class _Pending:
    table: str
    row: str
    created: bool
    values: dict[str, Value] = field(default_factory=dict)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)


class WriteTransaction:
    """What one transaction writes. `connection` is for reading, and for computed and local tables."""

    def __init__(
        self, connection: Connection, clock: Clock, device: str, by: str, standing: Standing = THE_REGION
    ) -> None:
        self.connection = connection
        self.by = by
        self._standing = standing
        self.tx = str(uuid.uuid4())
        self.written: list[Written] = []
        self.numbers: list[tuple[int, int]] = []
        """The numbers taken of the change log: after the first, up to the last, of each time it was laid down."""
        self._clock = clock
        self._device = device
        self._pending: dict[tuple[str, str, str], _Pending] = {}
        self._counters: dict[str, int] = {}
        self._again: set[tuple[str, str]] = set()
        """Rows whose values are not simply the last ones written: they are laid down from the log."""

    def create(self, table: str, values: Mapping[str, Value], row: str | None = None) -> str:
        """Create a row from what was given, never defaults; returns its id. Raises `InvalidField`, `NotAllowed`."""
        self._check(table, values)
        made = row or new_id()
        self._pending[table, made, ""] = _Pending(table, made, True, dict(values))
        return made

    def update(self, table: str, row: str, values: Mapping[str, Value], seen: Stamps) -> None:
        """Change fields of a row; `seen` holds the stamps that were displayed when the caller read it.

        Fields a later version brought are a change by themselves: a poste without them keeps the others all the same.
        Raises `InvalidField`, `NotAllowed`.
        """
        self._check(table, values)
        made = self._pending.get((table, row, ""))
        if made is not None and made.created:
            made.values.update(values)
            return
        later = _SINCE[table]
        for name, value in values.items():
            since = later.get(name, "")
            pending = self._pending.setdefault((table, row, since), _Pending(table, row, False))
            pending.values[name] = value
            pending.seen[name] = stamps_of(seen, name)

    def remove(self, table: str, row: str, seen: Stamps, parts: Iterable[Stamps] = ()) -> None:
        """Mark a row as deleted. `seen` and `parts` hold every stamp that was displayed, of the row and of its parts:
        a value written by someone else in the meantime keeps it in sight.
        """
        listed = {stamp for each in (seen, *parts) for stamps in each.values() for stamp in stamps}
        self.update(table, row, {DELETED: _utc_now()}, {DELETED: tuple(sorted(listed))})

    def take_number(self, name: str) -> int:
        """The next number of a local counter that starts at 1; kept with the transaction, read from the store once."""
        last = self._counters.get(name) or int(settings.get(self.connection, name, "0"))
        self._counters[name] = last + 1
        return last + 1

    def flush(self) -> None:
        """Lay down everything gathered: counters, rows, heads left by others, and the change log.

        Raises `InvalidField` for a row that no receiver would keep.
        """
        for name, number in self._counters.items():
            settings.put(self.connection, name, str(number))
        self._counters.clear()
        if not self._pending:
            return
        pending, self._pending = list(self._pending.values()), {}
        for each in pending:
            refuse_missing(each.table, each.values)
        sequence = settings.take_numbers(self.connection, settings.sequence(self._device), len(pending))
        self.numbers.append((sequence - 1, sequence - 1 + len(pending)))
        settings.catch_up(self.connection, self._clock)
        now = _utc_now()
        log: list[tuple[Value, ...]] = []
        created: dict[str, list[dict[str, Value]]] = {}
        for each in pending:
            stamp = self._clock.next()
            if each.created:
                created.setdefault(each.table, []).append(_new_row(each, stamp, now))
                self.written.append(Written(each.table, each.row, None, each.values, stamp))
            else:
                self._update_row(each, stamp, now)
            log.append(_log_entry(self, each, stamp, sequence, self._device))
            sequence += 1
        for table, rows in created.items():
            _insert_rows(self.connection, table, rows)
        insert_rows(self.connection, change_log.name, _LOGGED, log)
        settings.keep_clock(self.connection, self._clock)
        again = self._again | deleted_parents(self.connection, ((each.table, each.values) for each in pending))
        self._again = set()
        if again:
            merge_rows(self.connection, again)

    def refuse_silence(self) -> None:
        """Raises `NotAllowed` when an office moved a dossier and its journal does not say so."""
        told = {each.after.get("dossier_id") for each in self.written if each.table == "journal"}
        for each in self.written:
            if not self._standing.is_region and each.row not in told:
                _refuse(silence_refusal(each.table, each.after))

    def _check(self, table: str, values: Mapping[str, Value]) -> None:
        _check_fields(table, values)
        refuse_unsound(table, values)
        _refuse(field_refusal(self._standing, table, values))

    def _send_again(self, each: _Pending, mended: frozenset[str], stamps: Stamps) -> None:
        """A change that puts right what no receiver kept says again what was lost with it."""
        again = sent_again(self.connection, each.table, each.row, self._device, mended, stamps)
        for name, part in again.items():
            if name in mended:
                each.seen[name] = tuple(sorted({*each.seen[name], *part.over}))
            elif name not in each.values:
                each.values[name], each.seen[name] = part.value, part.over

    def _update_row(self, each: _Pending, stamp: str, now: str) -> None:
        table = SYNCED[each.table]
        names = list(dict.fromkeys((*each.values, *(column for column, _parent in PARENTS[each.table]))))
        columns = [table.c[name] for name in names]
        found = self.connection.execute(
            select(*columns, table.c.stamps.label("row_stamps"), table.c.deleted_at.label("row_deleted")).where(
                table.c.id == each.row
            )
        ).one()
        before: dict[str, Value] = {name: found._mapping[name] for name in each.values}
        if not self._standing.is_region:
            _refuse(once_refusal(each.table, each.values, before))
        stamps = read_stamps(found.row_stamps)
        self.written.append(Written(each.table, each.row, before, dict(each.values), stamp))
        mended = frozenset(unsound_fields(each.table, before))
        if mended:
            self._send_again(each, mended, stamps)
        parents = {name: found._mapping[name] for name in names}
        self._again |= deleted_parents(self.connection, [(each.table, parents)])
        unseen = any(not set(stamps_of(stamps, name)).issubset(each.seen[name]) for name in each.values)
        if unseen or found.row_deleted or DELETED in each.values or has_heads(self.connection, each.table, each.row):
            self._again.add((each.table, each.row))
            return
        stamps.update(dict.fromkeys(each.values, (stamp,)))
        values = {**each.values, "updated_at": now, "stamps": write_stamps(stamps)}
        self.connection.execute(update(table).where(table.c.id == each.row).values(values))


class Writer:
    """The writer of one store; use it from one thread at a time."""

    def __init__(self, engine: Engine, clock: Clock, device: str) -> None:
        self._engine = engine
        self._clock = clock
        self._device = device
        self._own: list[Stretch] = []

    @contextmanager
    def transaction(self, by: str, standing: Standing = THE_REGION) -> Iterator[WriteTransaction]:
        """A transaction in the name of a counsellor of the Region or of an office; rolled back whole when anything fails.

        Raises the expected errors of `store.failures`.
        """
        with told_in_french(), writing(self._engine) as connection:
            transaction = WriteTransaction(connection, self._clock, self._device, by, standing)
            yield transaction
            transaction.flush()
            transaction.refuse_silence()
        for before, last in transaction.numbers:
            add_stretch(self._own, before, last)

    def of_others(self, since: int, now: int) -> list[Stretch]:
        """Numbers of this device in `(since, now]` that other programs took."""
        return outside(since, now, [each for each in self._own if each[1] > since])


def _refuse(reason: str) -> None:
    if reason:
        raise NotAllowed(reason)


def _insert_rows(connection: Connection, table: str, rows: Iterable[Mapping[str, Value]]) -> None:
    """Insert rows that may not give the same fields: rows alike go in one statement."""
    alike: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
    for row in rows:
        alike.setdefault(tuple(row), []).append(tuple(row.values()))
    for names, group in alike.items():
        insert_rows(connection, table, names, group)


def _new_row(each: _Pending, stamp: str, now: str) -> dict[str, Value]:
    return {
        "id": each.row, **each.values, "created_at": now, "updated_at": now, "stamps": creation_stamps(stamp),
    }  # fmt: skip


def _log_entry(
    transaction: WriteTransaction, each: _Pending, stamp: str, sequence: int, device: str
) -> tuple[Value, ...]:
    """A row of the log, in the order of `_LOGGED`."""
    fields = {
        name: {"v": value, "over": each.seen[name]} if name in each.seen else {"v": value}
        for name, value in each.values.items()
    }
    text = _encode(fields)
    if len(text) > LARGEST_CHANGE:
        raise too_long_together(each.table)
    return device, sequence, stamp, transaction.tx, transaction.by, each.table, each.row, text.decode()


def _check_fields(table: str, values: Mapping[str, Value]) -> None:
    if not _WRITTEN[table].issuperset(values):
        raise KeyError(f"{table} has no field {', '.join(sorted(values.keys() - _WRITTEN[table]))} to write")


def _utc_now() -> str:
    return computer_time.utc_text("milliseconds")
