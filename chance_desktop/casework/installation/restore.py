"""Restore a backup: the home is prepared whole beside what is there, with its new identity, then takes its place in one step.

Killed anywhere, the home is the former one or the restored one, and a second try works. A restored home is a new poste, since
the old one may still be writing.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chance_desktop.casework.exchange.postes.enrolment import renew_identity
from chance_desktop.casework.installation.backup import BackupFacts, save_contents
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.prepared_home import (
    carry_erasures,
    forget_prepared,
    give_identity,
    held,
    removed_unless_whole,
)
from chance_desktop.casework.programme.published_parts import apply_parts
from chance_desktop.casework.session.home_identity import HomeTaken, home_exists, new_identity
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.runtime import computer_time
from chance_desktop.runtime.age import Identity, Passphrase
from chance_desktop.runtime.files import told_by_place
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.replacement import finish_replacement, replace_contents
from chance_desktop.runtime.vault import desktop_vault_available
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that became a home; `kept` is where the former home is, if there was one."""

    file: Path
    dossiers: int
    made_on: date
    fictional: bool
    kept: Path | None


def restore_backup(
    path: Path,
    passphrase: str,
    home: Path,
    progress: Progress | None = None,
    *,
    sheet: Identity | None = None,
    replace: bool = False,
    in_desktop_vault: bool = True,
) -> Restored:
    """Make a home from a backup; `replace` puts it in the place of the one that is there, which is kept beside.

    With a recovery `sheet` in place of the backup's passphrase, `passphrase` is the new one. Where the desktop has no vault,
    or without `in_desktop_vault`, the secrets are sealed with it. Raises `HomeTaken`, `HomeBusy`, `OthersAtWork`,
    `WrongPassphrase`, `WrongWords`, `BackupDamaged`, `BackupTooNew`, `StoreFull` or `ReadOnlyHome`.
    """
    report, layout = progress or NoProgress(), HomeLayout(home)
    finish_replacement(layout)
    if home_exists(home) and not replace:
        raise HomeTaken
    report.advance(0, 0, _("Vérification de la phrase secrète"))
    with held(layout):
        forget_prepared(layout)
        with removed_unless_whole(layout):
            with told_by_place(layout.root):
                layout.prepared.mkdir(mode=0o700)
            key = Passphrase(passphrase) if sheet is None else sheet
            facts = save_contents(
                path, key, layout.prepared, lambda done: report.advance(done, 0, _("Copie des dossiers"))
            )
            report.advance(0, 0, _("Préparation des dossiers"))
            carry_erasures(layout)
            _prepare(HomeLayout(layout.prepared), facts, passphrase, in_desktop_vault=in_desktop_vault)
        kept = replace_contents(layout, computer_time.now().astimezone())
    return Restored(path, facts.dossiers, facts.made_on, facts.fictional, kept)


def _prepare(layout: HomeLayout, facts: BackupFacts, passphrase: str, *, in_desktop_vault: bool) -> None:
    """Give the prepared home its identity, its secrets and a name of its own."""
    kind = "file" if facts.fictional else "desktop" if in_desktop_vault and desktop_vault_available() else "passphrase"
    give_identity(layout, new_identity(kind, facts.key, fictional=facts.fictional), facts.secrets, passphrase)
    desk = open_desk(layout.root, passphrase=passphrase)
    try:
        renew_identity(desk)
        apply_parts(desk)
    finally:
        desk.close()
    shutil.rmtree(layout.logs, ignore_errors=True)
    with told_by_place(layout.root):
        layout.lock.unlink(missing_ok=True)
        shutil.rmtree(layout.running, ignore_errors=True)
