"""What a poste may write, enforced by the one who receives: an office its own dossiers, the Region its decisions."""

from __future__ import annotations

from sqlalchemy import Connection, select

from chance_desktop.domain.change import Change
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import SYNCED, dossier
from chance_desktop.sync.trust import KnownPoste

_REGION_FIELDS = {"piece": frozenset({"waiver_decision", "waiver_decided_on"})}


def refusal(change: Change, sender: KnownPoste, offices: dict[str, str]) -> str:
    """Why a change is set aside, in French; empty when the sender may write it.

    `offices` gives the Mission Locale of each dossier known here or created in the same bundle.
    """
    if sender.role == "region":
        return ""
    if _REGION_FIELDS.get(change.table, frozenset()) & set(change.fields):
        return _("seule la Région peut accorder une dispense")
    if change.table == "piece" and any(part.value == "waived" for part in change.fields.values()):
        return _("seule la Région peut accorder une dispense")
    owner = offices.get(_dossier_of(change), "")
    if owner and owner != sender.structure_code:
        return _("ce dossier est suivi par une autre Mission Locale")
    written = change.fields.get("structure_code") if change.table in ("dossier", "branch") else None
    if written is not None and written.value != sender.structure_code:
        return _("ce dossier est suivi par une autre Mission Locale")
    return ""


def owners(connection: Connection, changes: tuple[Change, ...]) -> dict[str, str]:
    """The Mission Locale of every dossier these changes are about."""
    wanted = {_dossier_of(change) for change in changes} | _dossiers_of_rows(connection, changes)
    found: dict[str, str] = {}
    listed = sorted(each for each in wanted if each)
    for start in range(0, len(listed), 500):
        query = select(dossier.c.id, dossier.c.structure_code).where(dossier.c.id.in_(listed[start : start + 500]))
        found.update({row.id: row.structure_code or "" for row in connection.execute(query)})
    return found


def _dossiers_of_rows(connection: Connection, changes: tuple[Change, ...]) -> set[str]:
    """Dossiers of rows that exist already: a later change does not repeat to which dossier its row belongs."""
    found: set[str] = set()
    by_table: dict[str, list[str]] = {}
    for change in changes:
        if change.table in SYNCED and "dossier_id" in SYNCED[change.table].c and "dossier_id" not in change.fields:
            by_table.setdefault(change.table, []).append(change.row)
    for table, rows in by_table.items():
        columns = SYNCED[table].c
        for start in range(0, len(rows), 500):
            query = select(columns.dossier_id).where(columns.id.in_(rows[start : start + 500]))
            found.update(each for each in connection.execute(query).scalars() if each)
    return found


def _dossier_of(change: Change) -> str:
    if change.table == "dossier":
        return change.row
    part = change.fields.get("dossier_id")
    return str(part.value) if part is not None and part.value else ""
