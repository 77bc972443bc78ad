"""Single changes that were refused, told to their author: which ones and why, until they are put right.

The manifest of a bundle says all that the sender refuses today of what the recipient wrote, as
`refusals: [[number of the change, reason]]`; what it said before no longer counts. The reason is the sentence of whoever
refused, and travels encrypted as all the rest. Former versions do not read it.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, bindparam, select

from chance_desktop.runtime.words import plural
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import parked_change
from chance_desktop.sync import log
from chance_desktop.sync.bundle.payload import LONGEST_REASON, MOST_REFUSALS, Manifest
from chance_desktop.sync.delivery import notices
from chance_desktop.sync.delivery.waiting import OWNERLESS

REFUSED_BY = "refused-by/"
"""Prefix of the local settings that keep what each peer refuses of this poste."""

_REFUSED = (
    select(parked_change.c.seq, parked_change.c.reason)
    .where(
        parked_change.c.device == bindparam("author"),
        parked_change.c.reason.not_in((log.UNKNOWN, log.FAILED, log.REVOKED)),
        parked_change.c.reason.not_like(f"{OWNERLESS}%"),
    )
    .order_by(parked_change.c.seq.desc())
    .limit(MOST_REFUSALS)
)

Refusal = tuple[int, str]
"""The number of a change, and why it was refused."""


def to_tell(connection: Connection, author: str) -> tuple[Refusal, ...]:
    """What is refused here of a poste's work, the latest first; what waits for an update or for its owner is not."""
    return tuple((row.seq, row.reason[:LONGEST_REASON]) for row in connection.execute(_REFUSED, {"author": author}))


def take(connection: Connection, peer: str, told: tuple[Refusal, ...], device: str) -> int:
    """Keep what a peer refuses of this poste, a claim about numbers it gave; how many are new."""
    issued = settings.last_number(connection, device)
    kept = {seq: reason for seq, reason in told if 0 < seq <= issued}
    known = _read(connection, f"{REFUSED_BY}{peer}")
    if kept != known:
        settings.put(connection, f"{REFUSED_BY}{peer}", json.dumps(list(kept.items()), ensure_ascii=False))
    return len(kept.keys() - known.keys())


def refused(connection: Connection) -> dict[str, dict[int, str]]:
    """What peers refuse of this poste: by peer, why by number."""
    names = settings.starting_with(connection, REFUSED_BY)
    return {name.removeprefix(REFUSED_BY): _read(connection, name) for name in names}


def words(branch: str, manifest: Manifest, new: int) -> tuple[str, ...]:
    """What a peer says of the bundles of this poste, in French; changes it names are told once, as `new`, not as a count."""
    if not manifest.refusals:
        return notices.words(branch, manifest.notices)
    whole = notices.words(branch, (each for each in manifest.notices if each[1] == notices.WHOLE))
    named = plural(
        "{branch} n’a pas gardé {n} modification de ce poste : la page « Synchronisation » dit laquelle et pourquoi.",
        "{branch} n’a pas gardé {n} modifications de ce poste : la page « Synchronisation » dit lesquelles et pourquoi.",
        new,
    )
    return (*whole, named.replace("{branch}", branch)) if new else whole


def _read(connection: Connection, name: str) -> dict[int, str]:
    return {int(seq): str(reason) for seq, reason in json.loads(settings.get(connection, name, "[]"))}
