"""Bundles read one after the other, the next one while the store writes what the last one held."""

from __future__ import annotations

import gc
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from chance_desktop.casework.exchange.postes.keys import keys_of
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.received_file import read_received
from chance_desktop.sync import failures, importing
from chance_desktop.sync.bundle.envelope import LARGEST_BUNDLE, Opened, open_envelope
from chance_desktop.sync.bundle.payload import Payload
from chance_desktop.sync.peers.trust import KnownPoste


@dataclass(frozen=True, slots=True)
class ReadBundle:
    """A bundle for this poste, by someone it knows."""

    opened: Opened
    sender: KnownPoste
    content: Payload


class Reader:
    """Reads the files of a list, each once it is asked for, or ahead when there is time.

    Meanwhile the search for objects that hold themselves is made once a file, not while one is read or laid down: it would
    look again and again at the hundred thousand values of a bundle, none of which does.
    """

    def __init__(self, desk: Desk, paths: tuple[Path, ...]) -> None:
        self._desk = desk
        self._paths = paths
        self._helper = ThreadPoolExecutor(1, "reading")
        self._ahead: dict[int, Future[ReadBundle]] = {}
        self._collects = gc.isenabled()

    def __enter__(self) -> Reader:
        gc.disable()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._helper.shutdown(cancel_futures=True)
        if self._collects:
            gc.enable()

    def read_ahead(self, place: int) -> None:
        """Begin to read a file: for when this thread is about to wait for the disk and the cipher."""
        if place < len(self._paths):
            self._ahead[place] = self._helper.submit(read_bundle, self._desk, self._paths[place])

    def read(self, place: int) -> ReadBundle:
        """A file. Raises `BundleRefused`."""
        begun = self._ahead.pop(place, None)
        refused = begun is None or isinstance(begun.exception(), failures.BundleRefused)
        gc.collect(1)
        if begun is not None and not refused:
            return begun.result()
        # What was refused ahead is judged again: the bundle before it may have told who its sender is.
        return read_bundle(self._desk, self._paths[place])


def read_bundle(desk: Desk, path: Path) -> ReadBundle:
    """A bundle, checked as far as can be before anything is written. Raises `BundleRefused`."""
    opened = open_envelope(read_received(path, LARGEST_BUNDLE))
    with desk.reading() as connection:
        return ReadBundle(opened, *importing.check(connection, opened, receiver_of(desk)))


def receiver_of(desk: Desk) -> importing.Receiver:
    """This poste as it takes bundles in."""
    return importing.Receiver(desk.store.device, keys_of(desk), desk.store.attachments, desk.store.clock)
