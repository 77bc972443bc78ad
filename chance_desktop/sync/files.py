"""Files that travel beside changes: received whole or in parts, known to be lacked until they are there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, select

from chance_desktop.domain.change import Change
from chance_desktop.domain.fields.checks import is_digest
from chance_desktop.store import settings
from chance_desktop.store.attachments import Attachments
from chance_desktop.store.dialect import upsert
from chance_desktop.store.erasing import is_erased_file
from chance_desktop.store.tables import blob_part, peer_blob
from chance_desktop.sync.exporting import FILE_FIELDS, HERE, LACKS

_MOST_PARTS = 64


def receive(connection: Connection, attachments: Attachments, blobs: Mapping[str, bytes]) -> None:
    """Keep files, and parts until the others arrive; a file that does not match its digest is not kept."""
    for name, content in blobs.items():
        digest, _dot, which = name.partition(".")
        if is_erased_file(connection, digest):
            continue
        if which:
            _receive_part(connection, attachments, digest, which, content)
        else:
            attachments.put(connection, content)
            _found(connection, digest)


def note_wanted(connection: Connection, attachments: Attachments, changes: Iterable[Change]) -> None:
    """Note the files that changes name and that have not come yet."""
    for change in changes:
        for name in FILE_FIELDS.get(change.table, ()):
            value = change.fields[name].value if name in change.fields else None
            if isinstance(value, str) and is_digest(value) and not attachments.has(value):
                statement = upsert(connection, peer_blob).values(peer=HERE, sha256=value)
                connection.execute(statement.on_conflict_do_nothing())


def note_lacks(connection: Connection, peer: str, digests: tuple[str, ...]) -> None:
    """Note which files a peer said it lacks; the next export brings them."""
    if digests:
        settings.put(connection, f"{LACKS}{peer}", json.dumps(list(digests)))


def _receive_part(connection: Connection, attachments: Attachments, digest: str, which: str, content: bytes) -> None:
    part, parts = (int(number) for number in which.split("-"))
    if not 1 <= part <= parts <= _MOST_PARTS:
        return
    kept = attachments.put(connection, content)
    noted = {"sha256": digest, "part": part, "parts": parts, "part_sha256": kept}
    statement = upsert(connection, blob_part).values(noted)
    connection.execute(statement.on_conflict_do_update(index_elements=["sha256", "part"], set_=noted))
    rows = connection.execute(select(blob_part).where(blob_part.c.sha256 == digest).order_by(blob_part.c.part)).all()
    if len(rows) < parts:
        return
    whole = b"".join(attachments.get(row.part_sha256) for row in rows)
    if hashlib.sha256(whole).hexdigest() == digest:
        attachments.put(connection, whole)
        _found(connection, digest)
    for row in rows:
        attachments.discard(connection, row.part_sha256)
    connection.execute(delete(blob_part).where(blob_part.c.sha256 == digest))


def _found(connection: Connection, digest: str) -> None:
    connection.execute(delete(peer_blob).where(peer_blob.c.peer == HERE, peer_blob.c.sha256 == digest))
