"""The stores of files a mailbox may stand on, opened through fsspec; each library is loaded at its first use."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, cast
from urllib.parse import parse_qs, unquote

from fsspec.implementations.local import LocalFileSystem  # type: ignore[import-untyped]

from chance_desktop.sync.mailboxes.address import Address
from chance_desktop.sync.mailboxes.failures import LibraryMissing, LinkInClear
from chance_desktop.sync.mailboxes.kinds import Kind, declared_kind

CONNECT, ANSWER = 20.0, 60.0
"""Seconds to wait for a connection, and for the next piece of an answer."""
_LIVELY = 15
"""Seconds between two signs of life asked of an SFTP server."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where, and in whose name; `host_key` is the key an SFTP server showed the first time. `in_clear` says that a person accepts,
    for this time, a link that anybody on the way can read: it is never kept."""

    address: Address
    user: str = ""
    password: str = ""
    host_key: str = ""
    in_clear: bool = False

    def __repr__(self) -> str:
        return f"Access({self.address.kind.value})"


class Files(Protocol):
    """What is asked of a file system of fsspec."""

    def ls(self, path: str, detail: bool = ...) -> list[Mapping[str, Any]]:
        """Entries of a folder, each with `name`, `type` and `size`."""
        ...

    def get_file(self, rpath: str, lpath: str, **options: object) -> None:
        """Copy here."""
        ...

    def put_file(self, lpath: str, rpath: str) -> None:
        """Copy there."""
        ...

    def rm_file(self, path: str) -> None:
        """Delete."""
        ...

    def makedirs(self, path: str, exist_ok: bool = ...) -> None:
        """Make a folder."""
        ...


@dataclass(frozen=True, slots=True)
class System:
    """An open store of files: `rename` is missing where a file appears only once it is whole; `there` is listed to know
    whether the mailbox exists. S3 closes by itself once nobody holds it."""

    files: Files
    root: str
    there: str
    close: Callable[[], None]
    rename: Callable[[str, str], None] | None = None
    folders: bool = True
    written: Callable[[str], None] = lambda _path: None
    """Makes sure that a file just written has reached the disk, where that can be asked."""


def open_system(access: Access) -> System:
    """Open the store of files; raises what its library raises, among `errors_of`, `LibraryMissing` or `LinkInClear`."""
    check_installed(access.address.kind)
    check_link(access.address, in_clear=access.in_clear)
    opener: Callable[[Access], System] = _named(declared_kind(access.address.kind).opens)
    return opener(access)


def check_installed(kind: Kind) -> None:
    """Raises `LibraryMissing` when what opens this kind of store cannot be loaded."""
    declared = declared_kind(kind)
    try:
        for module in declared.needs:
            import_module(module)
    except ImportError:
        raise LibraryMissing(declared.title, declared.extra) from None


def check_link(address: Address, *, in_clear: bool) -> None:
    """Raises `LinkInClear` for a link that does not encrypt, unless that is accepted."""
    if address.in_clear and not in_clear:
        raise LinkInClear


def errors_of(kind: Kind) -> tuple[type[Exception], ...]:
    """What opening and using a store of this kind may raise. Raises `LibraryMissing`."""
    check_installed(kind)
    errors: Callable[[], tuple[type[Exception], ...]] = _named(declared_kind(kind).fails)
    return errors()


def _named(place: str) -> Any:
    module, _colon, name = place.partition(":")
    return getattr(import_module(f"chance_desktop.sync.mailboxes.{module}"), name)


def _asyncssh() -> ModuleType:
    import asyncssh

    return asyncssh


def folder_errors() -> tuple[type[Exception], ...]:
    """What a folder or a share raises."""
    return (OSError,)


def sftp_errors() -> tuple[type[Exception], ...]:
    """What an SFTP server raises."""
    return (OSError, _asyncssh().Error)


def s3_errors() -> tuple[type[Exception], ...]:
    """What an S3 space raises."""
    import aiohttp
    from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

    return (OSError, BotoCoreError, ClientError, aiohttp.ClientError)


def host_key(address: Address) -> str:
    """The key an SFTP server shows, as a line of OpenSSH; empty for any other kind."""
    if not declared_kind(address.kind).shows_key:
        return ""
    asyncssh = _asyncssh()

    async def asked() -> str:
        seen = asyncssh.get_server_host_key(address.parts.hostname or "", address.parts.port or 22, config=None)
        found = await asyncio.wait_for(seen, CONNECT)
        return found.export_public_key().decode("ascii").strip() if found is not None else ""

    return asyncio.run(asked())


def open_folder(access: Access) -> System:
    """A folder, a share, a key that was plugged in."""
    root = access.address.folder.expanduser().absolute()
    files = cast("Files", LocalFileSystem(auto_mkdir=False, skip_instance_cache=True))

    def rename(former: str, new: str) -> None:
        Path(former).replace(new)

    def written(path: str) -> None:
        with Path(path).open("rb+") as stream:
            os.fsync(stream.fileno())

    return System(files, root.as_posix(), root.as_posix(), lambda: None, rename, written=written)


def may_go_by_proxy(address: Address) -> bool:
    """A link in clear that is believed to stay on this computer is not handed to the proxy of the system."""
    return address.encrypted or not address.on_this_computer


def open_sftp(access: Access) -> System:
    """An SFTP server."""
    from sshfs import SSHFileSystem  # type: ignore[import-untyped]

    asyncssh, parts = _asyncssh(), access.address.parts
    by_password: dict[str, object] = (
        {"password": access.password, "client_keys": None, "agent_path": None} if access.password else {}
    )
    known = ([asyncssh.import_public_key(access.host_key)], [], []) if access.host_key else ()
    files = SSHFileSystem(
        parts.hostname,
        port=parts.port or 22,
        known_hosts=known,
        connect_timeout=CONNECT,
        login_timeout=CONNECT,
        keepalive_interval=_LIVELY,
        keepalive_count_max=3,
        config=None,
        skip_instance_cache=True,
        **({"username": access.user} if access.user else {}),
        **by_password,
    )

    def close() -> None:
        files.loop.call_soon_threadsafe(files.client.close)

    root = access.address.path
    return System(cast("Files", files), root.rstrip("/"), root, close, files.mv)


def open_s3(access: Access) -> System:
    """An S3 space."""
    from s3fs import S3FileSystem  # type: ignore[import-untyped]

    parts = access.address.parts
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    files = S3FileSystem(
        key=access.user or None,
        secret=access.password or None,
        endpoint_url=asked.get("endpoint"),
        client_kwargs={"region_name": asked["region"]} if "region" in asked else {},
        config_kwargs={
            "connect_timeout": CONNECT,
            "read_timeout": ANSWER,
            "retries": {"max_attempts": 0},
            "s3": {"addressing_style": asked.get("style", "auto")},
            **({} if may_go_by_proxy(access.address) else {"proxies": {}}),
        },
        use_listings_cache=False,
        skip_instance_cache=True,
    )
    files.retries = 1
    bucket = parts.hostname or ""
    root = f"{bucket}{unquote(parts.path).rstrip('/')}"

    return System(cast("Files", files), root, bucket, lambda: None, folders=False)
