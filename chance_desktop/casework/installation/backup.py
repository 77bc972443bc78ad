"""Backups a person makes: everything of a home in one file sealed with a passphrase, read back before it takes its name.

It holds every secret of the vault, so that a Region restored elsewhere is still the Region. The file is described in
`store.copies.backup_archive`; what becomes of it in `casework.restore`.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from chance_desktop.casework.installation.shared_store import leave_sharing
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import RECOVERY_SHEET, SHORTEST_PASSPHRASE, PassphraseTooShort
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.runtime.age import Identity, Passphrase, Recipient
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import told_by_place, whole_file
from chance_desktop.runtime.vault import SECRETS, STORE_KEY, secrets_of
from chance_desktop.runtime.words import _
from chance_desktop.store.copies.backup import copy_database, sound
from chance_desktop.store.copies.backup_archive import (
    DATABASE,
    FACTS,
    BackupDamaged,
    WrongWords,
    archive_members,
    save_member,
    write_archive,
)
from chance_desktop.store.copies.copying import copy_to_file
from chance_desktop.store.failures import StoreDamaged, told_in_french
from chance_desktop.store.schema.tables import dossier_summary

__all__ = [
    "BackupDamaged",
    "BackupFacts",
    "BackupInfo",
    "WrongWords",
    "create_backup",
    "save_contents",
    "verify_backup",
]

_FORMAT = 2
_LARGEST_FACTS = 1 << 20


class StoreNotSound(ExpectedError):
    """It is the store of this poste that is damaged, not its backup."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Le fichier des dossiers de ce poste est abîmé : il n’a pas été sauvegardé, pour ne remplacer aucune bonne copie."
            ),
            _("Gardez vos anciennes sauvegardes : la dernière se reprend par « Reprendre une sauvegarde »."),
        )


class BackupTooNew(ExpectedError):
    """The backup was made by a newer version."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette sauvegarde a été faite avec une version plus récente de l’application."),
            _("Installez la dernière version sur ce poste, puis recommencez."),
        )


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup that was read back whole."""

    file: Path
    dossiers: int
    made_on: date
    fictional: bool


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says of itself: never printed, since it holds the secrets."""

    made_on: date
    dossiers: int
    fictional: bool
    secrets: dict[str, str] = field(repr=False)

    @property
    def key(self) -> str:
        """The key of the store it holds."""
        return self.secrets[STORE_KEY]

    def write(self) -> bytes:
        """As the backup holds it; `key` stands apart for former versions, which know no other secret."""
        return json.dumps({
            "format": _FORMAT, "key": self.key, "secrets": self.secrets, "fictional": self.fictional,
            "made_on": self.made_on.isoformat(), "dossiers": self.dossiers,
        }).encode()  # fmt: skip

    @classmethod
    def read(cls, content: bytes) -> BackupFacts:
        """Read them. Raises `BackupDamaged` or `BackupTooNew`."""
        try:
            facts = json.loads(content)
            if int(facts.get("format", 1)) > _FORMAT:
                raise BackupTooNew
            told = {str(name): str(secret) for name, secret in facts.get("secrets", {}).items()}
            return cls(
                date.fromisoformat(facts["made_on"]), int(facts["dossiers"]), bool(facts["fictional"]),
                {**{name: told[name] for name in SECRETS if name in told}, STORE_KEY: str(facts["key"])},
            )  # fmt: skip
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise BackupDamaged from error


def create_backup(desk: Desk, path: Path, passphrase: str, progress: Progress | None = None) -> BackupInfo:
    """Write a backup and read it back; a file of that name is replaced only by one that was read whole.

    Raises `PassphraseTooShort`, `StoreNotSound`, `ScanLost`, `StoreFull` or `ReadOnlyHome`.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort
    report = progress or NoProgress()
    shelf = desk.store.attachments.shelf
    with told_in_french():
        scans = shelf.names()
    report.advance(0, 2 * len(scans) + 2, _("Copie des dossiers"))
    with _copied(desk) as copy, whole_file(path, private=True) as stream:
        facts = BackupFacts(desk.today(), _count(desk), desk.fictional, secrets_of(desk.vault))

        def packed(done: int) -> None:
            report.advance(done + 1, 2 * len(scans) + 2, _("Copie des pièces numérisées"))

        def read(done: int) -> None:
            report.advance(len(scans) + done, 2 * len(scans) + 2, _("Relecture"))

        write_archive(stream, passphrase, _sheets(desk), facts.write(), copy, (shelf, scans), packed)
        stream.flush()
        info = _verified(path.with_name(path.name + ".part"), Passphrase(passphrase), read)
    return replace(info, file=path)


