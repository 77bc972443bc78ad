"""The corrections the Region asked of pieces, and those of which an office said otherwise meanwhile."""

from __future__ import annotations

from sqlalchemy import Connection, select

from chance_desktop.store.engines.batches import among
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import SYNCED, field_head

correction_table = SYNCED["correction"]


def corrections_asked(connection: Connection, dossiers: list[str]) -> dict[str, set[str]]:
    """The pieces of which a correction was asked, by dossier."""
    query = select(correction_table.c.dossier_id, correction_table.c.piece).where(
        among(correction_table.c.dossier_id, dossiers), correction_table.c.deleted_at.is_(None)
    )
    found: dict[str, set[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.dossier_id, set()).add(row.piece)
    return found


def disputed_pieces(connection: Connection, corrections: dict[str, set[str]]) -> set[tuple[str, str]]:
    """The pieces to correct of which an office said otherwise meanwhile: nobody has settled how they stand."""
    slots = {slot_id(dossier, code): (dossier, code) for dossier, codes in corrections.items() for code in codes}
    query = select(field_head.c.row_id).where(among(field_head.c.row_id, slots), field_head.c.field == "status")
    return {slots[row] for row in connection.execute(query).scalars()}
