"""The clear, impersonal facts of a home, needed before its store can be opened, and its vault."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.replacement import is_being_replaced
from chance_desktop.runtime.vault import ClearFileVault, DesktopVault, Vault
from chance_desktop.runtime.words import _
from chance_desktop.store.failures import StoreDamaged

SHORTEST_PASSPHRASE = 12
RECOVERY_SHEET = "recovery-recipient"
"""Local setting: who the last recovery sheet seals to."""
GENERATION = "generation"
"""Counter of openings, kept in the store and in the vault: they differ when the store was taken back from a copy."""


class NoHome(ExpectedError):
    """No dossiers on this computer yet."""

    def __init__(self) -> None:
        super().__init__(
            _("Aucun dossier n’est encore installé sur ce poste."),
            _("Ouvrez l’application et choisissez votre Mission Locale, ou tapez « chance demo »."),
        )


class HomeTaken(ExpectedError):
    """The folder already holds dossiers."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce dossier contient déjà une installation."), _("Choisissez un autre dossier, ou ouvrez celle-ci.")
        )


class PassphraseNeeded(ExpectedError):
    """The key is sealed with a passphrase that was not given."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces dossiers sont protégés par une phrase secrète."), _("Tapez la phrase choisie à l’installation.")
        )


class PassphraseTooShort(ExpectedError):
    """A passphrase that would not protect anything."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette phrase secrète est trop courte."),
            _("Choisissez au moins douze caractères, par exemple quatre mots sans lien entre eux."),
        )


class HomeAltered(ExpectedError):
    """What stands beside the store does not go with its key."""

    def __init__(self) -> None:
        super().__init__(
            _("Le fichier « home.json » de ces dossiers a été modifié hors de l’application : rien n’a été ouvert."),
            _("Prévenez la personne qui s’occupe des postes, puis reprenez ce fichier ou une sauvegarde."),
        )


@dataclass(frozen=True, slots=True)
class HomeIdentity:
    """`vault` is `desktop`, `passphrase` or `file` (fictional homes only).

    A desk of a shared store also keeps its address, without the password, and its own name there.
    """

    number: str
    vault: str
    fictional: bool
    key_check: str
    database: str = ""
    device: str = ""

    @classmethod
    def read(cls, layout: HomeLayout) -> HomeIdentity:
        """Read it; raises `NoHome` or `StoreDamaged`."""
        try:
            content = json.loads(layout.identity.read_text("utf-8"))
            needed = {name: content[name] for name in ("number", "vault", "fictional", "key_check")}
            return cls(**needed, database=str(content.get("database", "")), device=str(content.get("device", "")))
        except FileNotFoundError as error:
            raise NoHome from error
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
            raise StoreDamaged from error

    def write(self, layout: HomeLayout) -> None:
        """Write it, whole or not at all; raises `ReadOnlyHome` or `StoreFull`."""
        write_whole(layout.identity, json.dumps(asdict(self)).encode(), private=True)


def new_identity(vault: str, key: str, *, fictional: bool) -> HomeIdentity:
    """Identity of a home about to be made."""
    return HomeIdentity(str(uuid.uuid4()), vault, fictional, key_check(key, fictional=fictional))


def key_check(key: str, *, fictional: bool) -> str:
    """A digest that tells a wrong key from a damaged store; it says nothing of the key, which is 32 random bytes.

    It binds to the key whether the home is fictional: nobody without the key makes a real home pass for an invented one.
    """
    return _digest(key, b"fictional" if fictional else b"real")


def former_key_check(key: str) -> str:
    """What former versions wrote, which said nothing of the home; it is replaced at the first opening."""
    return _digest(key, b"")


def _digest(key: str, said: bytes) -> str:
    return hashlib.blake2b(bytes.fromhex(key), digest_size=8, salt=said, person=b"chance-key-check").hexdigest()


def vault_of(identity: HomeIdentity, layout: HomeLayout, passphrase: str | None) -> Vault:
    """The vault of a home; raises `PassphraseNeeded`, `WrongPassphrase` or `VaultUnavailable`."""
    if identity.vault == "desktop":
        return DesktopVault(identity.number)
    if identity.vault == "file":
        if not identity.fictional:
            raise HomeAltered
        return ClearFileVault(layout.key_file)
    if not passphrase:
        raise PassphraseNeeded
    from chance_desktop.runtime.sealed_vault import SealedFileVault

    return SealedFileVault(layout.key_file, passphrase)


def home_exists(home: Path) -> bool:
    """Whether the folder holds a home, or one about to take its place there."""
    layout = HomeLayout(home)
    return layout.identity.exists() or is_being_replaced(layout)
