"""The keys of the scans of a shared store: in the vaults of its desks alone, never beside the scans.

Who keeps the server, or a copy of the database, has neither. The first desk makes the key; each other one is handed it by a person:
twelve words, read on a desk that has it and typed on the one that lacks it, open the parcel that was left for them in the database.
Nobody can forge a parcel without the words. Former versions kept the key in the database: the first desk that opens such a store makes
another one, and keeps the former for the scans that were sealed with it until they are sealed again.
"""

from __future__ import annotations

import base64
import hashlib
import json
from contextlib import suppress
from typing import Protocol

import pyrage
from sqlalchemy import Connection

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.vault import SCANS_KEY, KeyMissing
from chance_desktop.runtime.words import _
from chance_desktop.store import settings

IN_CLEAR = "attachments-identity"
"""Setting that holds the key of a store that only its own key opens, and that former versions left in a shared one."""
FORMER_IN_CLEAR = "attachments-former"
_CURRENT, _PARCEL = "scans-key-mark", "scans-key-parcel"


class ParcelMissing(ExpectedError):
    """No key was left for these words, or it was taken already."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces douze mots n’ouvrent pas la clé des pièces numérisées."),
            _("Demandez-en de nouveaux sur un poste qui lit les pièces : chaque série ne sert qu’une fois."),
        )


class Secrets(Protocol):
    """The vault of a desk, as far as this goes."""

    def get(self, name: str) -> str:
        """The secret; raises `KeyMissing`."""
        ...

    def put(self, name: str, secret: str) -> None:
        """Keep the secret."""
        ...


def new_identity() -> str:
    """A key nobody has."""
    return str(pyrage.x25519.Identity.generate())


def shared_identities(connection: Connection, vault: Secrets) -> tuple[str, ...]:
    """The keys of a shared store that this desk has, the one in use first; none where it waits to be handed them.

    Within a writing transaction: of two desks that open a store without a key, one makes it.
    """
    own = own_identities(vault)
    mark = settings.get(connection, _CURRENT)
    if not mark:
        clear = settings.get(connection, IN_CLEAR)
        return take_out(connection, vault, own or (new_identity(), *((clear,) if clear else ())))
    return own if own and _mark(own[0]) == mark else ()


def take_out(connection: Connection, vault: Secrets, identities: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the keys of a shared store in the vault of a desk, and none in the store."""
    vault.put(SCANS_KEY, " ".join(identities))
    settings.put(connection, _CURRENT, _mark(identities[0]))
    for name in (IN_CLEAR, FORMER_IN_CLEAR):
        settings.remove(connection, name)
    return identities


def own_identities(vault: Secrets) -> tuple[str, ...]:
    """The keys in the vault of this desk."""
    with suppress(KeyMissing):
        return tuple(vault.get(SCANS_KEY).split())
    return ()


def leave_parcel(connection: Connection, identities: tuple[str, ...], recipient: str) -> None:
    """Leave the keys for who has the words `recipient` stands for; a parcel that waited is replaced."""
    sealed = pyrage.encrypt(json.dumps(identities).encode(), [pyrage.x25519.Recipient.from_str(recipient)])
    settings.put(connection, _PARCEL, base64.b64encode(sealed).decode("ascii"))


def take_parcel(connection: Connection, vault: Secrets, identity: str) -> tuple[str, ...]:
    """Take the keys into the vault, once. Raises `ParcelMissing`."""
    try:
        sealed = base64.b64decode(settings.get(connection, _PARCEL), validate=True)
        clear = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
    except (ValueError, pyrage.DecryptError):
        raise ParcelMissing from None
    found = tuple(str(each) for each in json.loads(clear))
    if not found or _mark(found[0]) != settings.get(connection, _CURRENT):
        raise ParcelMissing
    vault.put(SCANS_KEY, " ".join(found))
    settings.remove(connection, _PARCEL)
    return found


def put_in_clear(connection: Connection, identities: tuple[str, ...]) -> None:
    """Give a store of one poste, sealed as a whole, the keys of the shared one it was copied from."""
    for name in (_CURRENT, _PARCEL):
        settings.remove(connection, name)
    if identities:
        settings.put(connection, IN_CLEAR, identities[0])
        settings.put(connection, FORMER_IN_CLEAR, " ".join(identities[1:]))


def sealed_identities(connection: Connection) -> tuple[str, ...]:
    """The keys of a store that its own key seals, the one in use first; made the first time."""
    known = settings.get(connection, IN_CLEAR)
    if not known:
        known = new_identity()
        settings.put(connection, IN_CLEAR, known)
    return (known, *settings.get(connection, FORMER_IN_CLEAR).split())


def _mark(identity: str) -> str:
    """What tells one key from another and says nothing of either."""
    public = str(pyrage.x25519.Identity.from_str(identity).to_public())
    return hashlib.sha256(public.encode()).hexdigest()[:32]
