"""The tables a programme declares, read when they are first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.programme.programme_folder import read_declared, refuse_grave
from chance_desktop.domain.programme.report_layout import ReportLayouts
from chance_desktop.domain.soundness.reports import fact_mistakes
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

FILE = "reports.toml"


class NoReports(ExpectedError):
    """A programme that declares no table."""

    def __init__(self) -> None:
        super().__init__(_("Ce programme ne déclare aucun tableau."), _("Ajoutez « reports.toml » à son dossier."))


def layouts(desk: Desk) -> ReportLayouts:
    """The declared tables. Raises `NoReports` or `ProgrammeMistake`."""
    return read_layouts(desk.programme_folder)


@cache
def read_layouts(folder: Path) -> ReportLayouts:
    """The tables a folder declares."""
    if not (folder / FILE).exists():
        raise NoReports
    found = read_declared(folder, FILE, ReportLayouts)
    refuse_grave(fact_mistakes(found))
    return found
