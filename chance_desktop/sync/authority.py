"""What a poste may write, enforced by the one who receives: an office its own dossiers, the Region its decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Column, Connection, select

from chance_desktop.domain.change import Change
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import SYNCED, branch, counsellor, dossier
from chance_desktop.sync.trust import KnownPoste

_REGION_FIELDS = {"piece": frozenset({"waiver_decision", "waiver_decided_on"})}
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Ownership:
    """To which Mission Locale the rows of some changes belong: as recorded here, or as the changes create them."""

    dossiers: Mapping[str, str]
    branches: Mapping[str, str]
    dossier_of_row: Mapping[tuple[str, str], str]
    branch_of_counsellor: Mapping[str, str]
    dossiers_of_person: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def structures(self, change: Change) -> set[str]:
        """Every Mission Locale the change touches, the one it writes included."""
        found = {str(part.value) for name, part in change.fields.items() if name == "structure_code" and part.value}
        if change.table == "dossier":
            found.add(self.dossiers.get(change.row, ""))
        elif change.table == "branch":
            found.add(self.branches.get(change.row, ""))
        elif change.table == "counsellor":
            for each in (self.branch_of_counsellor.get(change.row, ""), _written(change, "branch_id")):
                found.add(self.branches.get(each, ""))
        elif change.table == "person":
            found |= {self.dossiers.get(each, "") for each in self.dossiers_of_person.get(change.row, frozenset())}
        else:
            for each in (self.dossier_of_row.get((change.table, change.row), ""), _written(change, "dossier_id")):
                found.add(self.dossiers.get(each, ""))
        return found - {""}


def refusal(change: Change, sender: KnownPoste, owned: Ownership) -> str:
    """Why a change is set aside, in French; empty when the sender may write it."""
    if sender.role == "region":
        return ""
    if _REGION_FIELDS.get(change.table, frozenset()) & set(change.fields):
        return _("seule la Région peut accorder une dispense")
    if change.table == "piece" and _written(change, "status") == "waived":
        return _("seule la Région peut accorder une dispense")
    if owned.structures(change) - {sender.structure_code}:
        return _("ce dossier est suivi par une autre Mission Locale")
    return ""


def may_speak_for(sender: KnownPoste, device: str, postes: Iterable[KnownPoste]) -> bool:
    """Whether a poste may hand over changes of a device: its own, those of its Mission Locale, or any for the Region."""
    if sender.role == "region" or device == sender.device:
        return True
    return any(each.device == device and each.structure_code == sender.structure_code for each in postes)


def ownership(connection: Connection, changes: tuple[Change, ...]) -> Ownership:
    """To whom the rows of these changes belong. What is recorded here wins over what a change says of itself."""
    of_row: dict[tuple[str, str], str] = {}
    by_table: dict[str, set[str]] = {}
    for change in changes:
        by_table.setdefault(change.table, set()).add(change.row)
    for name, rows in by_table.items():
        table = SYNCED.get(name)
        if table is not None and "dossier_id" in table.c:
            of_row |= {(name, row): owner for row, owner in _pairs(connection, table.c.id, table.c.dossier_id, rows)}
    people: dict[str, set[str]] = {}
    for owner, person in _pairs(
        connection, dossier.c.id, dossier.c.person_id, by_table.get("person", set()), by_second=True
    ):
        people.setdefault(person, set()).add(owner)
    for change in changes:
        if change.table == "dossier" and _written(change, "person_id"):
            people.setdefault(_written(change, "person_id"), set()).add(change.row)
    wanted = {*of_row.values(), *by_table.get("dossier", ()), *(each for some in people.values() for each in some)}
    wanted |= {_written(change, "dossier_id") for change in changes}
    dossiers = _created(changes, "dossier") | dict(_pairs(connection, dossier.c.id, dossier.c.structure_code, wanted))
    of_counsellor = dict(_pairs(connection, counsellor.c.id, counsellor.c.branch_id, by_table.get("counsellor", set())))
    some = {
        *by_table.get("branch", ()),
        *of_counsellor.values(),
        *(_written(change, "branch_id") for change in changes),
    }
    branches = _created(changes, "branch") | dict(_pairs(connection, branch.c.id, branch.c.structure_code, some))
    frozen = {person: frozenset(each) for person, each in people.items()}
    return Ownership(dossiers, branches, of_row, of_counsellor, frozen)


def _created(changes: tuple[Change, ...], table: str) -> dict[str, str]:
    return {
        change.row: _written(change, "structure_code")
        for change in changes
        if change.table == table and _written(change, "structure_code")
    }


def _pairs(
    connection: Connection,
    first: Column[object],
    second: Column[object],
    wanted: Iterable[str],
    *,
    by_second: bool = False,
) -> Iterable[tuple[str, str]]:
    """Two columns of the rows whose first (or second) one is wanted."""
    key, listed = second if by_second else first, sorted(each for each in set(wanted) if each)
    for start in range(0, len(listed), _AT_ONCE):
        query = select(first, second).where(key.in_(listed[start : start + _AT_ONCE]))
        for one, other in connection.execute(query):
            yield str(one), str(other or "")


def _written(change: Change, name: str) -> str:
    part = change.fields.get(name)
    return str(part.value) if part is not None and part.value else ""
