"""Where a mailbox is: a folder or share, WebDAV, SFTP or S3, as one address that holds no password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from chance_desktop.runtime.words import _
from chance_desktop.sync.mailboxes.failures import MailboxFailed
from chance_desktop.sync.mailboxes.kinds import Kind, declared_kind, kind_of_scheme, schemes_in_words

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+://")


class BadAddress(MailboxFailed):
    """No address of a mailbox."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette adresse n’est pas celle d’une boîte d’échange."),
            _("Choisissez un dossier, ou une adresse qui commence par {schemes}.").replace(
                "{schemes}", schemes_in_words()
            ),
        )


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is what is kept and shown: nobody's name nor password is in it."""

    kind: Kind
    url: str

    @property
    def folder(self) -> Path:
        """Of a folder or share."""
        return Path(_path_of_file(self.url) if _SCHEME.match(self.url) else self.url)

    @property
    def parts(self) -> SplitResult:
        """Of any other."""
        return urlsplit(self.url)

    @property
    def web(self) -> str:
        """Of WebDAV, as browsers write it."""
        parts = self.parts
        return f"{'http' if parts.scheme in declared_kind(self.kind).in_clear else 'https'}://{parts.netloc}{parts.path.rstrip('/')}"

    @property
    def encrypted(self) -> bool:
        """Whether the link is, by its address: that of a folder is the affair of the system."""
        if self.parts.scheme in declared_kind(self.kind).in_clear:
            return False
        return self.kind is not Kind.S3 or urlsplit(self._endpoint).scheme != "http"

    @property
    def on_this_computer(self) -> bool:
        """Whether no link leaves it, even in clear: only names and numbers that cannot mean another one are believed."""
        host = (urlsplit(self._endpoint) if self._endpoint else self.parts).hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def in_clear(self) -> bool:
        """Whether names, and the password, could be read on the network."""
        return self.kind is not Kind.FOLDER and not self.encrypted and not self.on_this_computer

    @property
    def _endpoint(self) -> str:
        return dict(parse_qsl(self.parts.query)).get("endpoint", "") if self.kind is Kind.S3 else ""

    @property
    def path(self) -> str:
        """The folder on an SFTP server: `/srv/mailbox` from its root, `~/mailbox` from the home of the account."""
        path = unquote(self.parts.path).rstrip("/")
        return path[3:] or "." if path == "/~" or path.startswith("/~/") else path or "/"


def read_address(written: str) -> tuple[Address, str, str]:
    """An address as a person writes it, and the user and password it held, set apart. Raises `BadAddress`."""
    text = written.strip()
    if not text or "\0" in text or "\n" in text:
        raise BadAddress
    if not _SCHEME.match(text):
        return Address(Kind.FOLDER, text), "", ""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise BadAddress from None
    declared = kind_of_scheme(parts.scheme.lower())
    if declared is None or (declared.kind is not Kind.FOLDER and not parts.hostname) or parts.fragment:
        raise BadAddress
    kind = declared.kind
    if kind is Kind.FOLDER:
        return Address(kind, text), "", ""
    host = parts.hostname or ""
    place = f"[{host}]" if ":" in host else host
    bare = parts._replace(scheme=parts.scheme.lower(), netloc=f"{place}:{port}" if port else place)
    if not _is_host(host) or not (_is_s3_query(parts.query) if kind is Kind.S3 else not parts.query):
        raise BadAddress
    return Address(kind, bare.geturl()), unquote(parts.username or ""), unquote(parts.password or "")


def _is_host(host: str) -> bool:
    try:
        return bool(host.encode("idna")) and not any(each.isspace() or each in "\\%" for each in host)
    except UnicodeError:
        return False


def _is_s3_query(query: str) -> bool:
    """`endpoint`, for a service that is not Amazon's, `region`, and `style` of its addresses (`path` or `virtual`)."""
    asked = dict(parse_qsl(query))
    if not asked.keys() <= {"endpoint", "region", "style"} or asked.get("style", "path") not in ("path", "virtual"):
        return False
    if "endpoint" not in asked:
        return True
    try:
        found = urlsplit(asked["endpoint"])
        return found.scheme in ("http", "https") and found.username is None and _is_host(found.hostname or "")
    except ValueError:
        return False


def _path_of_file(url: str) -> str:
    """`file:///srv/x`, `file://server/share` and `file:///C:/x`."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if parts.netloc and parts.netloc != "localhost":
        return f"//{parts.netloc}{path}"
    return path[1:] if re.match(r"/[A-Za-z]:", path) else path
