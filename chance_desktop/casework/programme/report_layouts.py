"""The tables a programme declares, read when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.programme.programme_folder import ProgrammeMistake, read_declared
from chance_desktop.domain.programme.programme import Condition
from chance_desktop.domain.programme.report_layout import FACTS, ReportLayouts
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
    for place, field in _unknown(found):
        raise ProgrammeMistake(FILE, place, _("question inconnue : « {code} »").replace("{code}", field))
    return found


def _unknown(found: ReportLayouts) -> Iterator[tuple[str, str]]:
    for part in found.annexe_1.parts:
        for row in part.rows:
            for field in _fields(row.when) if row.when is not None else ():
                if field not in FACTS:
                    yield f"annexe_1.{part.code}.{row.code}", field


def _fields(condition: Condition) -> Iterator[str]:
    groups = (*condition.all, *condition.any, *condition.none)
    if not groups:
        yield condition.field
    for each in groups:
        yield from _fields(each)
