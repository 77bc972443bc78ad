"""Scans: content-addressed, each sealed with age to an identity that the store, or the vaults of those who share it, keep.

The embedded store keeps them in a folder beside it, a shared one in a table every desk reads: see `scan_keys`. Either way they are kept at
once, whatever becomes of the transaction that names them: one that nobody names does no harm. Names are a keyed digest of
the content's SHA-256, so that a listing tells nothing, not even whether a known document is there.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path
from typing import Protocol

import pyrage
from sqlalchemy import Connection, Engine, delete, select, update

from chance_desktop.runtime import computer_time
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.words import _
from chance_desktop.store.dialect import upsert
from chance_desktop.store.scans.scan_keys import is_in_use
from chance_desktop.store.schema.tables import blob, sealed_file

_NAME_LENGTH = 64


class ScanLost(ExpectedError):
    """The file of a scan is missing or damaged."""

    def __init__(self) -> None:
        super().__init__(
            _("La copie de cette pièce est introuvable ou abîmée sur ce poste."),
            _("Numérisez la pièce de nouveau, ou reprenez une sauvegarde."),
        )


class ScansClosed(ExpectedError):
    """This desk of a shared store was not handed the key of the scans."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste n’a pas encore la clé des pièces numérisées de la Région."),
            _(
                "Sur un poste qui les lit, page Synchronisation, donnez-lui la clé : les douze mots se tapent ici, sur la même page. "
                "Ou « chance region scans-words », puis « chance region scans-open »."
            ),
        )


class Shelf(Protocol):
    """Where sealed files are kept, by name."""

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        ...

    def read(self, name: str) -> bytes:
        """The sealed file; raises `ScanLost`."""
        ...

    def write(self, name: str, sealed: bytes) -> None:
        """Keep a sealed file; raises the expected errors of `store.failures`."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no failure."""
        ...

    def names(self) -> list[str]:
        """Every file kept."""
        ...


class Folder:
    """Sealed files on disk, in folders of the first two letters of their names."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return self._path(name).exists()

    def read(self, name: str) -> bytes:
        """The sealed file; raises `ScanLost`."""
        try:
            return self._path(name).read_bytes()
        except OSError as error:
            raise ScanLost from error

    def write(self, name: str, sealed: bytes) -> None:
        """Keep a sealed file; raises `StoreFull` or `ReadOnlyHome`."""
        write_whole(self._path(name), sealed, private=True, place=self._root.parent)

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no failure."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """Every file kept."""
        return sorted(
            each.name for each in self._root.glob("??/*") if each.is_file() and len(each.name) == _NAME_LENGTH
        )

    def _path(self, name: str) -> Path:
        return self._root / file_of(name)


def file_of(name: str) -> str:
    """Where a folder of sealed files keeps one, below it."""
    return f"{name[:2]}/{name}"


class SharedTable:
    """Sealed files in a table of a shared store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        with self._engine.connect() as connection:
            return connection.execute(select(sealed_file.c.name).where(sealed_file.c.name == name)).first() is not None

    def read(self, name: str) -> bytes:
        """The sealed file; raises `ScanLost`."""
        with self._engine.connect() as connection:
            found = connection.execute(select(sealed_file.c.content).where(sealed_file.c.name == name)).scalar()
        if found is None:
            raise ScanLost
        return bytes(found)

    def write(self, name: str, sealed: bytes) -> None:
        """Keep a sealed file."""
        with self._engine.begin() as connection:
            row = {"name": name, "content": sealed}
            connection.execute(upsert(connection, sealed_file).values(row).on_conflict_do_nothing())

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no failure."""
        with self._engine.begin() as connection:
            connection.execute(delete(sealed_file).where(sealed_file.c.name == name))

    def names(self) -> list[str]:
        """Every file kept."""
        with self._engine.connect() as connection:
            return list(connection.execute(select(sealed_file.c.name).order_by(sealed_file.c.name)).scalars())


class Attachments:
    """The sealed files of one store. Of its `identities` the first seals, the others only open; without any, all raise `ScansClosed`."""

    def __init__(self, shelf: Shelf, identities: tuple[str, ...]) -> None:
        self.shelf = shelf
        self.identities = identities
        self._opening = [pyrage.x25519.Identity.from_str(each) for each in identities]
        self._name_keys = [hashlib.sha256(each.encode()).digest() for each in identities]

    @property
    def closed(self) -> bool:
        """Whether this desk lacks the key."""
        return not self.identities

    def put(self, connection: Connection, content: bytes) -> str:
        """Keep a file and note it in the store; returns its SHA-256. Keeping it twice changes nothing.

        Raises `ScansClosed` also where another desk changed the key since.
        """
        digest = hashlib.sha256(content).hexdigest()
        name = self._there(digest)
        if not is_in_use(connection, self.identities[0]):
            raise ScansClosed
        if not name:
            name = self._names(digest)[0]
            self.shelf.write(name, pyrage.encrypt(content, [self._opening[0].to_public()]))
        row = {"sha256": digest, "stored_name": name, "size": len(content), "added_at": computer_time.utc_text()}
        connection.execute(upsert(connection, blob).values(row).on_conflict_do_nothing())
        return digest

    def get(self, digest: str) -> bytes:
        """A file by its SHA-256; raises `ScanLost` when it is missing, damaged or not what it should be."""
        try:
            content: bytes = pyrage.decrypt(
                self.shelf.read(self._there(digest) or self._names(digest)[0]), self._opening
            )
        except pyrage.DecryptError as error:
            raise ScanLost from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise ScanLost
        return content

    def discard(self, connection: Connection, digest: str) -> None:
        """Forget a file for good."""
        noted = connection.execute(select(blob.c.stored_name).where(blob.c.sha256 == digest)).scalars()
        for name in {*noted, *(() if self.closed else self._names(digest))}:
            self.shelf.remove(name)
        connection.execute(blob.delete().where(blob.c.sha256 == digest))

    def has(self, digest: str) -> bool:
        """Whether the file has come."""
        return bool(self._there(digest))

    def to_seal_again(self, connection: Connection) -> tuple[str, ...]:
        """The digests of the files that a former identity sealed."""
        rows = connection.execute(select(blob.c.sha256, blob.c.stored_name)).all()
        return tuple(row.sha256 for row in rows if row.stored_name != self._names(row.sha256)[0])

    def seal_again(self, connection: Connection, digest: str) -> None:
        """Seal a file with the identity in use, then remove the former one. Raises `ScanLost` or `ScansClosed`."""
        if not is_in_use(connection, self.identities[0]):
            raise ScansClosed
        former, (name, *_others) = self._there(digest), self._names(digest)
        if former != name:
            self.shelf.write(name, pyrage.encrypt(self.get(digest), [self._opening[0].to_public()]))
        connection.execute(update(blob).where(blob.c.sha256 == digest).values(stored_name=name))
        for other in _others:
            self.shelf.remove(other)

    def _there(self, digest: str) -> str:
        """The name under which a file is kept; empty when it has not come."""
        return next((name for name in self._names(digest) if self.shelf.has(name)), "")

    def _names(self, digest: str) -> tuple[str, ...]:
        if self.closed:
            raise ScansClosed
        return tuple(hmac.new(key, digest.encode(), "sha256").hexdigest() for key in self._name_keys)
