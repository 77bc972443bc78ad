"""The keys of the scans of a shared store: in the vaults of its desks alone, never beside the scans.

Who keeps the server, or a copy of the database, has neither. The first desk makes the key; each other one is handed it by a person:
twelve words, read on a desk that has it and typed on the one that lacks it, open the parcel that was left for them in the database.
Nobody can forge a parcel without the words. Former versions kept the key in the database: the first desk that opens such a store makes
another one, and keeps the former for the scans that were sealed with it until they are sealed again.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Protocol

import pyrage
from sqlalchemy import Connection

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.vault import SCANS_KEY, KeyMissing
from chance_desktop.runtime.words import _
from chance_desktop.store import parcels, settings

IN_CLEAR = "attachments-identity"
"""Setting that holds the key of a store that only its own key opens, and that former versions left in a shared one."""
FORMER_IN_CLEAR = "attachments-former"
_CURRENT, _PARCEL = "scans-key-mark", "scans-key-parcel"

_MOST_KEYS = 12
"""Of 74 characters: a secret of the vault stays under 1,000."""


class ParcelMissing(ExpectedError):
    """No key was left for these words, or it was taken already."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces douze mots n’ouvrent pas la clé des pièces numérisées."),
            _("Demandez-en de nouveaux sur un poste qui lit les pièces : chaque série ne sert qu’une fois."),
        )


class TooManyScanKeys(ExpectedError):
    """The vault has no room for one key more, while scans are sealed with all of them."""

    def __init__(self) -> None:
        super().__init__(
            _("Les pièces numérisées sont scellées avec trop de clés différentes pour en changer encore."),
            _("Scellez-les de nouveau : page Synchronisation, ou « chance region scans-seal ». Puis recommencez."),
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


def is_in_use(connection: Connection, identity: str) -> bool:
    """Whether what is new is to be sealed with this key: another desk of a shared store may have changed it."""
    mark = settings.get(connection, _CURRENT)
    return not mark or _mark(identity) == mark


def own_identities(vault: Secrets) -> tuple[str, ...]:
    """The keys in the vault of this desk."""
    with suppress(KeyMissing):
        return tuple(vault.get(SCANS_KEY).split())
    return ()


def leave_parcel(connection: Connection, identities: tuple[str, ...], recipient: str) -> None:
    """Leave the keys for who has the words `recipient` stands for; a parcel that waited is replaced."""
    parcels.leave(connection, _PARCEL, identities, recipient)


def take_parcel(connection: Connection, vault: Secrets, identity: str) -> tuple[str, ...]:
    """Take the keys into the vault, once. Raises `ParcelMissing`."""
    try:
        found = parcels.read(connection, _PARCEL, identity)
    except parcels.ParcelClosed:
        raise ParcelMissing from None
    if not take_in(connection, vault, found):
        raise ParcelMissing
    settings.remove(connection, _PARCEL)
    return found


def take_in(connection: Connection, vault: Secrets, identities: tuple[str, ...]) -> bool:
    """Keep in the vault of a desk the keys it was handed; whether they are those of the scans of today."""
    if not identities or _mark(identities[0]) != settings.get(connection, _CURRENT):
        return False
    vault.put(SCANS_KEY, " ".join(identities))
    return True


def renewed(connection: Connection, vault: Secrets, identities: tuple[str, ...]) -> tuple[str, ...]:
    """Another key seals from now on, the former ones only open: a desk that had them reads nothing new. Raises `TooManyScanKeys`."""
    if len(identities) >= _MOST_KEYS:
        raise TooManyScanKeys
    settings.remove(connection, _PARCEL)
    return take_out(connection, vault, (new_identity(), *identities))


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
