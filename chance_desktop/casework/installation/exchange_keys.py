"""What exchanging for the Region takes, as one desk hands it to another: in vaults, and in what words or passphrases seal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import minisign
from sqlalchemy import Connection

from chance_desktop.casework.exchange.mailboxes.mailbox import MAILBOX_SETTINGS, PASSWORD
from chance_desktop.casework.installation.backup import facts_of
from chance_desktop.casework.installation.recovery import secrets_of_home
from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime.age import Identity, Passphrase
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.vault import SCANS_KEY, KeyMissing
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.scans.attachments import Attachments
from chance_desktop.store.scans.scan_keys import take_in
from chance_desktop.sync.identity import (
    AGE_IDENTITY,
    FORMER_AGE_IDENTITIES,
    ROOT_KEY,
    keep_as_former,
    public_text,
)
from chance_desktop.sync.peers.roster import ROOT


class ExchangeKeysOfAnother(ExpectedError):
    """The keys are not those the Region signs with today."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette clé des échanges n’est pas, ou n’est plus, celle de la Région : rien n’a été changé."),
            _("Prenez celle du poste qui échange aujourd’hui, ou une sauvegarde plus récente de ce poste."),
        )


@dataclass(frozen=True, slots=True)
class ExchangeKeys:
    """The root key offices believe; the identity they write to, then former ones; the keys of the scans; the password of the mailbox."""

    root: str
    age: tuple[str, ...]
    scans: tuple[str, ...]
    mailbox: str

    @classmethod
    def among(cls, secrets: Mapping[str, str]) -> ExchangeKeys:
        """Those among the secrets of a vault. Raises `ExchangeKeysOfAnother` where there are none."""
        if not {ROOT_KEY, AGE_IDENTITY} <= secrets.keys():
            raise ExchangeKeysOfAnother
        age = f"{secrets[AGE_IDENTITY]} {secrets.get(FORMER_AGE_IDENTITIES, '')}"
        return cls(
            secrets[ROOT_KEY],
            tuple(age.split()),
            tuple(secrets.get(SCANS_KEY, "").split()),
            secrets.get(PASSWORD, ""),
        )

    @classmethod
    def read_from(cls, path: Path, key: Passphrase | Identity) -> ExchangeKeys:
        """Those of a backup, or with the words of its recovery sheet those of the folder of a desk.

        Raises `WrongPassphrase`, `WrongWords`, `BackupDamaged`, `BackupTooNew`, `NoSheet`, `SheetOfAnother` or
        `ExchangeKeysOfAnother`.
        """
        if path.is_dir() and isinstance(key, Identity):
            return cls.among(secrets_of_home(HomeLayout(path), key))
        return cls.among(facts_of(path, key).secrets)

    def parcel(self) -> tuple[str, ...]:
        """As a parcel holds them."""
        return self.root, " ".join(self.age), " ".join(self.scans), self.mailbox

    @classmethod
    def unpacked(cls, parcel: tuple[str, ...]) -> ExchangeKeys:
        """Those of a parcel."""
        root, age, scans, mailbox = parcel
        return cls(root, tuple(age.split()), tuple(scans.split()), mailbox)

    def keep(self, desk: Desk, connection: Connection) -> None:
        """Keep them in the vault of a desk that does not exchange yet. Raises `ExchangeKeysOfAnother`."""
        if not signs_today(connection, self.root):
            raise ExchangeKeysOfAnother
        desk.vault.put(ROOT_KEY, self.root)
        keep_as_former(desk.vault, self.age)
        if desk.store.attachments.closed and take_in(connection, desk.vault, self.scans):
            desk.store = replace(desk.store, attachments=Attachments(desk.store.attachments.shelf, self.scans))
        if self.mailbox and not settings.get(connection, desk.setting_name(MAILBOX_SETTINGS[0])):
            desk.vault.put(PASSWORD, self.mailbox)


def kept_root(desk: Desk, connection: Connection) -> minisign.SecretKey | None:
    """The root key of the Region, where this desk has that of today."""
    try:
        root = desk.vault.get(ROOT_KEY)
    except KeyMissing:
        return None
    return minisign.SecretKey.from_base64(root) if signs_today(connection, root) else None


def signs_today(connection: Connection, root: str) -> bool:
    """Whether a root key is the one the offices were last told; before any was, any is."""
    told = settings.get(connection, ROOT)
    return not told or public_text(minisign.SecretKey.from_base64(root).get_public_key()) == told
