"""Sending everything again to a poste that is held to have more than it has: it claimed too much, or lost what it had.

Receipts only grow; here they are lowered, by whoever sends or by the poste's own signed word (`again` in the manifest of its
bundle, whose `seen` then counts as it stands). Files it lacks are sent as it asks for them.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete

from chance_desktop.store import settings
from chance_desktop.store.schema.tables import peer_seen

SAID = "said/"
"""Prefix of the local settings that keep what each peer was last told besides changes."""

_ASKED = "ask-again/"
"""Prefix of the local settings of the peers that are to be asked for everything again."""


def lower(connection: Connection, peer: str) -> None:
    """Hold a peer to have nothing: the next export begins from the first change, and is not thought to be made already."""
    connection.execute(delete(peer_seen).where(peer_seen.c.peer == peer))
    settings.remove(connection, f"{SAID}{peer}")


def ask(connection: Connection, peer: str) -> None:
    """Ask a peer, with the next bundle for it, to go by what this poste really has."""
    settings.put(connection, f"{_ASKED}{peer}", "1")


def is_asked(connection: Connection, peer: str) -> bool:
    """Whether that is still to be said."""
    return bool(settings.get(connection, f"{_ASKED}{peer}"))


def said(connection: Connection, peer: str) -> None:
    """A bundle says it."""
    settings.remove(connection, f"{_ASKED}{peer}")
