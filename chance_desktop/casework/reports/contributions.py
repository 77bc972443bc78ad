"""What host companies give, as tables: by company without a name for the funders, and person by person for the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select

from chance_desktop.casework.region.contributions import (
    CompanyGiving,
    Contribution,
    by_company,
    contributions,
    years_of,
)
from chance_desktop.casework.reports.people import Behind, people_behind
from chance_desktop.casework.reports.population import Scope, population
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.reports.report import EMPTY, Cell, CellKind, Column, Report, Row
from chance_desktop.runtime.words import _, figures_date
from chance_desktop.store.engines.batches import among
from chance_desktop.store.schema.tables import dossier

_PEOPLE, _WHOLE, _NONE = "people", "whole", "none"
MONEY, TEXT = CellKind.MONEY, CellKind.TEXT


def report(desk: Desk, scope: Scope) -> Report:
    """What each company gave year by year, so far, and what is expected of it by the end of the placements."""
    found = _within(desk, scope)
    years = sorted(years_of(found))
    companies = by_company(found)
    rows = [Row(each.company_id or _NONE, company_name(each), _figures((each,), years)) for each in companies]
    rows.append(Row(_WHOLE, _("Ensemble"), _figures(companies, years), strong=True))
    columns = (
        Column(_PEOPLE, _("Jeunes")), *(Column(str(year), _("En {year}").format(year=year)) for year in years),
        Column("so-far", _("À ce jour")), Column("expected", _("À la fin des stages")),
    )  # fmt: skip
    subtitle = _("Situation au {day}").format(day=figures_date(scope.as_of))
    title = _("Participation des entreprises d’accueil")
    return Report(
        code="contributions",
        title=title,
        columns=columns,
        rows=tuple(rows),
        notes=(_counted(),),
        charts=(),
        subtitle=subtitle,
    )


def behind(desk: Desk, scope: Scope, row: str, column: str) -> tuple[Behind, ...]:
    """Those a company takes; `whole` is everyone. Raises `KeyError` for a figure that counts nobody."""
    if column != _PEOPLE:
        raise KeyError(column)
    taken = [each.dossier_id for each in _within(desk, scope) if row in (_WHOLE, each.company_id or _NONE)]
    return people_behind(desk, population(desk, scope), among(dossier.c.id, taken))


def listed(desk: Desk, year: int = 0) -> Report:
    """Everyone a company gives something for, under its name; in a year, or so far for 0. It names people."""
    kept = [each for each in contributions(desk) if not year or each.weeks_in(year)]
    columns = (
        Column("number", _("Dossier"), narrow=False), Column("weekly", _("Par semaine")), Column("weeks", _("Semaines")),
        Column("given", _("En {year}").format(year=year) if year else _("À ce jour")),
    )  # fmt: skip
    whole = _total(_WHOLE, _("Ensemble"), sum(each.given_in(year) for each in kept))
    subtitle = _("Situation au {day}").format(day=figures_date(desk.today()))
    title = _("Participation des entreprises d’accueil, par jeune")
    return Report(
        code="contributions-list",
        title=title,
        columns=columns,
        rows=(*_lines(kept, year), whole),
        notes=(_counted(),),
        charts=(),
        subtitle=subtitle,
    )


def company_name(company: CompanyGiving) -> str:
    """The name of a company, or that none is said."""
    return company.company or _("Entreprise non renseignée")


def _within(desk: Desk, scope: Scope) -> tuple[Contribution, ...]:
    """The contributions for those a scope speaks of."""
    people = population(desk, scope)
    with desk.reading() as connection:
        ids = connection.execute(select(people.id).select_from(people.source).where(people.within)).scalars().all()
    return contributions(desk, scope.as_of, ids)


def _figures(companies: Sequence[CompanyGiving], years: Iterable[int]) -> tuple[Cell, ...]:
    count = sum(len(each.given) for each in companies)
    given = (Cell(sum(each.given_in(year) for each in companies), MONEY) for year in (*years, 0))
    return (Cell(count, open=count > 0), *given, Cell(sum(each.expected for each in companies), MONEY))


def _lines(kept: Iterable[Contribution], year: int) -> Iterator[Row]:
    for company in by_company(kept):
        yield _total(company.company_id or _NONE, company_name(company), company.given_in(year))
        for each in company.given:
            cells = (
                Cell(each.file_number, TEXT), Cell(each.weekly, MONEY), Cell(each.weeks_in(year)),
                Cell(each.given_in(year), MONEY),
            )  # fmt: skip
            yield Row(each.dossier_id, each.name, cells, 1)


def _total(code: str, label: str, given: int) -> Row:
    return Row(code, label, (EMPTY, EMPTY, EMPTY, Cell(given, MONEY)), strong=True)


def _counted() -> str:
    return _("Seules les semaines de stage entières comptent, à la date de leur dernier jour.")
