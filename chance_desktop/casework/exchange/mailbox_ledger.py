"""What this poste remembers of its mailbox: files sent and not acknowledged yet, files taken in already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from sqlalchemy import Connection, func, select

from chance_desktop.domain.fields.checks import rules_digest
from chance_desktop.domain.roles import PosteRole
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import SYNCED, exchanged_bundle
from chance_desktop.sync import log
from chance_desktop.sync.delivery import refusals, resending
from chance_desktop.sync.delivery.notices import TELL
from chance_desktop.sync.delivery.resending import SAID
from chance_desktop.sync.exporting import LACKS, lacked_here
from chance_desktop.sync.peers.erasure_register import signed_register
from chance_desktop.sync.peers.roster import roster_document
from chance_desktop.sync.peers.trust import KnownPoste

_SENT, _TAKEN = "mailbox-sent/", "mailbox-taken/"
_RULES = 2
"""Raised whenever what this version reads or refuses changes otherwise than by its tables and fields."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file for one recipient. `covers` is up to which number of each device it accounts for, its export's for a file of
    scans; `heard` is the last number received of the recipient when it was made."""

    name: str
    size: int
    turn: int
    covers: Mapping[str, int] = field(default_factory=dict)
    scans: bool = False
    heard: int = 0
    uploaded: bool = False
    also: tuple[str, ...] = ()
    """In which other folders it lies: of what this poste was before, where the recipient may still look."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The files for one recipient; `state` is what there was to tell when the last ones were made."""

    state: str = ""
    turn: int = 0
    files: tuple[SentFile, ...] = ()

    def uploaded(self, name: str, also: tuple[str, ...] = ()) -> Ledger:
        """With one file in the mailbox."""
        files = tuple(replace(each, uploaded=True, also=also) if each.name == name else each for each in self.files)
        return replace(self, files=files)

    def without(self, name: str) -> Ledger:
        """With one file that is no longer looked after."""
        return replace(self, files=tuple(each for each in self.files if each.name != name))

    def useless(self, connection: Connection, peer: str) -> tuple[SentFile, ...]:
        """Files of the mailbox whose content the recipient has, or will find in a newer one that is there too."""
        has, heard = log.peer_has(connection, peer), last_received(connection, peer)
        asks = bool(settings.get(connection, f"{LACKS}{peer}"))
        waiting = {each.turn for each in self.files if not each.uploaded}
        newest = max((each.turn for each in self.files if not each.scans and each.turn not in waiting), default=0)
        return tuple(each for each in self.files if each.uploaded and _useless(each, newest, has, heard, asks))


def read_ledger(connection: Connection, peer: str) -> Ledger:
    """The ledger of a recipient; an empty one when there is none."""
    text = settings.get(connection, f"{_SENT}{peer}")
    if not text:
        return Ledger()
    found = json.loads(text)
    files = (SentFile(**{**each, "also": tuple(each.get("also", ()))}) for each in found["files"])
    return Ledger(found["state"], found["turn"], tuple(files))


def keep_ledger(connection: Connection, peer: str, ledger: Ledger) -> None:
    """Keep it."""
    settings.put(connection, f"{_SENT}{peer}", json.dumps(asdict(ledger), separators=(",", ":")))


def forget_ledger(connection: Connection, peer: str) -> None:
    """Of a recipient nobody writes to any more."""
    settings.remove(connection, f"{_SENT}{peer}")


def ledgers(connection: Connection) -> dict[str, Ledger]:
    """Every ledger, by recipient."""
    peers = (name.removeprefix(_SENT) for name in settings.starting_with(connection, _SENT))
    return {peer: read_ledger(connection, peer) for peer in peers}


def taken(connection: Connection, sender: str) -> dict[str, str]:
    """Files of a sender taken in, by name; for one that was refused, what it looked like then."""
    found: dict[str, str] = json.loads(settings.get(connection, f"{_TAKEN}{sender}", "{}"))
    return found


def keep_taken(connection: Connection, sender: str, found: Mapping[str, str]) -> None:
    """Keep the names."""
    settings.put(connection, f"{_TAKEN}{sender}", json.dumps(found, separators=(",", ":")))


def something_to_tell(connection: Connection, recipient: KnownPoste, role: PosteRole) -> str:
    """What there is to tell a recipient, as a digest: when it is the same, nothing new is to be made; empty when a
    receipt or a notice is owed or a file asked."""
    notices = settings.get(connection, f"{TELL}{recipient.device}")
    asked = bool(notices) or resending.is_asked(connection, recipient.device)
    owed = asked or not settings.get(connection, f"{SAID}{recipient.device}")
    if owed or settings.get(connection, f"{LACKS}{recipient.device}"):
        return ""
    roster = roster_document(connection) if role == PosteRole.REGION else ""
    signed = (roster, signed_register(connection)) if roster else ()
    refused = refusals.to_tell(connection, recipient.device)
    told = (settings.last_numbers(connection), log.seen(connection), lacked_here(connection), *signed, refused)
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def last_received(connection: Connection, peer: str) -> int:
    """The last number received of a poste."""
    query = select(func.max(exchanged_bundle.c.number)).where(
        exchanged_bundle.c.peer == peer, exchanged_bundle.c.direction == "received"
    )
    return connection.execute(query).scalar_one() or 0


def what_is_understood() -> str:
    """A digest of what this version knows and keeps: tables, fields and the rule of each; another may take in what was set aside."""
    known = [_RULES, rules_digest(), *sorted((name, sorted(table.c.keys())) for name, table in SYNCED.items())]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]


def _useless(each: SentFile, newest: int, has: Mapping[str, int], heard: int, asks: bool) -> bool:
    if each.covers and all(has.get(device, 0) >= seq for device, seq in each.covers.items()):
        return True
    if each.scans:
        return not each.covers and heard > each.heard and not asks
    return each.turn < newest
