"""Rows known beforehand by their slot: made by the first value said, taken up again empty when they were undone."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from chance_desktop.casework.session.access import may_write
from chance_desktop.casework.session.desk import Work
from chance_desktop.domain.change import Value
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import rows_by_field
from chance_desktop.store.schema.tables import SYNCED, UNSYNCED_COLUMNS
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

_NOTHING = (None, "")


def said_values(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values that say something; zero and « non » do."""
    return {name: value for name, value in values.items() if value not in _NOTHING}


def changed_values(row: Mapping[str, object], values: Mapping[str, Value]) -> dict[str, Value]:
    """The values that a row does not hold already: nothing and an empty text are the same, zero and « non » are said."""
    return {name: value for name, value in values.items() if _or_nothing(value) != _or_nothing(row[name])}


def write_row(
    work: Work, table: str, row_id: str, owner: Mapping[str, Value], values: Mapping[str, Value], seen: Stamps | None = None
) -> bool:  # fmt: skip
    """Write values in a row known by its slot; whether anything was written.

    A row that is not there is made once something is said, with the fields of `owner`, which say whose it is; one that was
    undone is then taken up again, with nothing of what it held but what only the Region writes. `seen` are the stamps a
    screen displayed.
    """
    # what this transaction wrote before counts too
    work.tx.flush()
    found = rows_by_field(work.connection, select(SYNCED[table]).where(SYNCED[table].c.id == row_id))
    row = found[0] if found else None
    if row is not None and not row["deleted_at"]:
        changed = changed_values(row, values)
        if changed:
            work.tx.update(table, row_id, changed, displayed(seen, str(row["stamps"])))
        return bool(changed)
    said = said_values(values)
    if not said:
        return False
    if row is None:
        work.tx.create(table, {**owner, **said}, row_id)
    else:
        former: dict[str, Value] = {name: None for name in _held(row) if may_write(work.desk, table, {name: None})}
        work.tx.update(table, row_id, {**former, **owner, **said}, read_stamps(str(row["stamps"])))
    return True


def write_slot(
    work: Work, table: str, dossier_id: str, values: Mapping[str, Value], seen: Stamps | None, code: str = ""
) -> bool:
    """Write a row there is one of in a dossier (`code` tells slots of one table apart); whether anything was written."""
    return write_row(work, table, slot_id(dossier_id, code or table), {"dossier_id": dossier_id}, values, seen)


def _held(row: Mapping[str, object]) -> list[str]:
    """The fields in which a row holds something; its deletion too."""
    return [name for name, value in row.items() if name not in UNSYNCED_COLUMNS and value not in _NOTHING]


def _or_nothing(value: object) -> object:
    return None if value == "" else value
