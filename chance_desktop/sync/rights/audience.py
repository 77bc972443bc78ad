"""Whom a change concerns: the Region everything; an office the rows of its own Mission Locale and what is shared.

The Mission Locale of a dossier is read with every value that stands: while it has several, all are its audience.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Column, Connection, Select, select

from chance_desktop.domain.change import NEVER_DROPPED, Change, standing_stamps
from chance_desktop.store.engines.batches import among, among_asked, listed
from chance_desktop.store.schema.region_tables import DECLARED_FOR_ALL, KEPT_BY_THE_REGION
from chance_desktop.store.schema.tables import (
    PARENTS,
    SHARED_BY_THE_REGION,
    STRUCTURED,
    SYNCED,
    branch,
    counsellor,
    dossier,
    field_head,
)
from chance_desktop.store.writing.change_rows import changes_of_rows

SHARED = frozenset({"erasure"}) | DECLARED_FOR_ALL
"""Tables every poste receives."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """To which dossiers rows belong, and to which Mission Locales dossiers, branches and counsellors belong now.

    `named` holds the Mission Locale named by rows of no dossier, or what stands for all of them.
    """

    dossiers: Mapping[tuple[str, str], frozenset[str]]
    structures_of: Mapping[str, frozenset[str]]
    branch_structure: Mapping[str, str]
    named: Mapping[tuple[str, str], str]

    def is_shared(self, table: str, row: str) -> bool:
        """Whether the Region shares a row with every Mission Locale."""
        return self.named.get((table, row)) == SHARED_BY_THE_REGION

    def structures(self, table: str, row: str) -> frozenset[str]:
        """The Mission Locales a row concerns now."""
        if table in ("branch", "counsellor"):
            return frozenset({self.branch_structure.get(row, "")})
        if (table, row) in self.named:
            return frozenset({self.named[table, row]} - {SHARED_BY_THE_REGION})
        owners = self.dossiers.get((table, row), frozenset())
        return frozenset().union(*(self.structures_of.get(each, frozenset()) for each in owners))


def concerned(connection: Connection, changes: Sequence[Change], structure: str) -> list[Change]:
    """Those of `changes` that concern the postes of a Mission Locale."""
    belonging = belonging_of(connection, {(change.table, change.row) for change in changes})
    moves = {change.row for change in changes if change.table == "dossier" and "structure_code" in change.fields}
    ever = structures_ever(connection, moves)
    return [change for change in changes if _concerns(change, belonging, ever, structure)]


def _concerns(change: Change, belonging: Belonging, ever: Mapping[str, frozenset[str]], structure: str) -> bool:
    if change.table in SHARED or belonging.is_shared(change.table, change.row):
        return True
    if change.table in KEPT_BY_THE_REGION:
        return False
    found = belonging.structures(change.table, change.row)
    if change.table in ("branch", "counsellor"):
        # The Region's own people sign what it writes: offices show their names.
        return found <= {structure, ""}
    if change.table == "dossier" and "structure_code" in change.fields:
        # The Mission Locale a dossier leaves is told that it left.
        return structure in found | ever.get(change.row, frozenset())
    return structure in found


def entering(connection: Connection, changes: Iterable[Change], structure: str) -> list[str]:
    """Dossiers that come to a Mission Locale by one of these changes: their whole history goes with it."""
    moved = {
        change.row
        for change in changes
        if change.table == "dossier" and "structure_code" in change.fields and change.fields["structure_code"].over
    }
    now = belonging_of(connection, {("dossier", row) for row in moved})
    return sorted(row for row in moved if structure in now.structures_of.get(row, frozenset()))


def history_of(connection: Connection, dossiers: Iterable[str]) -> list[Change]:
    """Every change of dossiers, of their people and of all their parts; superseded ones without their values."""
    wanted = list(dossiers)
    rows = set(wanted)
    rows.update(each for _row, each in pairs(connection, dossier.c.id, dossier.c.person_id, wanted) if each)
    for name, table in SYNCED.items():
        if any(parent == "dossier" for _column, parent in PARENTS[name]):
            query = select(table.c.id).where(among(table.c.dossier_id, wanted))
            rows.update(connection.execute(query).scalars())
    found = [each for changes in changes_of_rows(connection, rows).values() for each in _skeletons(changes)]
    return sorted(found, key=lambda change: (change.device, change.seq))


def _skeletons(changes: list[Change]) -> list[Change]:
    """The changes of a row, without the values that others replaced: their stamps still say what they replaced."""
    standing = standing_stamps(changes)
    return [
        replace(change, fields={
            name: part if change.stamp in standing[name] or name in NEVER_DROPPED else part.emptied()
            for name, part in change.fields.items()
        })
        for change in changes
    ]  # fmt: skip


def belonging_of(connection: Connection, rows: Iterable[tuple[str, str]]) -> Belonging:
    """To whom these rows belong, as recorded here."""
    by_table = _by_table(rows)
    owners = dossiers_of(connection, by_table)
    branches = dict(pairs(connection, branch.c.id, branch.c.structure_code, by_table.get("branch", set())))
    people = dict(pairs(connection, counsellor.c.id, counsellor.c.branch_id, by_table.get("counsellor", set())))
    homes = dict(pairs(connection, branch.c.id, branch.c.structure_code, people.values()))
    branches |= {row: homes.get(home, "") for row, home in people.items()}
    every = {each for some in owners.values() for each in some}
    return Belonging(
        owners, structures_now(connection, every), branches, structures_named(connection, by_table, owners)
    )


def structures_named(
    connection: Connection, by_table: Mapping[str, set[str]], owners: Mapping[tuple[str, str], frozenset[str]]
) -> dict[tuple[str, str], str]:
    """The Mission Locale that rows of no dossier name."""
    found: dict[tuple[str, str], str] = {}
    for name in STRUCTURED & by_table.keys():
        columns = SYNCED[name].c
        alone = [row for row in by_table[name] if not owners.get((name, row))]
        found |= {(name, row): code for row, code in pairs(connection, columns.id, columns.structure_code, alone)}
    return found


def dossiers_touched(connection: Connection, rows: Iterable[tuple[str, str]]) -> set[str]:
    """The dossiers that rows (table and id) are, or are parts of."""
    found: set[str] = set()
    for table, some in _by_table(rows).items():
        if table == "dossier":
            found |= some
        elif (column := _owner_of(table)) is not None:
            key, owner = column
            found.update(connection.execute(select(owner).where(among(key, some)).distinct()).scalars())
    return {each for each in found if each}


def dossiers_of(connection: Connection, by_table: Mapping[str, set[str]]) -> dict[tuple[str, str], frozenset[str]]:
    """The dossiers of each row, by table and id: itself, the one it is a part of, or all those of a person."""
    found: dict[tuple[str, str], set[str]] = {}
    for table, row, owner in _owners(connection, by_table):
        found.setdefault((table, row), set()).add(owner)
    return {name: frozenset(some) for name, some in found.items()}


def _owners(connection: Connection, by_table: Mapping[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    """Table, row, and one of the dossiers of the row."""
    for table, some in by_table.items():
        if table == "dossier":
            yield from ((table, row, row) for row in some)
        elif (column := _owner_of(table)) is not None:
            yield from ((table, row, owner) for row, owner in pairs(connection, *column, some) if owner)


def _owner_of(table: str) -> tuple[Column[Any], Column[Any]] | None:
    """By which column a row of a table is found, and which tells its dossier; nothing for what is of none."""
    if table == "person":
        return dossier.c.person_id, dossier.c.id
    known = SYNCED.get(table)
    return (known.c.id, known.c.dossier_id) if known is not None and "dossier_id" in known.c else None


def _by_table(rows: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, row in rows:
        found.setdefault(table, set()).add(row)
    return found


_STRUCTURES_BESIDE = select(field_head.c.row_id, field_head.c.value).where(
    field_head.c.table_name == "dossier", among_asked(field_head.c.row_id), field_head.c.field == "structure_code"
)


def structures_now(connection: Connection, dossiers: Iterable[str]) -> dict[str, frozenset[str]]:
    """The Mission Locale of each dossier: the value shown, and those that stand beside it."""
    wanted = set(dossiers)
    found: dict[str, set[str]] = {}
    for row, code in pairs(connection, dossier.c.id, dossier.c.structure_code, wanted):
        found.setdefault(row, set()).add(code)
    for row, value in connection.execute(_STRUCTURES_BESIDE, {"rows": listed(wanted)}):
        found.setdefault(row, set()).add(str(json.loads(value) or ""))
    return {row: frozenset(codes - {""}) for row, codes in found.items()}


def structures_ever(connection: Connection, dossiers: Iterable[str]) -> dict[str, frozenset[str]]:
    """Every Mission Locale a dossier has ever had, from the log."""
    return {
        row: frozenset(
            str(change.fields["structure_code"].value)
            for change in changes
            if change.table == "dossier" and "structure_code" in change.fields and change.fields["structure_code"].value
        )
        for row, changes in changes_of_rows(connection, dossiers).items()
    }


def pairs(
    connection: Connection, key: Column[object], other: Column[object], wanted: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Two columns of the rows whose `key` is wanted."""
    some = {each for each in wanted if each}
    if not some:
        return
    for one, two in connection.execute(_pairs_asked(key, other), {"rows": listed(some)}):
        yield str(one), str(two or "")


@cache
def _pairs_asked(key: Column[object], other: Column[object]) -> Select[object, object]:
    return select(key, other).where(among_asked(key))
