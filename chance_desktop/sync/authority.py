"""What a poste may write, enforced by the one who receives: an office its own dossiers, the Region its decisions.

A row is judged over every Mission Locale it has ever had: what a former office wrote late becomes a head, it is not refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from chance_desktop.domain.change import Change
from chance_desktop.runtime.words import _
from chance_desktop.store import region_tables
from chance_desktop.store.tables import STRUCTURED, SYNCED, branch, counsellor, dossier
from chance_desktop.sync.audience import pairs, structures_ever, structures_named
from chance_desktop.sync.trust import KnownPoste

_REGION_TABLES = frozenset(table.name for table in region_tables.TABLES)
_LINKS = {
    name: tuple(
        each for each in ("structure_code", "person_id", "dossier_id", "branch_id", "joined_to") if each in table.c
    )
    for name, table in SYNCED.items()
}
"""The fields that say to whom a row belongs, by table."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """To which Mission Locales the rows of some changes have ever belonged: as recorded here, or as the changes create them."""

    dossiers: Mapping[str, frozenset[str]]
    branches: Mapping[str, str]
    dossier_of_row: Mapping[tuple[str, str], str]
    branch_of_counsellor: Mapping[str, str]
    recorded: frozenset[str] = frozenset()
    """Dossiers known here before these changes."""
    dossiers_of_person: Mapping[str, frozenset[str]] = field(default_factory=dict)
    named: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The Mission Locale that rows of no dossier name: as recorded here, or as these changes create them."""

    def structure_named(self, change: Change) -> str | None:
        """The Mission Locale of a row of no dossier, as recorded or as created; nothing for another row, or an unknown one."""
        return self.named.get((change.table, change.row))

    def may_write(self, change: Change, structure: str) -> bool:
        """Whether a Mission Locale may write every dossier, branch or structure the change touches, as far as is known."""
        written = _written(change, "structure_code")
        if written and written != structure:
            return False
        if change.table == "branch":
            return self.branches.get(change.row, written) == structure
        if change.table == "counsellor":
            homes = (self.branch_of_counsellor.get(change.row, ""), _written(change, "branch_id"))
            return all(self.branches.get(each) in (None, "", structure) for each in homes)
        for each in self._dossiers_touched(change):
            codes = self.dossiers.get(each)
            if codes and structure not in codes:
                return False
        return True

    def _dossiers_touched(self, change: Change) -> Iterable[str]:
        if change.table == "dossier":
            return (change.row, *self.dossiers_of_person.get(_written(change, "person_id"), ()))
        if change.table == "person":
            # a person is joined with another by whoever follows both
            other = self.dossiers_of_person.get(_written(change, "joined_to"), ())
            return (*self.dossiers_of_person.get(change.row, ()), *other)
        return (self.dossier_of_row.get((change.table, change.row), ""), _written(change, "dossier_id"))


def refusal(change: Change, author: KnownPoste, owned: Ownership) -> str:
    """Why a change is set aside, in French; empty when its author may write it."""
    if author.role == "region":
        return ""
    if change.table == "erasure":
        return _("seule la Région peut effacer définitivement une personne ou un dossier")
    if change.table in _REGION_TABLES:
        return _("seule la Région peut prendre cette décision")
    named = owned.structure_named(change)
    if named is not None and named != author.structure_code:
        return _("ce qui est partagé par la Région ou par une autre Mission Locale ne se modifie pas ici")
    decided = region_tables.DECIDED_BY_THE_REGION.get(change.table, frozenset()) & set(change.fields)
    if decided or (change.table == "piece" and _written(change, "status") == "waived"):
        return _("seule la Région peut accorder une dispense")
    moves = "transfer_refused_on" in change.fields or (
        "structure_code" in change.fields and change.row in owned.recorded
    )
    if change.table == "dossier" and moves:
        return _("seule la Région peut transmettre un dossier à une autre Mission Locale")
    if not owned.may_write(change, author.structure_code):
        return _("ce dossier est suivi par une autre Mission Locale")
    return ""


def may_speak_for(sender: KnownPoste, device: str, postes: Iterable[KnownPoste]) -> bool:
    """Whether a poste may hand over changes of a device: its own, those of its Mission Locale, or any for the Region."""
    if sender.role == "region" or device == sender.device:
        return True
    return any(
        each.device == device and each.role == "office" and each.structure_code == sender.structure_code
        for each in postes
    )


def ownership(connection: Connection, changes: Iterable[Change]) -> Ownership:
    """To whom the rows of these changes belong. What is recorded here wins over what a change says of itself."""
    rows: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    people: dict[str, set[str]] = defaultdict(set)
    made: dict[tuple[str, str], str] = {}
    for change in changes:
        rows[change.table].add(change.row)
        if change.table in STRUCTURED and "structure_code" in change.fields and not _written(change, "dossier_id"):
            made[change.table, change.row] = _written(change, "structure_code")
        for name in _LINKS.get(change.table, ()):
            written = _written(change, name)
            if not written:
                continue
            named[name].add(written)
            if name == "structure_code":
                codes[change.table][change.row] = written
            elif name == "person_id" and change.table == "dossier":
                people[written].add(change.row)
    of_row: dict[tuple[str, str], str] = {}
    for table, some in rows.items():
        known = SYNCED.get(table)
        if known is not None and "dossier_id" in known.c:
            of_row |= {(table, row): owner for row, owner in pairs(connection, known.c.id, known.c.dossier_id, some)}
    for person, owner in pairs(
        connection, dossier.c.person_id, dossier.c.id, named["person_id"] | named["joined_to"] | rows["person"]
    ):
        people[person].add(owner)
    wanted = {
        *of_row.values(),
        *rows["dossier"],
        *named["dossier_id"],
        *(each for some in people.values() for each in some),
    }
    recorded = {row: found for row, found in structures_ever(connection, wanted - {""}).items() if found}
    created = {row: frozenset({code}) for row, code in codes["dossier"].items() if row not in recorded}
    of_counsellor = dict(pairs(connection, counsellor.c.id, counsellor.c.branch_id, rows["counsellor"]))
    homes = {*rows["branch"], *of_counsellor.values(), *named["branch_id"]}
    branches = codes["branch"] | dict(pairs(connection, branch.c.id, branch.c.structure_code, homes))
    frozen = {person: frozenset(each) for person, each in people.items()}
    of_dossiers = {key: frozenset({owner} - {""}) for key, owner in of_row.items()}
    there = made | structures_named(connection, rows, of_dossiers)
    return Ownership(created | recorded, branches, of_row, of_counsellor, frozenset(recorded), frozen, there)


def _written(change: Change, name: str) -> str:
    part = change.fields.get(name)
    return str(part.v) if part is not None and part.v else ""
