"""Rows the Region would have sent: laid down in a fictional home as an exchange lays them down, never as this poste's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.change import Change, FieldChange, Value
from chance_desktop.domain.clock import Stamp
from chance_desktop.store.identifiers import slot_id
from chance_desktop.sync.laying_down import lay_down

_POSTE = "00000000f1c71f00"
"""The number of a poste of the Region that does not exist."""


class FromRegion:
    """Gathers rows, then lays them down at once; `start` is how many were laid down before."""

    def __init__(self, desk: Desk, on: date, start: int = 0) -> None:
        self._desk, self._start = desk, start
        self._ms = int(datetime.combine(on, time(7)).timestamp() * 1000)
        self._changes: list[Change] = []

    def row(self, table: str, name: str, values: Mapping[str, Value]) -> str:
        """One more row; `name` tells it from the others of its table. Returns its id."""
        row = slot_id(f"{_POSTE}/{table}", name)
        number = self._start + len(self._changes) + 1
        fields = {key: FieldChange(value) for key, value in values.items() if value not in (None, "")}
        stamp = str(Stamp(self._ms, number, _POSTE))
        self._changes.append(Change(_POSTE, number, stamp, f"{_POSTE}-1", "", table, row, fields))
        return row

    def lay(self) -> None:
        """Lay them down."""
        with self._desk.working() as work:
            lay_down(work.connection, self._changes, self._desk.store.attachments)
