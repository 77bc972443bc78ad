"""Make the bundles that tell one recipient everything it has not acknowledged: own changes, and those passed on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, select

from chance_desktop.domain.change import Change
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime import computer_time
from chance_desktop.store import settings
from chance_desktop.store.dialect import upsert
from chance_desktop.store.scans.attachments import Attachments
from chance_desktop.store.schema.tables import FILE_COLUMNS, exchanged_bundle, peer_blob
from chance_desktop.store.writing.change_rows import read_fields
from chance_desktop.sync import log
from chance_desktop.sync.bundle import payload
from chance_desktop.sync.bundle.envelope import seal
from chance_desktop.sync.delivery import notices, refusals, resending
from chance_desktop.sync.delivery.resending import SAID
from chance_desktop.sync.identity import PosteKeys, key_id
from chance_desktop.sync.log import LoggedLine
from chance_desktop.sync.peers.erasure_register import signed_register
from chance_desktop.sync.peers.roster import handed_back, roster_document
from chance_desktop.sync.peers.trust import KnownPoste, known_postes
from chance_desktop.sync.rights import audience, relaying
from chance_desktop.sync.rights.authority import may_speak_for
from chance_desktop.sync.rights.relaying import Carried

HERE = ""
"""In place of a recipient: files this store knows of and lacks itself."""

LACKS = "lacks/"
"""Prefix of the local settings that keep which files each recipient said it lacks."""

_HANDED = "handed/"
"""Prefix of the local settings that keep up to which change of each device of this store bundles were made."""

FILE_FIELDS = {
    table: tuple(column.name for column in FILE_COLUMNS if column.table.name == table)
    for table in {column.table.name for column in FILE_COLUMNS}
}
"""The fields that name files, by table."""

_LACKED_HERE = select(peer_blob.c.sha256).where(peer_blob.c.peer == HERE)

LARGEST_CHANGES = 12 * 1024 * 1024
"""Bytes of changes in one bundle, so that a long export never holds much at a time."""


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
    role: PosteRole
    office: str
    keys: PosteKeys
    attachments: Attachments


@dataclass(slots=True)
class _Filling:
    """A bundle being filled."""

    covers: dict[str, tuple[int, int]] = field(default_factory=dict)
    changes: list[bytes] = field(default_factory=list)
    size: int = 0
    carried: Carried = field(default_factory=Carried)

    def add(self, lines: Iterable[bytes]) -> None:
        """Add lines."""
        for line in lines:
            self.changes.append(line)
            self.size += len(line)

    def has_room(self, count: int) -> bool:
        """Whether so many changes more can go with those that are there."""
        return not self.changes or (len(self.changes) + count <= payload.MOST_CHANGES and self.size <= LARGEST_CHANGES)

    def cover(self, device: str, first: int, last: int) -> None:
        """Account for a stretch, just after the one covered already."""
        if last >= first:
            self.covers[device] = (self.covers.get(device, (first, first))[0], last)


def make_bundles(
    connection: Connection, sender: Sender, recipient: KnownPoste, advance: Callable[[int, int], None]
) -> Iterator[MadeBundle]:
    """Bundles of changes, then bundles of files, each noted in the series as it is made.

    The caller's transaction must be committed once the files are written.
    """
    has = log.peer_has(connection, recipient.device)
    upto = _known_upto(connection, sender, recipient)
    total = sum(max(0, last - has.get(device, 0)) for device, last in upto.items())
    done = 0
    files: dict[str, None] = {}
    filling = _Filling()
    own = settings.last_numbers(connection).keys()
    signing = sender.role == PosteRole.OFFICE and recipient.role == PosteRole.OFFICE
    for device in sorted(upto):
        if sender.role == PosteRole.OFFICE and device not in own:
            continue
        start = has.get(device, 0)
        while start < upto[device]:
            room = max(1, payload.MOST_CHANGES - len(filling.changes))
            found = [each for each in _after(connection, recipient, device, start, room) if each.seq <= upto[device]]
            if not filling.has_room(len(found)):
                yield _made(connection, sender, recipient, filling, {})
                filling = _Filling()
            more = bool(found) and log.last_number(connection, device) > found[-1].seq
            last = found[-1].seq if more else upto[device]
            told = _told(connection, recipient, found)
            lines = [each.line if isinstance(each, LoggedLine) else payload.change_line(each).encode() for each in told]
            lines += [line.encode() for line in log.set_aside_unknown(connection, device, start + 1, last)]
            filling.add(lines)
            if signing:
                _carry_own(connection, sender, filling.carried, device, found, told)
            filling.cover(device, start + 1, last)
            files.update(dict.fromkeys(_files_in(told)))
            done += last - start
            start = last
            advance(done, total)
    for device in sorted(upto.keys() - own) if sender.role == PosteRole.OFFICE else ():
        reached = start = has.get(device, 0)
        for each in relaying.carried_runs(connection, recipient, device, start, upto[device]):
            if not filling.has_room(len(each.lines)):
                yield _made(connection, sender, recipient, filling, {})
                filling = _Filling()
            filling.add(each.lines)
            filling.carried.carry(each.segment, each.run)
            if each.run.first <= reached + 1:
                # for former versions, which go by this; a run after a hole waits for the one who fills it
                filling.cover(device, reached + 1, each.run.last)
                reached = each.run.last
            files.update(dict.fromkeys(_files_in(each.changes)))
            done += each.run.last - max(start, each.run.first - 1)
            advance(min(done, total), total)
    if filling.changes or filling.covers or _has_news(connection, sender, recipient):
        yield _made(connection, sender, recipient, filling, {})
    for blobs in _file_groups(connection, sender, recipient, files):
        yield _made(connection, sender, recipient, _Filling(), blobs)


def _carry_own(
    connection: Connection,
    sender: Sender,
    carried: Carried,
    device: str,
    found: Sequence[Change | LoggedLine],
    told: Sequence[Change | LoggedLine],
) -> None:
    """What this poste signed of its own changes, for a colleague who may carry them."""
    here = [each for each in found if isinstance(each, Change)]
    by_number = {each.seq: each for each in told if isinstance(each, Change) and each.device == device}
    relaying.carry_own(connection, carried, sender.keys, device, here, by_number, writes=device == sender.device)


def _known_upto(connection: Connection, sender: Sender, recipient: KnownPoste) -> dict[str, int]:
    """Of each device whose changes this poste may hand over, how far it has them without a hole."""
    postes = known_postes(connection)
    me = KnownPoste(sender.device, sender.role, sender.office, "", "", "")
    upto = {device: seq for device, seq in log.seen(connection).items() if may_speak_for(me, device, postes)}
    for device, seq in settings.last_numbers(connection).items():
        upto[device] = max(seq, upto.get(device, 0))
    upto.pop(recipient.device, None)
    return {device: seq for device, seq in upto.items() if seq}


def _after(
    connection: Connection, recipient: KnownPoste, device: str, start: int, room: int
) -> Sequence[Change | LoggedLine]:
    """Changes past a number: for the Region as they stand in the log, for an office to be chosen among."""
    if recipient.role == PosteRole.REGION:
        return log.lines_after(connection, device, start, room)
    return log.changes_after(connection, device, start, room)


def _told(
    connection: Connection, recipient: KnownPoste, found: Sequence[Change | LoggedLine]
) -> Sequence[Change | LoggedLine]:
    """What the recipient is told of some changes, with the history of the dossiers that come to it by them."""
    changes = [each for each in found if isinstance(each, Change)]
    if len(changes) < len(found):
        return found
    kept = audience.concerned(connection, changes, recipient.structure_code)
    coming = audience.entering(connection, kept, recipient.structure_code)
    if not coming:
        return kept
    there = {(change.device, change.seq) for change in kept}
    history = audience.history_of(connection, coming)
    return kept + [change for change in history if (change.device, change.seq) not in there]


def _has_news(connection: Connection, sender: Sender, recipient: KnownPoste) -> bool:
    """Whether there is something to say besides changes: a receipt, a roster, files lacked, notices, not said yet."""
    if notices.to_tell(connection, recipient.device) or resending.is_asked(connection, recipient.device):
        return True
    return settings.get(connection, f"{SAID}{recipient.device}") != _said(connection, sender, recipient)


def _said(connection: Connection, sender: Sender, recipient: KnownPoste) -> str:
    roster = roster_document(connection) if sender.role == PosteRole.REGION else ""
    seen = log.seen(connection)
    if recipient.role == PosteRole.OFFICE:
        # what an office is told of the postes of others changes nothing for it
        mine = {each.device for each in known_postes(connection) if each.structure_code == recipient.structure_code}
        seen = {device: seq for device, seq in seen.items() if device in mine}
    refused = refusals.to_tell(connection, recipient.device)
    told = (
        seen,
        lacked_here(connection),
        roster,
        signed_register(connection) if roster else "",
        *filter(None, [refused]),
    )
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _roster_for(connection: Connection, sender: Sender, recipient: KnownPoste) -> str:
    """The Region's roster; an office hands the one it knows back to the Region, which may have been restored from before it."""
    if sender.role == PosteRole.REGION:
        return roster_document(connection)
    return handed_back(connection) if recipient.role == PosteRole.REGION else ""


