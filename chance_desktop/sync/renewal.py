"""A store that was restored or copied becomes a new device: two of one name would give the same number to two changes.

What the Region had not acknowledged is issued again in the new name, over the values first written, so that it reaches
everyone once whatever became of the first copy.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from sqlalchemy import Connection, delete, select

from chance_desktop.domain.change import Change, FieldChange
from chance_desktop.domain.clock import Clock
from chance_desktop.store import settings
from chance_desktop.store.change_rows import to_change
from chance_desktop.store.merge import merge_rows
from chance_desktop.store.tables import change_log, exchanged_bundle, peer_blob
from chance_desktop.sync import log
from chance_desktop.sync.trust import KnownPoste, remember_former


def begin_again(connection: Connection, own: KnownPoste, clock: Clock, region: str) -> str:
    """Become a new device within the transaction; returns its name. `own` is what this poste was until now."""
    former = own.device
    device = secrets.token_hex(8)
    acknowledged = log.peer_has(connection, region).get(former, 0) if region else 0
    query = (
        select(change_log)
        .where(change_log.c.device == former, change_log.c.seq > acknowledged)
        .order_by(change_log.c.seq)
    )
    again = [
        _issued_again(to_change(row), device, number, clock)
        for number, row in enumerate(connection.execute(query).all(), 1)
    ]
    last = log.last_number(connection, former)
    settings.put(connection, "device", device)
    settings.put(connection, "seq", str(len(again)))
    remember_former(connection, own)
    log.record(connection, again)
    log.advance_seen(connection, former, 1, last)
    merge_rows(connection, {(change.table, change.row) for change in again})
    connection.execute(delete(exchanged_bundle).where(exchanged_bundle.c.direction == "sent"))
    connection.execute(delete(peer_blob).where(peer_blob.c.peer.not_in(("", "erased"))))
    for name in settings.starting_with(connection, "said/"):
        settings.remove(connection, name)
    return device


def _issued_again(change: Change, device: str, number: int, clock: Clock) -> Change:
    """The same values over the same ones, and over the first time they were written."""
    stamp = clock.next()
    fields = {
        name: part if part.gone else FieldChange(part.value, tuple(dict.fromkeys((*part.over, change.stamp))))
        for name, part in change.fields.items()
    }
    return replace(change, device=device, seq=number, stamp=f"{stamp[:-16]}{device}", fields=fields)
