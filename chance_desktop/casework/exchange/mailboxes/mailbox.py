"""The mailbox of this poste: where it is, in whose name, tried before it is trusted. Its password lives in the vault alone."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from chance_desktop.casework.exchange.postes.keys import keys_of
from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import file_failure, write_whole
from chance_desktop.runtime.vault import KeyMissing
from chance_desktop.runtime.words import _
from chance_desktop.sync.identity import key_id
from chance_desktop.sync.mailboxes.address import Address, read_address
from chance_desktop.sync.mailboxes.failures import MailboxRefuses, failure_of
from chance_desktop.sync.mailboxes.kinds import MAILBOX_KINDS, Kind, declared_kind, schemes_in_words
from chance_desktop.sync.mailboxes.mailbox import Mailbox, Patience
from chance_desktop.sync.mailboxes.systems import Access, check_installed, check_link, errors_of, host_key

PASSWORD = "mailbox-password"
"""Entry of the vault."""
MAILBOX_SETTINGS = _URL, _USER, _HOST_KEY = "mailbox-url", "mailbox-user", "mailbox-host-key"
"""Settings that say where the mailbox is."""
_LONGEST_PASSWORD = 900


class NoMailbox(ExpectedError):
    """None was chosen."""

    def __init__(self) -> None:
        super().__init__(
            _("Aucune boîte d’échange n’est choisie sur ce poste."),
            _("Choisissez-en une, ou échangez par des fichiers sur une clé."),
        )


class PasswordTooLong(ExpectedError):
    """More than the vault of some computers takes."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce mot de passe est trop long pour le coffre de cet ordinateur."),
            _("Demandez un mot de passe d’application de moins de 900 caractères."),
        )


@dataclass(frozen=True, slots=True)
class MailboxView:
    """The mailbox as shown. `fingerprint` is that of an SFTP server, as `ssh` shows it: its keeper can confirm it."""

    url: str
    user: str
    kind: Kind
    has_password: bool
    fingerprint: str = ""
    in_clear: bool = False
    """Whether the link can be read by anybody on the way: each use of it is to be accepted."""

    @property
    def way(self) -> str:
        """How it is reached, in words."""
        return declared_kind(self.kind).title


def mailbox_ways() -> tuple[tuple[str, str], ...]:
    """Where a mailbox may be: each kind of place in words, and how its address begins."""
    return tuple((each.title, each.scheme or _("le chemin du dossier")) for each in MAILBOX_KINDS)


def address_hint() -> str:
    """What an address looks like, for who has to write one."""
    return _("Un dossier, ou une adresse qui commence par {schemes}").replace("{schemes}", schemes_in_words())


def goes_in_clear(url: str) -> bool:
    """Whether the link to this address can be read by anybody on the way. Raises `BadAddress`."""
    return read_address(url)[0].in_clear


def set_mailbox(desk: Desk, url: str, user: str = "", password: str = "", *, in_clear: bool = False) -> MailboxView:
    """Choose a mailbox; an address that holds a user and a password gives them when none is given beside.

    `in_clear` says that a person accepts, for this time, a link that does not encrypt. Raises `BadAddress`, `LibraryMissing`,
    `LinkInClear`, `PasswordTooLong`, or what tells that an SFTP server cannot be reached: its key is noted now.
    """
    access = access_to(url, user, password, in_clear=in_clear)
    if len(access.password) > _LONGEST_PASSWORD:
        raise PasswordTooLong
    if access.password:
        desk.vault.put(PASSWORD, access.password)
    else:
        desk.vault.remove(PASSWORD)
    for name, value in ((_URL, access.address.url), (_USER, access.user), (_HOST_KEY, access.host_key)):
        desk.put_setting(name, value)
    return _view(access)


def access_to(url: str, user: str = "", password: str = "", *, in_clear: bool = False) -> Access:
    """The way into a mailbox that is not kept. Raises as `set_mailbox` does."""
    address, own_user, own_password = _usable(url, in_clear=in_clear)
    try:
        shown = host_key(address)
    except errors_of(address.kind) as error:
        raise failure_of(error) from None
    return Access(address, user or own_user, password or own_password, shown, in_clear)


def asks_password(url: str, *, in_clear: bool = False) -> bool:
    """Whether a password is to be given beside this address. Raises `BadAddress`, `LibraryMissing` or `LinkInClear`."""
    address, _user, password = _usable(url, in_clear=in_clear)
    return declared_kind(address.kind).signed_in and not password


def _usable(url: str, *, in_clear: bool) -> tuple[Address, str, str]:
    address, user, password = read_address(url)
    check_installed(address.kind)
    check_link(address, in_clear=in_clear)
    return address, user, password


def mailbox(desk: Desk) -> MailboxView | None:
    """The mailbox chosen, or nothing."""
    return _view(kept_access(desk)) if desk.setting(_URL) else None


def forget_mailbox(desk: Desk) -> None:
    """Forget it and its password; what is in the mailbox stays there."""
    desk.vault.remove(PASSWORD)
    for name in (_URL, _USER, _HOST_KEY):
        desk.put_setting(name, "")


def kept_access(desk: Desk, *, in_clear: bool = False) -> Access:
    """The way into the mailbox chosen. Raises `NoMailbox`; opening it raises `LinkInClear`, as `set_mailbox` does."""
    url = desk.setting(_URL)
    if not url:
        raise NoMailbox
    return Access(read_address(url)[0], desk.setting(_USER), _password(desk), desk.setting(_HOST_KEY), in_clear)


def try_mailbox(desk: Desk, access: Access | None = None, patience: Patience | None = None) -> None:
    """Write a small file, read it back, delete it. Raises a `MailboxFailed` that says what is wrong."""
    own = key_id(keys_of(desk).signing_public)
    name = f"essai-{secrets.token_hex(6)}"
    with opened(access or kept_access(desk), patience) as box, private_folder(desk) as folder:
        told, heard = folder / name, folder / f"{name}-lu"
        write_whole(told, secrets.token_bytes(64))
        box.check()
        box.send(told, own, name)
        if not box.fetch(own, name, heard) or heard.read_bytes() != told.read_bytes():
            raise MailboxRefuses
        box.remove(own, name)
        if name in {each.name for each in box.listed(own)}:
            raise MailboxRefuses


@contextmanager
def opened(access: Access, patience: Patience | None = None) -> Iterator[Mailbox]:
    """A mailbox, left whatever happens."""
    box = Mailbox(access, patience)
    try:
        yield box
    finally:
        box.close()


@contextmanager
def private_folder(desk: Desk) -> Iterator[Path]:
    """A folder inside the home, gone afterwards."""
    try:
        folder = TemporaryDirectory(prefix="echange-", dir=desk.home)
    except OSError as error:
        raise file_failure(error) from None
    with folder as name:
        yield Path(name)


def _view(access: Access) -> MailboxView:
    shown = access.host_key.split()
    digest = hashlib.sha256(base64.b64decode(shown[1])).digest() if len(shown) > 1 else b""
    fingerprint = f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}" if digest else ""
    address = access.address
    return MailboxView(address.url, access.user, address.kind, bool(access.password), fingerprint, address.in_clear)


def _password(desk: Desk) -> str:
    try:
        return desk.vault.get(PASSWORD)
    except KeyMissing:
        return ""
