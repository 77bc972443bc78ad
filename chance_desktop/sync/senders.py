"""Who a bundle is from: a poste known here, or what the Region became after its own poste was lost."""

from __future__ import annotations

from sqlalchemy import Connection

from chance_desktop.domain.roles import PosteRole
from chance_desktop.store import settings
from chance_desktop.sync import failures
from chance_desktop.sync.bundle import payload
from chance_desktop.sync.bundle.envelope import Opened, decrypt
from chance_desktop.sync.identity import PosteKeys, key_id
from chance_desktop.sync.peers.roster import ROOT, current_epoch, read_roster
from chance_desktop.sync.peers.trust import KnownPoste, known_postes


def known_sender(connection: Connection, opened: Opened) -> KnownPoste | None:
    """Who signs with the key of a bundle, where that is known here."""
    return next((each for each in known_postes(connection) if key_id(each.signing_key) == opened.header.sender), None)


def newcomer(connection: Connection, opened: Opened, keys: PosteKeys) -> KnownPoste:
    """The poste the Region became: the roster in its bundle, signed by the root pinned here and newer than ours, says so.

    Raises `BundleRefused` for anyone else.
    """
    pinned = settings.get(connection, ROOT)
    if not pinned:
        raise failures.unknown_sender()
    document = payload.unpack(decrypt(opened, keys)).manifest.roster
    roster = read_roster(document, pinned) if document else None
    if roster is None or roster.epoch <= current_epoch(connection):
        raise failures.unknown_sender()
    for entry in roster.postes:
        if (
            key_id(entry.signing_key) == opened.header.sender
            and entry.role == PosteRole.REGION
            and entry.revoked_after is None
        ):
            return entry
    raise failures.unknown_sender()
