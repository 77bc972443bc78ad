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

from chance_desktop.casework.desk import Desk
from chance_desktop.casework.home_identity import (
    RECOVERY_SHEET,
    STORE_KEY,
    HomeIdentity,
    key_check,
    vault_of,
)
from chance_desktop.casework.office import SHORTEST_PASSPHRASE, PassphraseTooShort
from chance_desktop.casework.placeholders import letterhead
from chance_desktop.casework.rendered import Rendered
from chance_desktop.documents import recovery_sheet
from chance_desktop.runtime.age import Identity, NoKeyOpens, NotSound, Recipient, open_bytes, seal_bytes
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.recovery_words import new_words
from chance_desktop.runtime.replacement import finish_replacement
from chance_desktop.runtime.running_lock import RunningLock
from chance_desktop.runtime.vault import SealedFileVault, desktop_vault_available, secrets_of
from chance_desktop.runtime.words import _

_SEALED = "recovery-sealed"
"""Local setting: a digest of the secrets last sealed to the sheet."""
_PRINTED = "recovery-printed"
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


def new_sheet(desk: Desk) -> Rendered:
    """A new recovery sheet, to be printed now: its words are kept nowhere, and the former sheet opens this home no more."""
    words = new_words()
    recipient = recipient_of(words)
    _seal(desk, recipient)
    desk.put_setting(RECOVERY_SHEET, recipient.text)
    desk.put_setting(_PRINTED, desk.today().isoformat())
    sheet = recovery_sheet.RecoverySheet(letterhead(desk).sender, words, desk.today())
    return Rendered("recovery-sheet", _("Feuille de secours"), "feuille-de-secours.pdf", recovery_sheet.render(sheet))


def recipient_of(words: tuple[str, ...]) -> Recipient:
    """Who is sealed to, for the words to open it."""
    from chance_desktop.runtime.recovery_words import identity_of

    return identity_of(" ".join(words)).recipient


def sheet_printed_on(desk: Desk) -> date | None:
    """The day of the last sheet."""
    day = desk.setting(_PRINTED)
    return date.fromisoformat(day) if day else None


def keep_up_to_date(desk: Desk) -> None:
    """Seal the secrets to the last sheet again where they changed since; nothing without a sheet."""
    recipient = desk.setting(RECOVERY_SHEET)
    if recipient and (desk.setting(_SEALED) != _digest(desk) or not desk.layout.recovery.exists()):
        _seal(desk, Recipient.parse(recipient))


def open_with_sheet(home: Path, sheet: Identity, passphrase: str) -> None:
    """Give a home whose passphrase is lost, or whose desktop's vault is gone, its secrets again; then it opens as usual.

    They go to the desktop's vault where the home used it and there is one, else under the new passphrase. Raises `NoHome`,
    `NoSheet`, `SheetOfAnother`, `PassphraseTooShort`, `AlreadyRunning`, `StoreFull` or `ReadOnlyHome`.
    """
    layout = HomeLayout(home)
    finish_replacement(layout)
    identity = HomeIdentity.read(layout)
    lock = RunningLock(layout.lock)
    lock.take()
    try:
        secrets = _secrets(layout, sheet)
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
    finally:
        lock.release()


def _secrets(layout: HomeLayout, sheet: Identity) -> dict[str, str]:
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


def _seal(desk: Desk, recipient: Recipient) -> None:
    content = json.dumps(secrets_of(desk.vault)).encode()
    write_whole(desk.layout.recovery, seal_bytes(content, [recipient]), private=True, place=desk.home)
    desk.put_setting(_SEALED, _digest(desk))


def _digest(desk: Desk) -> str:
    return hashlib.sha256(json.dumps(secrets_of(desk.vault), sort_keys=True).encode()).hexdigest()
