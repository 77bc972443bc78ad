"""The keys of this poste: an age identity to be written to, a minisign key to sign with. Each is a secret of the vault."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import minisign
import pyrage

from chance_desktop.runtime.vault import KeyMissing, Vault

AGE_IDENTITY = "age-identity"
FORMER_AGE_IDENTITIES = "former-age-identities"
"""Secret: the identities this poste was written to before, latest first, one a line; what was on its way still opens."""
SIGNING_KEY = "signing-key"
ROOT_KEY = "root-key"
_MOST_FORMER = 12  # of 74 characters: a secret of the vault stays under 1,000


@dataclass(frozen=True, slots=True)
class PosteKeys:
    """Keys of this poste, secret halves included."""

    age: pyrage.x25519.Identity
    signing: minisign.SecretKey
    former_age: tuple[pyrage.x25519.Identity, ...] = ()

    @property
    def age_recipient(self) -> str:
        """`age1…`: who encrypts to this poste uses it."""
        return str(self.age.to_public())

    @property
    def signing_public(self) -> str:
        """The minisign public key, as `minisign -P` takes it."""
        return public_text(self.signing.get_public_key())


def poste_keys(vault: Vault) -> PosteKeys:
    """Keys of this poste, made the first time."""
    return known_keys(vault) or new_keys(vault)


def known_keys(vault: Vault) -> PosteKeys | None:
    """Keys of this poste, where it has some."""
    try:
        return PosteKeys(
            pyrage.x25519.Identity.from_str(vault.get(AGE_IDENTITY)),
            minisign.SecretKey.from_base64(vault.get(SIGNING_KEY)),
            tuple(pyrage.x25519.Identity.from_str(each) for each in _former(vault)),
        )
    except KeyMissing:
        return None


def new_keys(vault: Vault) -> PosteKeys:
    """Make keys and keep them in the vault, beside the identities this poste was written to before."""
    age, signing = pyrage.x25519.Identity.generate(), minisign.KeyPair.generate().secret_key
    keep_former(vault, str(age))
    vault.put(AGE_IDENTITY, str(age))
    vault.put(SIGNING_KEY, secret_text(signing))
    return PosteKeys(age, signing, tuple(pyrage.x25519.Identity.from_str(each) for each in _former(vault)))


def keep_former(vault: Vault, following: str) -> None:
    """Keep the identity this poste is written to, before another follows it."""
    with suppress(KeyMissing):
        current, former = vault.get(AGE_IDENTITY), _former(vault)
        if current != following:
            kept = dict.fromkeys((current, *former))
            vault.put(FORMER_AGE_IDENTITIES, "\n".join(list(kept)[:_MOST_FORMER]))


def keep_as_former(vault: Vault, identities: Sequence[str]) -> None:
    """Keep identities of another poste, whose place this one may take: what is on its way to it opens here too."""
    kept = dict.fromkeys((*identities, *_former(vault)))
    vault.put(FORMER_AGE_IDENTITIES, "\n".join(list(kept)[:_MOST_FORMER]))


def _former(vault: Vault) -> list[str]:
    try:
        return vault.get(FORMER_AGE_IDENTITIES).splitlines()
    except KeyMissing:
        return []


def root_key(vault: Vault) -> minisign.SecretKey:
    """The Region's root key, made the first time; offices have none."""
    try:
        return minisign.SecretKey.from_base64(vault.get(ROOT_KEY))
    except KeyMissing:
        return new_root_key(vault)


def new_root_key(vault: Vault) -> minisign.SecretKey:
    """Make a root key and keep it in the vault."""
    made = minisign.KeyPair.generate().secret_key
    vault.put(ROOT_KEY, secret_text(made))
    return made


def public_text(key: minisign.PublicKey) -> str:
    """The base64 line of a public key."""
    return bytes(key).decode().splitlines()[-1]


def secret_text(key: minisign.SecretKey) -> str:
    """The base64 line of a secret key."""
    return bytes(key).decode().splitlines()[-1]


def device_of_key(public: str) -> str:
    """The name of the poste that signs with a key: sixteen hexadecimal digits of the digest of the key itself, since the id
    written beside it is chosen by whoever makes it.
    """
    return hashlib.sha256(base64.b64decode(public)[10:]).hexdigest()[:16]


def key_id(public: str) -> str:
    """Short name of a signing key, as minisign prints it: sixteen hexadecimal digits."""
    return base64.b64decode(public)[2:10][::-1].hex().upper()
