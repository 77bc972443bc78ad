"""The recovery sheet: printed once, kept by the director, it opens a home or a backup whose passphrase is lost.

The words are kept nowhere. The home keeps its secrets sealed to them in a file of its own, brought up to date at each opening;
which sheet is the last one is written inside the store, where nobody without its key can put another.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import (
    RECOVERY_SHEET,
    SHORTEST_PASSPHRASE,
    HomeIdentity,
    PassphraseTooShort,
    key_check,
    vault_of,
)
from chance_desktop.runtime.age import Identity, NoKeyOpens, NotSound, Recipient, open_bytes, seal_bytes
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.replacement import finish_replacement
from chance_desktop.runtime.running_lock import RunningLock
from chance_desktop.runtime.sealed_vault import SealedFileVault
from chance_desktop.runtime.vault import STORE_KEY, desktop_vault_available, secrets_of
from chance_desktop.runtime.words import _

_SEALED = "recovery-sealed"
"""Local setting: a digest of the secrets last sealed to the sheet."""
PRINTED = "recovery-printed"
"""Local setting: the day the last sheet was made."""


class NoSheet(ExpectedError):
    """No recovery sheet was ever printed for this home."""

    def __init__(self) -> None:
        super().__init__(
            _("Aucune feuille de secours n’a été imprimée pour ces dossiers."),
            _("Retrouvez la phrase secrète, ou reprenez une sauvegarde."),
        )


class SheetOfAnother(ExpectedError):
    """The words are those of another poste, or of a sheet printed before the last one."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces mots n’ouvrent pas ces dossiers."),
            _("Prenez la dernière feuille imprimée pour ce poste ; les précédentes ne l’ouvrent plus."),
        )


def sheet_printed_on(desk: Desk) -> date | None:
    """The day of the last sheet."""
    day = desk.setting(PRINTED)
    return date.fromisoformat(day) if day else None


def keep_up_to_date(desk: Desk) -> None:
    """Seal the secrets to the last sheet again where they changed since; nothing without a sheet."""
    recipient = desk.setting(RECOVERY_SHEET)
    if recipient and (desk.setting(_SEALED) != _digest(desk) or not desk.layout.recovery.exists()):
        seal_to(desk, Recipient.parse(recipient))


def open_with_sheet(home: Path, sheet: Identity, passphrase: str) -> None:
    """Give a home whose passphrase is lost, or whose desktop's vault is gone, its secrets again; then it opens as usual.

    They go to the desktop's vault where the home used it and there is one, else under the new passphrase. Raises `NoHome`,
    `NoSheet`, `SheetOfAnother`, `PassphraseTooShort`, `HomeBusy`, `OthersAtWork`, `StoreFull` or `ReadOnlyHome`.
    """
    layout = HomeLayout(home)
    finish_replacement(layout)
    identity = HomeIdentity.read(layout)
    with RunningLock(layout).alone():
        secrets = secrets_of_home(layout, sheet)
        if key_check(secrets[STORE_KEY], fictional=identity.fictional) != identity.key_check:
            raise SheetOfAnother
        if identity.vault == "desktop" and desktop_vault_available():
            vault = vault_of(identity, layout, None)
            for name, secret in secrets.items():
                vault.put(name, secret)
            return
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise PassphraseTooShort
        SealedFileVault.made_of(layout.key_file, passphrase, secrets)
        replace(identity, vault="passphrase").write(layout)


def secrets_of_home(layout: HomeLayout, sheet: Identity) -> dict[str, str]:
    """What a home keeps sealed to its last recovery sheet. Raises `NoSheet` or `SheetOfAnother`."""
    try:
        clear = open_bytes(layout.recovery.read_bytes(), [sheet])
        content = json.loads(clear)
        secrets = {str(name): str(secret) for name, secret in content.items()}
    except OSError as error:
        raise NoSheet from error
    except (NoKeyOpens, NotSound, ValueError, AttributeError) as error:
        raise SheetOfAnother from error
    if STORE_KEY not in secrets:
        raise SheetOfAnother
    return secrets


def seal_to(desk: Desk, recipient: Recipient) -> None:
    """Seal the secrets of this home to a sheet."""
    content = json.dumps(secrets_of(desk.vault)).encode()
    write_whole(desk.layout.recovery, seal_bytes(content, [recipient]), private=True, place=desk.home)
    desk.put_setting(_SEALED, _digest(desk))


def _digest(desk: Desk) -> str:
    return hashlib.sha256(json.dumps(secrets_of(desk.vault), sort_keys=True).encode()).hexdigest()
