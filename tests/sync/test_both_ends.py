"""Both ends of the wire: for every column, what the real writer of a home keeps the real receiver of another keeps, and what it
refuses the receiver refuses. A rule switched off at one end is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from chance_desktop.store import writer as writers
from chance_desktop.store.tables import SYNCED
from chance_desktop.sync import authority, validity
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.domain.field_samples import Sample, bad_values, good_values
from tests.sync.bundles import Forge, enrol

Patch = pytest.MonkeyPatch


@dataclass(slots=True)
class Ends:
    """An office that writes and the Region that receives, with what was tried."""

    forge: Forge
    dossier: str
    kept: dict[str, tuple[str, str, Sample]] = field(default_factory=dict)
    """What the writer kept, by row: table, field, value."""
    refused: list[tuple[str, dict[str, Sample]]] = field(default_factory=list)

    @property
    def office(self) -> Desk:
        return self.forge.office

    def owner_of(self, table: str) -> dict[str, Sample]:
        """The fields that say whose a new row is."""
        if table == "dossier":
            return {"structure_code": self.office.structure_code, "person_id": self._person()}
        match TABLES[table].owner:
            case Owner.DOSSIER:
                return {"dossier_id": self.dossier}
            case Owner.STRUCTURE:
                return {"structure_code": self.office.structure_code}
            case Owner.BRANCH:
                code = {"structure_code": self.office.structure_code}
                return code if table == "branch" else {"branch_id": self.office.branch_id}
            case _:
                return {"dossier_id": self.dossier} if "dossier_id" in FIELDS[table] else {}

    def row_of(self, declared: FieldDeclaration, table: str, value: Sample) -> dict[str, Sample]:
        """A whole row in which one field holds a value."""
        needed = {name: _first_good(FIELDS[table][name]) for name in TABLES[table].needed}
        return {**needed, **self.owner_of(table), declared.name: value}

    def _person(self) -> str:
        with self.office.reading() as connection:
            query = select(SYNCED["dossier"].c.person_id).where(SYNCED["dossier"].c.id == self.dossier)
            return str(connection.execute(query).scalar_one())


def _first_good(declared: FieldDeclaration) -> Sample:
    return next(value for value in good_values(declared) if value not in (None, "") and "x" * 50 not in str(value))


def _says_whose(table: str, name: str) -> bool:
    """Whether a field says to whom the row belongs, or that it is gone: what it may hold is the business of authority."""
    return name in ("structure_code", "dossier_id", "branch_id", "person_id", "joined_to", DELETED)


def _tried(table: str) -> Iterator[tuple[FieldDeclaration, Sample]]:
    for declared in FIELDS[table].values():
        if not _says_whose(table, declared.name):
            yield from ((declared, value) for value in (*good_values(declared), *bad_values(declared)))


def _write(ends: Ends, work: Work, table: str) -> None:
    """Try each value of each field of a table with the real writer."""
    for declared, value in _tried(table):
        values = ends.row_of(declared, table, value)
        try:
            row = work.tx.create(table, values)  # type: ignore[arg-type]
        except (InvalidField, NotAllowed):
            ends.refused.append((table, values))
            continue
        ends.kept[row] = (table, declared.name, value)
        if table == "person":
            owner: dict[str, Value] = {"structure_code": ends.office.structure_code, "person_id": row}
            work.tx.create("dossier", owner)
        elif table == "dossier":
            work.note(row, "x")
    work.tx.flush()


def _arrived(ends: Ends, folder: Path) -> None:
    """What the writer kept is at the Region, as it was written."""
    made = bundles.export_bundle(ends.office, folder / "out")
    for each in bundles.import_bundles(ends.forge.region, made.files).result:
        assert (each.refused, each.parked, each.conflicts) == ((), 0, 0)
    with ends.forge.region.reading() as connection:
        for table in {table for table, _name, _value in ends.kept.values()}:
            found = {row.id: row._asdict() for row in connection.execute(select(SYNCED[table]))}
            for row, (of, name, value) in ends.kept.items():
                if of == table:
                    assert row in found, (table, name, value)
                    assert found[row][name] == value, (table, name, value)


def _refused_there(ends: Ends, folder: Path) -> None:
    """What the writer refused, a forged bundle of the same office brings to the Region in vain."""
    changes = [
        (f"forged-{number}", ends.forge.change(90_000 + number, table, f"forged-{number}", **values))  # type: ignore[arg-type]
        for number, (table, values) in enumerate(ends.refused)
        if not any("\ud800" in value for value in values.values() if isinstance(value, str))
    ]
    assert changes
    found = ends.forge.give(ends.forge.bundle(change for _row, change in changes), folder)
    assert found.applied == 0, _taken(ends, {row for row, _change in changes})


def _taken(ends: Ends, rows: set[str]) -> list[str]:
    with ends.forge.region.reading() as connection:
        return [
            f"{name} {row._asdict()!r}"[:300]
            for name, table in SYNCED.items()
            for row in connection.execute(select(table).where(table.c.id.in_(rows)))
        ]


def _cross(ends: Ends, tables: tuple[str, ...], folder: Path) -> None:
    with ends.office.working() as work:
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
    return Ends(Forge(office, region), dossier)


def test_both_ends_agree_on_every_column(ends: Ends, tmp_path: Path) -> None:
    _cross(ends, tuple(TABLES), tmp_path)
    tried = {(table, name) for table, name, _value in ends.kept.values()}
    written = {
        (table, declared.name)
        for table, fields in FIELDS.items()
        for declared in fields.values()
        if TABLES[table].owner is not Owner.REGION
        and declared.writer is not Writer.REGION
        and not _says_whose(table, declared.name)
    }
    assert tried == written, "a column that an office writes was not tried"
    assert len(ends.refused) > 5 * len(written)


def test_both_ends_agree_on_what_may_not_be_missing(ends: Ends, tmp_path: Path) -> None:
    lacking = []
    for table, declared in TABLES.items():
        for name in declared.needed if declared.owner is not Owner.REGION else ():
            if _says_whose(table, name):
                continue
            whole = ends.row_of(FIELDS[table][name], table, None)
            for values in (whole, {key: value for key, value in whole.items() if key != name}):
                with pytest.raises(InvalidField), ends.office.working() as work:
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
