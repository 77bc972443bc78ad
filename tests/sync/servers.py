"""Real servers for mailboxes, on this computer alone: WebDAV, SFTP, S3, and a small proxy that counts what goes by."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

USER, PASSWORD = "civray", "mot de passe: à l’épreuve/des@adresses"


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Trouble:
    """When a server breaks: after how many bytes sent up or down; nothing by default."""

    after_upload: int | None = None
    after_download: int | None = None


@dataclass(slots=True)
class Server:
    """A server that runs: its mailbox is the folder `mailbox` of `folder`."""

    url: str
    folder: Path
    port: int
    stop: Callable[[], None]


@contextmanager
def webdav(folder: Path, port: int = 0, wrap: Callable[[Any], Any] | None = None, tls: Any = None) -> Iterator[Server]:
    """WebDAV, by basic authentication; `wrap` may stand before the application."""
    from cheroot import wsgi
    from wsgidav.wsgidav_app import WsgiDAVApp

    port = port or free_port()
    application: Any = WsgiDAVApp({
        "provider_mapping": {"/": {"root": str(folder), "readonly": False}},
        "http_authenticator": {"domain_controller": None, "accept_basic": True, "accept_digest": False,
                               "default_to_digest": False},
        "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
        "verbose": 0,
        "logging": {"enable": False},
        "lock_storage": True,
        "property_manager": None,
    })  # fmt: skip
    server = wsgi.Server(("127.0.0.1", port), wrap(application) if wrap else application, numthreads=4, timeout=5)
    server.shutdown_timeout = 1
    server.error_log = lambda *_args, **_options: None
    if tls is not None:
        server.ssl_adapter = tls
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()

    def stop() -> None:
        server.stop()
        thread.join(10)

    scheme = "webdavs" if tls is not None else "webdav"
    try:
        yield Server(f"{scheme}://127.0.0.1:{port}/mailbox", folder, port, stop)
    finally:
        stop()


@contextmanager
def sftp(folder: Path, port: int = 0, trouble: Trouble | None = None, key: Any = None) -> Iterator[Server]:
    """SFTP, by password; an account sees the folder as its root."""
    import asyncssh

    trouble = trouble or Trouble()
    host_key = key or asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    class Door(asyncssh.SSHServer):
        def begin_auth(self, username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == (USER, PASSWORD)

    class Store(asyncssh.SFTPServer):
        def __init__(self, channel: Any) -> None:
            super().__init__(channel, chroot=str(folder))
            self._channel_ = channel
            self._up = self._down = 0

        def write(self, file_obj: object, offset: int, data: bytes) -> int:
            self._up += len(data)
            if trouble.after_upload is not None and self._up > trouble.after_upload:
                self._channel_.get_connection().abort()
                raise asyncssh.SFTPConnectionLost("cut")
            return super().write(file_obj, offset, data)

        def read(self, file_obj: object, offset: int, size: int) -> bytes:
            self._down += size
            if trouble.after_download is not None and self._down > trouble.after_download:
                self._channel_.get_connection().abort()
                raise asyncssh.SFTPConnectionLost("cut")
            return super().read(file_obj, offset, size)

    async def start() -> Any:
        return await asyncssh.listen(
            "127.0.0.1", port, server_factory=Door, server_host_keys=[host_key], sftp_factory=Store, config=None
        )

    acceptor = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    where = acceptor.get_port()

    async def leave() -> None:
        acceptor.close(
            close_connections=True
        ) if "close_connections" in acceptor.close.__code__.co_varnames else acceptor.close()
        await asyncio.wait_for(acceptor.wait_closed(), 5)

    def stop() -> None:
        if loop.is_running():
            with suppress(TimeoutError):
                asyncio.run_coroutine_threadsafe(leave(), loop).result(10)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(10)
            loop.close()

    try:
        yield Server(f"sftp://127.0.0.1:{where}/mailbox", folder, where, stop)
    finally:
        stop()


@contextmanager
def s3() -> Iterator[str]:
    """S3; the address of its mailbox is `s3://mailbox?endpoint=…`."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@dataclass(slots=True)
class Proxy:
    """A plain HTTP proxy; it keeps the first line of each request."""

    port: int
    seen: list[str] = field(default_factory=list)


@contextmanager
def proxy() -> Iterator[Proxy]:
    """A proxy that passes requests on to where they say."""
    made = Proxy(0)
    listening = socket.create_server(("127.0.0.1", 0))
    made.port = listening.getsockname()[1]
    closing = threading.Event()

    def serve() -> None:
        while not closing.is_set():
            try:
                client, _address = listening.accept()
            except OSError:
                return
            threading.Thread(target=_pass_on, args=(client, made), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        closing.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def _pass_on(client: socket.socket, made: Proxy) -> None:
    """One request of one client: its own connection, closed once answered."""
    with client, client.makefile("rb") as asked:
        first = asked.readline().decode("latin-1")
        made.seen.append(first)
        method, url, version = first.split()
        host, _slash, path = url.removeprefix("http://").partition("/")
        name, _colon, port = host.partition(":")
        length, lines = 0, []
        while (line := asked.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            if not line.lower().startswith((b"connection:", b"proxy-connection:")):
                lines.append(line)
        body = asked.read(length)
        head = f"{method} /{path} {version}\r\nConnection: close\r\n".encode("latin-1")
        with socket.create_connection((name, int(port or 80))) as server:
            server.sendall(head + b"".join(lines) + b"\r\n" + body)
            while piece := server.recv(65536):
                client.sendall(piece)
