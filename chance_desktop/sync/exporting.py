"""Make the bundles that tell one recipient everything it has not acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from chance_desktop.domain.change import Change
from chance_desktop.store import settings
from chance_desktop.store.attachments import Attachments
from chance_desktop.store.tables import exchanged_bundle, scan
from chance_desktop.sync import log, payload
from chance_desktop.sync.envelope import seal
from chance_desktop.sync.identity import PosteKeys, key_id
from chance_desktop.sync.trust import KnownPoste

ACKNOWLEDGED = "acknowledged/"
"""Prefix of the local settings that keep what each recipient said it has of this poste."""


@dataclass(frozen=True, slots=True)
class MadeBundle:
    """A bundle ready to be written to a file."""

    content: bytes
    number: int
    changes: int
    first_seq: int
    last_seq: int
    header_digest: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Who exports: this poste."""

    device: str
    office: str
    keys: PosteKeys
    attachments: Attachments


def make_bundles(
    connection: Connection, sender: Sender, recipient: KnownPoste, advance: Callable[[int, int], None]
) -> Iterator[MadeBundle]:
    """Bundles of changes, then bundles of blobs, each noted in the series as it is made.

    The caller's transaction must be committed once the files are written.
    """
    acknowledged = _acknowledged(connection, recipient.device)
    total = log.last_number(connection, sender.device) - acknowledged
    start = acknowledged
    while changes := log.changes_after(connection, sender.device, start, payload.MOST_CHANGES):
        yield _made(connection, sender, recipient, (start + 1, changes[-1].seq), changes, {})
        start = changes[-1].seq
        advance(start - acknowledged, total)
    for blobs in _blob_groups(connection, sender):
        yield _made(connection, sender, recipient, (start + 1, start), [], blobs)


def _made(
    connection: Connection,
    sender: Sender,
    recipient: KnownPoste,
    covers: tuple[int, int],
    changes: list[Change],
    blobs: dict[str, bytes],
) -> MadeBundle:
    number, previous = _next_number(connection, recipient.device)
    manifest = payload.Manifest(
        sender=key_id(sender.keys.signing_public),
        device=sender.device,
        audience=recipient.device,
        number=number,
        office=sender.office,
        covers={sender.device: covers} if changes else {},
        seen=log.seen(connection),
        previous=previous,
    )
    packed = payload.pack(manifest, changes, blobs)
    recipients = (recipient.age_recipient, sender.keys.age_recipient)
    content, digest = seal(packed, sender.keys, recipients, number)
    made = MadeBundle(content, number, len(changes), covers[0] if changes else 0, covers[1] if changes else 0, digest)
    connection.execute(insert(exchanged_bundle).values(
        direction="sent", peer=recipient.device, number=number, header_digest=digest, first_seq=made.first_seq,
        last_seq=made.last_seq, changes=made.changes, at=datetime.now(UTC).isoformat(timespec="seconds"),
    ))  # fmt: skip
    return made


def _next_number(connection: Connection, peer: str) -> tuple[int, str]:
    query = (
        select(exchanged_bundle.c.number, exchanged_bundle.c.header_digest)
        .where(exchanged_bundle.c.peer == peer, exchanged_bundle.c.direction == "sent")
        .order_by(exchanged_bundle.c.number.desc())
        .limit(1)
    )
    last = connection.execute(query).first()
    return (last.number + 1, last.header_digest) if last else (1, "")


def _acknowledged(connection: Connection, peer: str) -> int:
    """What the recipient's latest `seen` said it has of this poste; nothing until it answers."""
    return int(settings.get(connection, f"{ACKNOWLEDGED}{peer}", "0"))


def _blob_groups(connection: Connection, sender: Sender) -> Iterator[dict[str, bytes]]:
    """Scans by groups under the cap; a larger one travels alone."""
    digests = connection.execute(select(scan.c.sha256).where(scan.c.sha256.is_not(None)).distinct()).scalars()
    group: dict[str, bytes] = {}
    size = 0
    for digest in list(digests):
        if not sender.attachments.has(digest):
            continue
        content = sender.attachments.get(digest)
        if group and size + len(content) > payload.LARGEST_BLOBS:
            yield group
            group, size = {}, 0
        group[digest] = content
        size += len(content)
    if group:
        yield group
