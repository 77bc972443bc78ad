"""Every table, each declared once, and the list behind any of its figures: page, command line, files and tests read this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from chance_desktop.casework.reports import contributions, desk_tables, overview, people, questionnaire
from chance_desktop.casework.reports.people import Behind
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.scopes import as_of_words, narrowing, scope_sentence
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.reports.report import Report
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, figures_date

__all__ = ["REPORTS", "Behind", "DeclaredReport", "Follows", "NoSuchReport", "Scope", "behind", "make", "names"]


class NoSuchReport(ExpectedError):
    """No table has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Il n’y a pas de tableau « {name} ».").replace("{name}", name[:40]),
            _("Choisissez parmi : {names}.").replace("{names}", ", ".join(names())),
        )


class Follows(Enum):
    """What of a scope a table follows."""

    SCOPE = "scope"
    DAY = "day"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class DeclaredReport:
    """A table: its name, what the page calls it; one that is not `listed` has a place of its own there."""

    name: str
    title: str
    line: str
    make: Callable[[Desk, Scope], Report]
    behind: Callable[[Desk, Scope, str, str], tuple[Behind, ...]] | None = None
    follows: Follows = Follows.SCOPE
    icon: str = "table-2"
    listed: bool = True


REPORTS = (
    DeclaredReport("annexe-1", _("Annexe 1"), _("Bénéficiaires"), people.report, people.behind),
    DeclaredReport("annexe-2", _("Annexe 2"), _("Calendrier des actions"), lambda desk, _scope: desk_tables.annexe_2(desk),
                   follows=Follows.NOTHING),
    DeclaredReport("annexe-3", _("Annexe 3"), _("Outils"), lambda desk, _scope: desk_tables.annexe_3(desk),
                   follows=Follows.NOTHING),
    DeclaredReport("questionnaire", _("Questionnaire"), _("Fin de séjour"), questionnaire.report, questionnaire.behind),
    DeclaredReport("budget", _("Financement"), _("Parts publiées et calculées"), lambda desk, _scope: desk_tables.budget(desk),
                   follows=Follows.NOTHING),
    DeclaredReport("indicators", _("Indicateurs"), _("Face aux objectifs"), overview.indicators, overview.indicator_behind),
    DeclaredReport("offices", _("Missions Locales"), _("Entrées et départs de chacune"), overview.by_office,
                   overview.office_behind, listed=False),
    DeclaredReport("correspondents", _("Correspondants"), _("Départs par correspondant"), overview.by_correspondent,
                   overview.correspondent_behind),
    DeclaredReport("contributions", _("Participations"), _("Des entreprises d’accueil"), contributions.report,
                   contributions.behind),
    DeclaredReport("meetings", _("Réunions"), _("Avec les partenaires"), overview.meetings, follows=Follows.DAY),
    DeclaredReport("surveys", _("Enquêtes"), _("Après le séjour"), overview.surveys),
)  # fmt: skip
"""Every table, in the order it is shown."""


def names() -> tuple[str, ...]:
    """What each is asked for by."""
    return tuple(each.name for each in REPORTS)


def _declared(name: str) -> DeclaredReport:
    for each in REPORTS:
        if each.name == name:
            return each
    raise NoSuchReport(name)


def make(desk: Desk, name: str, scope: Scope | None = None) -> Report:
    """A table, as of today unless a scope says otherwise; it tells its scope. Raises `NoSuchReport` or `NoReports`."""
    declared, wanted = _declared(name), scope or Scope(desk.today())
    return _telling(desk, declared.make(desk, wanted), wanted, declared.follows)


def behind(desk: Desk, name: str, row: str, column: str, scope: Scope | None = None) -> tuple[Behind, ...]:
    """The people behind a figure; nobody for one that counts no people. Raises `NoSuchReport`."""
    declared = _declared(name)
    if declared.behind is None:
        return ()
    try:
        return declared.behind(desk, scope or Scope(desk.today()), row, column)
    except KeyError:
        return ()


def _telling(desk: Desk, made: Report, scope: Scope, follows: Follows) -> Report:
    """The table with its scope in the definitions, which every format writes, and under the title when it leaves somebody out."""
    if follows is Follows.NOTHING:
        return made
    if follows is Follows.DAY:
        note = _("Périmètre\u00a0: toute la Région\u00a0; {day}.").format(day=as_of_words(scope))
        return replace(made, notes=(note, *made.notes))
    notes = (scope_sentence(desk, scope), *made.notes)
    told = list(narrowing(desk, scope))
    day = figures_date(scope.as_of)
    if (told or scope.as_of != desk.today()) and day not in made.subtitle:
        told.append(as_of_words(scope))
    subtitle = " · ".join(part for part in (made.subtitle, *told) if part)
    return replace(made, notes=notes, subtitle=subtitle)
