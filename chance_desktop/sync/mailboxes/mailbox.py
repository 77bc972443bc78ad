"""A mailbox: a folder anywhere, with one folder a sender, where whole bundles appear and from which they are taken.

A cut is answered by a few more tries, each later than the one before; a file under its good name is always whole.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from fsspec.callbacks import Callback  # type: ignore[import-untyped]

from chance_desktop.runtime.files import StoreFull
from chance_desktop.sync.bundle.envelope import LARGEST_BUNDLE
from chance_desktop.sync.mailboxes.failures import (
    FileNotPassed,
    FileTooLarge,
    MailboxFailed,
    MailboxFull,
    Unreachable,
    failure_of,
)
from chance_desktop.sync.mailboxes.kinds import declared_kind
from chance_desktop.sync.mailboxes.systems import Access, System, errors_of, open_system

PART = ".part"
"""Ends the name of a file that is not whole yet."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a cut is answered by new tries: waits double, each more or less so that postes do not come back together."""

    tries: int = 4
    first_wait: float = 0.5
    """Seconds."""
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def waits(self) -> Iterator[float]:
        """Seconds before each new try."""
        for turn in range(self.tries - 1):
            yield self.first_wait * 2**turn * (0.5 + self.chance())


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a mailbox."""

    name: str
    size: int


class Mailbox:
    """An open mailbox. Every method raises a `MailboxFailed`."""

    def __init__(self, access: Access, patience: Patience | None = None) -> None:
        self._access = access
        self._patience = patience or Patience()
        self._system: System | None = None

    def check(self) -> None:
        """Raise unless the mailbox is there and lets this poste in; a person waits for the answer: it is asked twice."""
        self._tried(lambda system: system.files.ls(system.there, detail=True), most=2)

    def listed(self, folder: str) -> tuple[Entry, ...]:
        """The files of a sender's folder, none when it has no folder yet; what is no file is left out."""

        def work(system: System) -> tuple[Entry, ...]:
            try:
                found = system.files.ls(_joined(system, folder), detail=True)
            except (FileNotFoundError, NotADirectoryError):
                return ()
            return tuple(
                Entry(_last(str(each["name"])), int(each.get("size") or 0)) for each in found if each["type"] == "file"
            )

        return self._tried(work)

    def fetch(self, folder: str, name: str, into: Path, size: int = 0) -> bool:
        """Copy a file here, whole or not at all; whether it was still there. `size` is what the list said of it.

        Raises `StoreFull` when this computer has no room for it.
        """
        partly = into.with_name(into.name + PART)

        def work(system: System) -> bool:
            try:
                system.files.get_file(_joined(system, folder, name), str(partly), callback=_capped())
            except (FileNotFoundError, IsADirectoryError):
                return False
            if partly.stat().st_size > LARGEST_BUNDLE:
                raise FileTooLarge
            partly.replace(into)
            return True

        try:
            return self._carried(work, size)
        except MailboxFull:
            raise StoreFull from None  # only this side was written to
        finally:
            partly.unlink(missing_ok=True)

    def send(self, file: Path, folder: str, name: str) -> None:
        """Put a file in a folder, under its name once it is whole."""

        def work(system: System) -> None:
            path = _joined(system, folder, name)
            if system.rename is None:
                system.files.put_file(str(file), path)
                return
            if system.folders:
                system.files.makedirs(_joined(system, folder), exist_ok=True)
            system.files.put_file(str(file), path + PART)
            system.written(path + PART)
            system.rename(path + PART, path)

        try:
            self._carried(work, file.stat().st_size)
        except MailboxFull:
            with suppress(MailboxFailed):
                self.remove(folder, name + PART)  # half a file would take the little room there is
            raise

    def remove(self, folder: str, name: str) -> None:
        """Delete a file; one that is not there is no failure."""

        def work(system: System) -> None:
            try:
                system.files.rm_file(_joined(system, folder, name))
            except FileNotFoundError:
                return

        self._tried(work)

    def close(self) -> None:
        """Leave."""
        if self._system is not None:
            self._system.close()
            self._system = None

    def _carried(self, work: Callable[[System], T], size: int) -> T:
        """Carry a file; when the line is cut each time though the mailbox answers, the file is what does not pass."""
        try:
            return self._tried(work)
        except Unreachable as failure:
            try:
                self._tried(lambda system: system.files.ls(system.there, detail=True), most=1)
            except MailboxFailed:
                raise failure from None
            raise FileNotPassed(size) from None

    def _tried(self, work: Callable[[System], T], most: int | None = None) -> T:
        """Do it, again after a cut, on a new connection."""
        waits = islice(self._patience.waits(), None if most is None else most - 1)
        kind = self._access.address.kind
        while True:
            try:
                if self._system is None:
                    self._system = open_system(self._access)
                return work(self._system)
            except errors_of(kind) as error:
                failure = failure_of(error, keys=declared_kind(kind).by_keys)
                self.close()
                wait = next(waits, None)
                if not isinstance(failure, Unreachable) or wait is None:
                    raise failure from None  # the words of a library may hold the address
                self._patience.sleep(wait)


def _joined(system: System, *steps: str) -> str:
    return "/".join((system.root, *steps)) if system.root else "/".join(steps)


def _last(path: str) -> str:
    return path.rstrip("/").replace("\\", "/").rpartition("/")[2]


def _capped() -> object:
    """Stops the copy of a file that grows past what a bundle may be."""

    class Capped(Callback):  # type: ignore[misc]
        def call(self, *_args: object, **_options: object) -> None:
            if self.value > LARGEST_BUNDLE:
                raise FileTooLarge

    return Capped()
