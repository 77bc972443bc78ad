"""Files that travel beside changes: received whole or in parts, known to be lacked until they are there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, delete, func, select

from chance_desktop.domain.alike import Alike
from chance_desktop.domain.fields.checks import is_digest
from chance_desktop.store import settings
from chance_desktop.store.dialect import upsert
from chance_desktop.store.scans.attachments import Attachments
from chance_desktop.store.schema.tables import blob, blob_part, parked_change, peer_blob
from chance_desktop.store.writing.erasing import files_still_used, is_erased_file
from chance_desktop.sync.exporting import FILE_FIELDS, HERE, LACKS

_MOST_PARTS = 64
_UNNAMED = "unnamed"
"""In place of a recipient: files that came and that nothing known here names."""
_MOST_UNNAMED = 256 * 1024 * 1024
"""Bytes of such files and of parts kept meanwhile; what is beyond is asked again once something names it."""
_DAYS_UNNAMED = 30
_PART = b"chance part "
"""What is kept of a part begins so: it is never the content of a scan, which putting parts away must not touch."""


def receive(connection: Connection, attachments: Attachments, blobs: Mapping[str, bytes]) -> None:
    """Keep files, and parts until the others arrive; a file that does not match its digest is not kept.

    Files may come before what names them: they wait, up to a size and for a time.
    """
    room = _MOST_UNNAMED - _waiting_bytes(connection) if blobs else 0
    for name, content in blobs.items():
        digest, _dot, which = name.partition(".")
        if is_erased_file(connection, digest) or attachments.has(digest):
            continue
        wanted = _is_noted(connection, HERE, digest)
        if not wanted and len(content) > room:
            continue
        room -= 0 if wanted else len(content)
        if which:
            _receive_part(connection, attachments, digest, which, content)
        else:
            _keep(connection, attachments, digest, content)


def note_wanted(connection: Connection, attachments: Attachments, groups: Iterable[Alike]) -> None:
    """Note the files that changes name and that have not come yet."""
    for some in groups:
        for name in FILE_FIELDS.get(some.table, ()):
            for value in some.texts(name) if name in some.names else ():
                if not is_digest(value):
                    continue
                if attachments.has(value):
                    _forget(connection, _UNNAMED, value)
                else:
                    _note(connection, HERE, value)


def note_lacks(connection: Connection, peer: str, digests: tuple[str, ...]) -> None:
    """Note which files a peer said it lacks; the next export brings them."""
    if digests:
        settings.put(connection, f"{LACKS}{peer}", json.dumps(list(digests)))


def collect_unnamed(connection: Connection, attachments: Attachments, now: datetime) -> int:
    """Forget the files nobody named for a month, and parts whose others never came; how many."""
    before = (now.astimezone(UTC) - timedelta(days=_DAYS_UNNAMED)).isoformat(timespec="seconds")
    old = blob.c.added_at < before
    query = select(peer_blob.c.sha256).join(blob, blob.c.sha256 == peer_blob.c.sha256)
    unnamed = set(connection.execute(query.where(peer_blob.c.peer == _UNNAMED, old)).scalars())
    parts = connection.execute(select(blob_part).join(blob, blob.c.sha256 == blob_part.c.part_sha256).where(old)).all()
    if not unnamed and not parts:
        return 0
    used = files_still_used(connection)
    waiting = "\n".join(connection.execute(select(parked_change.c.line)).scalars()) if unnamed else ""
    gone = [digest for digest in sorted(unnamed - used) if digest not in waiting]
    for digest in gone:
        attachments.discard(connection, digest)
    for digest in {*gone, *(unnamed & used)}:
        _forget(connection, _UNNAMED, digest)
    for digest in {row.sha256 for row in parts}:
        _put_parts_away(connection, attachments, digest)
    return len(gone) + len(parts)


def _receive_part(connection: Connection, attachments: Attachments, digest: str, which: str, content: bytes) -> None:
    part, parts = (int(number) for number in which.split("-"))
    if not 1 <= part <= parts <= _MOST_PARTS:
        return
    known = _parts_of(connection, digest)
    if known and known[0].parts != parts:
        _put_parts_away(connection, attachments, digest)
    elif any(row.part == part for row in known):
        return
    kept = attachments.put(connection, _PART + content)
    connection.execute(blob_part.insert().values(sha256=digest, part=part, parts=parts, part_sha256=kept))
    rows = _parts_of(connection, digest)
    if len(rows) < parts:
        return
    whole = b"".join(attachments.get(row.part_sha256).removeprefix(_PART) for row in rows)
    _put_parts_away(connection, attachments, digest)
    if hashlib.sha256(whole).hexdigest() == digest:
        _keep(connection, attachments, digest, whole)


def _keep(connection: Connection, attachments: Attachments, digest: str, content: bytes) -> None:
    attachments.put(connection, content)
    if _is_noted(connection, HERE, digest):
        _forget(connection, HERE, digest)
    else:
        _note(connection, _UNNAMED, digest)


def _parts_of(connection: Connection, digest: str) -> list[Row[str, int, int, str]]:
    query = select(blob_part.c.sha256, blob_part.c.part, blob_part.c.parts, blob_part.c.part_sha256)
    return list(connection.execute(query.where(blob_part.c.sha256 == digest).order_by(blob_part.c.part)).all())


def _put_parts_away(connection: Connection, attachments: Attachments, digest: str) -> None:
    """Forget the parts of a file; a former version kept them as they came, under which name a scan may lie."""
    parts = {row.part_sha256 for row in _parts_of(connection, digest)}
    for each in sorted(parts - files_still_used(connection)):
        if not _is_noted(connection, _UNNAMED, each):
            attachments.discard(connection, each)
    connection.execute(delete(blob_part).where(blob_part.c.sha256 == digest))


def _waiting_bytes(connection: Connection) -> int:
    """Bytes of the files and parts kept that nothing names yet."""
    unnamed = select(peer_blob.c.sha256).where(peer_blob.c.peer == _UNNAMED)
    parts = select(blob_part.c.part_sha256)
    query = select(func.sum(blob.c.size)).where(blob.c.sha256.in_(unnamed) | blob.c.sha256.in_(parts))
    return int(connection.execute(query).scalar_one() or 0)


def _is_noted(connection: Connection, peer: str, digest: str) -> bool:
    query = select(peer_blob.c.sha256).where(peer_blob.c.peer == peer, peer_blob.c.sha256 == digest)
    return connection.execute(query).first() is not None


def _note(connection: Connection, peer: str, digest: str) -> None:
    connection.execute(upsert(connection, peer_blob).values(peer=peer, sha256=digest).on_conflict_do_nothing())


def _forget(connection: Connection, peer: str, digest: str) -> None:
    connection.execute(delete(peer_blob).where(peer_blob.c.peer == peer, peer_blob.c.sha256 == digest))
