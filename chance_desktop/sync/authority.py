"""What a poste may write, enforced by the one who receives: an office its own dossiers, the Region its decisions.

A row is judged over every Mission Locale it has ever had: what a former office wrote late becomes a head, it is not refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from chance_desktop.domain.change import Change
from chance_desktop.runtime.words import _
from chance_desktop.store import region_tables
from chance_desktop.store.change_rows import changes_of_rows
from chance_desktop.store.tables import STRUCTURED, SYNCED, branch, counsellor, dossier
from chance_desktop.sync.audience import pairs, structures_ever, structures_named
from chance_desktop.sync.trust import KnownPoste

_WAIVER = frozenset({"waiver_decision", "waiver_decided_on"})
_REGION_TABLES = frozenset(table.name for table in region_tables.TABLES)


@dataclass(frozen=True, slots=True)
class Ownership:
    """To which Mission Locales the rows of some changes have ever belonged: as recorded here, or as the changes create them."""

    dossiers: Mapping[str, frozenset[str]]
    branches: Mapping[str, str]
    dossier_of_row: Mapping[tuple[str, str], str]
    branch_of_counsellor: Mapping[str, str]
    recorded: frozenset[str] = frozenset()
    """Dossiers known here before these changes."""
    stamps: frozenset[str] = frozenset()
    """Stamps of what is known of them: a creation issued again is not a move."""
    dossiers_of_person: Mapping[str, frozenset[str]] = field(default_factory=dict)
    named: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The Mission Locale that recorded rows of no dossier name."""

    def structure_named(self, change: Change) -> str | None:
        """The Mission Locale of a row of no dossier, as recorded or as the change creates it; nothing for another row."""
        recorded = self.named.get((change.table, change.row))
        if recorded is not None:
            return recorded
        of_dossier = self.dossier_of_row.get((change.table, change.row)) or _written(change, "dossier_id")
        return None if change.table not in STRUCTURED or of_dossier else _written(change, "structure_code")

    def owners(self, change: Change) -> list[frozenset[str]]:
        """Of each dossier, branch or structure the change touches, the Mission Locales that may write it."""
        found: list[frozenset[str]] = []
        written = _written(change, "structure_code")
        if change.table == "dossier":
            touched = {change.row, *self.dossiers_of_person.get(_written(change, "person_id"), frozenset())}
            found = [self.dossiers.get(each, frozenset()) for each in touched]
        elif change.table == "branch":
            found = [frozenset({self.branches.get(change.row, written)})]
        elif change.table == "counsellor":
            named = {self.branch_of_counsellor.get(change.row, ""), _written(change, "branch_id")} - {""}
            found = [frozenset({self.branches.get(each, "")} - {""}) for each in named]
        elif change.table == "person":
            found = [
                self.dossiers.get(each, frozenset()) for each in self.dossiers_of_person.get(change.row, frozenset())
            ]
        else:
            named = {self.dossier_of_row.get((change.table, change.row), ""), _written(change, "dossier_id")} - {""}
            found = [self.dossiers.get(each, frozenset()) for each in named]
        return [each for each in (*found, frozenset({written} if written else ())) if each]


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
    if change.table == "piece" and (_WAIVER & set(change.fields) or _written(change, "status") == "waived"):
        return _("seule la Région peut accorder une dispense")
    moves = "transfer_refused_on" in change.fields or (
        "structure_code" in change.fields and change.row in owned.recorded
    )
    if change.table == "dossier" and moves:
        return _("seule la Région peut transmettre un dossier à une autre Mission Locale")
    if any(author.structure_code not in each for each in owned.owners(change)):
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


def ownership(connection: Connection, changes: tuple[Change, ...]) -> Ownership:
    """To whom the rows of these changes belong. What is recorded here wins over what a change says of itself."""
    of_row: dict[tuple[str, str], str] = {}
    by_table: dict[str, set[str]] = {}
    for change in changes:
        by_table.setdefault(change.table, set()).add(change.row)
    for name, rows in by_table.items():
        table = SYNCED.get(name)
        if table is not None and "dossier_id" in table.c:
            of_row |= {(name, row): owner for row, owner in pairs(connection, table.c.id, table.c.dossier_id, rows)}
    named = {_written(change, "person_id") for change in changes} | by_table.get("person", set())
    people: dict[str, set[str]] = {}
    for person, owner in pairs(connection, dossier.c.person_id, dossier.c.id, named):
        people.setdefault(person, set()).add(owner)
    for change in changes:
        if change.table == "dossier" and _written(change, "person_id"):
            people.setdefault(_written(change, "person_id"), set()).add(change.row)
    wanted = {*of_row.values(), *by_table.get("dossier", ()), *(each for some in people.values() for each in some)}
    wanted |= {_written(change, "dossier_id") for change in changes}
    recorded = {row: codes for row, codes in structures_ever(connection, wanted - {""}).items() if codes}
    created = {row: frozenset({code}) for row, code in _created(changes, "dossier").items() if row not in recorded}
    of_counsellor = dict(pairs(connection, counsellor.c.id, counsellor.c.branch_id, by_table.get("counsellor", set())))
    some = {
        *by_table.get("branch", ()),
        *of_counsellor.values(),
        *(_written(change, "branch_id") for change in changes),
    }
    branches = _created(changes, "branch") | dict(pairs(connection, branch.c.id, branch.c.structure_code, some))
    frozen = {person: frozenset(each) for person, each in people.items()}
    of_dossiers = {key: frozenset({owner} - {""}) for key, owner in of_row.items()}
    named_there = structures_named(connection, by_table, of_dossiers)
    known = changes_of_rows(connection, by_table.get("dossier", ()))
    stamps = frozenset(change.stamp for of_dossier in known.values() for change in of_dossier)
    return Ownership(
        created | recorded, branches, of_row, of_counsellor, frozenset(recorded), stamps, frozen, named_there
    )


def _created(changes: tuple[Change, ...], table: str) -> dict[str, str]:
    return {
        change.row: _written(change, "structure_code")
        for change in changes
        if change.table == table and _written(change, "structure_code")
    }


def _written(change: Change, name: str) -> str:
    part = change.fields.get(name)
    return str(part.value) if part is not None and part.value else ""
