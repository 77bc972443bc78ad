"""A store that was restored or copied becomes a new device: two of one name would give the same number to two changes.

What the Region had not acknowledged is issued again in the new name with its own stamps, so that it reaches everyone
whatever became of the first copy, and counts once where both arrive.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping

from msgspec.structs import replace
from sqlalchemy import Connection, delete, select

from chance_desktop.domain.change import Change, FieldChange, Value
from chance_desktop.domain.clock import device_of
from chance_desktop.store import settings
from chance_desktop.store.engines.batches import batches
from chance_desktop.store.rows import rows_by_field
from chance_desktop.store.schema.tables import (
    SYNCED,
    UNSYNCED_COLUMNS,
    change_log,
    covered_span,
    dossier,
    exchanged_bundle,
    peer_blob,
    person,
    seen_device,
)
from chance_desktop.store.writing.change_rows import append_changes, to_change
from chance_desktop.store.writing.stamps import read_stamps, stamps_of
from chance_desktop.sync import log
from chance_desktop.sync.delivery import receipts
from chance_desktop.sync.delivery.receipts import FormerSelf
from chance_desktop.sync.delivery.resending import SAID
from chance_desktop.sync.peers.trust import KnownPoste, remember_former


def write_rows_again(connection: Connection, device: str, former: Collection[str]) -> int:
    """Write again, in the name of `device`, the values that former names of this poste wrote and that the log no longer holds: part
    of it was lost with the pages it stood on. They keep their stamps, so that one that had arrived counts once; those of a dossier
    travel together, its journal with them. How many changes.
    """
    again: list[Change] = []
    followed = set(connection.execute(select(dossier.c.person_id).distinct()).scalars())
    together: dict[str, str] = defaultdict(lambda: str(uuid.uuid4()))
    for table in SYNCED.values():
        for some in batches(connection.execute(select(table.c.id)).scalars()):
            known = _logged(connection, some)
            for row in rows_by_field(connection, select(table).where(table.c.id.in_(some))):
                name = str(row["id"])
                if table is person and name not in followed:
                    continue  # nobody could say whose they are
                for stamp, fields in _written_by(row, former).items():
                    if (name, stamp) not in known:
                        tx = together[str(row.get("dossier_id") or name)]
                        again.append(Change(device, 1, stamp, tx, "", table.name, name, fields))
    if again:
        first = settings.take_numbers(connection, settings.sequence(device), len(again))
        append_changes(connection, (replace(change, seq=number) for number, change in enumerate(again, first)))
    return len(again)


def hear_all_again(connection: Connection) -> None:
    """Say to nobody that anything of theirs was received: what was lost here comes again, to rows that may be here."""
    settings.put(connection, settings.RESCUED, "1")
    connection.execute(delete(seen_device))
    connection.execute(delete(covered_span))


def _logged(connection: Connection, rows: list[str]) -> set[tuple[str, str]]:
    query = select(change_log.c.row_id, change_log.c.stamp).where(change_log.c.row_id.in_(rows))
    return {(row, stamp) for row, stamp in connection.execute(query)}


def _written_by(row: Mapping[str, Value], devices: Collection[str]) -> dict[str, dict[str, FieldChange]]:
    """The values of a row that these devices wrote, by stamp."""
    stamps = read_stamps(str(row["stamps"] or "{}"))
    found: dict[str, dict[str, FieldChange]] = {}
    for name, value in row.items():
        shown = stamps_of(stamps, name)
        if name not in UNSYNCED_COLUMNS and value is not None and shown and device_of(shown[-1]) in devices:
            found.setdefault(shown[-1], {})[name] = FieldChange(value)
    return found


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
