"""What a poste may write, enforced by the one who receives: what is known of each row, for the rule of `domain.access`.

A row is judged as it will be, over every Mission Locale it has ever had: what a former office wrote late becomes a head, it
is not refused. A row of nobody is written by no office: it waits for its owner, who may come in a later bundle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import repeat
from typing import Any

from sqlalchemy import Connection, Select, select

from chance_desktop.domain import access
from chance_desktop.domain.access import ONCE, Claim, Standing
from chance_desktop.domain.alike import Alike
from chance_desktop.domain.change import Change, Value
from chance_desktop.domain.fields import TABLES
from chance_desktop.domain.fields.kinds import Owner
from chance_desktop.domain.roles import PosteRole
from chance_desktop.store.engines.batches import among_asked, listed
from chance_desktop.store.schema.tables import STRUCTURED, SYNCED, branch, counsellor, dossier, erased_row
from chance_desktop.sync.peers.trust import KnownPoste
from chance_desktop.sync.rights.audience import pairs, structures_ever, structures_named
from chance_desktop.sync.rights.journal_lines import JournalLines

RowName = tuple[str, str]
"""A row: its table and its id."""

NOBODY: frozenset[str] = frozenset()

_LINKS = {
    name: tuple(
        each for each in ("structure_code", "person_id", "dossier_id", "branch_id", "joined_to") if each in table.c
    )
    for name, table in SYNCED.items()
}
"""The fields that say to whom a row belongs, by table."""

_SIGNED = {name: tuple(each.name for each in table.fields if each.author) for name, table in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Ownership:
    """To which Mission Locales the rows of some changes have ever belonged: as recorded here, or as the changes create them."""

    dossiers: Mapping[str, frozenset[str]]
    branches: Mapping[str, str]
    dossier_of_row: Mapping[RowName, str]
    branch_of_counsellor: Mapping[str, str]
    dossiers_of_person: Mapping[str, frozenset[str]] = field(default_factory=dict)
    named: Mapping[RowName, str] = field(default_factory=dict)
    """The Mission Locale that rows of no dossier name: as recorded here, or as these changes create them."""
    former: Mapping[RowName, Mapping[str, Value]] = field(default_factory=dict)
    """What is recorded here of the fields that are said once."""
    people: Mapping[str, str] = field(default_factory=dict)
    """The Mission Locales of the counsellors known here, or made by these changes."""
    erased: frozenset[str] = NOBODY
    """Rows that were erased: what comes of them is erased as it comes, whoever says it."""

    def claim(self, change: Change, told: JournalLines) -> Claim:
        """What a change writes, with what is known of its row, and whether its transaction speaks of it."""
        table, fields = change.table, change.fields
        values = {name: fields[name].value for name in access.READ[table] if name in fields}
        signed = [change.by, *[_written(change, name) for name in _SIGNED[table]]]
        people = {each: self.people[each] for each in signed if each in self.people}
        name = (table, change.row)
        owners, shared = self._owners(change)
        return Claim(
            table=table,
            values=values,
            owners=owners,
            shared=shared,
            former=self.former.get(name, {}),
            people=people,
            told=told.speak_of(change),
        )

    def cases(self, some: Alike, told: JournalLines) -> Iterable[tuple[object, ...]]:
        """Of each change, everything the rule reads that may differ between changes that write the same fields."""
        table, names = some.table, some.names
        values = [some.column(name) for name in access.DECISIVE[table] if name in names]
        signers = [
            [change.by for change in some.changes],
            *[some.texts(name) for name in _SIGNED[table] if name in names],
        ]
        people = [map(self.people.get, each) for each in signers]
        recorded = [row if (table, row) in self.former else "" for row in some.rows]
        spoken = map(told.speak_of, some.changes) if told.is_asked_of(table, names) else repeat(True)
        return zip(*values, *people, recorded, spoken, self._whose(some), strict=False)

    def _whose(self, some: Alike) -> Iterable[object]:
        """To whom the row of each change belongs; the row itself where that is not known, since no other is like it."""
        kind, rows = TABLES[some.table].owner, some.rows
        if kind is Owner.DOSSIER and some.table != "dossier" and "dossier_id" in some.names:
            written = some.texts("dossier_id")
            if written == [self.dossier_of_row.get((some.table, row), "") for row in rows]:
                return [self.dossiers.get(each) or row for each, row in zip(written, rows, strict=True)]
        every = map(self._owners, some.changes)
        return [each if each[0] and all(each[0]) else row for each, row in zip(every, rows, strict=True)]

    def _owners(self, change: Change) -> tuple[tuple[frozenset[str], ...], bool]:
        """The Mission Locales of each thing a row belongs to, and whether it is shared by the Region."""
        kind = TABLES[change.table].owner
        if kind is Owner.BRANCH:
            return self._of_branch(change), False
        if kind is Owner.PERSON:
            mine = self.dossiers_of_person.get(change.row, NOBODY)
            # a person is joined with another by whoever follows both
            other = self.dossiers_of_person.get(_written(change, "joined_to"), NOBODY)
            return tuple(self.dossiers.get(each, NOBODY) for each in sorted(mine | other)) if mine else (), False
        if change.table == "dossier":
            others = self.dossiers_of_person.get(_written(change, "person_id"), NOBODY) - {change.row}
            return tuple(self.dossiers.get(each, NOBODY) for each in (change.row, *sorted(others))), False
        parts = self._of_dossiers(change)
        return self._of_structure(change, parts) if kind is Owner.STRUCTURE else (parts, False)

    def _of_dossiers(self, change: Change) -> tuple[frozenset[str], ...]:
        """The Mission Locales of the dossier a row is a part of, and of the one it says it is a part of."""
        recorded, written = self.dossier_of_row.get((change.table, change.row), ""), _written(change, "dossier_id")
        if written and (written == recorded or not recorded):
            return (self.dossiers.get(written, NOBODY),)
        if not recorded:
            return ()
        both = (recorded, written) if written else (recorded,)
        return (*(self.dossiers.get(each, NOBODY) for each in both), *_left(change, "dossier_id"))

    def _of_branch(self, change: Change) -> tuple[frozenset[str], ...]:
        home = change.row if change.table == "branch" else self.branch_of_counsellor.get(change.row, "")
        homes = {home, _written(change, "branch_id")} - {""}
        known = [frozenset({self.branches[each]}) if each in self.branches else NOBODY for each in sorted(homes)]
        given = [frozenset({_written(change, "structure_code")})] if "structure_code" in change.fields else []
        return (*known, *given, *_left(change, "branch_id"))

    def _of_structure(
        self, change: Change, parts: tuple[frozenset[str], ...]
    ) -> tuple[tuple[frozenset[str], ...], bool]:
        """A row of no dossier is of the Mission Locale it names; what the Region names stays the Region's."""
        written = "structure_code" in change.fields
        code = _written(change, "structure_code")
        if parts:
            return ((*parts, frozenset({code})) if written else parts), False
        if (change.table, change.row) not in self.named:
            return (), False
        named = self.named[change.table, change.row]
        claimed = {named, code} if written else {named}
        return tuple(frozenset({each}) for each in sorted(claimed)), True


