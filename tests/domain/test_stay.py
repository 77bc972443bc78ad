"""The calendar of a stay: leap years, public holidays, early returns, stays across the end of a year."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.casework.session.kit.days_off import days_off
from chance_desktop.domain.programme.stay_rules import FollowUpRhythm
from chance_desktop.domain.stay import (
    Part,
    PlanProblem,
    StayCalendar,
    StayPlan,
    next_monday,
    stay_calendar,
    working_day,
)

RHYTHM = FollowUpRhythm(first_week=2, every_weeks=4, late_after_days=7)
DAY = timedelta(days=1)
days = st.dates(date(2008, 1, 1), date(2040, 12, 31))
weeks = st.integers(0, 52)
rhythms = st.builds(
    FollowUpRhythm, first_week=st.integers(1, 8), every_weeks=st.integers(1, 8), late_after_days=st.just(7)
)


def test_four_weeks_then_twenty_four_across_the_end_of_a_year() -> None:
    found = stay_calendar(StayPlan(date(2010, 9, 6), 4, None, 24), RHYTHM)
    assert found is not None
    assert found.language is not None
    assert found.placement is not None
    assert (found.language.last, found.placement.first, found.placement.last) == (
        date(2010, 10, 3),
        date(2010, 10, 4),
        date(2011, 3, 20),
    )
    assert [each.week for each in found.sheets] == [2, 6, 10, 14, 18, 22, 26, 28]
    assert found.part_on(date(2010, 12, 31)) is Part.PLACEMENT


def test_a_week_is_told_of_the_part_it_is_in() -> None:
    found = stay_calendar(StayPlan(date(2026, 9, 7), 4, date(2026, 10, 19), 24), RHYTHM)
    assert found is not None
    first = date(2026, 9, 7)
    told = {(day - first).days: found.week_of_part(day) for day in (first, date(2026, 10, 4), date(2026, 10, 5))}
    assert told == {0: (1, 4), 27: (4, 4), 28: (0, 0)}
    assert found.week_of_part(date(2026, 10, 29)) == (2, 24)
    assert found.week_of_part(date(2027, 4, 4)) == (24, 24)


@pytest.mark.parametrize("year", [2012, 2016, 2100, 2000])
def test_a_leap_day_is_a_day_like_another(year: int) -> None:
    starts = date(year, 2, 1)
    found = stay_calendar(StayPlan(None, 0, starts, 24), RHYTHM)
    assert found is not None
    assert found.planned.days == 168
    assert found.planned.last == starts + timedelta(days=167)


def test_nothing_is_due_on_a_public_holiday_or_a_week_end() -> None:
    # Christmas of 2026 is a Friday; in the United Kingdom the Monday after is a holiday too
    off = days_off(date(2026, 12, 1), date(2027, 1, 31), "gb")
    assert date(2026, 12, 25) in off
    assert working_day(date(2026, 12, 25), off) == date(2026, 12, 29)


def test_an_unknown_country_adds_nothing() -> None:
    assert days_off(date(2026, 1, 1), date(2026, 12, 31), "zz") == days_off(date(2026, 1, 1), date(2026, 12, 31))


@given(
    starts=days,
    language=weeks,
    placement=weeks,
    rhythm=rhythms,
    away=st.integers(0, 400),
    country=st.sampled_from(["", "ie", "gb", "es", "de", "mt"]),
)
def test_whatever_the_plan(
    starts: date, language: int, placement: int, rhythm: FollowUpRhythm, away: int, country: str
) -> None:
    off = days_off(starts, starts + timedelta(weeks=language + placement + 2), country)
    plan = StayPlan(starts if language else None, language, None if language else starts, placement)
    found = stay_calendar(plan, rhythm, off)
    if not language and not placement:
        assert found is None
        return
    assert found is not None
    assert found.planned.first == starts
    if found.language is not None and found.placement is not None:
        assert found.placement.first == next_monday(found.language.last)
        assert found.placement.first.weekday() == 0
        assert 1 <= (found.placement.first - found.language.last).days <= 7
    for part, lasts in ((found.language, language), (found.placement, placement)):
        assert part is None or part.days == 7 * lasts
    _sheets_are_right(found, rhythm, off)

    # an early return cuts the same calendar, whatever the day
    early = starts + timedelta(days=away)
    cut = stay_calendar(StayPlan(plan.language_starts, language, plan.placement_starts, placement, early), rhythm, off)
    assert cut is not None
    assert cut.planned == found.planned
    assert cut.spent.last == min(found.planned.last, early)
    assert cut.weeks_of_placement_done <= found.weeks_of_placement_done
    assert all(each.period_ends <= cut.spent.last for each in cut.sheets)
    _sheets_are_right(cut, rhythm, off)


def _sheets_are_right(found: StayCalendar, rhythm: FollowUpRhythm, off: frozenset[date]) -> None:
    ends = [each.period_ends for each in found.sheets]
    assert ends == sorted(set(ends))
    assert ends[-1] == found.spent.last
    assert [each.number for each in found.sheets] == list(range(1, len(ends) + 1))
    for each in found.sheets:
        assert each.due >= each.period_ends
        assert each.due.weekday() < 5
        assert each.due not in off
        between = (each.period_ends + step * DAY for step in range((each.due - each.period_ends).days))
        assert all(day.weekday() >= 5 or day in off for day in between)
    gaps = [(later - earlier).days for earlier, later in pairwise(ends)]
    assert all(gap * 2 >= rhythm.every_weeks * 7 for gap in gaps)


@given(starts=days, early=st.integers(1, 400))
def test_nobody_comes_back_before_leaving(starts: date, early: int) -> None:
    with pytest.raises(PlanProblem):
        stay_calendar(StayPlan(starts, 4, None, 24, starts - timedelta(days=early)), RHYTHM)


@given(starts=days, before=st.integers(0, 27))
def test_a_placement_does_not_begin_during_the_course(starts: date, before: int) -> None:
    with pytest.raises(PlanProblem):
        stay_calendar(StayPlan(starts, 4, starts + timedelta(days=before), 24), RHYTHM)
