"""The kinds of places a mailbox may stand on, each declared once: what reads, opens, shows and explains an address reads this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chance_desktop.runtime.words import _


class Kind(Enum):
    """How a mailbox is reached."""

    FOLDER = "folder"
    WEBDAV = "webdav"
    SFTP = "sftp"
    S3 = "s3"


@dataclass(frozen=True, slots=True)
class MailboxKind:
    """`scheme` begins the address people are told to write, `schemes` are those understood, `in_clear` those that do not encrypt.

    `opens` names what opens it and `fails` what tells what its library raises, `module:function` of this folder; that library, the
    modules `needs`, comes with the extra `extra` of the package, when it is not always there. `signed_in` tells that a user and a
    password go with the address, `by_keys` that these are keys; `shows_key` that the server shows one, noted the first time.
    """

    kind: Kind
    title: str
    scheme: str
    schemes: tuple[str, ...]
    opens: str
    fails: str
    extra: str = ""
    needs: tuple[str, ...] = ()
    in_clear: tuple[str, ...] = ()
    signed_in: bool = True
    by_keys: bool = False
    shows_key: bool = False


MAILBOX_KINDS = (
    MailboxKind(
        kind=Kind.FOLDER, title=_("Dossier ou lecteur du réseau"), scheme="", schemes=("file",),
        opens="systems:open_folder", fails="systems:folder_errors", signed_in=False,
    ),
    MailboxKind(
        kind=Kind.WEBDAV, title=_("Serveur WebDAV"), scheme="webdavs://",
        schemes=("webdavs", "davs", "https", "webdav", "dav", "http"), in_clear=("webdav", "dav", "http"),
        opens="webdav:open_webdav", fails="webdav:webdav_errors", extra="mailbox",
        needs=("httpx", "webdav4.fsspec"),
    ),
    MailboxKind(
        kind=Kind.SFTP, title=_("Serveur SFTP"), scheme="sftp://", schemes=("sftp", "ssh"),
        opens="systems:open_sftp", fails="systems:sftp_errors", extra="mailbox",
        needs=("asyncssh", "sshfs"), shows_key=True,
    ),
    MailboxKind(
        kind=Kind.S3, title=_("Espace S3"), scheme="s3://", schemes=("s3",),
        opens="systems:open_s3", fails="systems:s3_errors", extra="mailbox",
        needs=("aiohttp", "botocore", "s3fs"), by_keys=True,
    ),
)  # fmt: skip


def declared_kind(kind: Kind) -> MailboxKind:
    """What is declared of a kind."""
    return next(each for each in MAILBOX_KINDS if each.kind is kind)


def kind_of_scheme(scheme: str) -> MailboxKind | None:
    """The kind an address begins with; nothing for one that is not known."""
    return next((each for each in MAILBOX_KINDS if scheme in each.schemes), None)


def schemes_in_words() -> str:
    """« webdavs://, sftp:// ou s3:// »."""
    *others, last = (each.scheme for each in MAILBOX_KINDS if each.scheme)
    return _("{others} ou {last}").format(others=", ".join(others), last=last)
