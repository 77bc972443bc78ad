"""Compaction: values everyone knows to be replaced are dropped; their stamps, numbers and what they replaced stay.

A value replaced by a change that some poste has not acknowledged is kept: were that poste revoked, it would stand again.
"""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import Connection, func, select, update

from chance_desktop.domain.change import NEVER_DROPPED, Change
from chance_desktop.domain.roles import PosteRole
from chance_desktop.store.engines.batches import batches
from chance_desktop.store.schema.tables import APPENDED, change_log
from chance_desktop.store.writing.change_rows import changes_of_rows, fields_text
from chance_desktop.sync import log
from chance_desktop.sync.peers.trust import known_postes, living


def compact(connection: Connection, device: str, role: PosteRole, structure: str) -> int:
    """Drop superseded values; how many were dropped."""
    known = _known_by_all(connection, device, role, structure)
    query = (
        select(change_log.c.row_id)
        .where(change_log.c.table_name.not_in(APPENDED))
        .group_by(change_log.c.row_id)
        .having(func.count() > 1)
    )
    rows = list(connection.execute(query).scalars())
    dropped = 0
    for some in batches(rows):
        for changes in changes_of_rows(connection, some).values():
            dropped += sum(_rewrite(connection, before, after) for before, after in _compacted(changes, known))
    return dropped


def _known_by_all(connection: Connection, device: str, role: PosteRole, structure: str) -> dict[str, int] | None:
    """Up to which number of each device every poste this one answers to is known to be; nothing when there is none."""
    postes = [each for each in living(known_postes(connection)) if each.device != device]
    if role == PosteRole.OFFICE:
        postes = [each for each in postes if each.role == PosteRole.REGION or each.structure_code == structure]
    if not postes:
        return None
    reached: dict[str, int] = {}
    told = {each.device: {**log.peer_has(connection, each.device), each.device: 2**53} for each in postes}
    for one in {name for has in told.values() for name in has}:
        reached[one] = min(has.get(one, 0) for has in told.values())
    return reached


def _compacted(changes: list[Change], known: dict[str, int] | None) -> list[tuple[Change, Change]]:
    """Pairs of a change and what is left of it."""
    if known is None:
        return []
    replaced: dict[str, set[str]] = {}
    for change in changes:
        if change.seq <= known.get(change.device, 0):
            for name, part in change.fields.items():
                replaced.setdefault(name, set()).update(part.over)
    found = []
    for change in changes:
        if change.seq > known.get(change.device, 0):
            continue  # what someone has still to hear of must match what its author signed
        fields = {
            name: part.emptied() if change.stamp in replaced.get(name, ()) and name not in NEVER_DROPPED else part
            for name, part in change.fields.items()
        }
        if fields != change.fields:
            found.append((change, replace(change, fields=fields)))
    return found


def _rewrite(connection: Connection, before: Change, after: Change) -> int:
    here = (change_log.c.device == before.device, change_log.c.seq == before.seq)
    connection.execute(update(change_log).where(*here).values(fields=fields_text(after)))
    return sum(part.gone and not before.fields[name].gone for name, part in after.fields.items())
