"""Real servers for mailboxes, on this computer alone: WebDAV, SFTP, S3, and a small proxy that counts what goes by."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

USER, PASSWORD = "civray", "mot de passe: à l’épreuve/des@adresses"


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Server:
    """A server that runs: its mailbox is the folder `mailbox` of `folder`."""

    url: str
    folder: Path
    port: int
    stop: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    password: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands before a server answers in its place."""

    status: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def _answering(application: Any, before: Callable[[Asked], Answer | None]) -> Any:
    def served(environ: Any, start_response: Any) -> Any:
        asked = Asked(environ["REQUEST_METHOD"], environ["PATH_INFO"], "HTTP_AUTHORIZATION" in environ)
        answer = before(asked)
        if answer is None:
            return application(environ, start_response)
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response(answer.status, [*answer.headers.items(), ("Content-Length", str(len(answer.body)))])
        return [answer.body]

    return served


@contextmanager
def webdav(
    folder: Path, tls: Any = None, *, readonly: bool = False, before: Callable[[Asked], Answer | None] | None = None
) -> Iterator[Server]:
    """WebDAV, by basic authentication; `before` may answer in its place."""
    from cheroot import wsgi
    from cheroot.server import HTTPConnection as Served
    from wsgidav.wsgidav_app import WsgiDAVApp

    class Closed(Served):
        def close(self) -> None:
            """What was not sent to a client that is gone is let go: otherwise it is sent when memory is tidied up."""
            super().close()
            with suppress(OSError):
                self.wfile.close()

    port = free_port()
    application: Any = WsgiDAVApp({
        "provider_mapping": {"/": {"root": str(folder), "readonly": readonly}},
        "http_authenticator": {"domain_controller": None, "accept_basic": True, "accept_digest": False,
                               "default_to_digest": False},
        "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
        "verbose": 0,
        "logging": {"enable": False},
        "lock_storage": True,
        "property_manager": None,
    })  # fmt: skip
    served = application if before is None else _answering(application, before)
    server = wsgi.Server(("127.0.0.1", port), served, numthreads=4, timeout=60)
    server.ConnectionClass = Closed
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
def sftp(folder: Path, port: int = 0) -> Iterator[Server]:
    """SFTP, by password; an account sees the folder as its root. Each start makes a new host key."""
    import asyncssh

    host_key = asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    there: list[Any] = []

    class Door(asyncssh.SSHServer):
        def connection_made(self, conn: Any) -> None:
            there.append(conn)

        def begin_auth(self, username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == (USER, PASSWORD)

    def rooted(channel: Any) -> Any:
        return asyncssh.SFTPServer(channel, chroot=str(folder))

    async def start() -> Any:
        return await asyncssh.listen(
            "127.0.0.1", port, server_factory=Door, server_host_keys=[host_key], sftp_factory=rooted, config=None
        )

    acceptor = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    where = acceptor.get_port()

    async def leave() -> None:
        acceptor.close()
        for connection in there:
            connection.abort()
            await connection.wait_closed()
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
        _told(port, "/moto-api/reset")  # what it holds outlives a server
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@contextmanager
def checking_keys(port: int) -> Iterator[None]:
    """An S3 server that lets in only those it knows."""
    _told(port, "/moto-api/reset-auth", b"0")
    try:
        yield
    finally:
        _told(port, "/moto-api/reset-auth", b"inf")


def _told(port: int, path: str, body: bytes = b"") -> None:
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("POST", path, body)
        connection.getresponse().read()


@dataclass(slots=True)
class Relay:
    """What stands between a poste and a server. Bytes are counted in each direction; past a limit the line is cut, and
    nobody gets through any more until it is mended."""

    port: int
    server: int
    limits: dict[str, int] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=lambda: {"up": 0, "down": 0})
    broken: bool = False
    most: int = 0
    """Every connection is cut once more than that went either way; 0 for never. Another one may follow."""
    cuts: int = 0

    def cut_after(self, way: str, size: int) -> None:
        """Cut once so many bytes more have gone `up` or `down`."""
        self.limits = {way: self.passed[way] + size}

    def mend(self) -> None:
        """Let everything through again."""
        self.broken, self.limits, self.most = False, {}, 0


@contextmanager
def relay(server: int) -> Iterator[Relay]:
    """A relay before a server of this computer."""
    made = Relay(0, server)
    with _listening(lambda client: _relayed(client, made)) as port:
        made.port = port
        yield made


def _relayed(client: socket.socket, made: Relay) -> None:
    with client:
        if made.broken:
            return
        with socket.create_connection(("127.0.0.1", made.server)) as server:
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=_poured, args=(server, client, made, "down"), daemon=True)
            back.start()
            _poured(client, server, made, "up")
            back.join(10)


def _poured(source: socket.socket, into: socket.socket, made: Relay, way: str) -> None:
    carried = 0
    with suppress(OSError):
        while piece := source.recv(16384):
            made.passed[way] += len(piece)
            carried += len(piece)
            if 0 < made.most < carried:
                made.cuts += 1
                break
            if made.broken or made.passed[way] > made.limits.get(way, made.passed[way]):
                made.broken = True
                break
            into.sendall(piece)
    for each in (source, into):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


@contextmanager
def _listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """Serve each client in a thread of its own."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                client, _address = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(client,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


@contextmanager
def proxy(names: Mapping[str, str] | None = None) -> Iterator[tuple[int, list[str]]]:
    """A plain HTTP proxy: its port, and the first line of each request. `names` are the addresses of hosts it alone knows."""
    seen: list[str] = []
    with _listening(lambda client: _pass_on(client, seen, names or {})) as port:
        yield port, seen


def _pass_on(client: socket.socket, seen: list[str], names: Mapping[str, str]) -> None:
    """One request of one client, its connection closed once answered."""
    with client, client.makefile("rb") as asked:
        first = asked.readline().decode("latin-1")
        seen.append(first)
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
        with socket.create_connection((names.get(name, name), int(port or 80))) as server:
            server.sendall(head + b"".join(lines) + b"\r\n" + body)
            while piece := server.recv(65536):
                client.sendall(piece)
