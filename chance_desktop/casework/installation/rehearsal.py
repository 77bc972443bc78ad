"""Rehearse a restore: a backup is restored for good in a folder of its own, opened, read, made to write to those it knows; then erased.

Nothing is sent and nothing of this home changes, but the day it was last done.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from chance_desktop.casework.exchange.bundles import recipients, write_bundles
from chance_desktop.casework.exchange.postes.enrolment import own_card
from chance_desktop.casework.exchange.postes.keys import keys_of
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.runtime.crash import start_log
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import told_by_place
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.scans.attachments import ScanLost
from chance_desktop.store.schema.tables import FILE_COLUMNS, dossier_summary
from chance_desktop.sync.exporting import lacked_here
from chance_desktop.sync.peers.trust import write_card

_REHEARSED = "rehearsed-on"
"""Local setting: the day of the last rehearsal that went well."""


class ScansMissing(ExpectedError):
    """A backup would give back dossiers without some of their scans."""

    def __init__(self, count: int) -> None:
        super().__init__(
            plural(
                "Cette sauvegarde s’ouvre, mais il y manque {n} pièce numérisée.",
                "Cette sauvegarde s’ouvre, mais il y manque {n} pièces numérisées.",
                count,
            ),
            _("Faites une nouvelle sauvegarde, puis essayez de nouveau."),
        )


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A backup that would give everything back. `written_for` is how many postes the restored one could write to."""

    file: Path
    made_on: date
    dossiers: int
    scans: int
    written_for: int


def rehearse(desk: Desk, path: Path, passphrase: str, progress: Progress | None = None) -> Rehearsal:
    """Restore a backup, use it, and erase it. Raises what `restore_backup` raises, or `ScansMissing`."""
    report = progress or NoProgress()
    with told_by_place(desk.home):
        folder = Path(tempfile.mkdtemp(prefix="chance-", dir=desk.home))
    try:
        restored = restore_backup(path, passphrase, folder / "home", report, in_desktop_vault=False)
        report.advance(0, 0, _("Ouverture des dossiers repris"))
        there = open_desk(folder / "home", passphrase=passphrase)
        try:
            found = Rehearsal(path, restored.made_on, _dossiers(there), _scans(there, report), _exchange(there, folder))
        finally:
            there.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        start_log(desk.layout.logs)  # the one of the home that was opened meanwhile is closed
    desk.put_setting(_REHEARSED, desk.today().isoformat())
    return found


def rehearsed_on(desk: Desk) -> date | None:
    """The day a restore was last rehearsed."""
    day = desk.setting(_REHEARSED)
    return date.fromisoformat(day) if day else None


def _dossiers(desk: Desk) -> int:
    with desk.reading() as connection:
        return connection.execute(select(func.count()).select_from(dossier_summary)).scalar_one()


def _scans(desk: Desk, report: Progress) -> int:
    """Open every scan the rows name. Raises `ScansMissing`."""
    named, lost = named_scans(desk, report)
    if lost:
        raise ScansMissing(lost)
    return named


def named_scans(desk: Desk, report: Progress) -> tuple[int, int]:
    """How many scans the rows name, but for those that have not arrived yet; and how many of them cannot be opened."""
    with desk.reading() as connection:
        columns = [connection.execute(select(column).distinct()).scalars().all() for column in FILE_COLUMNS]
        awaited = set(lacked_here(connection))
    named = {each for column in columns for each in column if each} - awaited
    lost = 0
    for done, digest in enumerate(sorted(named)):
        report.advance(done, len(named), _("Relecture des pièces numérisées"))
        try:
            desk.store.attachments.get(digest)
        except ScanLost:
            lost += 1
    return len(named), lost


def _exchange(desk: Desk, folder: Path) -> int:
    """Write, without sending it, what the restored poste has for those it knows; its card proves its keys where it knows nobody."""
    write_card(own_card(desk, "request"), keys_of(desk))
    known = recipients(desk)
    for recipient in known:
        write_bundles(desk, recipient, folder / "bundles")
    return len(known)
