"""What an age file holds, sealed and opened piece by piece: memory does not grow with the file."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from chance_desktop.runtime.age.failures import NotSound
from chance_desktop.runtime.age.header import Header, Unwrapping, Wrapping, new_file_key, read_header
from chance_desktop.runtime.age.primitives import derive

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE, _TAG, _NONCE = 65536, 16, 16
_LAST = b"\x01"


class Sealed(io.RawIOBase):
    """Write into an age file; it is whole only once closed without an error."""

    def __init__(self, stream: BinaryIO, recipients: Sequence[Wrapping]) -> None:
        file_key = new_file_key()
        self._begin(stream, Header.made_for(recipients, file_key), file_key)

    @classmethod
    def under(cls, stream: BinaryIO, header: Header, file_key: bytes) -> Sealed:
        """Seal under a head already made, so that a passphrase is stretched once: each writing has a key of its own."""
        sealed = cls.__new__(cls)
        sealed._begin(stream, header, file_key)
        return sealed

    def _begin(self, stream: BinaryIO, header: Header, file_key: bytes) -> None:
        nonce = os.urandom(_NONCE)
        self._stream, self._held, self._number = stream, bytearray(), 0
        self._cipher = ChaCha20Poly1305(derive(file_key, nonce, b"payload"))
        stream.write(header.write() + nonce)

    def writable(self) -> bool:
        """It is written."""
        return True

    def write(self, content: object) -> int:
        """Take some content; whole pieces go on at once."""
        given = memoryview(content).cast("B")  # type: ignore[arg-type]
        self._held += given
        at = 0
        # the last piece is never empty, unless the file is
        while len(self._held) - at > _PIECE:
            self._put(bytes(self._held[at : at + _PIECE]), b"\x00")
            at += _PIECE
        del self._held[:at]
        return len(given)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file, unless something failed: a file without its end is never taken for a whole one."""
        if kind is None:
            self.finish()
        self.close()

    def finish(self) -> None:
        """Write the last piece; the stream below stays open."""
        self._put(bytes(self._held), _LAST)
        self._held.clear()

    def _put(self, piece: bytes, last: bytes) -> None:
        self._stream.write(self._cipher.encrypt(_nonce(self._number, last), piece, None))
        self._number += 1


class Opened(io.RawIOBase):
    """Read what an age file holds. Raises `NoKeyOpens` or `NotSound`, at once or where the damage is.

    What was read before the end is true, but only the end says that nothing is missing.
    """

    def __init__(self, stream: BinaryIO, keys: Sequence[Unwrapping]) -> None:
        super().__init__()
        self.header = read_header(stream)
        self.file_key = self.header.file_key(keys)
        nonce = stream.read(_NONCE)
        if len(nonce) != _NONCE:
            raise NotSound
        self._cipher = ChaCha20Poly1305(derive(self.file_key, nonce, b"payload"))
        self._stream, self._number, self._ended = stream, 0, False
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        """It is read."""
        return True

    def readinto(self, target: WriteableBuffer) -> int:
        """Fill a buffer with what comes next."""
        while not self._piece and not self._ended:
            self._piece = memoryview(self._next())
        room = memoryview(target).cast("B")
        taken = min(len(room), len(self._piece))
        room[:taken] = self._piece[:taken]
        self._piece = self._piece[taken:]
        return taken

    def _next(self) -> bytes:
        sealed = self._stream.read(_PIECE + _TAG)
        try:
            piece = self._cipher.decrypt(_nonce(self._number, b"\x00"), sealed, None)
        except InvalidTag:
            piece = self._last(sealed)
        self._number += 1
        return piece

    def _last(self, sealed: bytes) -> bytes:
        try:
            piece = self._cipher.decrypt(_nonce(self._number, _LAST), sealed, None)
        except InvalidTag as error:
            raise NotSound from error
        if self._stream.read(1) or (not piece and self._number):
            raise NotSound
        self._ended = True
        return piece


def seal_bytes(content: bytes, recipients: Sequence[Wrapping]) -> bytes:
    """An age file of this content."""
    made = io.BytesIO()
    with Sealed(made, recipients) as sealed:
        sealed.write(content)
    return made.getvalue()


def open_bytes(sealed: bytes, keys: Sequence[Unwrapping]) -> bytes:
    """What an age file holds. Raises `NoKeyOpens` or `NotSound`."""
    return Opened(io.BytesIO(sealed), keys).readall()


def _nonce(number: int, last: bytes) -> bytes:
    return number.to_bytes(11, "big") + last
