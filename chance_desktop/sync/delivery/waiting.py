"""Changes set aside that may be taken up: they wait for an owner who has not come, or for a version that knows or keeps them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Select, delete, select

from chance_desktop.domain.change import Change
from chance_desktop.store.engines.batches import among, batches
from chance_desktop.store.schema.tables import parked_change
from chance_desktop.sync import log
from chance_desktop.sync.bundle import payload

OWNERLESS = "ownerless/"
"""How the reason of a change of nobody begins: the row that will tell whose it is follows."""

ROUNDS = 20
"""How often what was taken up may bring the owner of something else."""

_MOST_LINES = 5_000


def awaited(connection: Connection, changes: Iterable[Change]) -> list[Change]:
    """The changes set aside that waited for a row of these changes."""
    if connection.execute(_ownerless().limit(1)).first() is None:
        return []
    rows: set[str] = set()
    for change in changes:
        rows.add(change.row)
        person = change.fields.get("person_id")
        if person is not None and person.value:
            rows.add(str(person.value))
    found: list[Change] = []
    for some in batches(sorted(f"{OWNERLESS}{row}" for row in rows)):
        query = select(parked_change.c.line).where(among(parked_change.c.reason, some)).limit(_MOST_LINES)
        found += _read(connection.execute(query).scalars())
    return found


def set_aside_for_now(connection: Connection) -> list[Change]:
    """After an update: every change set aside but those of a revoked poste; the rules of this version may keep them."""
    query = select(parked_change.c.line).where(parked_change.c.reason != log.REVOKED).order_by(parked_change.c.seq)
    return _read(connection.execute(query).scalars())


def let_go(connection: Connection, changes: Iterable[Change]) -> None:
    """These changes are set aside no more."""
    for change in changes:
        here = (parked_change.c.device == change.device, parked_change.c.seq == change.seq)
        connection.execute(delete(parked_change).where(*here))


def _ownerless() -> Select[int]:
    return select(parked_change.c.seq).where(parked_change.c.reason.startswith(OWNERLESS, autoescape=True))


def _read(lines: Iterable[str]) -> list[Change]:
    found: list[Change] = []
    for line in lines:
        try:
            found.append(payload.read_change(line.encode()))
        except ValueError:
            continue  # a line this version cannot read stays as it is
    return found
