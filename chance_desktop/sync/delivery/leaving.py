"""A dossier that left for another Mission Locale: hidden at once, dropped once the Region has all this poste wrote of it."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select

from chance_desktop.domain.roles import PosteRole
from chance_desktop.store import settings
from chance_desktop.store.engines.batches import batches
from chance_desktop.store.scans.attachments import Attachments
from chance_desktop.store.schema.tables import (
    PARENTS,
    SYNCED,
    change_log,
    dossier,
    dossier_summary,
    field_head,
)
from chance_desktop.store.writing.erasing import files_of, files_still_used
from chance_desktop.sync import log
from chance_desktop.sync.peers.trust import known_postes
from chance_desktop.sync.rights import audience


def departed(connection: Connection, structure: str) -> list[str]:
    """Dossiers here that no longer concern this Mission Locale."""
    query = select(dossier.c.id).where(
        dossier.c.structure_code.is_not(None), dossier.c.structure_code.not_in(("", structure))
    )
    rows = list(connection.execute(query).scalars())
    now = audience.structures_now(connection, rows)
    return [row for row in rows if structure not in now.get(row, frozenset())]


def drop_departed(
    connection: Connection, attachments: Attachments, device: str, structure: str, region: str
) -> list[str]:
    """Drop those of which the Region acknowledged everything this poste wrote, and what its colleagues told it; returns
    them.
    """
    has = log.peer_has(connection, region)
    postes = known_postes(connection)
    office = {
        device,
        *settings.last_numbers(connection),
        *(each.device for each in postes if each.role == PosteRole.OFFICE),
    }
    gone = [
        row
        for row in departed(connection, structure)
        if all(last <= has.get(each, 0) for each, last in _last_written(connection, row).items() if each in office)
    ]
    for row in gone:
        _drop(connection, attachments, row)
    return gone


def _rows_of(connection: Connection, row: str) -> set[str]:
    """The rows of a dossier; its person goes with it unless another dossier is theirs."""
    rows = {row}
    for name, table in SYNCED.items():
        if any(parent == "dossier" for _column, parent in PARENTS[name]):
            rows.update(connection.execute(select(table.c.id).where(table.c.dossier_id == row)).scalars())
    person = connection.execute(select(dossier.c.person_id).where(dossier.c.id == row)).scalar()
    others = select(func.count()).where(dossier.c.person_id == person, dossier.c.id != row)
    if person and not connection.execute(others).scalar():
        rows.add(person)
    return rows


def _last_written(connection: Connection, row: str) -> dict[str, int]:
    """The last number each device gave to a change of a dossier."""
    found: dict[str, int] = {}
    for some in batches(_rows_of(connection, row)):
        query = select(change_log.c.device, func.max(change_log.c.seq)).where(change_log.c.row_id.in_(some))
        for device, last in connection.execute(query.group_by(change_log.c.device)):
            found[device] = max(last, found.get(device, 0))
    return found


def _drop(connection: Connection, attachments: Attachments, row: str) -> None:
    rows = _rows_of(connection, row)
    files: set[str] = set()
    for some in batches(rows):
        files |= files_of(connection, some)
        for table in SYNCED.values():
            connection.execute(delete(table).where(table.c.id.in_(some)))
        connection.execute(delete(field_head).where(field_head.c.row_id.in_(some)))
        connection.execute(delete(change_log).where(change_log.c.row_id.in_(some)))
    connection.execute(delete(dossier_summary).where(dossier_summary.c.dossier_id == row))
    for digest in sorted(files - files_still_used(connection)):
        attachments.discard(connection, digest)
