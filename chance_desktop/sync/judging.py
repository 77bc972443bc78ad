"""Whether each change that came may be kept: known, sound, and written by who may; many alike are judged together.

What is asked of changes that write the same fields is asked of their columns; when the answer is not that all are kept, each
is judged for itself, by the one rule of `reason`.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from chance_desktop.domain import access
from chance_desktop.domain.alike import Alike
from chance_desktop.domain.change import Change
from chance_desktop.domain.clock import device_of
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _
from chance_desktop.sync import log
from chance_desktop.sync.delivery import waiting
from chance_desktop.sync.laying_down import Arrived
from chance_desktop.sync.peers.roster import revoked_numbers
from chance_desktop.sync.peers.trust import KnownPoste, former_names
from chance_desktop.sync.rights import authority, validity
from chance_desktop.sync.rights.journal_lines import JournalLines

UNREADABLE = _("changement illisible, mis de côté")


def waits(change: Change, judged: Mapping[tuple[str, int], str]) -> bool:
    """Whether a change set aside waits for something: an update, its poste, its owner."""
    reason = judged.get((change.device, change.seq), "")
    return reason in (log.UNKNOWN, log.REVOKED) or (
        reason.startswith(waiting.OWNERLESS) and authority.comes_early(change)
    )


def told(reason: str) -> str:
    """The reason as it is told."""
    return access.OWNERLESS if reason.startswith(waiting.OWNERLESS) else reason


def judge(
    connection: Connection, arrived: Arrived, sender: KnownPoste, postes: tuple[KnownPoste, ...]
) -> dict[tuple[str, int], str]:
    """Why some changes are set aside; what the Region passes on, it has judged already."""
    revoked = revoked_numbers(connection)
    # what the Region passes on, it has judged already
    owned = authority.ownership(connection, () if sender.role == PosteRole.REGION else arrived.groups, arrived.known)
    authors = {each.device: each for each in postes}
    names = former_names(postes)
    found: dict[tuple[str, int], str] = {}
    told = JournalLines(connection)
    for some in told.journals_first(arrived.groups):
        author = sender if sender.role == PosteRole.REGION else authors.get(some.device, sender)
        # A poste restored from a backup issues its former self's changes again, with the stamps they had.
        own = {some.device, *names.get(some.device, ())}
        if own.issuperset([device_of(change.stamp) for change in some.changes]) and _all_kept(
            some, author, owned, revoked, told
        ):
            told.keep_all(some)
            continue
        for change in some.changes:
            why = reason(change, author, owned, revoked, told) if device_of(change.stamp) in own else UNREADABLE
            if why:
                found[change.device, change.seq] = why
            else:
                told.keep(change)
    return found


def _all_kept(
    some: Alike, author: KnownPoste, owned: authority.Ownership, revoked: Mapping[str, int], told: JournalLines
) -> bool:
    """Whether many changes are kept, asked of all at once; when not, each is to be judged for itself."""
    if len(some.changes) == 1 or some.device in revoked or reason(some.changes[0], author, owned, revoked, told):
        return False
    return validity.all_kept(some) and authority.all_allowed(some, author, owned, told)


def reason(
    change: Change, author: KnownPoste, owned: authority.Ownership, revoked: Mapping[str, int], told: JournalLines
) -> str:
    """Why a change is set aside; empty when it is kept."""
    if change.seq > revoked.get(change.device, change.seq):
        return log.REVOKED
    if not validity.is_known(change):
        return log.UNKNOWN
    if not validity.is_sound(change):
        return UNREADABLE
    refused = authority.refusal(change, author, owned, told)
    if refused != access.OWNERLESS:
        return refused
    return f"{waiting.OWNERLESS}{authority.owner_awaited(change, owned)}"
