"""Backups a person makes: everything of a home in one file sealed with a passphrase, read back as soon as it is written.

The file is an age file (scrypt) of a compressed tar: `age -d FILE | zstd -d | tar -t` opens it without this program. A
restored home gets a new device identity, since the old poste may still be writing.
"""

from __future__ import annotations

import json
import tarfile
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pyrage
import zstandard
from sqlalchemy import func, select

from chance_desktop.casework.exchange.enrolment import renew_identity
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import SHORTEST_PASSPHRASE, PassphraseTooShort
from chance_desktop.casework.installation.shared_store import leave_sharing
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import (
    STORE_KEY,
    HomeIdentity,
    HomeTaken,
    home_exists,
    new_identity,
    vault_of,
)
from chance_desktop.casework.session.progress import NoProgress, Progress
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.vault import WrongPassphrase, desktop_vault_available
from chance_desktop.runtime.words import _
from chance_desktop.store.attachments import Shelf, file_of
from chance_desktop.store.backup import copy_database, sound
from chance_desktop.store.copying import copy_to_file
from chance_desktop.store.failures import file_failure, told_in_french
from chance_desktop.store.files import write_whole
from chance_desktop.store.tables import dossier_summary

_FACTS, _DATABASE, _ATTACHMENTS = "backup.json", "dossiers.chance-db", "attachments/"


class BackupDamaged(ExpectedError):
    """The backup is not whole."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette sauvegarde est abîmée ou incomplète."),
            _("Prenez-en une autre. Rien n’a été modifié sur ce poste."),
        )


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup that was read back whole."""

    file: Path
    dossiers: int
    made_on: date
    fictional: bool


def create_backup(desk: Desk, path: Path, passphrase: str, progress: Progress | None = None) -> BackupInfo:
    """Write a backup, then read it back. Raises `PassphraseTooShort`, `StoreFull` or `ReadOnlyHome`."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort
    report = progress or NoProgress()
    key = desk.vault.get(STORE_KEY)
    shelf = desk.store.attachments.shelf
    with told_in_french():
        scans = shelf.names()
    report.advance(0, len(scans) + 2, _("Copie des dossiers"))
    facts: dict[str, object] = {
        "key": key, "fictional": desk.fictional, "made_on": desk.today().isoformat(), "dossiers": _count(desk),
    }  # fmt: skip
    try:
        with told_in_french(), tempfile.TemporaryDirectory(dir=desk.home) as folder:
            copy = Path(folder) / _DATABASE
            _copy_store(desk, key, copy)
            archive = _pack(facts, copy, shelf, scans)
    except OSError as error:
        raise file_failure(error) from error
    report.advance(len(scans) + 1, len(scans) + 2, _("Scellement"))
    sealed = pyrage.passphrase.encrypt(zstandard.ZstdCompressor(level=3).compress(archive), passphrase)
    write_whole(path, sealed)
    report.advance(len(scans) + 2, len(scans) + 2, _("Relecture"))
    return verify_backup(path, passphrase)


def verify_backup(path: Path, passphrase: str) -> BackupInfo:
    """Read a backup whole, database included. Raises `WrongPassphrase` or `BackupDamaged`."""
    return _verified(path, passphrase)[0]


def _verified(path: Path, passphrase: str) -> tuple[BackupInfo, dict[str, bytes]]:
    """The backup read once: unsealing it costs a second of key stretching."""
    members = _open(path, passphrase)
    facts = _facts(members)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / _DATABASE
        copy.write_bytes(members[_DATABASE])
        if not sound(copy, str(facts["key"])):
            raise BackupDamaged
    made_on = date.fromisoformat(str(facts["made_on"]))
    return BackupInfo(path, int(str(facts["dossiers"])), made_on, bool(facts["fictional"])), members


def restore_backup(path: Path, passphrase: str, home: Path) -> BackupInfo:
    """Make a home from a backup. Raises `HomeTaken`, `WrongPassphrase` or `BackupDamaged`.

    The key goes to the desktop's vault; where there is none, it is sealed with the passphrase of the backup.
    """
    if home_exists(home):
        raise HomeTaken
    info, members = _verified(path, passphrase)
    facts, layout = _facts(members), HomeLayout(home)
    key = str(facts["key"])
    kind = "file" if info.fictional else "desktop" if desktop_vault_available() else "passphrase"
    identity: HomeIdentity = new_identity(kind, key, fictional=info.fictional)
    try:
        identity.write(layout)
        vault_of(identity, layout, passphrase).put(STORE_KEY, key)
        for name, content in members.items():
            if name != _FACTS:
                target = layout.store if name == _DATABASE else layout.root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
    except OSError as error:
        layout.identity.unlink(missing_ok=True)
        raise file_failure(error) from error
    _become_a_new_poste(home, passphrase)
    return replace(info, file=path)


def _become_a_new_poste(home: Path, passphrase: str) -> None:
    """Two copies of one store must not write under one identity."""
    desk = open_desk(home, passphrase=passphrase)
    try:
        renew_identity(desk)
    finally:
        desk.close()


def _copy_store(desk: Desk, key: str, copy: Path) -> None:
    """The store as a file of its own, under this home's key, also when desks share it."""
    if not desk.store.shared:
        copy_database(desk.layout.store, key, copy)
        return
    with desk.reading() as connection:
        copy_to_file(connection, copy, key)
    leave_sharing(desk, copy, key)


def _count(desk: Desk) -> int:
    with desk.reading() as connection:
        return connection.execute(select(func.count()).select_from(dossier_summary)).scalar_one()


def _pack(facts: dict[str, object], database: Path, shelf: Shelf, scans: list[str]) -> bytes:
    archive = BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        _add(tar, _FACTS, json.dumps(facts).encode())
        tar.add(database, _DATABASE)
        for each in scans:
            _add(tar, _ATTACHMENTS + file_of(each), shelf.read(each))
    return archive.getvalue()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, BytesIO(content))


def _open(path: Path, passphrase: str) -> dict[str, bytes]:
    try:
        sealed = path.read_bytes()
        clear = pyrage.passphrase.decrypt(sealed, passphrase)
    except OSError as error:
        raise BackupDamaged from error
    except pyrage.DecryptError as error:
        # age says "Decryption failed" when no key opens the header, and names the damage otherwise.
        raise (WrongPassphrase if str(error) == "Decryption failed" else BackupDamaged)() from error
    try:
        with zstandard.ZstdDecompressor().stream_reader(BytesIO(clear)) as stream:
            archive = stream.read()
        with tarfile.open(fileobj=BytesIO(archive), mode="r:") as tar:
            members = {}
            for member in tar:
                wanted = member.name in (_FACTS, _DATABASE) or member.name.startswith(_ATTACHMENTS)
                stream_of = tar.extractfile(member) if member.isfile() and wanted and ".." not in member.name else None
                if stream_of is None:
                    raise BackupDamaged
                members[member.name] = stream_of.read()
    except (zstandard.ZstdError, tarfile.TarError, EOFError) as error:
        raise BackupDamaged from error
    if _DATABASE not in members or _FACTS not in members:
        raise BackupDamaged
    return members


def _facts(members: dict[str, bytes]) -> dict[str, object]:
    try:
        facts = json.loads(members[_FACTS])
        return {name: facts[name] for name in ("key", "fictional", "made_on", "dossiers")}
    except (KeyError, ValueError, TypeError) as error:
        raise BackupDamaged from error
