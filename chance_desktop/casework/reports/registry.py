"""Every table by its name, and the list behind any of its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from chance_desktop.casework.reports import contributions, desk_tables, overview, people, questionnaire
from chance_desktop.casework.reports.people import Behind
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.scopes import as_of_words, narrowing, scope_sentence
from chance_desktop.casework.session.desk import Desk
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


class _Follows(Enum):
    """What of a scope a table follows."""

    SCOPE = "scope"
    DAY = "day"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class _Maker:
    make: Callable[[Desk, Scope], Report]
    behind: Callable[[Desk, Scope, str, str], tuple[Behind, ...]] | None = None
    follows: _Follows = _Follows.SCOPE


_MAKERS: Mapping[str, _Maker] = {
    "annexe-1": _Maker(people.report, people.behind),
    "annexe-2": _Maker(lambda desk, _scope: desk_tables.annexe_2(desk), follows=_Follows.NOTHING),
    "annexe-3": _Maker(lambda desk, _scope: desk_tables.annexe_3(desk), follows=_Follows.NOTHING),
    "questionnaire": _Maker(questionnaire.report, questionnaire.behind),
    "budget": _Maker(lambda desk, _scope: desk_tables.budget(desk), follows=_Follows.NOTHING),
    "indicators": _Maker(overview.indicators, overview.indicator_behind),
    "offices": _Maker(overview.by_office, overview.office_behind),
    "correspondents": _Maker(overview.by_correspondent, overview.correspondent_behind),
    "contributions": _Maker(contributions.report, contributions.behind),
    "meetings": _Maker(overview.meetings, follows=_Follows.DAY),
    "surveys": _Maker(overview.surveys),
}
NAMES = tuple(_MAKERS)


def make(desk: Desk, name: str, scope: Scope | None = None) -> Report:
    """A table, as of today unless a scope says otherwise; it tells its scope. Raises `NoSuchReport` or `NoReports`."""
    if name not in _MAKERS:
        raise NoSuchReport(name)
    maker, wanted = _MAKERS[name], scope or Scope(desk.today())
    return _telling(desk, maker.make(desk, wanted), wanted, maker.follows)


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


def _telling(desk: Desk, made: Report, scope: Scope, follows: _Follows) -> Report:
    """The table with its scope in the definitions, which every format writes, and under the title when it leaves somebody out."""
    if follows is _Follows.NOTHING:
        return made
    if follows is _Follows.DAY:
        note = _("Périmètre\u00a0: toute la Région\u00a0; {day}.").format(day=as_of_words(scope))
        return replace(made, notes=(note, *made.notes))
    notes = (scope_sentence(desk, scope), *made.notes)
    told = list(narrowing(desk, scope))
    day = f"{scope.as_of:%d/%m/%Y}"
    if (told or scope.as_of != desk.today()) and day not in made.subtitle:
        told.append(as_of_words(scope))
    subtitle = " · ".join(part for part in (made.subtitle, *told) if part)
    return replace(made, notes=notes, subtitle=subtitle)
