"""Take in a bundle: every check of the envelope first, then its changes in one transaction, each judged alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, bindparam, select

from chance_desktop.domain.change import Change
from chance_desktop.domain.clock import Clock
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime import computer_time
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.scans.attachments import Attachments
from chance_desktop.store.schema.tables import exchanged_bundle
from chance_desktop.store.writing.erasing import apply_erasures
from chance_desktop.store.writing.merge import RowName
from chance_desktop.sync import failures, files, judging, log, senders
from chance_desktop.sync.bundle import payload, segments
from chance_desktop.sync.bundle.envelope import Opened, decrypt, verify
from chance_desktop.sync.bundle.payload import Payload
from chance_desktop.sync.delivery import notices, receipts, refusals, waiting
from chance_desktop.sync.delivery.resending import SAID
from chance_desktop.sync.identity import PosteKeys
from chance_desktop.sync.laying_down import Arrived, Follow, lay_down, lay_down_apart
from chance_desktop.sync.log import park
from chance_desktop.sync.peers import erasure_register
from chance_desktop.sync.peers.roster import apply_roster, learn_roster, revoked_numbers
from chance_desktop.sync.peers.trust import KnownPoste, known_postes
from chance_desktop.sync.rights import audience, authority, relaying
from chance_desktop.sync.rights.journal_lines import JournalLines
from chance_desktop.sync.rights.relaying import Right

_MOST_MISSING = 100

_FOREIGN = _(
    "modification d’un autre poste, passée sans sa signature : elle attend que ce poste l’envoie, ou qu’il soit mis à jour"
)
_FAILED = _("modification qui n’a pas pu être enregistrée, mise de côté ; elle sera reprise après une mise à jour")
_NOT_SIGNED = _(
    "Ce poste présente une liste de postes ou d’effacements que la clé de la Région n’a pas signée : elle n’a pas été suivie."
)
_CLAIMED = _("Ce poste dit avoir reçu d’ici plus qu’on ne lui a écrit : seul ce qui est écrit ici compte.")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who imports: this poste."""

    device: str
    keys: PosteKeys
    attachments: Attachments
    clock: Clock


@dataclass(frozen=True, slots=True)
class Imported:
    """What a bundle did. `ahead_ms` is by how much the clock of the sender was ahead of this computer's."""

    applied: int
    parked: int
    refused: tuple[str, ...]
    conflicts: int
    rows: tuple[tuple[str, str], ...]
    repeated: bool
    missing_numbers: tuple[int, ...]
    ahead_ms: int = 0
    revoked: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    """What is to be said of it besides, in French; nothing was refused for it."""
    dossiers: frozenset[str] = frozenset()
    """The dossiers that its rows are, or are parts of."""
    tables: frozenset[str] = frozenset()
    """The tables of its rows."""
    erasures: int = 0
    """How many erasures were learnt from the register it carried."""


_NOTHING = Imported(applied=0, parked=0, refused=(), conflicts=0, rows=(), repeated=True, missing_numbers=())


def check(connection: Connection, opened: Opened, receiver: Receiver) -> tuple[KnownPoste, Payload]:
    """Everything that refuses the whole bundle. Raises `BundleRefused`; nothing is written."""
    sender = senders.known_sender(connection, opened) or senders.newcomer(connection, opened, receiver.keys)
    verify(opened, sender.signing_key)
    content = payload.unpack(decrypt(opened, receiver.keys))
    manifest = content.manifest
    if (manifest.sender, manifest.number) != (opened.header.sender, opened.header.number):
        raise failures.forged()
    if manifest.device != sender.device:
        raise failures.forged()
    here = {receiver.device, *(each.device for each in receipts.former_selves(connection))}
    if manifest.audience not in here:
        raise failures.not_for_us()
    if sender.device in revoked_numbers(connection):
        raise failures.revoked()
    lines = len(content.changes) + len(content.malformed)
    if lines > payload.MOST_CHANGES and sender.role != PosteRole.REGION and not content.is_one_transaction:
        raise failures.too_large()
    return sender, content


