"""Targets of the programme and their history: what was aimed at, since when, and why it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.cards.options import BENEFICIARIES, OFFICE
from chance_desktop.casework.reports.population import Scope
from chance_desktop.store.schema.tables import SYNCED

table = SYNCED["target"]


@dataclass(frozen=True, slots=True)
class Target:
    """A target: `code` says of what (`beneficiaries`, `office:86400S00`), `note` why it is so."""

    code: str
    label: str
    value: int
    since: date
    note: str


def targets(connection: Connection) -> tuple[Target, ...]:
    """Every target ever set, oldest first."""
    query = (
        select(table)
        .where(table.c.deleted_at.is_(None), table.c.value.is_not(None))
        .order_by(table.c.since_on, table.c.id)
    )
    return tuple(
        Target(row.code or "", row.label or "", row.value, date.fromisoformat(row.since_on), row.note or "")
        for row in connection.execute(query)
        if row.since_on
    )


def target_on(history: tuple[Target, ...], code: str, day: date) -> Target | None:
    """The target in force on a day."""
    held = [each for each in history if each.code == code and each.since <= day]
    return held[-1] if held else None


def aimed_at(history: tuple[Target, ...], scope: Scope) -> Target | None:
    """The target a scope is measured against: that of the programme or of a Mission Locale. Both are set for the whole
    duration and for all correspondents: a year or a correspondent has none."""
    if scope.year or scope.correspondent:
        return None
    return target_on(history, f"{OFFICE}{scope.structure}" if scope.structure else BENEFICIARIES, scope.as_of)
