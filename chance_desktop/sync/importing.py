"""Take in a bundle: every check of the envelope first, then its changes in one transaction, each judged alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection, insert, select

from chance_desktop.domain.change import Change
from chance_desktop.domain.clock import Clock
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.attachments import Attachments
from chance_desktop.store.merge import merge_rows
from chance_desktop.store.tables import exchanged_bundle, parked_change
from chance_desktop.sync import authority, failures, log, payload, validity
from chance_desktop.sync.envelope import Opened, decrypt, verify
from chance_desktop.sync.exporting import ACKNOWLEDGED
from chance_desktop.sync.identity import PosteKeys
from chance_desktop.sync.payload import Payload
from chance_desktop.sync.trust import KnownPoste, known_postes, poste_of_key

_MOST_MISSING = 100


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
    postes = known_postes(connection)
    fresh, foreign = _by_right(fresh, sender, postes)
    refused += [_("changement d’un poste pour qui l’envoyeur ne peut pas parler, mis de côté")] * foreign
    owned = authority.ownership(connection, fresh)
    for change in fresh:
        if not validity.is_known(change):
            _park(connection, change, "unknown")
            parked += 1
            continue
        sound = validity.is_sound(change)
        reason = authority.refusal(change, sender, owned) if sound else _("changement illisible, mis de côté")
        if reason:
            _park(connection, change, reason)
            refused.append(reason)
            continue
        accepted.append(change)
        receiver.clock.witness(change.stamp)
    log.record(connection, accepted)
    ms, counter = receiver.clock.last
    settings.put(connection, "clock", f"{ms}-{counter}")
    touched = tuple({(change.table, change.row) for change in accepted})
    conflicts = merge_rows(connection, touched)
    missing = _note(connection, opened, digest, sender, content, postes)
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


def _by_right(
    changes: tuple[Change, ...], sender: KnownPoste, postes: tuple[KnownPoste, ...]
) -> tuple[tuple[Change, ...], int]:
    """The changes the sender may hand over, and how many others there are: their numbers stay free for their author."""
    kept = tuple(change for change in changes if authority.may_speak_for(sender, change.device, postes))
    return kept, len(changes) - len(kept)


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


def _note(
    connection: Connection,
    opened: Opened,
    digest: str,
    sender: KnownPoste,
    content: Payload,
    postes: tuple[KnownPoste, ...],
) -> tuple[int, ...]:
    """Note the bundle in its series and what it accounts for; returns the first numbers that are missing before it."""
    manifest = content.manifest
    for device, (first, last) in manifest.covers.items():
        if authority.may_speak_for(sender, device, postes):
            log.advance_seen(connection, device, first, last)
    spans = manifest.covers.get(sender.device, (0, 0))
    received = (exchanged_bundle.c.peer == sender.device, exchanged_bundle.c.direction == "received")
    query = select(exchanged_bundle.c.number, exchanged_bundle.c.first_seq, exchanged_bundle.c.last_seq).where(
        *received
    )
    earlier = sorted(tuple(row) for row in connection.execute(query.order_by(exchanged_bundle.c.first_seq)))
    for _number, first, last in sorted(earlier, key=lambda row: row[1:]):
        log.advance_seen(connection, sender.device, first, last)
    known = {row[0] for row in earlier}
    connection.execute(insert(exchanged_bundle).values(
        direction="received", peer=sender.device, number=opened.header.number, header_digest=digest, first_seq=spans[0],
        last_seq=spans[1], changes=len(content.changes), at=datetime.now(UTC).isoformat(timespec="seconds"),
    ))  # fmt: skip
    return tuple(islice((number for number in range(1, opened.header.number) if number not in known), _MOST_MISSING))
