"""Files received that failed here for a reason nobody foresaw: each is kept as it came, told, and read again after an update.

They stay encrypted to this poste, in a folder of the home; what failed and where goes to the technical journal.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection

from chance_desktop.casework.exchange.mailbox_ledger import what_is_understood
from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime import crash
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.engines.engine import keeping
from chance_desktop.store.failures import told_in_french
from chance_desktop.sync.bundle.envelope import open_envelope, verify
from chance_desktop.sync.delivery import notices
from chance_desktop.sync.peers import trust

_KEPT = "set-aside/"
_MOST = 40
"""Files kept; of those beyond, the mailbox or whoever gave them has a copy."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file kept. `understood` is what this version knew when it failed; `branch` is whose it is, where that is known."""

    digest: str
    file: str
    branch: str
    number: int
    understood: str


def set_aside(desk: Desk, path: Path, failure: Exception) -> str:
    """Keep a file, note it and whom to tell; returns the sentence for the person at the screen."""
    crash.log_crash(failure)
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    with told_in_french(), keeping(desk.store.engine) as connection:
        kept = settings.starting_with(connection, _KEPT)
        if f"{_KEPT}{digest}" in kept or len(kept) < _MOST:
            write_whole(_folder(desk) / digest, content)
            note = _described(connection, content, digest, path.name)
            settings.put(connection, f"{_KEPT}{digest}", json.dumps(asdict(note), ensure_ascii=False))
    return _("Ce fichier n’a pas pu être lu par cette version ; il est gardé et sera relu après une mise à jour.")


def files_set_aside(connection: Connection) -> tuple[SetAside, ...]:
    """The files kept."""
    return tuple(SetAside(**json.loads(text)) for text in settings.starting_with(connection, _KEPT).values())


def due_again(desk: Desk) -> tuple[Path, ...]:
    """The files that failed in another version than this one."""
    with desk.reading() as connection:
        kept = files_set_aside(connection)
    now = what_is_understood()
    return tuple(_folder(desk) / each.digest for each in kept if each.understood != now)


def forget(desk: Desk, path: Path) -> None:
    """Of a file that was taken in, or refused in words, at last."""
    with told_in_french(), keeping(desk.store.engine) as connection:
        settings.remove(connection, f"{_KEPT}{path.name}")
    path.unlink(missing_ok=True)


def _described(connection: Connection, content: bytes, digest: str, name: str) -> SetAside:
    """By whom the file is, as far as its envelope proves it; its author is told at the next exchange."""
    branch, number = "", 0
    try:
        opened = open_envelope(content)
        sender = trust.poste_of_key(connection, opened.header.sender)
        verify(opened, sender.signing_key)
    except ExpectedError:
        pass
    else:
        branch, number = sender.branch, opened.header.number
        notices.tell(connection, sender.device, number, notices.WHOLE)
    return SetAside(digest, name, branch, number, what_is_understood())


def _folder(desk: Desk) -> Path:
    folder = desk.home / "set-aside"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
