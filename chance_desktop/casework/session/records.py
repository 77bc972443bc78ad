"""What the store knows of dossiers, read in few statements whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from chance_desktop.domain.change import Value
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.rows.meetings import KeptMeeting
from chance_desktop.domain.rows.person import KeptPerson
from chance_desktop.domain.rows.pieces import KeptLetter, KeptPiece
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.engines.batches import among_asked, batches, listed
from chance_desktop.store.rows import kept_rows, row_of
from chance_desktop.store.schema.tables import dossier, journal, letter, meeting, person, piece


class DossierUnknown(ExpectedError):
    """No such dossier here."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce dossier est introuvable sur ce poste."), _("Vérifiez son numéro, ou cherchez par le nom.")
        )


@dataclass(slots=True)
class DossierRecord:
    """The rows of one dossier; letters and meetings oldest first."""

    dossier: KeptDossier
    person: KeptPerson
    pieces: dict[str, KeptPiece] = field(default_factory=dict)
    letters: list[KeptLetter] = field(default_factory=list)
    meetings: list[KeptMeeting] = field(default_factory=list)
    moved_at: str = ""

    @property
    def id(self) -> str:
        """Row of the dossier."""
        return str(self.dossier["id"])

    def letter(self, kind: str) -> KeptLetter | None:
        """The letter followed now for a kind of referee; those of former referees are left aside."""
        current = [row for row in self.letters if row["kind"] == kind and not row["replaced_on"]]
        return current[-1] if current else None


def new_record(dossier_values: Mapping[str, Value], person_values: Mapping[str, Value], now: datetime) -> DossierRecord:
    """Record of a dossier that was just made, as reading it back would give it."""
    return DossierRecord(
        row_of(KeptDossier, dossier_values),
        row_of(KeptPerson, person_values),
        moved_at=now.isoformat(timespec="seconds"),
    )


def _parts(table: Table) -> Select[Any]:
    return select(table).where(among_asked(table.c.dossier_id), table.c.deleted_at.is_(None)).order_by(table.c.id)


_DOSSIERS = select(dossier).where(among_asked(dossier.c.id), dossier.c.deleted_at.is_(None))
_PEOPLE = select(person).where(among_asked(person.c.id))
_PIECES, _LETTERS, _MEETINGS = _parts(piece), _parts(letter), _parts(meeting)
_MOVED = (
    select(journal.c.dossier_id, func.max(journal.c.recorded_at).label("at"))
    .where(among_asked(journal.c.dossier_id))
    .group_by(journal.c.dossier_id)
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
    dossiers = {row["id"]: row for row in kept_rows(connection, KeptDossier, _DOSSIERS, rows=listed(ids))}
    theirs = listed(row["person_id"] or "" for row in dossiers.values())
    people = {row["id"]: row for row in kept_rows(connection, KeptPerson, _PEOPLE, rows=theirs)}
    records = {
        row_id: DossierRecord(row, people[row["person_id"]])
        for row_id, row in dossiers.items()
        if row["person_id"] in people
    }
    here = listed(records)
    for asked in kept_rows(connection, KeptPiece, _PIECES, rows=here):
        records[asked["dossier_id"]].pieces[asked["code"]] = asked
    for recommending in kept_rows(connection, KeptLetter, _LETTERS, rows=here):
        records[recommending["dossier_id"]].letters.append(recommending)
    for planned in kept_rows(connection, KeptMeeting, _MEETINGS, rows=here):
        records[planned["dossier_id"]].meetings.append(planned)
    for line in connection.execute(_MOVED, {"rows": here}).all():
        records[line.dossier_id].moved_at = line.at
    return records
