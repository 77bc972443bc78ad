"""Every table of the report at once, as files in one folder: what is sent to the funders, and what is kept of a day.

Importing this module loads ReportLab: screens and commands import it when files are asked for.
"""

from __future__ import annotations

from pathlib import Path

from chance_desktop.casework.reports.files import written
from chance_desktop.casework.reports.formats import TABLE_FORMATS
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.registry import make, names
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.words import _


class FolderRefused(ExpectedError):
    """The folder cannot be written."""

    def __init__(self) -> None:
        super().__init__(
            _("Les tableaux ne peuvent pas être écrits dans ce dossier."),
            _("Vérifiez la place libre et vos droits, ou choisissez-en un autre."),
        )


def write_every_table(desk: Desk, inside: Path, scope: Scope | None = None, progress: Progress | None = None) -> Path:
    """Write every table, as PDF and ODS, in a new folder of `inside`; returns that folder.

    Stopped on the way, the tables already written stay. Raises `FolderRefused`, `StoreFull`, `NoReports` or `Stopped`.
    """
    wanted, told = scope or Scope(desk.today()), progress or NoProgress()
    try:
        folder = _new_folder(inside, _("Tableaux au {day}").format(day=wanted.as_of.isoformat()))
        every = names()
        for done, name in enumerate(every):
            report = make(desk, name, wanted)
            told.advance(done, len(every), report.title)
            for each in TABLE_FORMATS:
                if not each.gathered:
                    continue
                made = written(desk, report, each.ending)
                write_whole(folder / made.saved_as, made.content)
    except OSError as error:
        raise FolderRefused from error
    told.advance(len(every), len(every), "")
    return folder


def _new_folder(inside: Path, name: str) -> Path:
    """A folder that was not there: what was written before is never written over."""
    number = 1
    while True:
        folder = inside / (name if number == 1 else f"{name} ({number})")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            number += 1
            continue
        return folder
