"""Parcels left in a shared store by one desk for another: twelve words open each, once; who keeps the server has not the words."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence

import pyrage
from sqlalchemy import Connection

from chance_desktop.store import settings


class ParcelClosed(ValueError):
    """These words open no parcel of this name: there is none, it was taken, or it is another's."""


def leave(connection: Connection, name: str, content: Sequence[str], recipient: str) -> None:
    """Leave texts under a name for who has the words `recipient` stands for; what waited under it is replaced."""
    sealed = pyrage.encrypt(json.dumps(content).encode(), [pyrage.x25519.Recipient.from_str(recipient)])
    settings.put(connection, name, base64.b64encode(sealed).decode("ascii"))


def read(connection: Connection, name: str, identity: str) -> tuple[str, ...]:
    """What a parcel holds. Raises `ParcelClosed`."""
    try:
        sealed = base64.b64decode(settings.get(connection, name), validate=True)
        clear = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
    except (ValueError, pyrage.DecryptError):
        raise ParcelClosed from None
    return tuple(str(each) for each in json.loads(clear))
