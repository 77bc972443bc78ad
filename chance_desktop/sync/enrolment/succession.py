"""New keys take the place of a poste's in one step: cut anywhere, the poste has the former name and keys, or the new ones.

The new keys wait in the vault under names of their own; the transaction that gives the store its new name says which keys it
took; only then do they take their place, now or at the next opening.
"""

from __future__ import annotations

from contextlib import suppress

import minisign
import pyrage

from chance_desktop.runtime.vault import KeyMissing, Vault
from chance_desktop.sync.identity import AGE_IDENTITY, SIGNING_KEY, PosteKeys, keep_former, public_text, secret_text

_NEXT_AGE, _NEXT_SIGNING = "next-age-identity", "next-signing-key"


def prepare_keys(vault: Vault) -> PosteKeys:
    """Make the keys a poste will have; they wait in the vault."""
    age, signing = pyrage.x25519.Identity.generate(), minisign.KeyPair.generate().secret_key
    vault.put(_NEXT_AGE, str(age))
    vault.put(_NEXT_SIGNING, secret_text(signing))
    return PosteKeys(age, signing)


def install_keys(vault: Vault, taken: str) -> None:
    """Put in their place the keys that wait, when they are those the store took; done twice, it changes nothing more."""
    with suppress(KeyMissing):
        signing = vault.get(_NEXT_SIGNING)
        if public_text(minisign.SecretKey.from_base64(signing).get_public_key()) != taken:
            return
        age = vault.get(_NEXT_AGE)
        keep_former(vault, age)
        vault.put(AGE_IDENTITY, age)
        vault.put(SIGNING_KEY, signing)
    for name in (_NEXT_SIGNING, _NEXT_AGE):
        vault.remove(name)
