"""The secrets of a home in one file sealed with a passphrase, which any `age -d` opens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from chance_desktop.runtime.age import Header, NoKeyOpens, NotSound, Opened, Passphrase, Sealed, new_file_key
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.vault import KeyFileDamaged, KeyMissing, WrongPassphrase, check_secret


class SealedFileVault:
    """Secrets in one file sealed with a passphrase (age, scrypt), which any `age -d` opens.

    The passphrase is stretched once, at opening or at the first sealing: what follows is sealed under the same head.
    """

    def __init__(self, path: Path, passphrase: str) -> None:
        self._path = path
        self._passphrase = Passphrase(passphrase)
        self._head: tuple[Header, bytes] | None = None
        self._secrets: dict[str, str] = self._open() if path.exists() else {}

    def _open(self) -> dict[str, str]:
        try:
            with self._path.open("rb") as stream:
                opened = Opened(stream, [self._passphrase])
                clear = opened.readall()
            secrets = {str(name): str(secret) for name, secret in json.loads(clear).items()}
        except NoKeyOpens as error:
            raise WrongPassphrase from error
        except (NotSound, ValueError, AttributeError) as error:
            raise KeyFileDamaged from error
        self._head = (opened.header, opened.file_key)
        return secrets

    def get(self, name: str) -> str:
        """The secret; raises `KeyMissing`."""
        try:
            return self._secrets[name]
        except KeyError:
            raise KeyMissing from None

    def put(self, name: str, secret: str) -> None:
        """Keep the secret and seal the file again."""
        check_secret(name, secret)
        self._secrets = {**self._secrets, name: secret}
        self._seal()

    def remove(self, name: str) -> None:
        """Remove one secret and seal the file again."""
        if self._secrets.pop(name, None) is not None:
            self._seal()

    @classmethod
    def made_of(cls, path: Path, passphrase: str, secrets: Mapping[str, str]) -> SealedFileVault:
        """Replace the file, in one step, by one of these secrets under this passphrase."""
        vault = cls.__new__(cls)
        vault._path, vault._passphrase, vault._head = path, Passphrase(passphrase), None
        vault._secrets = dict(secrets)
        vault._seal()
        return vault

    def _seal(self) -> None:
        made = BytesIO()
        if self._head is None:
            file_key = new_file_key()
            self._head = (Header.made_for([self._passphrase], file_key), file_key)
        with Sealed.under(made, *self._head) as sealed:
            sealed.write(json.dumps(self._secrets).encode())
        write_whole(self._path, made.getvalue(), private=True)

    def forget(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)
        self._secrets = {}
