"""The address of a shared store: a PostgreSQL URL without its password, which has its own place in the vault."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_CHECKED = "verify-full"
_ENCRYPTED = frozenset({"require", "verify-ca", _CHECKED})
_KNOWN = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey"})
DEFAULT_PORT = 5432


class AddressUnreadable(ExpectedError):
    """The address of the database is not one."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette adresse de base de données ne peut pas être lue."),
            _("Écrivez-la ainsi : postgresql://compte@serveur:5432/base."),
        )


class LinkNotEncrypted(ExpectedError):
    """The link with a database elsewhere would carry personal data in clear."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette adresse ne chiffre pas la liaison avec la base de données."),
            _("Retirez « sslmode » de l’adresse, ou mettez-y « verify-full »."),
        )


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where a shared store is. `options` are those of the link: `sslmode`, `sslrootcert`, `host` for a local socket."""

    host: str
    port: int
    database: str
    user: str
    options: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def parse(cls, url: str, *, kept: bool = False) -> tuple[DatabaseAddress, str]:
        """The address a URL says, and the password it holds, empty when there is none.

        A database elsewhere is reached by TLS with its certificate and its name checked: nothing less is taken, and an address
        `kept` by a home of a former version, which took encryption alone, is read as asking for it. There is one host, in its
        place: an option names none but a local socket. Raises `AddressUnreadable` or `LinkNotEncrypted`.
        """
        try:
            parts = urlsplit(url.strip())
            given = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
            socket = given.pop("host", "")
            host, port = parts.hostname or socket, parts.port or DEFAULT_PORT
        except ValueError as error:
            raise AddressUnreadable from error
        database, user = unquote(parts.path.removeprefix("/")), unquote(parts.username or "")
        if parts.scheme not in ("postgresql", "postgres") or not (host and database and user) or set(given) - _KNOWN:
            raise AddressUnreadable
        if "," in host or (socket and (parts.hostname or not socket.startswith("/"))):
            raise AddressUnreadable
        if host not in _HERE and not host.startswith("/"):
            if given.get("sslmode", _CHECKED) not in (_ENCRYPTED if kept else {_CHECKED}):
                raise LinkNotEncrypted
            given["sslmode"] = _CHECKED
            given.setdefault("sslrootcert", "system")
        return cls(host, port, database, user, tuple(sorted(given.items()))), unquote(parts.password or "")

    def trusting(self, certificate: str) -> DatabaseAddress:
        """The same address, its server proved by the authority whose certificate is in a file; `system` for those of the computer."""
        kept = tuple(each for each in self.options if each[0] != "sslrootcert")
        return replace(self, options=tuple(sorted((*kept, ("sslrootcert", certificate)))))

    @property
    def url(self) -> str:
        """The address as `parse` reads it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        options = self.options
        if host.startswith("/"):
            host, options = "", (*options, ("host", host))
        asked = f"?{urlencode(options)}" if options else ""
        return f"postgresql://{quote(self.user, safe='')}@{host}:{self.port}/{quote(self.database, safe='')}{asked}"

    def __str__(self) -> str:
        """What a person may be shown: never a password, nor the details of the link."""
        return f"{self.user}@{self.host}:{self.port}/{self.database}"
