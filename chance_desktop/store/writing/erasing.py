"""Erasure (GDPR, article 17): a person or a dossier leaves rows, log, heads and files, whatever came before or comes after.

What stays is the skeleton of the log (stamps, numbers, rows, field names), so that the exchange goes on. A part that
arrives later is erased too.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import cache

from sqlalchemy import CompoundSelect, Connection, Delete, delete, select, union_all, update

from chance_desktop.store.dialect import upsert
from chance_desktop.store.engines.batches import among_asked, batches, listed
from chance_desktop.store.scans.attachments import Attachments
from chance_desktop.store.schema.tables import (
    FILE_COLUMNS,
    PARENTS,
    SYNCED,
    blob_part,
    change_log,
    dossier_summary,
    erased_row,
    erasure,
    erasure_entry,
    field_head,
    parked_change,
    peer_blob,
)

_ERASED = "erased"
"""In place of a recipient: files that were erased."""

REGISTER = "erasure-register"
"""Local setting: the register of erasures as the Region signed it (`sync.peers.erasure_register`)."""
_TARGETS = union_all(select(erasure.c.target).where(erasure.c.target.is_not(None)), select(erasure_entry.c.target))


def apply_erasures(connection: Connection, attachments: Attachments, fresh: Collection[str] = ()) -> set[str]:
    """Erase what the known erasures name, with all its parts, and what arrived under it since; returns the rows gone.

    `fresh` are the rows just brought in.
    """
    targets = set(connection.execute(_TARGETS).scalars())
    if not targets:
        return set()
    known = set(connection.execute(select(erased_row.c.row_id)).scalars())
    doomed = _with_parts(connection, targets | known)
    gone = (doomed - known) | (known & set(fresh))
    _purge(connection, attachments, gone)
    return gone


@cache
def _parts() -> CompoundSelect[str]:
    """The rows that are parts of some."""
    columns = {(name, column) for name, parents in PARENTS.items() for column, _parent in parents}
    return union_all(*(
        select(SYNCED[name].c.id).where(among_asked(SYNCED[name].c[column]))
        for name, column in sorted({*columns, ("dossier", "person_id")})
    ))  # fmt: skip


@cache
def _deletions() -> tuple[Delete, ...]:
    return (
        *(delete(table).where(among_asked(table.c.id)) for table in SYNCED.values() if table is not erasure),
        delete(field_head).where(among_asked(field_head.c.row_id)),
        delete(dossier_summary).where(among_asked(dossier_summary.c.dossier_id)),
    )


def _with_parts(connection: Connection, roots: set[str]) -> set[str]:
    """Rows and everything that is a part of them, at any depth."""
    doomed, newest = set(roots), set(roots)
    while newest:
        newest = set(connection.execute(_parts(), {"rows": listed(newest)}).scalars()) - doomed
        doomed |= newest
    return doomed


def _purge(connection: Connection, attachments: Attachments, rows: set[str]) -> None:
    files: set[str] = set()
    for some in batches(rows):
        files |= files_of(connection, some)
        noted = upsert(connection, erased_row).values([{"row_id": row} for row in some])
        connection.execute(noted.on_conflict_do_nothing())
        for statement in _deletions():
            connection.execute(statement, {"rows": listed(some)})
        _empty_log(connection, some)
    _empty_parked(connection, rows)
    for digest in sorted(files - files_still_used(connection)):
        attachments.discard(connection, digest)
        connection.execute(upsert(connection, peer_blob).values(peer=_ERASED, sha256=digest).on_conflict_do_nothing())
        connection.execute(delete(blob_part).where(blob_part.c.sha256 == digest))


def _empty_log(connection: Connection, rows: list[str]) -> None:
    query = select(change_log.c.device, change_log.c.seq, change_log.c.fields).where(
        change_log.c.row_id.in_(rows), change_log.c.table_name != "erasure"
    )
    for device, seq, fields in connection.execute(query).all():
        emptied = skeleton(fields)
        if emptied != fields:
            here = (change_log.c.device == device, change_log.c.seq == seq)
            connection.execute(update(change_log).where(*here).values(fields=emptied))


def skeleton(fields: str) -> str:
    """The fields of a change without their values, but for those that say where the row belongs."""
    content = json.loads(fields)
    kept = {
        name: {key: value for key, value in part.items() if key != "v" or name.endswith("_id")}
        for name, part in content.items()
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _empty_parked(connection: Connection, rows: set[str]) -> None:
    for device, seq, line in connection.execute(
        select(parked_change.c.device, parked_change.c.seq, parked_change.c.line)
    ).all():
        content = json.loads(line)
        if content.get("row") in rows and any("v" in part for part in content.get("set", {}).values()):
            content["set"] = json.loads(skeleton(json.dumps(content["set"])))
            here = (parked_change.c.device == device, parked_change.c.seq == seq)
            connection.execute(update(parked_change).where(*here).values(line=json.dumps(content, ensure_ascii=False)))


def files_of(connection: Connection, rows: Iterable[str]) -> set[str]:
    """The files these rows name."""
    wanted = list(rows)
    found: set[str] = set()
    for column in FILE_COLUMNS:
        query = select(column).where(column.table.c.id.in_(wanted))
        found.update(each for each in connection.execute(query).scalars() if each)
    return found


def files_still_used(connection: Connection) -> set[str]:
    """The files any row names."""
    found: set[str] = set()
    for column in FILE_COLUMNS:
        found.update(each for each in connection.execute(select(column).distinct()).scalars() if each)
    return found


def is_erased_file(connection: Connection, digest: str) -> bool:
    """Whether a file was erased: it is not taken in again."""
    query = select(peer_blob.c.sha256).where(peer_blob.c.peer == _ERASED, peer_blob.c.sha256 == digest)
    return connection.execute(query).first() is not None
