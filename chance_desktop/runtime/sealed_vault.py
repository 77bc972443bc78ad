"""The secrets of a home in one file sealed with a passphrase, which any `age -d` opens."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from chance_desktop.runtime.age import (
    Header,
    NoKeyOpens,
    NotSound,
    Opened,
    Passphrase,
    Sealed,
    Stanza,
    Unwrapping,
    new_file_key,
)
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.running_lock import turn_for
from chance_desktop.runtime.vault import KeyFileDamaged, KeyMissing, WrongPassphrase, check_secret


@dataclass(frozen=True, slots=True)
class _Stretched:
    """The key of a head opened before: nothing is stretched again."""

    header: Header
    file_key: bytes

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The key, where the stanza is of that head."""
        return self.file_key if stanza in self.header.stanzas else None


class SealedFileVault:
    """Secrets in one file sealed with a passphrase (age, scrypt), which any `age -d` opens.

    The passphrase is stretched once, at opening or at the first sealing: what follows is sealed under the same head. What
    another program of this computer keeps there meanwhile is read again.
    """

    def __init__(self, path: Path, passphrase: str) -> None:
        self._path = path
        self._passphrase = Passphrase(passphrase)
        self._head: _Stretched | None = None
        self._read_from: tuple[int, ...] = ()
        self._secrets: dict[str, str] = self._open() if path.exists() else {}

    def _open(self) -> dict[str, str]:
        keys: tuple[Unwrapping, ...] = (*filter(None, [self._head]), self._passphrase)
        try:
            with self._path.open("rb") as stream:
                self._read_from = _version(os.fstat(stream.fileno()))
                opened = Opened(stream, keys)
                clear = opened.readall()
            secrets = {str(name): str(secret) for name, secret in json.loads(clear).items()}
        except NoKeyOpens as error:
            raise WrongPassphrase from error
        except (NotSound, ValueError, AttributeError) as error:
            raise KeyFileDamaged from error
        self._head = _Stretched(opened.header, opened.file_key)
        return secrets

    def _look_again(self) -> None:
        with suppress(FileNotFoundError):
            if _version(self._path.stat()) != self._read_from:
                self._secrets = self._open()

    def get(self, name: str) -> str:
        """The secret; raises `KeyMissing`."""
        self._look_again()
        try:
            return self._secrets[name]
        except KeyError:
            raise KeyMissing from None

    def put(self, name: str, secret: str) -> None:
        """Keep the secret and seal the file again."""
        check_secret(name, secret)
        with turn_for(self._path):
            self._look_again()
            self._secrets = {**self._secrets, name: secret}
            self._seal()

    def remove(self, name: str) -> None:
        """Remove one secret and seal the file again."""
        with turn_for(self._path):
            self._look_again()
            if self._secrets.pop(name, None) is not None:
                self._seal()

    @classmethod
    def made_of(cls, path: Path, passphrase: str, secrets: Mapping[str, str]) -> SealedFileVault:
        """Replace the file, in one step, by one of these secrets under this passphrase."""
        vault = cls.__new__(cls)
        vault._path, vault._passphrase, vault._head, vault._read_from = path, Passphrase(passphrase), None, ()
        vault._secrets = dict(secrets)
        vault._seal()
        return vault

    def _seal(self) -> None:
        made = BytesIO()
        if self._head is None:
            file_key = new_file_key()
            self._head = _Stretched(Header.made_for([self._passphrase], file_key), file_key)
        with Sealed.under(made, self._head.header, self._head.file_key) as sealed:
            sealed.write(json.dumps(self._secrets).encode())
        write_whole(self._path, made.getvalue(), private=True)
        self._read_from = _version(self._path.stat())

    def forget(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)
        self._secrets = {}


def _version(found: os.stat_result) -> tuple[int, ...]:
    """What changes when a file is replaced whole."""
    return found.st_ino, found.st_mtime_ns, found.st_size
