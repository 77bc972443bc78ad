"""The roster: one signed document of every poste, with a rising epoch, never merged by field.

It is signed by the Region's root key, which offices pin when they enrol; a new root is chained to the one before it.
Revocation only grows and names the last number accepted of the device.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import minisign
from sqlalchemy import Connection, select, update

from chance_desktop.domain.roles import PosteRole
from chance_desktop.store import settings
from chance_desktop.store.dialect import upsert
from chance_desktop.store.merge import merge_rows
from chance_desktop.store.tables import known_device
from chance_desktop.sync import failures, log
from chance_desktop.sync.identity import public_text
from chance_desktop.sync.payload import change_line
from chance_desktop.sync.trust import KnownPoste, known_postes

ROOT = "root-key"
"""Local setting: the root key this poste pinned, or last reached through a chain."""

REGION = "region-device"
"""Local setting of an office: the Region's poste it exchanges with."""
_AFTER_A_RESTORE = 1000
"""How many epochs a restored Region leaves for the rosters it published after its backup, which it does not know."""
_DOCUMENT = "roster"
_LARGEST = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Link:
    """A root key, signed by the one before it."""

    root: str
    signature: str


@dataclass(frozen=True, slots=True)
class Roster:
    """Every poste, at an epoch. `chain` leads from the first root to the one that signs."""

    epoch: int
    postes: tuple[KnownPoste, ...]
    root: str
    chain: tuple[Link, ...] = ()


def pin_root(connection: Connection, root: str) -> None:
    """Follow another root key, which a person confirmed: rosters of the former one count no more."""
    settings.put(connection, ROOT, root)
    settings.remove(connection, _DOCUMENT)


def roster_document(connection: Connection) -> str:
    """The signed roster known here; empty before there is one."""
    return settings.get(connection, _DOCUMENT)


def current_epoch(connection: Connection) -> int:
    """Epoch of the roster known here; 0 before there is one."""
    document = roster_document(connection)
    return int(json.loads(json.loads(document)["roster"])["epoch"]) if document else 0


def publish(
    connection: Connection,
    root: minisign.SecretKey,
    own: KnownPoste,
    chain: tuple[Link, ...] | None = None,
    *,
    restored: bool = False,
) -> None:
    """Sign the roster of what is known now, at the next epoch, or well after it where this store was restored. For the Region."""
    links = _chain(connection) if chain is None else chain
    made = Roster(
        current_epoch(connection) + (_AFTER_A_RESTORE if restored else 1),
        (own, *known_postes(connection)),
        public_text(root.get_public_key()),
        links,
    )
    body = json.dumps(asdict(made), ensure_ascii=False, separators=(",", ":"))
    signature = bytes(root.sign(body.encode(), trusted_comment=f"chance roster {made.epoch}")).decode()
    settings.put(connection, _DOCUMENT, json.dumps({"roster": body, "signature": signature}, ensure_ascii=False))
    settings.put(connection, ROOT, made.root)


def rotate_root(connection: Connection, former: minisign.SecretKey, new: minisign.SecretKey) -> tuple[Link, ...]:
    """The chain with a new root, signed by the former one. For the Region."""
    root = public_text(new.get_public_key())
    signature = bytes(former.sign(root.encode(), trusted_comment="chance root")).decode()
    return (*_chain(connection), Link(root, signature))


def read_roster(document: str, pinned: str) -> Roster:
    """Read a roster and check it against the root key this poste pinned. Raises `BundleRefused`."""
    if len(document) > _LARGEST:
        raise failures.too_large()
    try:
        outer: Any = json.loads(document)
        body = str(outer["roster"])
        inner: Any = json.loads(body)
        signature = minisign.Signature.from_bytes(str(outer["signature"]).encode())
        roster = Roster(
            int(inner["epoch"]), tuple(_entry(each) for each in inner["postes"]), str(inner["root"]),
            tuple(Link(str(each["root"]), str(each["signature"])) for each in inner["chain"]),
        )  # fmt: skip
        _verify(roster, body, signature, pinned)
    except minisign.Error as error:
        raise failures.forged() from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise failures.damaged() from error
    return roster


def apply_roster(connection: Connection, document: str, here: str) -> set[str]:
    """Take a roster over; returns the devices newly revoked. A lower epoch, or one already known, changes nothing.

    Raises `BundleRefused` for one that is not signed by the pinned root, or that takes a revocation back.
    """
    if not document or document == roster_document(connection):
        return set()
    roster = read_roster(document, settings.get(connection, ROOT))
    if roster.epoch <= current_epoch(connection):
        return set()
    former = {row.device: row for row in connection.execute(select(known_device)).all()}
    revoked: set[str] = set()
    for entry in roster.postes:
        before = former.get(entry.device)
        was = before.revoked_after if before is not None else None
        if was is not None and (entry.revoked_after is None or entry.revoked_after > was):
            raise failures.forged()
        if entry.device != here:
            _remember(connection, entry)
        if entry.revoked_after is not None and was is None:
            revoked.add(entry.device)
        if entry.role == PosteRole.REGION and entry.replaces and entry.replaces == settings.get(connection, REGION):
            settings.put(connection, REGION, entry.device)
    settings.put(connection, _DOCUMENT, document)
    settings.put(connection, ROOT, roster.root)
    for entry in roster.postes:
        if entry.revoked_after is not None and entry.device != here:
            merge_rows(connection, log.quarantine(connection, entry.device, entry.revoked_after, change_line))
    return revoked


def revoke(connection: Connection, device: str, after: int) -> None:
    """Refuse what a device wrote past a number, from now on and what was applied already. For the Region."""
    connection.execute(update(known_device).where(known_device.c.device == device).values(revoked_after=after))
    merge_rows(connection, log.quarantine(connection, device, after, change_line))


def revoked_numbers(connection: Connection) -> Mapping[str, int]:
    """The last number accepted of each revoked device."""
    query = select(known_device.c.device, known_device.c.revoked_after).where(known_device.c.revoked_after.is_not(None))
    return {row.device: row.revoked_after for row in connection.execute(query)}


def _remember(connection: Connection, entry: KnownPoste) -> None:
    row = {**asdict(entry), "accepted_at": ""}
    statement = upsert(connection, known_device).values(row)
    row.pop("accepted_at")
    connection.execute(statement.on_conflict_do_update(index_elements=["device"], set_=row))


def _chain(connection: Connection) -> tuple[Link, ...]:
    document = roster_document(connection)
    links = json.loads(json.loads(document)["roster"])["chain"] if document else []
    return tuple(Link(each["root"], each["signature"]) for each in links)


def _verify(roster: Roster, body: str, signature: minisign.Signature, pinned: str) -> None:
    """The roster is signed by the root it names, and that root is the pinned one or descends from it."""
    reached = not pinned or roster.root == pinned
    trusted = pinned
    for link in roster.chain:
        if not reached and trusted and _signed(link, trusted):
            trusted = link.root
            reached = trusted == roster.root
    if not reached:
        raise minisign.Error("another root")
    minisign.PublicKey.from_base64(roster.root.encode()).verify(body.encode(), signature)


def _signed(link: Link, by: str) -> bool:
    try:
        signature = minisign.Signature.from_bytes(link.signature.encode())
        minisign.PublicKey.from_base64(by.encode()).verify(link.root.encode(), signature)
    except (minisign.Error, ValueError):
        return False
    return True


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
