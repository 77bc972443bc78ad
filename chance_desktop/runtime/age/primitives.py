"""What the age format is built of: HKDF-SHA256, ChaCha20-Poly1305, base 64 without padding."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from chance_desktop.runtime.age.failures import NotSound

_ONLY_ONCE = bytes(12)
"""Nonce of a key that seals one thing only."""


def derive(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose (RFC 5869, one block)."""
    extracted = hmac.digest(salt or bytes(32), secret, hashlib.sha256)
    return hmac.digest(extracted, purpose + b"\x01", hashlib.sha256)


def wrap(key: bytes, file_key: bytes) -> bytes:
    """Seal a file key with a key used this once."""
    return ChaCha20Poly1305(key).encrypt(_ONLY_ONCE, file_key, None)


def unwrap(key: bytes, wrapped: bytes) -> bytes | None:
    """The file key, or nothing where the key is another."""
    try:
        return ChaCha20Poly1305(key).decrypt(_ONLY_ONCE, wrapped, None)
    except InvalidTag:
        return None


def to_text(content: bytes) -> str:
    """Base 64 without padding."""
    return base64.b64encode(content).decode("ascii").rstrip("=")


def to_bytes(text: str) -> bytes:
    """The bytes of a base 64 without padding. Raises `NotSound`."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotSound from error
