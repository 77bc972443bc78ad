"""Where the secrets of a home are kept: the desktop's own vault, a file sealed with a passphrase, or a clear file.

The clear file serves fictional homes only: they must open on a machine that has no vault. A real home never uses it.
Each secret is an entry of its own under 1,000 characters, because Windows' vault allows little more.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Protocol

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.running_lock import turn_for
from chance_desktop.runtime.words import _

_SERVICE = "chance-desktop"
_LONGEST_SECRET = 1000

STORE_KEY, DATABASE_PASSWORD, SCANS_KEY = "store-key", "database-password", "scans-key"

SECRETS = (
    STORE_KEY,
    "age-identity",
    "former-age-identities",
    "signing-key",
    "next-age-identity",
    "next-signing-key",
    "root-key",
    "generation",
    "mailbox-password",
    DATABASE_PASSWORD,
    SCANS_KEY,
)
"""Every secret a home may have. A vault keeps no other: a backup and the recovery sheet save all of these."""


class VaultUnavailable(ExpectedError):
    """The desktop has no vault that answers."""

    def __init__(self) -> None:
        super().__init__(
            _("Le coffre de mots de passe de cet ordinateur ne répond pas."),
            _("Ouvrez d’abord votre session habituelle, ou choisissez une phrase secrète."),
        )


class WrongPassphrase(ExpectedError):
    """The passphrase does not open the sealed key."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette phrase secrète n’ouvre pas les dossiers."),
            _("Vérifiez les majuscules et la disposition du clavier, puis recommencez."),
        )


class KeyMissing(ExpectedError):
    """The key of the store is not where it should be."""

    def __init__(self) -> None:
        super().__init__(
            _("La clé qui ouvre les dossiers est introuvable sur ce poste."),
            _("Ouvrez la session avec laquelle vous travaillez d’habitude, ou reprenez une sauvegarde."),
        )


class KeyFileDamaged(ExpectedError):
    """The file of the sealed secrets was cut or altered."""

    def __init__(self) -> None:
        super().__init__(
            _("Le fichier qui garde la clé des dossiers sur ce poste est abîmé."),
            _("Ouvrez les dossiers avec la feuille de secours, ou reprenez une sauvegarde."),
        )


class Vault(Protocol):
    """Secrets of one home, by name."""

    def get(self, name: str) -> str:
        """The secret; raises `KeyMissing`."""
        ...

    def put(self, name: str, secret: str) -> None:
        """Keep the secret, replacing the former one."""
        ...

    def remove(self, name: str) -> None:
        """Remove one secret; one that was never kept is no failure."""
        ...

    def forget(self) -> None:
        """Remove every secret of this home."""
        ...


def secrets_of(vault: Vault) -> dict[str, str]:
    """Every secret a vault holds, by name. Raises `VaultUnavailable`."""
    found: dict[str, str] = {}
    for name in SECRETS:
        with suppress(KeyMissing):
            found[name] = vault.get(name)
    return found


def desktop_vault_available() -> bool:
    """Whether the desktop has a vault that keeps secrets encrypted."""
    backends, backend = _library().backends, _library().get_keyring()
    chainer, nowhere = backends.chainer, (backends.fail.Keyring, backends.null.Keyring)
    if isinstance(backend, chainer.ChainerBackend):
        return any(not isinstance(each, nowhere) for each in backend.backends)
    return not isinstance(backend, nowhere)


def _library() -> ModuleType:
    import keyring.backends.chainer
    import keyring.backends.null

    return keyring


class DesktopVault:
    """The vault of the desktop: Secret Service, Windows' credential manager, macOS' keychain."""

    def __init__(self, home_number: str) -> None:
        self._home_number = home_number

    def _entry(self, name: str) -> str:
        return f"{self._home_number}/{name}"

    def get(self, name: str) -> str:
        """The secret; raises `KeyMissing` or `VaultUnavailable`."""
        keyring = _library()
        try:
            secret: str | None = keyring.get_password(_SERVICE, self._entry(name))
        except keyring.errors.KeyringError as error:
            raise VaultUnavailable from error
        if secret is None:
            raise KeyMissing
        return secret

    def put(self, name: str, secret: str) -> None:
        """Keep the secret; raises `VaultUnavailable`."""
        check_secret(name, secret)
        keyring = _library()
        try:
            keyring.set_password(_SERVICE, self._entry(name), secret)
        except keyring.errors.KeyringError as error:
            raise VaultUnavailable from error

    def remove(self, name: str) -> None:
        """Remove one secret; raises `VaultUnavailable`."""
        keyring = _library()
        try:
            keyring.delete_password(_SERVICE, self._entry(name))
        except keyring.errors.PasswordDeleteError:
            return
        except keyring.errors.KeyringError as error:
            raise VaultUnavailable from error

    def forget(self) -> None:
        """Remove every secret of this home; one that was never kept is no failure."""
        for name in SECRETS:
            self.remove(name)


class ClearFileVault:
    """A clear JSON file beside the store: fictional homes only."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _read(self) -> dict[str, str]:
        try:
            content = json.loads(self._path.read_text("utf-8"))
        except (FileNotFoundError, ValueError) as error:
            raise KeyMissing from error
        return {str(name): str(secret) for name, secret in content.items()}

    def get(self, name: str) -> str:
        """The secret; raises `KeyMissing`."""
        try:
            return self._read()[name]
        except KeyError:
            raise KeyMissing from None

    def put(self, name: str, secret: str) -> None:
        """Keep the secret."""
        check_secret(name, secret)
        with turn_for(self._path):
            secrets = self._read() if self._path.exists() else {}
            write_whole(self._path, json.dumps({**secrets, name: secret}).encode(), private=True)

    def remove(self, name: str) -> None:
        """Remove one secret."""
        with turn_for(self._path):
            secrets = self._read() if self._path.exists() else {}
            if secrets.pop(name, None) is not None:
                write_whole(self._path, json.dumps(secrets).encode(), private=True)

    def forget(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)


def check_secret(name: str, secret: str) -> None:
    """Raises `ValueError` for a secret that no backup would save, or that Windows' vault would not take."""
    if name not in SECRETS:
        raise ValueError("a secret nobody declared would be in no backup")
    if len(secret) > _LONGEST_SECRET:
        raise ValueError("a secret of the vault stays under 1,000 characters")
