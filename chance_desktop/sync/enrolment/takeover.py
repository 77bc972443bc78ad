"""Another desk of the Region exchanges for all: its offices learn from the roster, which the root signs, whose place it takes.

It writes under keys of its own. What was on its way to the former desk is opened with the identity that desk left, or is sent again since
nothing of it was acknowledged. What the former desk had made and not handed over is made again.
"""

from __future__ import annotations

import minisign
from sqlalchemy import Connection, delete

from chance_desktop.domain.roles import PosteRole
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import exchanged_bundle
from chance_desktop.sync import log
from chance_desktop.sync.delivery import receipts
from chance_desktop.sync.delivery.receipts import FormerSelf
from chance_desktop.sync.delivery.resending import SAID
from chance_desktop.sync.exporting import lower_handed_over
from chance_desktop.sync.identity import key_id, public_text
from chance_desktop.sync.peers.roster import entry_of, pin_root, publish
from chance_desktop.sync.peers.trust import KnownPoste, known_postes, living, remember_entry


def take_over(
    connection: Connection, root: minisign.SecretKey, own: KnownPoste, former: KnownPoste, *, another_root: bool = False
) -> None:
    """Have the offices follow `own`, which replaces `former`, a desk of this store that may write still.

    `another_root` follows no key they know: each is to pin it after its words were read on the telephone.
    """
    offices = [each.device for each in living(known_postes(connection)) if each.role == PosteRole.OFFICE]
    signed = entry_of(connection, former.device)
    key = key_id(signed.signing_key) if signed is not None else ""
    remember_entry(connection, former)
    receipts.remember_former_exchanger(connection, FormerSelf(former.device, key), own.device, offices)
    _begin_series_again(connection, offices)
    if another_root:
        pin_root(connection, public_text(root.get_public_key()))
    publish(connection, root, own)


def _begin_series_again(connection: Connection, offices: list[str]) -> None:
    """The bundles made under another name are of another series, and those that were not handed over are lost with it."""
    connection.execute(delete(exchanged_bundle).where(exchanged_bundle.c.direction == "sent"))
    for name in settings.starting_with(connection, SAID):
        settings.remove(connection, name)
    has = [log.peer_has(connection, office) for office in offices]
    for device in settings.last_numbers(connection):
        lower_handed_over(connection, device, max((each.get(device, 0) for each in has), default=0))
