"""Every table by its name, and the list behind any of its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chance_desktop.casework.desk import Desk
from chance_desktop.casework.reports import contributions, desk_tables, overview, people, questionnaire
from chance_desktop.casework.reports.people import Behind
from chance_desktop.casework.reports.population import Scope
from chance_desktop.domain.report import Report
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

__all__ = ["NAMES", "Behind", "NoSuchReport", "Scope", "behind", "make"]


class NoSuchReport(ExpectedError):
    """No table has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Il n’y a pas de tableau « {name} ».").replace("{name}", name[:40]),
            _("Choisissez parmi : {names}.").replace("{names}", ", ".join(NAMES)),
        )


@dataclass(frozen=True, slots=True)
class _Maker:
    make: Callable[[Desk, Scope], Report]
    behind: Callable[[Desk, Scope, str, str], tuple[Behind, ...]] | None = None


_MAKERS: Mapping[str, _Maker] = {
    "annexe-1": _Maker(people.report, people.behind),
    "annexe-2": _Maker(lambda desk, _scope: desk_tables.annexe_2(desk)),
    "annexe-3": _Maker(lambda desk, _scope: desk_tables.annexe_3(desk)),
    "questionnaire": _Maker(questionnaire.report, questionnaire.behind),
    "budget": _Maker(lambda desk, _scope: desk_tables.budget(desk)),
    "indicators": _Maker(overview.indicators, overview.indicator_behind),
    "offices": _Maker(overview.by_office, overview.office_behind),
    "correspondents": _Maker(overview.by_correspondent, overview.correspondent_behind),
    "contributions": _Maker(contributions.report, contributions.behind),
    "meetings": _Maker(overview.meetings),
    "surveys": _Maker(overview.surveys),
}
NAMES = tuple(_MAKERS)


def make(desk: Desk, name: str, scope: Scope | None = None) -> Report:
    """A table, as of today unless a scope says otherwise. Raises `NoSuchReport` or `NoReports`."""
    if name not in _MAKERS:
        raise NoSuchReport(name)
    return _MAKERS[name].make(desk, scope or Scope(desk.today()))


def behind(desk: Desk, name: str, row: str, column: str, scope: Scope | None = None) -> tuple[Behind, ...]:
    """The people behind a figure; nobody for one that counts no people. Raises `NoSuchReport`."""
    if name not in _MAKERS:
        raise NoSuchReport(name)
    maker = _MAKERS[name]
    if maker.behind is None:
        return ()
    try:
        return maker.behind(desk, scope or Scope(desk.today()), row, column)
    except KeyError:
        return ()
