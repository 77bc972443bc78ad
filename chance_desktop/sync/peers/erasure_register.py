"""The register of erasures: one list the Region signs, which only grows, travels to every office and comes back from them.

It names what was erased by kind and id, with the day: nothing of the person. A Region restored from before an erasure learns it
from the first office that writes, an office from the Region. A list that lacks an entry known here never takes its place, though
what it adds is obeyed: an erasure the Region once signed stands. Only the signature of the root key counts, whoever hands it over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import minisign
from sqlalchemy import Connection, func, insert, select

from chance_desktop.domain.roles import PosteRole
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import erasure, erasure_entry
from chance_desktop.store.writing.erasing import REGISTER
from chance_desktop.sync.identity import public_text
from chance_desktop.sync.peers.root_chain import Link, check_signed, links
from chance_desktop.sync.peers.roster import ROOT, chain_of

_LARGEST = 2 * 1024 * 1024
"""Bytes of a register: some thirty thousand erasures."""
_KINDS = frozenset({"person", "dossier", "afterwards", "sponsor"})
_LONGEST_ID, _DAY = 36, 10


@dataclass(frozen=True, slots=True)
class Entry:
    """An erasure; its number in the list is its place, from 1."""

    kind: str
    target: str
    day: str


@dataclass(frozen=True, slots=True)
class Register:
    """The list as it is signed. `chain` leads from the first root to the one that signs."""

    entries: tuple[Entry, ...]
    root: str
    chain: tuple[Link, ...] = ()

    @property
    def targets(self) -> frozenset[str]:
        """The rows it names."""
        return frozenset(each.target for each in self.entries)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a register taken in did: how many erasures were not known, and whether it is not the Region's, hence left aside.

    `behind`: whoever handed it over lacks erasures known here.
    """

    learnt: int = 0
    doubtful: bool = False
    behind: bool = False


def signed_register(connection: Connection) -> str:
    """The last one known here, as it was signed; empty before the first erasure."""
    return settings.get(connection, REGISTER)


def sign(connection: Connection, root: minisign.SecretKey, day: str) -> bool:
    """Enter what was erased since, and sign the list anew where it or the root changed; whether it did. For the Region."""
    known = _targets(connection)
    query = select(erasure.c.kind, erasure.c.target).where(erasure.c.target.is_not(None)).order_by(erasure.c.id)
    fresh = {
        target: Entry(kind, target, day)
        for kind, target in connection.execute(query)
        if target not in known and _names_a_row(kind, target)
    }
    _enter(connection, fresh.values())
    entries = _entries(connection)
    made = Register(entries, public_text(root.get_public_key()), chain_of(connection))
    former = signed_register(connection)
    if not entries or (former and _parse(former)[0] == made):
        return False
    body = json.dumps({
        "entries": [[each.kind, each.target, each.day] for each in entries], "root": made.root,
        "chain": [asdict(each) for each in made.chain],
    }, separators=(",", ":"))  # fmt: skip
    signature = bytes(root.sign(body.encode(), trusted_comment=f"chance erasures {len(entries)}")).decode()
    settings.put(connection, REGISTER, json.dumps({"register": body, "signature": signature}, separators=(",", ":")))
    return True


def take(connection: Connection, document: str) -> Taken:
    """Take in a register: what it adds is entered here, and it takes the place of one that it contains.

    The caller erases what was learnt (`store.writing.erasing`), and has the Region sign again what it learnt.
    """
    former = signed_register(connection)
    if document == former:
        return Taken()
    known = _targets(connection)
    if not document:
        return Taken(behind=bool(known))
    pinned = settings.get(connection, ROOT)
    if not pinned:
        return Taken()
    try:
        register, body, signature = _parse(document)
        fresh = [each for each in register.entries if each.target not in known]
        here_is_the_region = settings.get(connection, "role") == PosteRole.REGION
        behind = not register.targets >= known
        if not fresh and (behind or here_is_the_region):
            return Taken(behind=behind)  # nothing in it is believed: it says nothing new
        check_signed(body, signature, register.root, register.chain, pinned)
    except (minisign.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Taken(doubtful=True)
    _enter(connection, fresh)
    if not behind and not here_is_the_region:
        settings.put(connection, REGISTER, document)
    return Taken(len(fresh), behind=behind)


def unsaid(connection: Connection) -> tuple[Entry, ...]:
    """The erasures no row of this store says yet: former versions know those rows alone."""
    said = set(connection.execute(select(erasure.c.target)).scalars())
    return tuple(each for each in _entries(connection) if each.target not in said)


def _parse(document: str) -> tuple[Register, str, str]:
    """The register, its signed body and its signature, not verified yet. Raises what a wrong text raises."""
    if len(document) > _LARGEST:
        raise ValueError("a register is never so long")
    outer: Any = json.loads(document)
    body = str(outer["register"])
    content: Any = json.loads(body)
    entries = tuple(Entry(str(kind), str(target), str(day)) for kind, target, day in content["entries"])
    for each in entries:
        if not _names_a_row(each.kind, each.target) or len(each.day) != _DAY:
            raise ValueError("an entry names a row and a day")
    return Register(entries, str(content["root"]), links(content["chain"])), body, str(outer["signature"])


def _names_a_row(kind: str, target: str) -> bool:
    return kind in _KINDS and 0 < len(target) <= _LONGEST_ID


def _entries(connection: Connection) -> tuple[Entry, ...]:
    query = select(erasure_entry.c.kind, erasure_entry.c.target, erasure_entry.c.day).order_by(erasure_entry.c.number)
    return tuple(Entry(*row) for row in connection.execute(query))


def _targets(connection: Connection) -> set[str]:
    return set(connection.execute(select(erasure_entry.c.target)).scalars())


def _enter(connection: Connection, entries: Iterable[Entry]) -> None:
    last = connection.execute(select(func.max(erasure_entry.c.number))).scalar() or 0
    rows = {each.target: asdict(each) for each in entries}
    numbered = [{"number": number, **row} for number, row in enumerate(rows.values(), last + 1)]
    if numbered:
        connection.execute(insert(erasure_entry), numbered)
