"""A store that was restored or copied becomes a new device: two of one name would give the same number to two changes.

What the Region had not acknowledged is issued again in the new name with its own stamps, so that it reaches everyone
whatever became of the first copy, and counts once where both arrive.
"""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import Connection, delete, select

from chance_desktop.store import settings
from chance_desktop.store.change_rows import append_changes, to_change
from chance_desktop.store.tables import change_log, exchanged_bundle, peer_blob
from chance_desktop.sync import log, receipts
from chance_desktop.sync.receipts import FormerSelf
from chance_desktop.sync.resending import SAID
from chance_desktop.sync.trust import KnownPoste, remember_former


def begin_again(connection: Connection, own: KnownPoste, region: str, device: str, former_key: str = "") -> None:
    """Become `device` within the transaction. `own` is what this poste was until now, `former_key` the id of the key it
    signed with.
    """
    former = own.device
    acknowledged = log.peer_has(connection, region).get(former, 0) if region else 0
    query = (
        select(change_log)
        .where(change_log.c.device == former, change_log.c.seq > acknowledged)
        .order_by(change_log.c.seq)
    )
    again = [
        replace(to_change(row), device=device, seq=number)
        for number, row in enumerate(connection.execute(query).all(), 1)
    ]
    last = log.last_number(connection, former)
    settings.put(connection, "device", device)
    settings.put(connection, settings.sequence(device), str(len(again)))
    remember_former(connection, own)
    receipts.remember_former_self(connection, FormerSelf(former, former_key))
    receipts.forget_claims(connection)
    append_changes(connection, again)
    log.advance_seen(connection, former, 1, last)
    connection.execute(delete(exchanged_bundle).where(exchanged_bundle.c.direction == "sent"))
    connection.execute(delete(peer_blob).where(peer_blob.c.peer.not_in(("", "erased", "unnamed"))))
    for name in settings.starting_with(connection, SAID):
        settings.remove(connection, name)
