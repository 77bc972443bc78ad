"""Both ends of the wire, in both directions: for every column, what the real writer of a home keeps the real receiver of
another keeps, and what it refuses the receiver refuses. What says whose a row is names the writer's own, or is refused by the
Region. A rule switched off at one end is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.domain.access import NotAllowed
from chance_desktop.domain.change import DELETED, Value
from chance_desktop.domain.fields import FIELDS, TABLES, FieldDeclaration
from chance_desktop.domain.fields.checks import is_plain
from chance_desktop.domain.fields.kinds import Kind, Owner, Writer
from chance_desktop.domain.fields.refusal import InvalidField
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing import writer as writers
from chance_desktop.sync.rights import authority, validity
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.domain.field_samples import Sample, bad_values, good_values
from tests.sync.bundles import Forge, enrol

Patch = pytest.MonkeyPatch
ELSEWHERE = "0198123f-6000-7000-8000-4e2a3cb5c4e6"
"""A row nobody here knows."""


@dataclass(slots=True)
class Ends:
    """A poste that writes and one that receives, with what was tried of the rows of a Mission Locale."""

    forge: Forge
    structure: str
    branch: str
    dossier: str
    kept: dict[str, tuple[str, str, Sample]] = field(default_factory=dict)
    """What the writer kept, by row: table, field, value."""
    refused: list[tuple[str, dict[str, Sample]]] = field(default_factory=list)

    @property
    def writer(self) -> Desk:
        return self.forge.office

    @property
    def receiver(self) -> Desk:
        return self.forge.region

    def owner_of(self, table: str) -> dict[str, Sample]:
        """The fields that say whose a new row is."""
        if table == "dossier":
            return {"structure_code": self.structure, "person_id": self.person()}
        match TABLES[table].owner:
            case Owner.DOSSIER:
                return {"dossier_id": self.dossier}
            case Owner.STRUCTURE:
                return {"structure_code": self.structure}
            case Owner.BRANCH:
                return {"structure_code": self.structure} if table == "branch" else {"branch_id": self.branch}
            case _:
                return {"dossier_id": self.dossier} if "dossier_id" in FIELDS[table] else {}

    def row_of(self, declared: FieldDeclaration, table: str, value: Sample) -> dict[str, Sample]:
        """A whole row in which one field holds a value."""
        needed = {name: _first_good(FIELDS[table][name]) for name in TABLES[table].needed}
        return {**needed, **self.owner_of(table), declared.name: value}

    def person(self) -> str:
        """The person of the dossier."""
        with self.writer.reading() as connection:
            query = select(SYNCED["dossier"].c.person_id).where(SYNCED["dossier"].c.id == self.dossier)
            return str(connection.execute(query).scalar_one())


def _first_good(declared: FieldDeclaration) -> Sample:
    return next(value for value in good_values(declared) if value not in (None, "") and "x" * 50 not in str(value))


OWNING = {
    Owner.DOSSIER: ("dossier_id",), Owner.PERSON: ("joined_to",), Owner.STRUCTURE: ("structure_code", "dossier_id"),
    Owner.BRANCH: ("branch_id",), Owner.REGION: ("dossier_id",),
}  # fmt: skip


def owning(table: str) -> tuple[str, ...]:
    """The columns that say whose a row is: what they may name is the business of authority."""
    names = {"dossier": ("structure_code", "person_id"), "branch": ("structure_code",)}.get(table)
    return names or tuple(name for name in OWNING[TABLES[table].owner] if name in FIELDS[table])


def _says_whose(table: str, name: str) -> bool:
    """Whether a field says to whom the row belongs, or that it is gone."""
    return name == DELETED or name in owning(table)


def _tried(ends: Ends, table: str) -> Iterator[tuple[FieldDeclaration, Sample]]:
    own = ends.owner_of(table)
    for declared in FIELDS[table].values():
        mine = [own[declared.name]] if declared.name in own else []
        good = mine if _says_whose(table, declared.name) else good_values(declared)
        yield from ((declared, value) for value in (*good, *bad_values(declared)))


def _write(ends: Ends, work: Work, table: str) -> None:
    """Try each value of each field of a table with the real writer."""
    for declared, value in _tried(ends, table):
        values = ends.row_of(declared, table, value)
        try:
            row = work.tx.create(table, values)  # type: ignore[arg-type]
        except (InvalidField, NotAllowed):
            ends.refused.append((table, values))
            continue
        ends.kept[row] = (table, declared.name, value)
        if table == "person":
            owner: dict[str, Value] = {"structure_code": ends.structure, "person_id": row}
            work.tx.create("dossier", owner)
        elif table == "dossier":
            work.note(row, "x")
    work.tx.flush()


def _arrived(ends: Ends, folder: Path) -> None:
    """What the writer kept is at the other end, as it was written; what the Region keeps for itself is not."""
    made = bundles.export_bundle(ends.writer, folder / "out")
    for each in bundles.import_bundles(ends.receiver, made.files).result:
        assert (each.refused, each.parked, each.conflicts) == ((), 0, 0)
    with ends.receiver.reading() as connection:
        for table in {table for table, _name, _value in ends.kept.values()}:
            if TABLES[table].kept_by_the_region:
                assert connection.execute(select(SYNCED[table])).first() is None, table
                continue
            found = {row.id: row._asdict() for row in connection.execute(select(SYNCED[table]))}
            for row, (of, name, value) in ends.kept.items():
                if of == table:
                    assert row in found, (table, name, value)
                    assert found[row][name] == value, (table, name, value)


def _refused_there(ends: Ends, folder: Path) -> None:
    """What the writer refused, a forged bundle of the same poste brings to the other end in vain."""
    changes = [
        (f"forged-{number}", ends.forge.change(90_000 + number, table, f"forged-{number}", **values))  # type: ignore[arg-type]
        for number, (table, values) in enumerate(ends.refused)
        if not any("\ud800" in value for value in values.values() if isinstance(value, str))
    ]
    assert changes
    found = ends.forge.give(ends.forge.bundle(change for _row, change in changes), folder)
    assert found.applied == 0, _taken(ends, {row for row, _change in changes})


def _taken(ends: Ends, rows: set[str]) -> list[str]:
    with ends.receiver.reading() as connection:
        return [
            f"{name} {row._asdict()!r}"[:300]
            for name, table in SYNCED.items()
            for row in connection.execute(select(table).where(table.c.id.in_(rows)))
        ]


def _cross(ends: Ends, tables: tuple[str, ...], folder: Path) -> None:
    with ends.writer.working() as work:
        for table in tables:
            _write(ends, work, table)
    _arrived(ends, folder)
    _refused_there(ends, folder)


@pytest.fixture
def ends(opened: Callable[[str], Office], tmp_path: Path) -> Ends:
    """An office the Region knows, with a dossier that both have."""
    office, region = opened("civray").desk, opened("region").desk
    enrol(office, region, tmp_path)
    dossier = dossier_of(office)
    bundles.import_bundles(region, bundles.export_bundle(office, tmp_path / "first").files)
    return Ends(Forge(office, region), office.structure_code, office.branch_id, dossier)


@pytest.fixture
def back(ends: Ends) -> Ends:
    """The same, the Region writes and the office receives."""
    return Ends(Forge(ends.receiver, ends.writer), ends.structure, ends.branch, ends.dossier)


def test_both_ends_agree_on_every_column(ends: Ends, tmp_path: Path) -> None:
    _cross(ends, tuple(TABLES), tmp_path)
    tried = {(table, name) for table, name, _value in ends.kept.values()}
    written = {
        (table, declared.name)
        for table, fields in FIELDS.items()
        for declared in fields.values()
        if TABLES[table].owner is not Owner.REGION
        and declared.writer is not Writer.REGION
        and (declared.name in ends.owner_of(table) or not _says_whose(table, declared.name))
    }
    assert tried == written, "a column that an office writes was not tried"
    assert len(ends.refused) > 5 * len(written)


@pytest.mark.parametrize(
    "tables", [tuple(name for name in TABLES if name != "erasure"), ("erasure",)], ids=["rows", "erasures"]
)
def test_both_ends_agree_on_what_the_region_writes(back: Ends, tmp_path: Path, tables: tuple[str, ...]) -> None:
    """The Region writes every column of every table; what is erased, and what names it, would not be seen beside the rest."""
    _cross(back, tables, tmp_path)
    tried = {(table, name) for table, name, _value in back.kept.values()}
    written = {
        (table, name)
        for table in tables
        for name in FIELDS[table]
        if name in back.owner_of(table) or not _says_whose(table, name)
    }
    assert tried == written, "a column that the Region writes was not tried"
    assert len(back.refused) > 4 * len(written)


@dataclass(frozen=True, slots=True)
class Others:
    """What is of another Mission Locale, known to the Region: its code, a branch, a dossier, its person."""

    structure: str
    branch: str
    dossier: str
    person: str

    def of(self, name: str) -> str:
        """The other's in a column that says whose a row is."""
        return {"structure_code": self.structure, "branch_id": self.branch, "dossier_id": self.dossier}.get(
            name, self.person
        )


