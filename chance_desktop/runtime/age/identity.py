"""Keys of the age format: an identity opens what was sealed to its recipient."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from chance_desktop.runtime.age import bech32
from chance_desktop.runtime.age.failures import NotSound
from chance_desktop.runtime.age.header import Stanza
from chance_desktop.runtime.age.primitives import derive, to_bytes, to_text, unwrap, wrap

_SECRET, _PUBLIC = "age-secret-key-", "age"
_LABEL = b"age-encryption.org/v1/X25519"
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Recipient:
    """The public half."""

    key: bytes

    @classmethod
    def parse(cls, text: str) -> Recipient:
        """Read `age1…`. Raises `ValueError`."""
        return cls(_of_length(bech32.decode(_PUBLIC, text)))

    @property
    def text(self) -> str:
        """`age1…`, as `age -r` takes it."""
        return bech32.encode(_PUBLIC, self.key)

    def wrap(self, file_key: bytes) -> Stanza:
        """The file's key sealed to this recipient."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(self.key))
        return Stanza(("X25519", to_text(share)), wrap(derive(shared, share + self.key, _LABEL), file_key))


@dataclass(frozen=True, slots=True)
class Identity:
    """The secret half."""

    secret: bytes

    @classmethod
    def new(cls) -> Identity:
        """One nobody has."""
        return cls(os.urandom(_LENGTH))

    @classmethod
    def parse(cls, text: str) -> Identity:
        """Read `AGE-SECRET-KEY-1…`. Raises `ValueError`."""
        return cls(_of_length(bech32.decode(_SECRET, text)))

    @property
    def text(self) -> str:
        """`AGE-SECRET-KEY-1…`, as a file given to `age -i` holds it."""
        return bech32.encode(_SECRET, self.secret).upper()

    @property
    def recipient(self) -> Recipient:
        """Who files are sealed to, for this identity to open them."""
        return Recipient(self._key().public_key().public_bytes_raw())

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file's key, when it was sealed to this identity. Raises `NotSound`."""
        if stanza.arguments[0] != "X25519":
            return None
        share = to_bytes(stanza.arguments[1]) if len(stanza.arguments) == 2 else b""
        if len(share) != _LENGTH:
            raise NotSound
        try:
            shared = self._key().exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError as error:  # a share of low order
            raise NotSound from error
        return unwrap(derive(shared, share + self.recipient.key, _LABEL), stanza.body)

    def _key(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.secret)


def _of_length(key: bytes) -> bytes:
    if len(key) != _LENGTH:
        raise ValueError("not a key")
    return key
