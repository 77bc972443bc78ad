"""Who is counted: every young person who entered the programme, what is known of them at entry, and what became of them.

A beneficiary is someone with a dossier, or someone who came to a sponsorship meeting without lodging one. They are counted once
(`counted_once`), at the Mission Locale of their entry. Someone left on a stay when its first day has come; someone who left the journey by the day
of the scope, or only came to a sponsorship meeting, and never went abroad, is counted among those who dropped out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Integer,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)

from chance_desktop.casework.reports.deduplication import began, counted_elsewhere
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.programme.declared import codes_of
from chance_desktop.domain.programme.programme import Condition
from chance_desktop.domain.states import LEFT, DossierState, EventKind
from chance_desktop.store.schema.tables import SYNCED, dossier, person


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom a table speaks: a year of entry, a Mission Locale of entry, a correspondent (row of a partner); as of a day."""

    as_of: date
    year: int = 0
    structure: str = ""
    correspondent: str = ""

    @property
    def narrow(self) -> bool:
        """Whether it keeps to some of those who entered, whatever the day."""
        return bool(self.year or self.structure or self.correspondent)


@dataclass(frozen=True, slots=True)
class Population:
    """The rows counted, and what may be asked of each of them, as SQL."""

    source: FromClause
    within: ColumnElement[bool]
    id: ColumnElement[str]
    structure: ColumnElement[str]
    year: ColumnElement[int]
    departed: ColumnElement[bool]
    dropped: ColumnElement[bool]
    excluded: ColumnElement[bool]
    facts: dict[str, ColumnElement[object]]

    @property
    def in_preparation(self) -> ColumnElement[bool]:
        """Neither gone abroad nor out of the journey."""
        return and_(not_(self.departed), not_(self.dropped))

    def holds(self, condition: Condition) -> ColumnElement[bool]:
        """A declared condition as SQL: a fact that is not known makes it false, unless the condition asks about that."""
        if condition.all:
            return and_(*(self.holds(each) for each in condition.all))
        if condition.any:
            return or_(*(self.holds(each) for each in condition.any))
        if condition.none:
            return and_(*(not_(self.holds(each)) for each in condition.none))
        return _compare(condition, self.facts[condition.field])


def population(desk: Desk, scope: Scope) -> Population:
    """The beneficiaries of a scope."""
    stay = SYNCED["stay"]
    source = dossier.join(person, person.c.id == dossier.c.person_id).outerjoin(
        stay, and_(stay.c.dossier_id == dossier.c.id, stay.c.deleted_at.is_(None))
    )
    day = scope.as_of.isoformat()
    departed = func.coalesce(began() <= day, false())
    left = and_(dossier.c.state.in_((*LEFT, DossierState.PROSPECT.value)), func.coalesce(dossier.c.left_on, "") <= day)
    entry = func.coalesce(func.nullif(dossier.c.entry_structure, ""), dossier.c.structure_code)
    year = func.coalesce(_year_of(func.nullif(dossier.c.entered_on, "")), 0)
    within: list[ColumnElement[bool]] = [
        dossier.c.deleted_at.is_(None), dossier.c.id.not_in(counted_elsewhere(scope.as_of)), dossier.c.entered_on <= day,
        or_(func.coalesce(dossier.c.state, DossierState.ACTIVE.value) != DossierState.PROSPECT.value, _came_to_a_sponsorship(desk)),
    ]  # fmt: skip
    if scope.year:
        within.append(year == scope.year)
    if scope.structure:
        within.append(entry == scope.structure)
    if scope.correspondent:
        within.append(stay.c.correspondent_id == scope.correspondent)
    return Population(
        source=source,
        within=and_(*within),
        id=dossier.c.id,
        structure=entry,
        year=year,
        departed=departed,
        dropped=and_(not_(departed), func.coalesce(left, false())),
        excluded=dossier.c.state == DossierState.EXCLUDED.value,
        facts=_facts(),
    )


def counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows hold a condition."""
    return func.sum(case((condition, 1), else_=0))


def _came_to_a_sponsorship(desk: Desk) -> ColumnElement[bool]:
    sponsorships = codes_of(desk.programme.event_kinds, EventKind.SPONSORSHIP)
    attendance, event = SYNCED["attendance"], SYNCED["event"]
    return exists(
        select(literal(1))
        .select_from(attendance.join(event, event.c.id == attendance.c.event_id))
        .where(
            attendance.c.dossier_id == dossier.c.id, attendance.c.came.is_(True), attendance.c.deleted_at.is_(None),
            event.c.kind.in_(sponsorships), event.c.deleted_at.is_(None),
        )
    )  # fmt: skip


def _facts() -> dict[str, ColumnElement[object]]:
    """What conditions may name; an empty text is not known."""
    birth, entered = func.nullif(person.c.birth_date, ""), func.nullif(dossier.c.entered_on, "")
    before = case((func.substr(entered, 6, 5) < func.substr(birth, 6, 5), 1), else_=0)
    age = _year_of(entered) - _year_of(birth) - before
    return {
        "age_at_entry": case((birth.is_(None), None), else_=age),
        "sex": func.nullif(person.c.sex, ""),
        "level_1969": func.nullif(person.c.level_1969, ""),
        "level_2019": func.nullif(person.c.level_2019, ""),
        "job_seeker": dossier.c.job_seeker,
        "ml_registered": dossier.c.ml_registered,
        "prior_stay": dossier.c.prior_stay,
        "destination_country": func.nullif(dossier.c.destination_country, ""),
    }  # fmt: skip


def _year_of(day: ColumnElement[str]) -> ColumnElement[int]:
    """The year of an ISO day that is not empty."""
    return cast(func.substr(day, 1, 4), Integer)


def _compare(condition: Condition, fact: ColumnElement[object]) -> ColumnElement[bool]:
    if condition.known is not None:
        return fact.is_not(None) if condition.known else fact.is_(None)
    known = fact.is_not(None)
    if isinstance(condition.equals, bool):
        return and_(known, fact == (true() if condition.equals else false())) if _is_boolean(fact) else false()
    if condition.equals is not None:
        return and_(known, fact == condition.equals)
    if condition.one_of:
        return and_(known, fact.in_(condition.one_of))
    bounds: list[ColumnElement[bool]] = [known]
    if condition.at_least is not None:
        bounds.append(fact >= condition.at_least)
    if condition.at_most is not None:
        bounds.append(fact <= condition.at_most)
    return and_(*bounds)


def _is_boolean(fact: ColumnElement[object]) -> bool:
    return isinstance(fact.type, Boolean)
