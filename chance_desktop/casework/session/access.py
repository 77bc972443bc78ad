"""Who may, and whose dossiers are whose."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import NotTheRegion
from chance_desktop.store.tables import dossier_summary as table


def only_the_region(desk: Desk) -> None:
    """Raises `NotTheRegion` at an office."""
    if desk.role != "region":
        raise NotTheRegion


def mine_clause(desk: Desk) -> ColumnElement[bool]:
    """Dossiers of the counsellor signed in, or for whom they stand in."""
    who = desk.author
    return or_(table.c.referent_id == who, table.c.accompanying_id == who, table.c.stand_in_id == who)
