"""How many of the dossiers an import made are still there."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from chance_desktop.casework.session.desk import Desk
from chance_desktop.store.engines.batches import among
from chance_desktop.store.schema.tables import dossier


def dossiers_standing(desk: Desk, made: Collection[str]) -> int:
    """Those not taken back since."""
    query = select(func.count()).where(among(dossier.c.id, made), dossier.c.deleted_at.is_(None))
    with desk.reading() as connection:
        return int(connection.execute(query).scalar() or 0)
