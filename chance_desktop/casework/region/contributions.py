"""What host companies give: so much a week of placement, by company and by year."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import select

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import read_records
from chance_desktop.casework.stays.stays import calendar_of, read_rows
from chance_desktop.domain.stay import StayCalendar
from chance_desktop.store.schema.tables import SYNCED


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a company gives for someone: so much a week (cents). `by_year` holds the weeks of placement ended in each year
    so far, `planned` how many there are in all, as far as it is known.
    """

    dossier_id: str
    name: str
    file_number: str
    company_id: str
    company: str
    weekly: int
    by_year: tuple[tuple[int, int], ...]
    planned: int

    @property
    def weeks(self) -> int:
        """Weeks of placement spent there so far."""
        return sum(weeks for _year, weeks in self.by_year)

    @property
    def whole(self) -> int:
        """What they gave so far, in cents."""
        return self.weekly * self.weeks

    @property
    def expected(self) -> int:
        """What they will have given at the end, in cents."""
        return self.weekly * self.planned

    def weeks_in(self, year: int) -> int:
        """The weeks that ended in a year; those of every year for 0."""
        return dict(self.by_year).get(year, 0) if year else self.weeks

    def given_in(self, year: int) -> int:
        """What they gave in a year, or in all for 0, in cents."""
        return self.weekly * self.weeks_in(year)


@dataclass(frozen=True, slots=True)
class CompanyGiving:
    """A company, and what it gives for each of those it takes."""

    company_id: str
    company: str
    given: tuple[Contribution, ...]

    def given_in(self, year: int) -> int:
        """What it gave in a year, or in all for 0, in cents."""
        return sum(each.given_in(year) for each in self.given)

    @property
    def expected(self) -> int:
        """What it will have given at the end, in cents."""
        return sum(each.expected for each in self.given)


def contributions(
    desk: Desk, as_of: date | None = None, among: Collection[str] | None = None
) -> tuple[Contribution, ...]:
    """What host companies give, by company then by name, with the weeks spent by a day (today when none is given).

    `among` keeps these dossiers.
    """
    partner = SYNCED["partner"]
    with desk.reading() as connection:
        stays = {dossier: row for dossier, row in read_rows(connection, among).items() if row["contribution"]}
        records = read_records(connection, stays)
        names = {row.id: row.name or "" for row in connection.execute(select(partner.c.id, partner.c.name))}
    found = []
    for record in records.values():
        row = stays[record.id]
        weekly = row["contribution"] or 0
        calendar = calendar_of(desk, row, str(record.dossier["destination_country"] or ""))
        name = f"{record.person['first_name'] or ''} {record.person['surname'] or ''}".strip()
        found.append(
            Contribution(
                dossier_id=record.id,
                name=name,
                file_number=record.dossier["file_number"] or "",
                company_id=row["company_id"] or "",
                company=names.get(row["company_id"], ""),
                weekly=weekly,
                by_year=_by_year(calendar, as_of or desk.today()),
                planned=calendar.weeks_of_placement_done if calendar is not None else 0,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.company.casefold(), each.company_id, each.name)))


def by_company(found: Iterable[Contribution]) -> tuple[CompanyGiving, ...]:
    """Contributions put together by company; they come by company already."""
    return tuple(
        CompanyGiving(code, name, tuple(given))
        for (code, name), given in groupby(found, key=lambda each: (each.company_id, each.company))
    )


def years_of(found: Iterable[Contribution]) -> tuple[int, ...]:
    """The years in which something was given, the latest first."""
    return tuple(sorted({year for each in found for year, _weeks in each.by_year}, reverse=True))


def _by_year(calendar: StayCalendar | None, until: date) -> tuple[tuple[int, int], ...]:
    """Weeks of placement ended in each year by a day; a week belongs to the year of its last day."""
    if calendar is None or calendar.placement is None:
        return ()
    found, before = [], 0
    for year in range(calendar.placement.first.year, min(until, calendar.spent.last).year + 1):
        by_then = calendar.weeks_of_placement_by(min(until, date(year, 12, 31)))
        if by_then > before:
            found.append((year, by_then - before))
        before = by_then
    return tuple(found)