def refusal(change: Change, author: KnownPoste, owned: Ownership, told: JournalLines) -> str:
    """Why a change is set aside, in French; empty when its author may write it. `told` are the lines of journals kept."""
    if author.role == access.REGION:
        return ""
    standing = _standing(author.role, author.structure_code)
    refused = access.refusal(standing, owned.claim(change, told))
    return "" if refused == access.OWNERLESS and owner_awaited(change, owned) in owned.erased else refused


_standing = lru_cache(maxsize=64)(Standing)


def all_allowed(some: Alike, author: KnownPoste, owned: Ownership, told: JournalLines) -> bool:
    """Whether an author may write every one of these changes, which are sound; if not, each is to be judged.

    Those of which the rule is told the same have the same answer: one of them is judged.
    """
    if author.role == access.REGION:
        return True
    cases = dict(zip(owned.cases(some, told), some.changes, strict=True))
    return not any(refusal(change, author, owned, told) for change in cases.values())


def owner_awaited(change: Change, owned: Ownership) -> str:
    """The row that will tell whose a row of nobody is: the first it is a part of that is not here, or itself."""
    kind = TABLES[change.table].owner
    if kind is Owner.BRANCH:
        return _written(change, "branch_id") or change.row
    if kind is Owner.PERSON or change.table == "dossier":
        return change.row
    parts = (owned.dossier_of_row.get((change.table, change.row), ""), _written(change, "dossier_id"))
    return next((each for each in parts if each and each not in owned.dossiers), change.row)


def comes_early(change: Change) -> bool:
    """Whether a row of nobody looks as if what it belongs to were only late: it changes what was shown, or names its owner."""
    named = any(_written(change, name) for name in ("dossier_id", "branch_id") if name in _LINKS[change.table])
    return named or any(part.over for part in change.fields.values())


def may_speak_for(sender: KnownPoste, device: str, postes: Iterable[KnownPoste]) -> bool:
    """Whether a poste may hand over changes of a device: its own, those of its Mission Locale, or any for the Region."""
    if sender.role == PosteRole.REGION or device == sender.device:
        return True
    return any(
        each.device == device and each.role == PosteRole.OFFICE and each.structure_code == sender.structure_code
        for each in postes
    )


