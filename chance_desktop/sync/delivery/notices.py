"""What a poste tells an author of its bundles: which one was set aside, whole or in part.

Only numbers travel, in the manifest as `notices: [[number of the bundle, changes set aside]]` (0 for the whole bundle); the
words are those of the one who reads them. Former versions do not read them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from chance_desktop.runtime.words import _, plural
from chance_desktop.store import settings
from chance_desktop.sync.bundle.payload import MOST_NOTICES

TELL = "tell/"
"""Prefix of the local settings that keep what each peer is to be told at the next bundle."""

WHOLE = 0
"""In place of a count: the whole bundle."""

Notice = tuple[int, int]
"""The number of a bundle, and how many of its changes were set aside."""


def tell(connection: Connection, peer: str, number: int, count: int) -> None:
    """Note what a peer is to be told."""
    known = to_tell(connection, peer)
    if (number, count) not in known:
        settings.put(connection, f"{TELL}{peer}", json.dumps([*known, (number, count)][-MOST_NOTICES:]))


def to_tell(connection: Connection, peer: str) -> tuple[Notice, ...]:
    """What a peer is to be told."""
    return tuple((number, count) for number, count in json.loads(settings.get(connection, f"{TELL}{peer}", "[]")))


def told(connection: Connection, peer: str) -> None:
    """A bundle says it."""
    settings.remove(connection, f"{TELL}{peer}")


def words(branch: str, notices: Iterable[Notice]) -> tuple[str, ...]:
    """What a poste says of the bundles of this one, in French."""
    found = []
    for number, count in notices:
        if count == WHOLE:
            text = _(
                "{branch} n’a pas pu lire votre paquet n° {number} : il y est gardé, et sera relu après une mise à jour."
            )
        else:
            text = plural(
                "{branch} a mis de côté {n} modification de votre paquet n° {number}. Appelez ce poste pour savoir pourquoi.",
                "{branch} a mis de côté {n} modifications de votre paquet n° {number}. Appelez ce poste pour savoir pourquoi.",
                count,
            )
        found.append(text.replace("{number}", str(number)).replace("{branch}", branch))
    return tuple(found)
