"""Write a file whole or not at all: a cut, a full disk or a key pulled out leaves no half file under a good name."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

_LEAST_ROOM = 128 * 1024
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says when there is no room."""


class StoreFull(ExpectedError):
    """A disk has no room left: that of the dossiers, or the one that holds `place`."""

    def __init__(self, place: Path | None = None) -> None:
        if place is None:
            super().__init__(
                _("Le disque des dossiers est plein : la dernière modification n’a pas pu être enregistrée."),
                _("Libérez de la place sur le disque, puis recommencez. Ce qui était enregistré est intact."),
            )
        else:
            super().__init__(
                _("Il n’y a plus de place sur le disque de « {place} » : rien n’y a été écrit.").replace(
                    "{place}", str(place)
                ),
                _("Libérez de la place à cet endroit ou choisissez-en un autre. Ce qui s’y trouvait est intact."),
            )


class ReadOnlyHome(ExpectedError):
    """A folder cannot be written: that of the dossiers, or `place`."""

    def __init__(self, place: Path | None = None) -> None:
        if place is None:
            super().__init__(
                _("Le dossier de l’application ne peut pas être modifié sur ce poste."),
                _("Vérifiez vos droits sur ce dossier, ou demandez à la personne qui s’occupe des postes."),
            )
        else:
            super().__init__(
                _("Rien ne peut être écrit dans « {place} ».").replace("{place}", str(place)),
                _(
                    "Vérifiez que la clé ou le disque est là et n’est pas protégé en écriture, ou choisissez un autre endroit."
                ),
            )


def file_failure(error: OSError, place: Path | None = None) -> ExpectedError:
    """What a file that could not be written at a place means for the person at the screen."""
    return StoreFull(place) if _says_no_room(error) else ReadOnlyHome(place)


def _says_no_room(error: OSError) -> bool:
    if isinstance(error, shutil.Error):
        # the copy of a folder tells its failures as words alone
        told = str(error)
        return any(f"[Errno {number}]" in told for number in NO_ROOM)
    return error.errno in NO_ROOM


def is_full(place: Path) -> bool:
    """Whether the disk that holds a place has no room for what a store writes to be merely read."""
    with suppress(OSError):
        return shutil.disk_usage(place).free < _LEAST_ROOM
    return False


@contextmanager
def told_by_place(place: Path) -> Iterator[None]:
    """Tell a file that could not be written as the failure of the folder it was written in."""
    try:
        yield
    except OSError as error:
        raise file_failure(error, place) from error


def write_whole(path: Path, content: bytes, *, private: bool = False, place: Path | None = None) -> None:
    """Write under a temporary name, reach the disk, then rename. Raises `StoreFull` or `ReadOnlyHome`."""
    with whole_file(path, private=private, place=place) as stream:
        stream.write(content)


@contextmanager
def whole_file(path: Path, *, private: bool = False, place: Path | None = None) -> Iterator[BinaryIO]:
    """A stream that becomes the file once the block ends; the former file stands until then, and stays when it fails.

    `private`: readable by its owner alone, where the system knows owners. `place` is named when it cannot be written, the
    folder of the file when not given. Raises `StoreFull` or `ReadOnlyHome`.
    """
    temporary = path.with_name(path.name + ".part")
    with told_by_place(place or path.parent), _removed_on_failure(temporary):
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = 0o600 if private else 0o666
        with os.fdopen(os.open(temporary, _CREATED, mode), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


_CREATED = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
