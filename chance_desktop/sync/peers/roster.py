"""The roster: one signed document of every poste, with a rising epoch, never merged by field.

It is signed by the Region's root key, which offices pin when they enrol; a new root is chained to the one before it.
Revocation only grows and names the last number accepted of the device. Offices hand the roster they know back to the Region:
restored from before a revocation, it learns it from them, and never publishes less than it once signed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import minisign
from sqlalchemy import Connection, select, update

from chance_desktop.domain.roles import PosteRole
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import known_device
from chance_desktop.store.writing.erasing import REGISTER
from chance_desktop.store.writing.merge import lay_down_without
from chance_desktop.sync import failures, log
from chance_desktop.sync.bundle.payload import change_line
from chance_desktop.sync.identity import public_text
from chance_desktop.sync.peers.root_chain import Link, check_signed, links
from chance_desktop.sync.peers.trust import KnownPoste, former_names, known_postes, living, remember_entry

ROOT = "root-key"
"""Local setting: the root key this poste pinned, or last reached through a chain."""

REGION = "region-device"
"""Local setting of an office: the Region's poste it exchanges with."""
_AFTER_A_RESTORE = 1000
"""How many epochs a restored Region leaves for the rosters it published after its backup, which it does not know."""
_DOCUMENT = "roster"
_WITNESS = "roster-witness"
"""Local setting of an office: a former roster, which holds a revocation that the one of today lacks."""
_LEARNT = "roster-learnt"
"""Local setting of the Region: the epoch of a roster it once signed and learnt again, until it publishes past it."""
_LARGEST = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Roster:
    """Every poste, at an epoch. `chain` leads from the first root to the one that signs."""

    epoch: int
    postes: tuple[KnownPoste, ...]
    root: str
    chain: tuple[Link, ...] = ()


def pin_root(connection: Connection, root: str) -> None:
    """Follow another root key, which a person confirmed: what the former one signed counts no more."""
    settings.put(connection, ROOT, root)
    for name in (_DOCUMENT, _WITNESS, REGISTER):
        settings.remove(connection, name)


def roster_document(connection: Connection) -> str:
    """The signed roster known here; empty before there is one."""
    return settings.get(connection, _DOCUMENT)


def current_epoch(connection: Connection) -> int:
    """Epoch of the roster known here; 0 before there is one."""
    document = roster_document(connection)
    return int(json.loads(json.loads(document)["roster"])["epoch"]) if document else 0


def handed_back(connection: Connection) -> str:
    """What an office hands to the Region: the roster it knows, or the one the Region seems to have forgotten."""
    return settings.get(connection, _WITNESS) or roster_document(connection)


def has_learnt(connection: Connection) -> bool:
    """Whether the Region learnt of a roster it had forgotten, and has published none since."""
    return bool(settings.get(connection, _LEARNT))


def publish(
    connection: Connection,
    root: minisign.SecretKey,
    own: KnownPoste,
    chain: tuple[Link, ...] | None = None,
    *,
    restored: bool = False,
) -> None:
    """Sign the roster of what is known now, at the next epoch, or well after it where this store was restored. For the Region."""
    followed = chain_of(connection) if chain is None else chain
    reached = max(current_epoch(connection), int(settings.get(connection, _LEARNT, "0")))
    made = Roster(
        reached + (_AFTER_A_RESTORE if restored else 1),
        (own, *(each for each in known_postes(connection) if each.device != own.device)),
        public_text(root.get_public_key()),
        followed,
    )
    body = json.dumps(asdict(made), ensure_ascii=False, separators=(",", ":"))
    signature = bytes(root.sign(body.encode(), trusted_comment=f"chance roster {made.epoch}")).decode()
    settings.put(connection, _DOCUMENT, json.dumps({"roster": body, "signature": signature}, ensure_ascii=False))
    settings.put(connection, ROOT, made.root)
    settings.remove(connection, _LEARNT)


def rotate_root(connection: Connection, former: minisign.SecretKey, new: minisign.SecretKey) -> tuple[Link, ...]:
    """The chain with a new root, signed by the former one. For the Region."""
    root = public_text(new.get_public_key())
    signature = bytes(former.sign(root.encode(), trusted_comment="chance root")).decode()
    return (*chain_of(connection), Link(root, signature))


def read_roster(document: str, pinned: str) -> Roster:
    """Read a roster and check it against the root key this poste pinned. Raises `BundleRefused`."""
    roster, body, signature = _read(document)
    try:
        check_signed(body, signature, roster.root, roster.chain, pinned)
    except minisign.Error as error:
        raise failures.forged() from error
    except ValueError as error:
        raise failures.damaged() from error
    return roster


