"""What the store knows of dossiers, read in few statements whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.batches import among, batches
from chance_desktop.store.tables import dossier, journal, letter, meeting, person, piece

Fields = dict[str, Any]
"""A row by field name. Values are those of `domain.change.Value`."""

_NO_DOSSIER: Fields = dict.fromkeys(dossier.c.keys())
_NO_PERSON: Fields = dict.fromkeys(person.c.keys())


class DossierUnknown(ExpectedError):
    """No such dossier here."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce dossier est introuvable sur ce poste."), _("Vérifiez son numéro, ou cherchez par le nom.")
        )


@dataclass(slots=True)
class DossierRecord:
    """The rows of one dossier; letters and meetings oldest first."""

    dossier: Fields
    person: Fields
    pieces: dict[str, Fields] = field(default_factory=dict)
    letters: list[Fields] = field(default_factory=list)
    meetings: list[Fields] = field(default_factory=list)
    moved_at: str = ""

    @property
    def id(self) -> str:
        """Row of the dossier."""
        return str(self.dossier["id"])

    def letter(self, kind: str) -> Fields | None:
        """The letter followed now for a kind of referee; those of former referees are left aside."""
        current = [row for row in self.letters if row["kind"] == kind and not row["replaced_on"]]
        return current[-1] if current else None


def new_record(dossier_fields: Fields, person_fields: Fields, now: datetime) -> DossierRecord:
    """Record of a dossier that was just made, as reading it back would give it."""
    return DossierRecord(
        {**_NO_DOSSIER, **dossier_fields}, {**_NO_PERSON, **person_fields}, moved_at=now.isoformat(timespec="seconds")
    )


def read_records(connection: Connection, ids: Iterable[str]) -> dict[str, DossierRecord]:
    """Records of these dossiers, without those deleted."""
    found: dict[str, DossierRecord] = {}
    for some in batches(ids):
        found.update(_read_some(connection, some))
    return found


def read_record(connection: Connection, dossier_id: str) -> DossierRecord:
    """Record of one dossier; raises `DossierUnknown`."""
    found = read_records(connection, [dossier_id])
    if dossier_id not in found:
        raise DossierUnknown
    return found[dossier_id]


def _read_some(connection: Connection, ids: list[str]) -> dict[str, DossierRecord]:
    alive = select(dossier).where(among(dossier.c.id, ids), dossier.c.deleted_at.is_(None))
    dossiers = {row["id"]: row for row in _fields(connection, alive)}
    person_ids = (row["person_id"] for row in dossiers.values())
    people = {row["id"]: row for row in _fields(connection, select(person).where(among(person.c.id, person_ids)))}
    records = {
        row_id: DossierRecord(row, people[row["person_id"]])
        for row_id, row in dossiers.items()
        if row["person_id"] in people
    }
    for row in _rows(connection, piece, records):
        records[row["dossier_id"]].pieces[row["code"]] = row
    for row in _rows(connection, letter, records):
        records[row["dossier_id"]].letters.append(row)
    for row in _rows(connection, meeting, records):
        records[row["dossier_id"]].meetings.append(row)
    moved = (
        select(journal.c.dossier_id, func.max(journal.c.recorded_at).label("at"))
        .where(among(journal.c.dossier_id, records))
        .group_by(journal.c.dossier_id)
    )
    for line in connection.execute(moved).all():
        records[line.dossier_id].moved_at = line.at
    return records


def _rows(connection: Connection, table: Table, records: Mapping[str, DossierRecord]) -> Iterable[Fields]:
    query = select(table).where(among(table.c.dossier_id, records), table.c.deleted_at.is_(None)).order_by(table.c.id)
    return _fields(connection, query)


def _fields(connection: Connection, query: Select[Any]) -> list[Fields]:
    """The rows of a query by field name, as thousands are read: `Row._asdict` looks each name up again for every row."""
    result = connection.execute(query)
    names = tuple(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result.all()]
