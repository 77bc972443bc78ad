"""Scans on disk: content-addressed, each sealed with age to an identity kept inside the encrypted database.

File names are a keyed digest of the content's SHA-256, so that a listing of the folder tells nothing, not even whether a
known document is there.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from pathlib import Path

import pyrage
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.files import write_whole
from chance_desktop.store.tables import blob

_IDENTITY = "attachments-identity"


class ScanLost(ExpectedError):
    """The file of a scan is missing or damaged."""

    def __init__(self) -> None:
        super().__init__(
            _("La copie de cette pièce est introuvable ou abîmée sur ce poste."),
            _("Numérisez la pièce de nouveau, ou reprenez une sauvegarde."),
        )


class Attachments:
    """The sealed files of one home."""

    def __init__(self, folder: Path, identity: str) -> None:
        self._folder = folder
        self._identity = pyrage.x25519.Identity.from_str(identity)
        self._name_key = hashlib.sha256(identity.encode()).digest()

    def put(self, connection: Connection, content: bytes) -> str:
        """Keep a file and note it in the store; returns its SHA-256. Keeping it twice changes nothing."""
        digest = hashlib.sha256(content).hexdigest()
        name = self._name(digest)
        path = self._path(name)
        if not path.exists():
            write_whole(path, pyrage.encrypt(content, [self._identity.to_public()]))
        row = {"sha256": digest, "stored_name": name, "size": len(content), "added_at": _utc_now()}
        connection.execute(insert(blob).values(row).on_conflict_do_nothing())
        return digest

    def get(self, digest: str) -> bytes:
        """A file by its SHA-256; raises `ScanLost` when it is missing, damaged or not what it should be."""
        try:
            content: bytes = pyrage.decrypt(self._path(self._name(digest)).read_bytes(), [self._identity])
        except (OSError, pyrage.DecryptError) as error:
            raise ScanLost from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise ScanLost
        return content

    def discard(self, connection: Connection, digest: str) -> None:
        """Forget a file for good."""
        self._path(self._name(digest)).unlink(missing_ok=True)
        connection.execute(blob.delete().where(blob.c.sha256 == digest))

    def has(self, digest: str) -> bool:
        """Whether the file is on this computer."""
        return self._path(self._name(digest)).exists()

    def _name(self, digest: str) -> str:
        return hmac.new(self._name_key, digest.encode(), "sha256").hexdigest()

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name


def attachments_identity(connection: Connection) -> str:
    """The age identity of this store's scans, made the first time."""
    known = settings.get(connection, _IDENTITY)
    if not known:
        known = str(pyrage.x25519.Identity.generate())
        settings.put(connection, _IDENTITY, known)
    return known


def _utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
