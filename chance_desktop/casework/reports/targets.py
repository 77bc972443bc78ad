"""Targets of the programme and their history: what was aimed at, since when, and why it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.desk import Desk
from chance_desktop.casework.enrolment import NotTheRegion
from chance_desktop.casework.outcome import Outcome
from chance_desktop.casework.situation import InvalidField
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import SYNCED

BENEFICIARIES = "beneficiaries"
OFFICE = "office:"
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


def set_target(desk: Desk, code: str, label: str, value: int, since: date, note: str = "") -> Outcome[None]:
    """Set a target from a day on; the former ones stay in its history. Raises `NotTheRegion` or `InvalidField`."""
    if desk.role != "region":
        raise NotTheRegion
    if not 0 < value < 10_000_000:
        raise InvalidField("value", _("Un objectif est un nombre supérieur à zéro."), _("Écrivez-le en chiffres."))
    with desk.working() as work:
        made = work.tx.create(
            "target",
            {"code": code, "label": label.strip(), "value": value, "since_on": since.isoformat(), "note": note.strip()},
        )
        work.kinds.add("target")
        work.rows.add(made)
    return work.outcome(None, _("Objectif noté"))