@pytest.fixture
def others(ends: Ends) -> Others:
    region, structure = ends.receiver, "86400S00" if ends.structure != "86400S00" else "16100S00"
    with region.working() as work:
        branch = work.tx.create("branch", {"structure_code": structure, "name": "Ailleurs"})
        person = work.tx.create("person", {"surname": "Ailleurs", "first_name": "Alix"})
        dossier = work.tx.create("dossier", {"structure_code": structure, "person_id": person, "branch_id": branch})
    return Others(structure, branch, dossier, person)


def _said_again(values: Mapping[str, Sample], own: Mapping[str, Sample]) -> dict[str, Value]:
    """The same row, where each column that says whose it is names one's own."""
    return {name: own.get(name, value) for name, value in values.items()}  # type: ignore[misc]


def test_a_column_that_says_whose_a_row_is_names_nobody_else(ends: Ends, others: Others, tmp_path: Path) -> None:
    """An office that names another Mission Locale, what is of another, or what nobody knows, is not believed by the Region."""
    tables = [name for name, table in TABLES.items() if table.owner is not Owner.REGION]
    named = {(table, name): value for table in tables for name in owning(table) for value in (others.of(name),)}
    assert {name for _table, name in named} == {"structure_code", "person_id", "dossier_id", "branch_id", "joined_to"}
    forged: list[tuple[str, str, dict[str, Sample]]] = []
    for (table, name), value in named.items():
        needed = {each: _first_good(FIELDS[table][each]) for each in TABLES[table].needed}
        for case, said in (("other", value), ("nobody", ELSEWHERE)):
            if (case, name) == ("nobody", "person_id"):
                continue  # a person may come after their dossier: it is of the Mission Locale that it names
            owner = {} if name == "dossier_id" else ends.owner_of(table)
            forged.append((table, f"{case}-{table}-{name}", {**needed, **owner, name: said}))
    changes = [
        ends.forge.change(90_000 + number, table, row, **values)  # type: ignore[arg-type]
        for number, (table, row, values) in enumerate(forged)
    ]
    found = ends.forge.give(ends.forge.bundle(changes), tmp_path)
    assert found.applied == 0, _taken(ends, {row for _table, row, _values in forged})
    own: dict[str, Sample] = {"dossier_id": ends.dossier}
    mine = [
        ends.forge.change(95_000 + number, table, f"mine-{row}", **_said_again(values, own | ends.owner_of(table)))
        for number, (table, row, values) in enumerate(forged)
        if "joined_to" not in values
    ]
    again = Forge(ends.writer, ends.receiver, 2)
    assert again.give(again.bundle(mine), tmp_path).applied == len(mine)


