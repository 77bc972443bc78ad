"""Take in a bundle: every check of the envelope first, then its changes in one transaction, each judged alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from chance_desktop.domain.change import Change
from chance_desktop.domain.clock import Clock
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.attachments import Attachments
from chance_desktop.store.tables import SYNCED, UNSYNCED_COLUMNS, exchanged_bundle, parked_change
from chance_desktop.sync import authority, failures, log, payload
from chance_desktop.sync.envelope import Opened, decrypt, verify
from chance_desktop.sync.exporting import ACKNOWLEDGED
from chance_desktop.sync.identity import PosteKeys
from chance_desktop.sync.merge import merge_rows
from chance_desktop.sync.payload import Payload
from chance_desktop.sync.trust import KnownPoste, poste_of_key


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who imports: this poste."""

    device: str
    keys: PosteKeys
    attachments: Attachments
    clock: Clock


@dataclass(frozen=True, slots=True)
class Imported:
    """What a bundle did."""

    applied: int
    parked: int
    refused: tuple[str, ...]
    conflicts: int
    rows: tuple[tuple[str, str], ...]
    repeated: bool
    missing_numbers: tuple[int, ...]


def check(connection: Connection, opened: Opened, receiver: Receiver) -> tuple[KnownPoste, Payload]:
    """Everything that refuses the whole bundle. Raises `BundleRefused`; nothing is written."""
    sender = poste_of_key(connection, opened.header.sender)
    verify(opened, sender.signing_key)
    content = payload.unpack(decrypt(opened, receiver.keys))
    manifest = content.manifest
    if (manifest.sender, manifest.number) != (opened.header.sender, opened.header.number):
        raise failures.forged()
    if manifest.device != sender.device:
        raise failures.forged()
    if manifest.audience != receiver.device:
        raise failures.not_for_us()
    return sender, content


def apply(
    connection: Connection, opened: Opened, digest: str, sender: KnownPoste, content: Payload, receiver: Receiver
) -> Imported:
    """Lay down what is new. The caller's transaction may write synced tables and is rolled back when anything fails."""
    if _already(connection, sender.device, digest):
        return Imported(0, 0, (), 0, (), True, ())
    for blob in content.blobs.values():
        receiver.attachments.put(connection, blob)
    fresh = _fresh(connection, content)
    refused = [_("changement illisible, mis de côté")] * len(content.malformed)
    accepted: list[Change] = []
    parked = 0
    offices = authority.owners(connection, fresh) | _created_here(fresh)
    for change in fresh:
        if not _is_known(change):
            _park(connection, change, "unknown")
            parked += 1
            continue
        reason = authority.refusal(change, sender, offices)
        if reason:
            _park(connection, change, reason)
            refused.append(reason)
            continue
        accepted.append(change)
        receiver.clock.witness(change.stamp)
    log.record(connection, accepted)
    touched = tuple({(change.table, change.row) for change in accepted})
    conflicts = merge_rows(connection, touched)
    missing = _note(connection, opened, digest, sender, content)
    _take_receipt(connection, sender, content.manifest.seen.get(receiver.device, 0))
    return Imported(len(accepted), parked, tuple(dict.fromkeys(refused)), conflicts, touched, False, missing)


def _fresh(connection: Connection, content: Payload) -> tuple[Change, ...]:
    """Changes not known yet; a number repeated within the bundle counts once."""
    known: dict[str, set[int]] = {}
    for device in {change.device for change in content.changes}:
        numbers = [change.seq for change in content.changes if change.device == device]
        known[device] = log.known_numbers(connection, device, numbers)
    fresh: list[Change] = []
    for change in content.changes:
        if change.seq not in known[change.device]:
            known[change.device].add(change.seq)
            fresh.append(change)
    return tuple(fresh)


def _created_here(changes: tuple[Change, ...]) -> dict[str, str]:
    return {
        change.row: str(change.fields["structure_code"].value)
        for change in changes
        if change.table == "dossier" and "structure_code" in change.fields
    }


def _is_known(change: Change) -> bool:
    """A table or a field of a later version waits for the update."""
    table = SYNCED.get(change.table)
    return table is not None and all(name in table.c and name not in UNSYNCED_COLUMNS for name in change.fields)


def _park(connection: Connection, change: Change, reason: str) -> None:
    connection.execute(
        insert(parked_change).values(
            device=change.device, seq=change.seq, line=payload.change_line(change), reason=reason
        )
    )


def _already(connection: Connection, peer: str, digest: str) -> bool:
    query = select(exchanged_bundle.c.id).where(
        exchanged_bundle.c.peer == peer,
        exchanged_bundle.c.direction == "received",
        exchanged_bundle.c.header_digest == digest,
    )
    return connection.execute(query).first() is not None


def _take_receipt(connection: Connection, sender: KnownPoste, has: int) -> None:
    """What the sender has of this poste; it only grows."""
    name = f"{ACKNOWLEDGED}{sender.device}"
    if has > int(settings.get(connection, name, "0")):
        settings.put(connection, name, str(has))


def _note(connection: Connection, opened: Opened, digest: str, sender: KnownPoste, content: Payload) -> tuple[int, ...]:
    """Note the bundle in its series and what it accounts for; returns the numbers that are missing before it."""
    manifest = content.manifest
    for device, (first, last) in manifest.covers.items():
        log.advance_seen(connection, device, first, last)
    spans = manifest.covers.get(sender.device, (0, 0))
    query = select(exchanged_bundle.c.number).where(
        exchanged_bundle.c.peer == sender.device, exchanged_bundle.c.direction == "received"
    )
    known = set(connection.execute(query).scalars())
    connection.execute(insert(exchanged_bundle).values(
        direction="received", peer=sender.device, number=opened.header.number, header_digest=digest, first_seq=spans[0],
        last_seq=spans[1], changes=len(content.changes), at=datetime.now(UTC).isoformat(timespec="seconds"),
    ))  # fmt: skip
    return tuple(number for number in range(1, opened.header.number) if number not in known)