def _made(
    connection: Connection, sender: Sender, recipient: KnownPoste, filling: _Filling, blobs: dict[str, bytes]
) -> MadeBundle:
    number, previous = _next_number(connection, recipient.device)
    manifest = payload.Manifest(
        sender=key_id(sender.keys.signing_public),
        device=sender.device,
        audience=recipient.device,
        number=number,
        office=sender.office,
        covers=filling.covers,
        seen=log.seen(connection),
        previous=previous,
        roster=_roster_for(connection, sender, recipient),
        lacks=tuple(lacked_here(connection)),
        notices=notices.to_tell(connection, recipient.device),
        segments=filling.carried.manifest(),
        refusals=refusals.to_tell(connection, recipient.device),
        again=resending.is_asked(connection, recipient.device),
        erasures=signed_register(connection),
    )
    notices.told(connection, recipient.device)
    resending.said(connection, recipient.device)
    packed = payload.pack(manifest, filling.changes, blobs)
    recipients = (recipient.age_recipient, sender.keys.age_recipient)
    content, digest = seal(packed, sender.keys, recipients, number)
    first, last = filling.covers.get(sender.device, (0, 0))
    made = MadeBundle(content, number, len(filling.changes), first, last, digest)
    connection.execute(exchanged_bundle.insert(), {
        "direction": "sent", "peer": recipient.device, "number": number, "header_digest": digest,
        "first_seq": made.first_seq, "last_seq": made.last_seq, "changes": made.changes, "at": computer_time.utc_text(),
    })  # fmt: skip
    settings.put(connection, f"{SAID}{recipient.device}", _said(connection, sender, recipient))
    for device in settings.last_numbers(connection).keys() & filling.covers.keys():
        last = max(filling.covers[device][1], handed_over(connection, device))
        settings.put(connection, f"{_HANDED}{device}", str(last))
    return made


