"""Changes as rows of the log, and back."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, Row, select

from chance_desktop.domain.change import Change, FieldChange
from chance_desktop.store.engines.batches import among_asked, listed
from chance_desktop.store.engines.bulk import insert_rows
from chance_desktop.store.schema.tables import change_log

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, FieldChange]).decode
_COLUMNS = ("device", "seq", "stamp", "tx", "by", "table_name", "row_id", "fields")
_OF_ROWS = select(change_log).where(among_asked(change_log.c.row_id))

LogRow = Row[str, int, str, str, str, str, str, str]
"""A row of the log, its columns in their order."""


def to_change(row: LogRow) -> Change:
    """A change from its row of the log."""
    device, seq, stamp, tx, by, table, row_id, fields = row
    return Change(device, seq, stamp, tx, by, table, row_id, _decode(fields))


def append_changes(connection: Connection, changes: Iterable[Change]) -> None:
    """Add changes to the log as they are."""
    insert_rows(connection, change_log.name, _COLUMNS, [
        (
            change.device, change.seq, change.stamp, change.tx, change.by, change.table, change.row,
            _encode(change.fields).decode(),
        )
        for change in changes
    ])  # fmt: skip


def fields_text(change: Change) -> str:
    """The fields of a change as the log keeps them."""
    return _encode(change.fields).decode()


def read_fields(text: str) -> dict[str, FieldChange]:
    """The fields of a change from their JSON in the log."""
    return _decode(text)


def changes_of_rows(connection: Connection, rows: Iterable[str]) -> dict[str, list[Change]]:
    """Every known change of these rows, by row."""
    found: dict[str, list[Change]] = {}
    for row in connection.execute(_OF_ROWS, {"rows": listed(rows)}):
        found.setdefault(row.row_id, []).append(to_change(row))
    return found