@dataclass(slots=True)
class _Said:
    """What changes say of whose their rows are, those of a row in their order."""

    rows: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    codes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    people: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[str, str] = field(default_factory=dict)
    made: dict[RowName, str] = field(default_factory=dict)
    of_row: dict[RowName, str] = field(default_factory=dict)
    signed: set[str] = field(default_factory=set)

    def take(self, some: Alike) -> None:
        """Take in some changes."""
        table = some.table
        self.rows[table].update(some.rows)
        self.signed.update([change.by for change in some.changes])
        self.signed.update(*[some.texts(name) for name in _SIGNED[table] if name in some.names])
        written = {name: some.texts(name) for name in _LINKS[table] if name in some.names}
        if table in STRUCTURED and "structure_code" in written:
            owners = written.get("dossier_id") or repeat("")
            named = zip(some.rows, written["structure_code"], owners, strict=False)
            self.made.update({(table, row): code for row, code, owner in named if not owner})
        for name, column in written.items():
            self.named[name].update(column)
            self._link(table, name, [each for each in zip(some.rows, column, strict=True) if each[1]])

    def _link(self, table: str, name: str, links: list[tuple[str, str]]) -> None:
        """Rows, and what a field says they belong to."""
        if name == "structure_code":
            self.codes[table].update(links)
        elif name == "person_id" and table == "dossier":
            for row, person in links:
                self.people[person].add(row)
        elif name == "branch_id" and table == "counsellor":
            self.homes.update(links)
        elif name == "dossier_id":
            for row, owner in links:
                self.of_row.setdefault((table, row), owner)


def ownership(connection: Connection, groups: Iterable[Alike], here: Set[str]) -> Ownership:
    """To whom the rows of these changes belong. What is recorded here wins over what a change says of itself.

    `here` are those of their rows that are known here: nothing is recorded of the others.
    """
    said = _Said()
    for group in groups:
        if group.table in SYNCED:
            said.take(group)
    rows, named, of_row = said.rows, said.named, said.of_row
    new = set().union(*rows.values()) - here
    recorded_rows = {table: some - new for table, some in rows.items()}
    for table, some in recorded_rows.items():
        known = SYNCED[table]
        if "dossier_id" in known.c:
            recorded_of = pairs(connection, known.c.id, known.c.dossier_id, some)
            of_row |= {(table, row): owner for row, owner in recorded_of if owner}
    asked = named["person_id"] | named["joined_to"] | rows["person"]
    for person, owner in pairs(connection, dossier.c.person_id, dossier.c.id, asked):
        said.people[person].add(owner)
    wanted = set(of_row.values()).union(rows["dossier"], named["dossier_id"], *said.people.values())
    recorded = {row: found for row, found in structures_ever(connection, wanted - new - {""}).items() if found}
    created = {row: frozenset({code}) for row, code in said.codes["dossier"].items() if row not in recorded}
    known_homes = pairs(connection, counsellor.c.id, counsellor.c.branch_id, (rows["counsellor"] | said.signed) - new)
    of_counsellor = said.homes | dict(known_homes)
    homes = rows["branch"].union(of_counsellor.values(), named["branch_id"])
    branches = said.codes["branch"] | dict(pairs(connection, branch.c.id, branch.c.structure_code, homes - new))
    parts = {key: frozenset({each}) for key, each in of_row.items()}
    return Ownership(
        dossiers=created | recorded,
        branches=branches,
        dossier_of_row=of_row,
        branch_of_counsellor=of_counsellor,
        dossiers_of_person={person: frozenset(each) for person, each in said.people.items()},
        named=said.made | structures_named(connection, recorded_rows, parts),
        former=_former(connection, recorded_rows),
        people={each: branches[home] for each, home in of_counsellor.items() if home in branches},
        erased=_erased(connection, wanted | new | here),
    )


def _former(connection: Connection, rows: Mapping[str, set[str]]) -> dict[RowName, Mapping[str, Value]]:
    """What is recorded of the fields that are said once, of rows that are here."""
    found: dict[RowName, Mapping[str, Value]] = {}
    for table, some in rows.items():
        if ONCE[table]:
            for row in connection.execute(_said_once(table), {"rows": listed(some)}):
                found[table, row[0]] = {name: row[place] for place, name in enumerate(sorted(ONCE[table]), 1)}
    return found


@cache
def _said_once(table: str) -> Select[Any]:
    columns = SYNCED[table].c
    return select(columns.id, *(columns[name] for name in sorted(ONCE[table]))).where(among_asked(columns.id))


_ANY_ERASED = select(erased_row.c.row_id).limit(1)
_ERASED = select(erased_row.c.row_id).where(among_asked(erased_row.c.row_id))


def _erased(connection: Connection, rows: set[str]) -> frozenset[str]:
    if connection.execute(_ANY_ERASED).first() is None:
        return NOBODY
    return frozenset(connection.execute(_ERASED, {"rows": listed(rows)}).scalars())


def _left(change: Change, name: str) -> tuple[frozenset[str], ...]:
    """Whose a row becomes that says it belongs to nothing any more: the Region's."""
    return (frozenset({""}),) if name in change.fields and not _written(change, name) else ()


def _written(change: Change, name: str) -> str:
    part = change.fields.get(name)
    return str(part.v) if part is not None and part.v else ""
