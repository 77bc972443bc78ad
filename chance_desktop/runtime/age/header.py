"""The head of an age file: who may open it, each in a stanza that holds the file's key sealed for them."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from chance_desktop.runtime.age.failures import NoKeyOpens, NotSound
from chance_desktop.runtime.age.primitives import derive, to_bytes, to_text

_VERSION = b"age-encryption.org/v1\n"
_COLUMNS = 64
_LONGEST_LINE, _MOST_LINES = 4096, 2000
_FILE_KEY_LENGTH = 16


def new_file_key() -> bytes:
    """What opens one file; each recipient gets it sealed."""
    return os.urandom(_FILE_KEY_LENGTH)


@dataclass(frozen=True, slots=True)
class Stanza:
    """The file's key, sealed for one recipient."""

    arguments: tuple[str, ...]
    body: bytes

    def lines(self) -> bytes:
        """As it is written; the last line of the body is always shorter than the others, be it empty."""
        text = to_text(self.body)
        rows = [text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS)]
        return f"-> {' '.join(self.arguments)}\n{chr(10).join(rows)}\n".encode("ascii")


class Wrapping(Protocol):
    """Who a file is sealed for."""

    def wrap(self, file_key: bytes) -> Stanza:
        """The file's key sealed for them."""
        ...


class Unwrapping(Protocol):
    """Who may open a file."""

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file's key, where the stanza is theirs. Raises `NotSound`."""
        ...


@dataclass(frozen=True, slots=True)
class Header:
    """The stanzas of a file and their seal."""

    stanzas: tuple[Stanza, ...]
    seal: bytes

    @classmethod
    def made_for(cls, recipients: Sequence[Wrapping], file_key: bytes) -> Header:
        """The head of a file of this key for these recipients."""
        stanzas = tuple(each.wrap(file_key) for each in recipients)
        return cls(stanzas, _seal(stanzas, file_key))

    def write(self) -> bytes:
        """As it is written."""
        return _body(self.stanzas) + b" " + to_text(self.seal).encode("ascii") + b"\n"

    def file_key(self, keys: Sequence[Unwrapping]) -> bytes:
        """The key of the file. Raises `NoKeyOpens`, or `NotSound` where the head was altered."""
        for key in keys:
            for stanza in self.stanzas:
                file_key = key.unwrap(stanza)
                if file_key is None:
                    continue
                if len(file_key) != _FILE_KEY_LENGTH or not hmac.compare_digest(
                    _seal(self.stanzas, file_key), self.seal
                ):
                    raise NotSound
                return file_key
        raise NoKeyOpens


def read_header(stream: BinaryIO) -> Header:
    """Read the head of a file; the stream is left where the payload begins. Raises `NotSound`."""
    if stream.read(len(_VERSION)) != _VERSION:
        raise NotSound
    stanzas: list[Stanza] = []
    arguments: tuple[str, ...] = ()
    rows: list[str] = []
    open_stanza = False
    for _number in range(_MOST_LINES):
        line = _line(stream)
        if open_stanza:
            rows.append(line)
            if len(line) < _COLUMNS:
                stanzas.append(Stanza(arguments, to_bytes("".join(rows))))
                open_stanza = False
        elif line.startswith("-> "):
            arguments, rows, open_stanza = tuple(line[3:].split(" ")), [], True
        elif line.startswith("--- ") and stanzas:
            return Header(tuple(stanzas), to_bytes(line[4:]))
        else:
            break
    raise NotSound


def _line(stream: BinaryIO) -> str:
    line = stream.readline(_LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise NotSound
    try:
        return line[:-1].decode("ascii")
    except UnicodeDecodeError as error:
        raise NotSound from error


def _body(stanzas: tuple[Stanza, ...]) -> bytes:
    return _VERSION + b"".join(each.lines() for each in stanzas) + b"---"


def _seal(stanzas: tuple[Stanza, ...], file_key: bytes) -> bytes:
    return hmac.digest(derive(file_key, b"", b"header"), _body(stanzas), hashlib.sha256)
