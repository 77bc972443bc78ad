"""The file of a backup: written and read as a stream, so that memory does not grow with the scans it carries.

A stored zip of three members that ordinary tools open: `phrase.age`, a key sealed with the passphrase; `sauvegarde.age`, a
compressed tar sealed to that key and to the recovery sheet; and a note that says so: `age -d -i phrase.age sauvegarde.age |
zstd -d | tar -x`. A key between the passphrase and the content is what lets two ways in: the age format allows nobody
beside a passphrase. Former backups are one age file sealed with the passphrase, and still open.
"""

from __future__ import annotations

import shutil
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from chance_desktop.runtime.age import (
    Identity,
    NoKeyOpens,
    NotSound,
    Opened,
    Passphrase,
    Recipient,
    Sealed,
    open_bytes,
    seal_bytes,
)
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.vault import WrongPassphrase
from chance_desktop.runtime.words import _
from chance_desktop.store.scans.attachments import Shelf, file_of

FACTS, DATABASE, ATTACHMENTS = "backup.json", "dossiers.chance-db", "attachments/"
_NOTE, _KEY, _CONTENT = "LISEZ-MOI.txt", "phrase.age", "sauvegarde.age"
_FORMER = b"age-"
_PIECE = 1 << 20
_LARGEST_KEY = 4096
_EPOCH = (2000, 1, 1, 0, 0, 0)

_EXPLAINED = _(
    "Sauvegarde de « Une chance pour l’Europe ».\n\n"
    "Elle se reprend dans l’application : « J’ai un fichier de sauvegarde », puis la phrase secrète ou les douze mots "
    "de la feuille de secours.\n\n"
    "Sans l’application, avec les outils unzip, age, zstd et tar :\n"
    "  age -d -i phrase.age sauvegarde.age | zstd -d | tar -x\n"
)


class BackupDamaged(ExpectedError):
    """The backup is not whole."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette sauvegarde est abîmée ou incomplète."),
            _("Prenez-en une autre. Rien n’a été modifié sur ce poste."),
        )


class WrongWords(ExpectedError):
    """The words of another recovery sheet, or a backup made before there was one."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces mots n’ouvrent pas cette sauvegarde."),
            _("Prenez la feuille de secours imprimée avant cette sauvegarde, ou tapez la phrase secrète."),
        )


def write_archive(
    stream: BinaryIO,
    passphrase: str,
    sheets: Sequence[Recipient],
    facts: bytes,
    database: Path,
    scans: tuple[Shelf, Sequence[str]],
    advance: Callable[[int], None],
) -> None:
    """Write a backup to a stream that can seek; `advance` is told how many scans are done."""
    key = Identity.new()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(_NOTE, _EPOCH), _EXPLAINED)
        archive.writestr(
            zipfile.ZipInfo(_KEY, _EPOCH), seal_bytes(f"{key.text}\n".encode("ascii"), [Passphrase(passphrase)])
        )
        content = zipfile.ZipInfo(_CONTENT, _EPOCH)
        with (
            archive.open(content, "w", force_zip64=True) as member,
            Sealed(cast(BinaryIO, member), [key.recipient, *sheets]) as sealed,
            zstandard.ZstdCompressor(level=3).stream_writer(cast(BinaryIO, sealed), closefd=False) as packed,
            tarfile.open(fileobj=packed, mode="w|") as tar,
        ):
            _add(tar, FACTS, facts)
            tar.add(database, DATABASE, filter=_nobody)
            shelf, names = scans
            for done, name in enumerate(names):
                advance(done)
                _add(tar, ATTACHMENTS + file_of(name), shelf.read(name))


@contextmanager
def archive_members(path: Path, key: Passphrase | Identity) -> Iterator[Iterator[tuple[str, BinaryIO]]]:
    """The members of a backup one after the other, each read before the next; all is known to be whole at the end only.

    Raises `WrongPassphrase`, `WrongWords` or `BackupDamaged`.
    """
    try:
        with _content(path, key) as opened:
            yield _members(opened)
    except NoKeyOpens as error:
        raise (WrongPassphrase if isinstance(key, Passphrase) else WrongWords)() from error
    except (NotSound, zipfile.BadZipFile, zstandard.ZstdError, tarfile.TarError, EOFError, ValueError) as error:
        raise BackupDamaged from error


def save_member(stream: BinaryIO, path: Path) -> None:
    """Write a member to a file, a piece at a time. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        shutil.copyfileobj(stream, file, _PIECE)


@contextmanager
def _content(path: Path, key: Passphrase | Identity) -> Iterator[Opened]:
    with _opened(path) as stream:
        if stream.read(len(_FORMER)) == _FORMER:
            stream.seek(0)
            yield Opened(stream, [key])
            return
        stream.seek(0)
        with zipfile.ZipFile(stream) as archive:
            if any(member.compress_type != zipfile.ZIP_STORED for member in archive.infolist()):
                raise BackupDamaged
            inner = key if isinstance(key, Identity) else _unlocked(archive, key)
            with _member(archive, _CONTENT) as member:
                yield Opened(member, [inner])


def _unlocked(archive: zipfile.ZipFile, passphrase: Passphrase) -> Identity:
    """The key the passphrase seals."""
    with _member(archive, _KEY) as member:
        text = open_bytes(member.read(_LARGEST_KEY), [passphrase])
    return Identity.parse(text.decode("ascii"))


def _member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    try:
        return cast(BinaryIO, archive.open(name))
    except (KeyError, RuntimeError, NotImplementedError) as error:
        raise BackupDamaged from error


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise BackupDamaged from error


def _members(opened: Opened) -> Iterator[tuple[str, BinaryIO]]:
    with (
        zstandard.ZstdDecompressor().stream_reader(cast(BinaryIO, opened)) as packed,
        tarfile.open(fileobj=packed, mode="r|") as tar,
    ):
        for member in tar:
            wanted = member.name in (FACTS, DATABASE) or member.name.startswith(ATTACHMENTS)
            content = tar.extractfile(member) if member.isfile() and wanted and ".." not in member.name else None
            if content is None:
                raise BackupDamaged
            yield member.name, cast(BinaryIO, content)
        # what follows the end of the tar is nothing, and only its end says that the file is whole
        while opened.read(_PIECE):
            pass


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, BytesIO(content))


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """The file without the name of the person who made it."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
