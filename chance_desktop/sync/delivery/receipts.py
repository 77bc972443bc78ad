"""What others say they have of what is written here: believed up to what was written, never further.

A receipt above the last number given here is cut to it, told, and kept as a *claim*. A claim renews nothing by itself: it is
the sign of a store taken back from a copy only where the Region makes it at an office, or where postes of several Missions
Locales make it at the Region and a person confirms.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from chance_desktop.store import settings
from chance_desktop.sync import log
from chance_desktop.sync.bundle.payload import Manifest
from chance_desktop.sync.delivery import resending
from chance_desktop.sync.peers.trust import known_postes

CLAIM = "claim/"
"""Prefix of the local settings that keep a receipt no work of this store explains: `claim/<peer>/<device>`."""

_FORMERLY = "formerly"
"""Local setting: what this poste was before it took another name, latest first."""

_STILL = "formerly-still-writes"
"""Local setting of a shared store: those of them that are desks of it still, which another desk exchanges for since."""

_ADDRESSED = "addressed/"
"""Prefix of the local settings that keep under which name of this poste each office last wrote to it."""

_ONCE = "/once"
"""After a name there: under the keys it had before another desk exchanged in its place."""

_MOST_FORMER = 12


@dataclass(frozen=True, slots=True)
class FormerSelf:
    """A device this poste was, and the key id it signed with then; empty when that was not kept."""

    device: str
    key_id: str


def former_selves(connection: Connection) -> tuple[FormerSelf, ...]:
    """What this poste was before, latest first."""
    return tuple(FormerSelf(**each) for each in json.loads(settings.get(connection, _FORMERLY, "[]")))


def remember_former_self(connection: Connection, former: FormerSelf) -> None:
    """Note what this poste was until now."""
    known = [former, *former_selves(connection)][:_MOST_FORMER]
    told = [{"device": each.device, "key_id": each.key_id} for each in known]
    settings.put(connection, _FORMERLY, json.dumps(told, separators=(",", ":")))


def remember_former_exchanger(connection: Connection, former: FormerSelf, own: str, offices: Iterable[str]) -> None:
    """Note the desk that exchanged until now, which may write still, and that the offices write to it until they learn more; those
    that still write to `own` as it was once have not heard of what it became.
    """
    remember_former_self(connection, former)
    still = {former.device, *settings.get(connection, _STILL).split()}
    settings.put(connection, _STILL, " ".join(sorted(still)))
    for office in offices:
        addressed = settings.get(connection, f"{_ADDRESSED}{office}") or former.device
        settings.put(connection, f"{_ADDRESSED}{office}", f"{own}{_ONCE}" if addressed == own else addressed)


def leave_desks(connection: Connection) -> None:
    """Of a store that desks share no more: those that exchanged before write in it no longer."""
    settings.remove(connection, _STILL)


def note_addressed(connection: Connection, office: str, name: str) -> None:
    """Keep under which name an office wrote to this poste, where it had others."""
    if former_selves(connection) and settings.get(connection, f"{_ADDRESSED}{office}") != name:
        settings.put(connection, f"{_ADDRESSED}{office}", name)


def names_looked_for(connection: Connection, office: str, device: str) -> tuple[FormerSelf, ...]:
    """The former names under which an office may still look for what `device` writes, latest first."""
    former, addressed = former_selves(connection), settings.get(connection, f"{_ADDRESSED}{office}")
    if addressed == device:
        return ()
    if not addressed:
        # a renewed poste numbers anew: an office that has any of it has heard of it
        return () if log.peer_has(connection, office).get(device) else former[:1]
    places = [place for place, each in enumerate(former, 1) if each.device == addressed.removesuffix(_ONCE)]
    return former[: places[0] if places else 1]


def writers(connection: Connection, device: str) -> frozenset[str]:
    """The devices that write in this store today: `device`, and the other desks where it is shared."""
    former = {each.device for each in former_selves(connection)} - set(settings.get(connection, _STILL).split())
    return frozenset({device, *(settings.last_numbers(connection).keys() - former)})


def note(connection: Connection, peer: str, manifest: Manifest, device: str) -> bool:
    """Keep a receipt of devices known here, cut to what was written; whether it had to be cut.

    It only grows, but where the peer asks to go by what it says now.
    """
    if manifest.again:
        resending.lower(connection, peer)
    own = writers(connection, device)
    known = own | {each.device for each in known_postes(connection)} | settings.last_numbers(connection).keys()
    bounded: dict[str, int] = {}
    cut = False
    for name, seq in manifest.seen.items():
        if name in own:
            issued = settings.last_number(connection, name)
            cut |= seq > issued
            _note_claim(connection, peer, name, seq if seq > issued else 0)
            bounded[name] = min(seq, issued)
        elif name in known:
            bounded[name] = seq
    log.note_peer_has(connection, peer, bounded)
    return cut


def claims(connection: Connection, device: str) -> dict[str, int]:
    """Who says to have of `device` more than it has written, and up to where; by peer."""
    issued = settings.last_number(connection, device)
    found = settings.starting_with(connection, CLAIM)
    by_peer = {name.removeprefix(CLAIM).partition("/"): int(seq) for name, seq in found.items()}
    return {peer: seq for (peer, _slash, of), seq in by_peer.items() if of == device and seq > issued}


def claiming_structures(connection: Connection, device: str) -> frozenset[str]:
    """The Missions Locales whose postes, not revoked, make such a claim."""
    claiming = claims(connection, device)
    return frozenset(
        each.structure_code
        for each in known_postes(connection)
        if each.device in claiming and each.revoked_after is None and each.structure_code
    )


def forget_claims(connection: Connection) -> None:
    """Of a poste that took another name: what was claimed was of the former one."""
    for name in settings.starting_with(connection, CLAIM):
        settings.remove(connection, name)


def _note_claim(connection: Connection, peer: str, device: str, seq: int) -> None:
    if seq:
        settings.put(connection, f"{CLAIM}{peer}/{device}", str(seq))
    else:
        settings.remove(connection, f"{CLAIM}{peer}/{device}")