def apply(
    connection: Connection,
    opened: Opened,
    digest: str,
    sender: KnownPoste,
    content: Payload,
    receiver: Receiver,
    follow: Follow | None = None,
) -> Imported:
    """Lay down what is new. The caller's transaction may write synced tables and is rolled back when anything fails.

    With `follow`, after a failure nobody foresaw: each transaction is laid down and followed by itself, and one that fails
    again is set aside alone. Raises `BundleRefused` for a roster that is not the Region's.
    """
    if _already(connection, sender.device, digest):
        return _NOTHING
    region_signed = _obey_the_region(connection, sender, content, receiver)
    files.receive(connection, receiver.attachments, content.blobs)
    postes = known_postes(connection)
    own = receipts.writers(connection, receiver.device)
    right = relaying.right_of(sender, content, postes)
    fresh, foreign = _by_right(connection, _fresh(connection, content), right, own)
    refused = [judging.UNREADABLE] * len(content.malformed)
    refused += [_FOREIGN] * foreign
    arrived = Arrived.of(connection, fresh)
    judged = judging.judge(connection, arrived, sender, postes)
    aside = [change for change in fresh if (change.device, change.seq) in judged] if judged else []
    accepted = [change for change in fresh if (change.device, change.seq) not in judged] if aside else list(fresh)
    for change in aside:
        park(connection, change, judged[change.device, change.seq])
    arrived = arrived.kept(accepted)
    parked = sum(judging.waits(change, judged) for change in aside)
    refused += [
        judging.told(judged[change.device, change.seq]) for change in aside if not judging.waits(change, judged)
    ]
    settings.catch_up(connection, receiver.clock)
    latest = max([change.stamp for change in accepted], default="")
    ahead = receiver.clock.witness(latest) if latest else 0
    if latest:
        settings.confirm_time(connection, receiver.clock, latest)
    settings.keep_clock(connection, receiver.clock)
    if follow is None:
        touched, conflicts = lay_down(connection, accepted, receiver.attachments, arrived)
        dossiers = arrived.dossiers(connection)
    else:
        touched, conflicts, failed = lay_down_apart(connection, accepted, receiver.attachments, follow)
        refused += [_FAILED] * bool(failed)
        accepted = [change for change in accepted if (change.device, change.seq) not in failed]
        dossiers = audience.dossiers_touched(connection, touched)
    later, more = _take_up_awaited(connection, accepted, receiver.attachments, follow)
    touched, conflicts = (*touched, *later), conflicts + more
    dossiers |= audience.dossiers_touched(connection, later)
    missing = _note(connection, opened, digest, sender, content, right, own)
    if content.manifest.covers or content.blobs:
        # it is owed a receipt, even where one was sent before: that one may have been lost
        settings.remove(connection, f"{SAID}{sender.device}")
    lost = len(content.malformed) + len(fresh) - len(accepted) - parked
    if lost:
        notices.tell(connection, sender.device, opened.header.number, lost)
    cut = receipts.note(connection, sender.device, content.manifest, receiver.device)
    _note_addressed(connection, sender, content, receiver)
    files.note_lacks(connection, sender.device, content.manifest.lacks)
    not_kept = refusals.take(connection, sender.device, content.manifest.refusals, receiver.device)
    return Imported(
        applied=len(accepted),
        parked=parked,
        refused=tuple(dict.fromkeys(refused)),
        conflicts=conflicts,
        rows=touched,
        dossiers=frozenset(dossiers),
        tables=frozenset([table for table, _row in touched]),
        repeated=False,
        missing_numbers=missing,
        ahead_ms=ahead,
        revoked=region_signed.revoked,
        erasures=region_signed.erasures,
        told=(
            *region_signed.told,
            *((_CLAIMED,) if cut else ()),
            *refusals.words(sender.branch, content.manifest, not_kept),
        ),
    )


def _note_addressed(connection: Connection, sender: KnownPoste, content: Payload, receiver: Receiver) -> None:
    """Keep whom the sender took this poste for; who does not know its keys of today has not heard of what it became."""
    told = content.manifest
    if told.audience != receiver.device or receiver.keys.signing_public in told.roster:
        receipts.note_addressed(connection, sender.device, told.audience)


@dataclass(frozen=True, slots=True)
class _Signed:
    """What came of the documents the Region signs: postes newly revoked, erasures learnt, and what is to be said of them."""

    revoked: frozenset[str]
    erasures: int
    told: tuple[str, ...]


def _obey_the_region(connection: Connection, sender: KnownPoste, content: Payload, receiver: Receiver) -> _Signed:
    """Follow the roster and the register of erasures of a bundle, before anything else of it.

    Raises `BundleRefused` for a roster of the Region's poste that its root did not sign.
    """
    doubtful = False
    revoked: set[str] = set()
    if sender.role == PosteRole.REGION:
        revoked = apply_roster(connection, content.manifest.roster, receiver.device)
    elif settings.get(connection, "role") == PosteRole.REGION:
        try:
            own = receipts.writers(connection, receiver.device)
            revoked = learn_roster(connection, content.manifest.roster, own)
        except failures.BundleRefused:
            doubtful = True
    register = erasure_register.take(connection, content.manifest.erasures)
    if register.learnt:
        apply_erasures(connection, receiver.attachments)
    if register.behind:
        settings.remove(connection, f"{SAID}{sender.device}")  # it is owed what it lacks
    told = (_NOT_SIGNED,) if doubtful or register.doubtful else ()
    return _Signed(frozenset(revoked), register.learnt, told)


def replay_set_aside(connection: Connection, attachments: Attachments, follow: Follow) -> int:
    """After an update: take up the changes this version has come to know, or to keep, and those that failed. How many were
    taken up.
    """
    return len(_take_up(connection, waiting.set_aside_for_now(connection), attachments, follow)[0])