def test_both_ends_agree_on_what_may_not_be_missing(ends: Ends, tmp_path: Path) -> None:
    lacking = []
    for table, declared in TABLES.items():
        for name in declared.needed if declared.owner is not Owner.REGION else ():
            if _says_whose(table, name):
                continue
            whole = ends.row_of(FIELDS[table][name], table, None)
            for values in (whole, {key: value for key, value in whole.items() if key != name}):
                with pytest.raises(InvalidField), ends.writer.working() as work:
                    work.tx.create(table, values)  # type: ignore[arg-type]
                lacking.append((table, values))
    assert len(lacking) > 60
    ends.refused = lacking
    _refused_there(ends, tmp_path)


def _is_day_typed(table: str, name: str, value: Value) -> bool:
    return FIELDS[table][name].kind is Kind.DAY and isinstance(value, str) and is_plain(value)


def _days_unchecked(patch: Patch) -> None:
    """The writer looks at every value but days."""
    refuse = writers.refuse_unsound

    def but_days(table: str, values: dict[str, Value]) -> None:
        refuse(table, {name: value for name, value in values.items() if not _is_day_typed(table, name, value)})

    patch.setattr(writers, "refuse_unsound", but_days)


RULES: dict[str, tuple[Callable[[Patch], None], tuple[str, ...]]] = {
    "the writer looks at days": (_days_unchecked, ("payment",)),
    "the receiver looks at values": (lambda patch: patch.setattr(validity, "all_sound", lambda *_row: True), ("payment",)),
    "the writer looks at who writes": (lambda patch: patch.setattr(writers, "field_refusal", lambda *_row: ""), ("piece",)),
    "the receiver looks at who writes": (lambda patch: patch.setattr(authority, "refusal", lambda *_row: ""), ("piece",)),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_a_rule_switched_off_at_one_end_is_seen(ends: Ends, tmp_path: Path, monkeypatch: Patch, name: str) -> None:
    switch_off, tables = RULES[name]
    switch_off(monkeypatch)
    with pytest.raises(AssertionError):
        _cross(ends, tables, tmp_path)