def verify_backup(path: Path, passphrase: str, progress: Progress | None = None) -> BackupInfo:
    """Read a backup whole, database included. Raises `WrongPassphrase`, `BackupDamaged` or `BackupTooNew`."""
    report = progress or NoProgress()
    report.advance(0, 0, _("Relecture"))
    return _verified(path, Passphrase(passphrase), lambda done: report.advance(done, 0, _("Relecture")))


def save_contents(
    path: Path, key: Passphrase | Identity, folder: Path, read: Callable[[int], None], *, scans: bool = True
) -> BackupFacts:
    """Write what a backup holds into a folder and make sure of it; `read` is told how many members are done.

    Raises `WrongPassphrase`, `WrongWords`, `BackupDamaged`, `BackupTooNew`, `StoreFull` or `ReadOnlyHome`.
    """
    facts: BackupFacts | None = None
    with archive_members(path, key) as members:
        for done, (name, stream) in enumerate(members):
            read(done)
            if name == FACTS:
                facts = BackupFacts.read(stream.read(_LARGEST_FACTS))
            elif name == DATABASE or scans:
                with told_by_place(folder):
                    save_member(stream, folder / name)
    database = folder / DATABASE
    if facts is None or not database.exists() or not sound(database, facts.key):
        raise BackupDamaged
    return facts


def facts_of(path: Path, key: Passphrase | Identity) -> BackupFacts:
    """What a backup says of itself, the rest of it not looked at. Raises as `save_contents`."""
    with archive_members(path, key) as members:
        for name, stream in members:
            if name == FACTS:
                return BackupFacts.read(stream.read(_LARGEST_FACTS))
    raise BackupDamaged


def _verified(path: Path, key: Passphrase | Identity, read: Callable[[int], None]) -> BackupInfo:
    with _temporary(Path(tempfile.gettempdir())) as folder:
        facts = save_contents(path, key, folder, read, scans=False)
    return BackupInfo(path, facts.dossiers, facts.made_on, facts.fictional)


@contextmanager
def _copied(desk: Desk) -> Iterator[Path]:
    """A copy of the store as a file of its own, under this home's key, also when desks share it.

    Raises `StoreNotSound` when it is the store that is damaged.
    """
    key = desk.vault.get(STORE_KEY)
    with _temporary(desk.home) as folder:
        copy = folder / DATABASE
        try:
            with told_in_french():
                _copy_store(desk, key, copy)
        except StoreDamaged as error:
            raise StoreNotSound from error
        if not sound(copy, key):
            raise StoreNotSound
        yield copy


def _copy_store(desk: Desk, key: str, copy: Path) -> None:
    if not desk.store.shared:
        copy_database(desk.layout.store, key, copy)
        return
    with desk.reading() as connection:
        copy_to_file(connection, copy, key)
    leave_sharing(desk, copy, key)


@contextmanager
def _temporary(place: Path) -> Iterator[Path]:
    """A folder emptied at the end. Raises `StoreFull` or `ReadOnlyHome`."""
    with told_by_place(place):
        folder = Path(tempfile.mkdtemp(prefix="chance-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sheets(desk: Desk) -> tuple[Recipient, ...]:
    """The last recovery sheet, where one was printed."""
    text = desk.setting(RECOVERY_SHEET)
    return (Recipient.parse(text),) if text else ()


def _count(desk: Desk) -> int:
    with desk.reading() as connection:
        return connection.execute(select(func.count()).select_from(dossier_summary)).scalar_one()
