"""What the Region decided last of dossiers, as every page reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.programme.stay_rules import Outcome as Declared
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.states import DossierState
from chance_desktop.store.engines.batches import among_asked, listed
from chance_desktop.store.schema.tables import SYNCED

table = SYNCED["decision"]
_IN_ORDER = (
    select(table.c.dossier_id, table.c.outcome, table.c.decided_on)
    .where(among_asked(table.c.dossier_id), table.c.deleted_at.is_(None))
    .order_by(table.c.decided_on, table.c.id)
)

Latest = tuple[str, date | None]
"""A decision in force: its code and its day."""


def latest_decisions(connection: Connection, dossiers: Iterable[str]) -> dict[str, Latest]:
    """The decision in force of each dossier that has one."""
    rows = connection.execute(_IN_ORDER, {"rows": listed(dossiers)})
    return {row.dossier_id: (row.outcome, kept_day(row.decided_on)) for row in rows}


def standing(programme: Programme, row: KeptDossier, latest: Latest | None) -> Declared | None:
    """The decision that says where a dossier stands: it waits for a place, or left because of it; nothing when life went on."""
    if latest is None:
        return None
    declared = next((each for each in programme.decisions if each.code == latest[0]), None)
    if declared is None or declared.goes_on:
        return None
    stands = left_by(programme, row, latest) if declared.leaves else row["state"] == DossierState.ACTIVE
    return declared if stands else None


def in_force(programme: Programme, row: KeptDossier, latest: Latest | None) -> Latest | None:
    """The last decision, unless the dossier that left because of it was taken up again: it is then to be decided anew."""
    return (
        None
        if latest is not None and row["state"] == DossierState.ACTIVE and latest[0] in leaving(programme)
        else latest
    )


def leaving(programme: Programme) -> frozenset[str]:
    """The decisions because of which a dossier leaves."""
    return frozenset(each.code for each in programme.decisions if each.leaves)


def left_by(programme: Programme, row: KeptDossier, latest: Latest | None) -> bool:
    """Whether a decision is why a dossier is not followed any more."""
    if latest is None or latest[1] is None:
        return False
    leaves = next((each.leaves for each in programme.decisions if each.code == latest[0]), "")
    return bool(leaves) and (row["state"], row["left_on"]) == (leaves, latest[1].isoformat())
