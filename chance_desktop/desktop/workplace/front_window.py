"""One window a home: a second launch hands what it was asked to the first, which comes to the front.

The first holds a lock of the system, so that one that was killed is in nobody's way, and listens where only its owner may speak:
in the folder of the home, or a pipe of Windows that refuses others.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from chance_desktop.runtime.running_lock import file_lock, make_running, try_lock

if TYPE_CHECKING:
    from filelock import FileLock
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from chance_desktop.runtime.paths import HomeLayout

_LONGEST_SOCKET = 100
"""Bytes of a path that every system takes for a socket."""
_LARGEST_REQUEST = 16_384
_CONNECT_MS, _ANSWER_MS = 1_000, 4_000
_HEARD = b"heard\n"
_ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""By which a launcher of Wayland lets a window come to the front."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a launch asks: a file to take in, a page to show; all may be empty."""

    file: str = ""
    page: str = ""
    activation: str = ""


def asked(file: str, page: str) -> Request:
    """What this launch asks, told to whichever window answers."""
    return Request(os.path.abspath(file) if file else "", page, os.environ.get(_ACTIVATION, ""))


class FrontWindow:
    """The right to show the window of a home; `heard` is called with what later launches ask."""

    def __init__(self, layout: HomeLayout, heard: Callable[[Request], None]) -> None:
        self._layout = layout
        self._heard = heard
        self._lock: FileLock | None = None
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Be the window of this home, unless another is; a home that is not made yet has none.

        Raises `StoreFull` or `ReadOnlyHome`.
        """
        if self._lock is not None or not self._layout.identity.exists():
            return True
        make_running(self._layout)
        lock = file_lock(self._layout.window_lock)
        if not try_lock(lock):
            return False
        self._lock = lock
        return True

    def listen(self) -> None:
        """Hear later launches from now on."""
        if self._lock is None or self._server is not None or not self._name():
            return
        made, _socket = _local()
        made.removeServer(self._name())  # of a window that was killed: the lock says that it is no more
        server = made()
        server.setSocketOptions(made.SocketOption.UserAccessOption)
        server.newConnection.connect(self._came)
        if server.listen(self._name()):
            self._server = server

    def hand_over(self, request: Request) -> bool:
        """Ask the first window instead; whether it heard."""
        if not self._name():
            return False
        _server, made = _local()
        socket = made()
        socket.connectToServer(self._name())
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        socket.write(json.dumps(asdict(request)).encode() + b"\n")
        answered = socket.waitForBytesWritten(_CONNECT_MS) and socket.waitForReadyRead(_ANSWER_MS)
        heard = answered and bytes(socket.readAll().data()) == _HEARD
        socket.abort()
        return heard

    def let_go(self) -> None:
        """Hear nobody any more, and leave the place to another window."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _name(self) -> str:
        """Where the window of this home listens; empty where the system has no room for its name."""
        place = str(self._layout.window_socket.absolute())
        if os.name == "nt":
            return f"chance-{hashlib.sha256(place.encode()).hexdigest()[:32]}"
        return place if len(os.fsencode(place)) <= _LONGEST_SOCKET else ""

    def _came(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LARGEST_REQUEST:
                socket.abort()
            return
        line = bytes(socket.readLine(_LARGEST_REQUEST).data())
        with suppress(ValueError, TypeError):
            request = Request(**{name: str(value) for name, value in json.loads(line).items()})
            socket.write(_HEARD)
            socket.flush()
            if request.activation:
                os.environ[_ACTIVATION] = request.activation
            self._heard(request)


def _local() -> tuple[type[QLocalServer], type[QLocalSocket]]:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    return QLocalServer, QLocalSocket