def _read(document: str) -> tuple[Roster, str, str]:
    """A roster, its signed body and its signature, which nothing proves yet. Raises `BundleRefused`."""
    if len(document) > _LARGEST:
        raise failures.too_large()
    try:
        outer: Any = json.loads(document)
        body = str(outer["roster"])
        inner: Any = json.loads(body)
        postes = tuple(_entry(each) for each in inner["postes"])
        roster = Roster(int(inner["epoch"]), postes, str(inner["root"]), links(inner["chain"]))
        return roster, body, str(outer["signature"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise failures.damaged() from error


def apply_roster(connection: Connection, document: str, here: str) -> set[str]:
    """Take a roster over; returns the devices newly revoked. A lower epoch, or one already known, changes nothing.

    One that takes a revocation back is of a Region restored from before it: the revocation stands, and the former roster is
    kept to be handed back. Raises `BundleRefused` for one that is not signed by the pinned root.
    """
    if not document or document == roster_document(connection):
        return set()
    roster = read_roster(document, settings.get(connection, ROOT))
    if roster.epoch <= current_epoch(connection):
        return set()
    former = {row.device: row for row in connection.execute(select(known_device)).all()}
    revoked: set[str] = set()
    forgotten = False
    postes = []
    for said in roster.postes:
        before = former.get(said.device)
        was = before.revoked_after if before is not None else None
        taken_back = was is not None and (said.revoked_after is None or said.revoked_after > was)
        forgotten = forgotten or taken_back
        entry = replace(said, revoked_after=was) if taken_back else said
        postes.append(entry)
        if entry.device != here:
            remember_entry(connection, entry)
        if entry.revoked_after is not None and was is None:
            revoked.add(entry.device)
    _follow_the_region(connection, postes)
    if not forgotten:
        settings.remove(connection, _WITNESS)
    elif not settings.get(connection, _WITNESS):
        settings.put(connection, _WITNESS, roster_document(connection))
    settings.put(connection, _DOCUMENT, document)
    settings.put(connection, ROOT, roster.root)
    for entry in postes:
        if entry.revoked_after is not None and entry.device != here:
            lay_down_without(connection, log.quarantine(connection, entry.device, entry.revoked_after, change_line))
    return revoked


def _follow_the_region(connection: Connection, postes: Collection[KnownPoste]) -> None:
    """At an office: exchange from now on with the poste the Region became, through however many others meanwhile."""
    names, here = former_names(postes), settings.get(connection, REGION)
    for each in living(postes):
        if each.role == PosteRole.REGION and here in names[each.device]:
            settings.put(connection, REGION, each.device)


def entry_of(connection: Connection, device: str) -> KnownPoste | None:
    """What the roster known here says of a poste."""
    document = roster_document(connection)
    return next((each for each in _read(document)[0].postes if each.device == device), None) if document else None


def learn_roster(connection: Connection, document: str, own: Collection[str]) -> set[str]:
    """What a roster handed back by an office says that this Region forgot: postes it accepted, and revocations, which are obeyed
    at once. Returns the devices newly revoked; `own` are the names the Region writes, or wrote, under.

    Raises `BundleRefused` for one that says something new and is not signed by the root. For the Region.
    """
    pinned = settings.get(connection, ROOT)
    if not document or not pinned or document == roster_document(connection):
        return set()
    here = {each.device: each for each in known_postes(connection)}
    if not _forgotten(_read(document)[0], here, own):
        return set()  # nothing in it is believed: it says nothing new
    roster = read_roster(document, pinned)
    revoked = set()
    for entry in _forgotten(roster, here, own):
        if entry.device not in here:
            remember_entry(connection, entry)
        if entry.revoked_after is not None:
            revoke(connection, entry.device, entry.revoked_after)
            revoked.add(entry.device)
    settings.put(connection, _LEARNT, str(max(roster.epoch, int(settings.get(connection, _LEARNT, "0")))))
    return revoked


def _forgotten(roster: Roster, here: Mapping[str, KnownPoste], own: Collection[str]) -> list[KnownPoste]:
    """The offices' postes of a roster that are not known here, or not as revoked."""
    return [
        each
        for each in roster.postes
        if each.role == PosteRole.OFFICE
        and each.device not in own
        and (each.device not in here or _is_earlier(each.revoked_after, here[each.device].revoked_after))
    ]


def _is_earlier(revoked_after: int | None, known: int | None) -> bool:
    return revoked_after is not None and (known is None or revoked_after < known)


def revoke(connection: Connection, device: str, after: int) -> None:
    """Refuse what a device wrote past a number, from now on and what was applied already. For the Region."""
    connection.execute(update(known_device).where(known_device.c.device == device).values(revoked_after=after))
    lay_down_without(connection, log.quarantine(connection, device, after, change_line))


def revoked_numbers(connection: Connection) -> Mapping[str, int]:
    """The last number accepted of each revoked device."""
    query = select(known_device.c.device, known_device.c.revoked_after).where(known_device.c.revoked_after.is_not(None))
    return {row.device: row.revoked_after for row in connection.execute(query)}


def chain_of(connection: Connection) -> tuple[Link, ...]:
    """The keys that lead from the first root to the one of today."""
    document = roster_document(connection)
    return links(json.loads(json.loads(document)["roster"])["chain"]) if document else ()


def _entry(content: Any) -> KnownPoste:
    after = content["revoked_after"]
    if after is not None and (type(after) is not int or after < 0):
        raise ValueError("a number is expected")
    device, role, structure, branch, recipient, signing = (
        str(content[name]) for name in ("device", "role", "structure_code", "branch", "age_recipient", "signing_key")
    )
    return KnownPoste(
        device=device,
        role=PosteRole(role),
        structure_code=structure,
        branch=branch,
        age_recipient=recipient,
        signing_key=signing,
        revoked_after=after,
        replaces=str(content["replaces"]),
    )
