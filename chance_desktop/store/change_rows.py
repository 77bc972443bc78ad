"""Changes as rows of the log, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, Row, select

from chance_desktop.domain.change import Change, FieldChange
from chance_desktop.store.batches import batches
from chance_desktop.store.tables import change_log

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_change(row: Row[tuple[object, ...]]) -> Change:
    """A change from its row of the log."""
    values = row._mapping
    fields = read_fields(values["fields"])
    return Change(
        values["device"], values["seq"], values["stamp"], values["tx"], values["by"], values["table_name"],
        values["row_id"], fields,
    )  # fmt: skip


def from_change(change: Change) -> dict[str, object]:
    """The row of the log for a change."""
    return {
        "device": change.device, "seq": change.seq, "stamp": change.stamp, "tx": change.tx, "by": change.by,
        "table_name": change.table, "row_id": change.row, "fields": fields_text(change),
    }  # fmt: skip


def fields_text(change: Change) -> str:
    """The fields of a change as the log keeps them."""
    return _to_json(
        {
            name: {"v": part.value} if not part.over and not part.gone else part_content(part)
            for name, part in change.fields.items()
        }
    )


def part_content(part: FieldChange) -> dict[str, object]:
    """A field of a change as JSON: a value that is gone leaves what it replaced."""
    content: dict[str, object] = {} if part.gone else {"v": part.value}
    return {**content, "over": list(part.over)} if part.over else content


def read_fields(text: str) -> dict[str, FieldChange]:
    """The fields of a change from their JSON in the log."""
    return {
        name: FieldChange(part.get("v"), tuple(part.get("over", ())), "v" not in part)
        for name, part in json.loads(text).items()
    }


def changes_of_rows(connection: Connection, rows: Iterable[str]) -> dict[str, list[Change]]:
    """Every known change of these rows, by row."""
    found: dict[str, list[Change]] = {}
    for some in batches(rows):
        query = select(change_log).where(change_log.c.row_id.in_(some))
        for row in connection.execute(query):
            found.setdefault(row.row_id, []).append(to_change(row))
    return found
