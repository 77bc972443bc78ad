"""The seal each page of the encrypted file carries.

SQLCipher 4 seals each page of 4,096 bytes: its last 64 are the HMAC-SHA-512 of the ciphertext, of its initialisation vector and of
its number, under a key derived from the raw key and from the salt, the first 16 bytes of the file
(https://www.zetetic.net/sqlcipher/design/). A hundred thousand pages are checked in a second.
"""

from __future__ import annotations

import hashlib
import hmac

PAGE = 4096
_SALT, _SEAL = 16, 64
_MASK, _ROUNDS = 0x3A, 2


class Seals:
    """The seals of one file."""

    def __init__(self, key: str, salt: bytes) -> None:
        mask = bytes(byte ^ _MASK for byte in salt)
        self._key = hashlib.pbkdf2_hmac("sha512", bytes.fromhex(key), mask, _ROUNDS, 32)

    @classmethod
    def of(cls, key: str, first: bytes) -> Seals:
        """The seals of a file, from its first page or its beginning."""
        return cls(key, first[:_SALT])

    def seal(self, number: int, page: bytes) -> bytes:
        """The seal a page should have."""
        sealed = page[_SALT if number == 1 else 0 : -_SEAL]
        return hmac.digest(self._key, sealed + number.to_bytes(4, "little"), "sha512")

    def sealed(self, number: int, page: bytes) -> bytes:
        """A page with the seal of its place."""
        return page[:-_SEAL] + self.seal(number, page)

    def holds(self, number: int, page: bytes) -> bool:
        """Whether a page is whole; one that was never written, in a file that grew, is empty."""
        return len(page) == PAGE and (hmac.compare_digest(self.seal(number, page), page[-_SEAL:]) or not any(page))
