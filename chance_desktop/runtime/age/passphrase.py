"""A passphrase, made slow to guess by scrypt at a cost that is fixed and written in the file."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass

from chance_desktop.runtime.age.failures import NotEnoughMemory, NotSound
from chance_desktop.runtime.age.header import Stanza
from chance_desktop.runtime.age.primitives import to_bytes, to_text, unwrap, wrap

WORK_FACTOR = 16
"""Scrypt with N = 2^16, r = 8, p = 1: 64 MiB and a quarter of a second here, a dozen seconds on a poste fifty times slower.
Twice as much would take a backup over 200 MB of memory. Never measured: what one poste seals, every other opens."""
HIGHEST_WORK_FACTOR = 22
"""What is opened at most, as `age` does: 4 GiB. Files sealed by former versions were measured, up to 2^20 on fast machines."""
_BLOCK, _SALT_LENGTH = 8, 16
_LABEL = b"age-encryption.org/v1/scrypt"


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What a person types; it seals a file alone, without other recipients."""

    text: str
    work_factor: int = WORK_FACTOR

    def wrap(self, file_key: bytes) -> Stanza:
        """The file's key sealed with the passphrase."""
        salt = os.urandom(_SALT_LENGTH)
        body = wrap(self._stretched(salt, self.work_factor), file_key)
        return Stanza(("scrypt", to_text(salt), str(self.work_factor)), body)

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file's key, when it is the passphrase. Raises `NotSound` or `NotEnoughMemory`."""
        if stanza.arguments[0] != "scrypt":
            return None
        if len(stanza.arguments) != 3 or not stanza.arguments[2].isdecimal():
            raise NotSound
        salt, work_factor = to_bytes(stanza.arguments[1]), int(stanza.arguments[2])
        if len(salt) != _SALT_LENGTH or not 1 <= work_factor <= HIGHEST_WORK_FACTOR:
            raise NotSound
        return unwrap(self._stretched(salt, work_factor), stanza.body)

    def _stretched(self, salt: bytes, work_factor: int) -> bytes:
        memory = 128 * _BLOCK * (1 << work_factor)
        try:
            return hashlib.scrypt(
                self.text.encode("utf-8"), salt=_LABEL + salt, n=1 << work_factor, r=_BLOCK, p=1,
                maxmem=memory + (1 << 20), dklen=32,
            )  # fmt: skip
        except (MemoryError, ValueError) as error:  # OpenSSL tells a refused allocation as a wrong value
            raise NotEnoughMemory from error