def handed_over(connection: Connection, device: str) -> int:
    """The last change of a device of this store that a bundle holds; 0 before the first."""
    return int(settings.get(connection, f"{_HANDED}{device}", "0"))


def lower_handed_over(connection: Connection, device: str, seq: int) -> None:
    """Of the files that held more of a device, nothing is left."""
    settings.put(connection, f"{_HANDED}{device}", str(min(seq, handed_over(connection, device))))


_LAST_SENT = (
    select(exchanged_bundle.c.number, exchanged_bundle.c.header_digest)
    .where(exchanged_bundle.c.peer == bindparam("peer"), exchanged_bundle.c.direction == "sent")
    .order_by(exchanged_bundle.c.number.desc())
    .limit(1)
)


def _next_number(connection: Connection, peer: str) -> tuple[int, str]:
    last = connection.execute(_LAST_SENT, {"peer": peer}).first()
    return (last.number + 1, last.header_digest) if last else (1, "")


def lacked_here(connection: Connection) -> list[str]:
    """Digests of files this store knows of and has not received."""
    return sorted(connection.execute(_LACKED_HERE).scalars())


def _files_in(changes: Iterable[Change | LoggedLine]) -> Iterator[str]:
    """Files the changes name."""
    for change in changes:
        for name in FILE_FIELDS.get(change.table, ()):
            fields = change.fields if isinstance(change, Change) else read_fields(change.fields)
            if name in fields and fields[name].value:
                yield str(fields[name].value)


def _file_groups(
    connection: Connection, sender: Sender, recipient: KnownPoste, named: Iterable[str]
) -> Iterator[dict[str, bytes]]:
    """Files not sent yet, and those the recipient said it lacks, by groups under the cap; large ones in parts."""
    asked = _asked(connection, recipient)
    wanted = dict.fromkeys((*named, *asked))
    if not wanted:
        return
    connection.execute(delete(peer_blob).where(peer_blob.c.peer == recipient.device, peer_blob.c.sha256.in_(asked)))
    sent = set(connection.execute(select(peer_blob.c.sha256).where(peer_blob.c.peer == recipient.device)).scalars())
    group: dict[str, bytes] = {}
    size = 0
    for digest in wanted:
        if digest in sent or not sender.attachments.has(digest):
            continue
        content = sender.attachments.get(digest)
        noted = upsert(connection, peer_blob).values(peer=recipient.device, sha256=digest)
        connection.execute(noted.on_conflict_do_nothing())
        for name, part in payload.parts_of(digest, content):
            if group and size + len(part) > payload.LARGEST_BLOBS:
                yield group
                group, size = {}, 0
            group[name] = part
            size += len(part)
    if group:
        yield group


def _asked(connection: Connection, recipient: KnownPoste) -> list[str]:
    """Files the recipient said it lacks, as far as they concern it; it is answered once."""
    found: list[str] = json.loads(settings.get(connection, f"{LACKS}{recipient.device}", "[]"))
    if found:
        settings.remove(connection, f"{LACKS}{recipient.device}")
    if recipient.role == PosteRole.REGION or not found:
        return found
    rows: list[tuple[str, str, str]] = []
    for column in FILE_COLUMNS:
        named = audience.pairs(connection, column, column.table.c.id, found)
        rows += [(column.table.name, row, digest) for digest, row in named]
    belonging = audience.belonging_of(connection, {(table, row) for table, row, _digest in rows})
    return [digest for table, row, digest in rows if recipient.structure_code in belonging.structures(table, row)]
