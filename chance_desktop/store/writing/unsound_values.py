"""Values an earlier version kept that no receiver keeps: found again after an update, and sent whole once they are corrected.

A receiver sets aside the whole change in which such a value stands: what came with it never arrived. So the change that
corrects it says all of it again, and replaces what the lost change replaced: nobody sees a disagreement that no one meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from chance_desktop.domain.change import DELETED, Change, FieldChange
from chance_desktop.domain.fields import TABLES, FieldDeclaration
from chance_desktop.domain.fields.checks import unsound_fields
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.change_rows import changes_of_rows
from chance_desktop.store.writing.stamps import Stamps, stamps_of

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class UnsoundValue:
    """A field of a row, and the value in it that could not be written today."""

    table: str
    row: str
    field: str
    value: object


def find_unsound(connection: Connection, rows: Mapping[str, Iterable[str]] | None = None) -> list[UnsoundValue]:
    """The values no receiver keeps, in the whole store, or in some rows of some tables; at most a thousand."""
    found: list[UnsoundValue] = []
    for name, declared in TABLES.items():
        if rows is not None and name not in rows:
            continue
        columns = SYNCED[name].c
        query = select(columns.id, *(columns[field.name] for field in declared.fields)).where(
            columns.deleted_at.is_(None)
        )
        if rows is None:
            looked_at = (field for field in declared.fields if field.kind is not Kind.YES_NO)
            query = query.where(or_(*(_suspect(columns[field.name], field) for field in looked_at)))
        else:
            query = query.where(columns.id.in_(list(rows[name])))
        for row in connection.execute(query.limit(_MOST)):
            values = {field.name: row._mapping[field.name] for field in declared.fields}
            found += [UnsoundValue(name, row.id, each, values[each]) for each in unsound_fields(name, values)]
    return found[:_MOST]


def _suspect(column: ColumnElement[object], field: FieldDeclaration) -> ColumnElement[bool]:
    """What a value out of its bounds looks like to the database; how a text is made was always looked at when it was typed."""
    if field.is_number:
        return or_(column < field.least, column > field.most)
    if field.kind in (Kind.DAY, Kind.PARTIAL_DAY, Kind.MOMENT):
        beyond = func.substr(column, 1, len(field.span.last)) > field.span.last
        return and_(column != "", or_(column < field.span.first[:4], beyond))
    return func.length(column) > field.longest


def sent_again(
    connection: Connection, table: str, row: str, device: str, corrected: frozenset[str], shown: Stamps
) -> dict[str, FieldChange]:
    """What the change that corrects these fields must say besides: the rest of what this poste wrote with the bad values,
    where it still stands, and of each field what the lost changes replaced.
    """
    lost = _lost(changes_of_rows(connection, [row]).get(row, []), table, device)
    again: dict[str, FieldChange] = {}
    for change, bad in lost.values():
        if not bad & corrected:
            continue
        for name, part in change.fields.items():
            over = frozenset(_replaced(lost, name, change.stamp))
            if name in corrected:
                again[name] = FieldChange(over=tuple(sorted(over | set(again[name].over if name in again else ()))))
            elif name not in bad and name != DELETED and not part.gone and change.stamp in stamps_of(shown, name):
                again[name] = FieldChange(part.value, tuple(sorted(over | set(stamps_of(shown, name)))))
    return again


def _lost(changes: Iterable[Change], table: str, device: str) -> dict[str, tuple[Change, frozenset[str]]]:
    """The changes of this poste that a receiver sets aside, by stamp, with the fields it sets them aside for."""
    found: dict[str, tuple[Change, frozenset[str]]] = {}
    for change in changes:
        if change.table == table and change.device == device:
            values = {name: part.value for name, part in change.fields.items() if not part.gone}
            bad = frozenset(unsound_fields(table, values))
            if bad:
                found[change.stamp] = (change, bad)
    return found


def _replaced(lost: Mapping[str, tuple[Change, frozenset[str]]], name: str, stamp: str) -> set[str]:
    """What a lost change replaced in a field, and what those it replaced did when they were lost too."""
    found: set[str] = set()
    asked = [stamp]
    while asked:
        here = asked.pop()
        change = lost[here][0] if here in lost else None
        part = change.fields.get(name) if change is not None else None
        fresh = set(part.over if part is not None else ()) - found
        found |= fresh
        asked += fresh
    return found