def _take_up_awaited(
    connection: Connection, changes: Iterable[Change], attachments: Attachments, follow: Follow | None
) -> tuple[tuple[RowName, ...], int]:
    """Take up what waited for these changes, and what waited for that; the rows, and the conflicts."""
    rows: list[RowName] = []
    conflicts = 0
    came = list(changes)
    for _round in range(waiting.ROUNDS):
        came, more = _take_up(connection, waiting.awaited(connection, came), attachments, follow)
        if not came:
            break
        rows += [(change.table, change.row) for change in came]
        conflicts += more
    return tuple(rows), conflicts


def _take_up(
    connection: Connection, changes: list[Change], attachments: Attachments, follow: Follow | None
) -> tuple[list[Change], int]:
    """Judge again changes set aside, and lay down those that may be; which ones, and the conflicts they made.

    The Region judged what it passed on of other Missions Locales.
    """
    if not changes:
        return [], 0
    known = known_postes(connection)
    here = settings.get(connection, "structure_code")
    region = next((each for each in known if each.role == PosteRole.REGION), None)
    if settings.get(connection, "role") == PosteRole.REGION:
        region = None
    authors = {each.device: each if region is None or each.structure_code == here else region for each in known}
    arrived = Arrived.of(connection, changes)
    owned, revoked = authority.ownership(connection, arrived.groups, arrived.known), revoked_numbers(connection)
    taken: list[Change] = []
    told = JournalLines(connection)
    for change in told.journals_first(changes):
        author = authors.get(change.device)
        reason = log.UNKNOWN if author is None else judging.reason(change, author, owned, revoked, told)
        waiting.let_go(connection, [change])
        if reason:
            park(connection, change, reason)
        else:
            taken.append(change)
            told.keep(change)
    if not taken:
        return [], 0
    if follow is None:
        return taken, lay_down(connection, taken, attachments)[1]
    _rows, conflicts, failed = lay_down_apart(connection, taken, attachments, follow)
    return [change for change in taken if (change.device, change.seq) not in failed], conflicts


def _fresh(connection: Connection, content: Payload) -> tuple[Change, ...]:
    """Changes not known yet; a number repeated within the bundle counts once."""
    numbers: dict[str, list[int]] = {}
    for change in content.changes:
        numbers.setdefault(change.device, []).append(change.seq)
    known = {device: log.known_numbers(connection, device, min(some), max(some)) for device, some in numbers.items()}
    if not any(known.values()) and all(len(set(some)) == len(some) for some in numbers.values()):
        return content.changes
    fresh: list[Change] = []
    for change in content.changes:
        if change.seq not in known[change.device]:
            known[change.device].add(change.seq)
            fresh.append(change)
    return tuple(fresh)


def _by_right(
    connection: Connection, changes: tuple[Change, ...], right: Right, own: frozenset[str]
) -> tuple[tuple[Change, ...], int]:
    """The changes the sender may hand over, and how many others there are: their numbers stay free for their author.

    Nobody tells this store what it wrote itself. What a colleague's relay repeats, because runs are carried whole, was
    dropped here since it was seen.
    """
    seen = log.seen(connection)
    covered = {device for device in {change.device for change in changes} if right.covers(device)}
    kept = [
        change
        for change in changes
        if change.device not in own and (change.device in covered or right.hands_over(change))
    ]
    anew = tuple([change for change in kept if change.device in covered or change.seq > seen.get(change.device, 0)])
    return anew, len(changes) - len(kept)


_RECEIVED = (exchanged_bundle.c.peer == bindparam("peer"), exchanged_bundle.c.direction == "received")
_TAKEN = select(exchanged_bundle.c.id).where(*_RECEIVED, exchanged_bundle.c.header_digest == bindparam("digest"))
_NUMBERS = select(exchanged_bundle.c.number).where(*_RECEIVED)


def _already(connection: Connection, peer: str, digest: str) -> bool:
    return connection.execute(_TAKEN, {"peer": peer, "digest": digest}).first() is not None


def _note(
    connection: Connection,
    opened: Opened,
    digest: str,
    sender: KnownPoste,
    content: Payload,
    right: Right,
    own: frozenset[str],
) -> tuple[int, ...]:
    """Note the bundle in its series and what it accounts for; returns the first numbers that are missing before it."""
    manifest = content.manifest
    for device, (first, last) in manifest.covers.items():
        if device not in own and right.covers(device):
            log.advance_seen(connection, device, first, last)
    for device, first, last in right.stretches:
        if device not in own:
            log.advance_seen(connection, device, first, last)
    if settings.get(connection, "role") != PosteRole.REGION:
        segments.keep(connection, right.signed)
    spans = manifest.covers.get(sender.device, (0, 0))
    known = set(connection.execute(_NUMBERS, {"peer": sender.device}).scalars())
    connection.execute(exchanged_bundle.insert(), {
        "direction": "received", "peer": sender.device, "number": opened.header.number, "header_digest": digest,
        "first_seq": spans[0], "last_seq": spans[1], "changes": len(content.changes), "at": computer_time.utc_text(),
    })  # fmt: skip
    return tuple(islice((number for number in range(1, opened.header.number) if number not in known), _MOST_MISSING))
