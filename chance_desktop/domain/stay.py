"""The calendar of a stay: the language course, the placement, and the follow-up sheets due on working days.

Every span includes its last day. A course of n weeks that begins on a Monday ends on the Sunday of its nth week; the placement
begins on the Monday that follows unless another day is given.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from chance_desktop.domain.programme.stay_rules import FollowUpRhythm

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)
_SATURDAY = 5


class Part(StrEnum):
    """A part of the stay."""

    LANGUAGE = "language"
    PLACEMENT = "placement"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def weeks(self) -> int:
        """Whole weeks."""
        return self.days // 7

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class StayPlan:
    """What is decided of a stay. A part of 0 weeks does not take place; `early_return` is the last day spent there."""

    language_starts: date | None
    language_weeks: int
    placement_starts: date | None
    placement_weeks: int
    early_return: date | None = None


@dataclass(frozen=True, slots=True)
class DueSheet:
    """A follow-up sheet: its number from 1, the end of the period it tells of, and the working day it is due."""

    number: int
    week: int
    period_ends: date
    due: date


@dataclass(frozen=True, slots=True)
class StayCalendar:
    """The computed calendar. `planned` and `spent` differ after an early return."""

    language: Span | None
    placement: Span | None
    planned: Span
    spent: Span
    sheets: tuple[DueSheet, ...]

    @property
    def weeks_of_placement_done(self) -> int:
        """Whole weeks of placement spent there."""
        return self.weeks_of_placement_by(self.spent.last)

    def weeks_of_placement_by(self, day: date) -> int:
        """Whole weeks of placement spent there by the end of a day."""
        if self.placement is None:
            return 0
        last = min(self.placement.last, self.spent.last, day)
        return Span(self.placement.first, last).weeks if last >= self.placement.first else 0

    def part_on(self, day: date) -> Part | None:
        """Which part is under way on a day."""
        if not self.spent.holds(day):
            return None
        if self.language is not None and self.language.holds(day):
            return Part.LANGUAGE
        return Part.PLACEMENT if self.placement is not None and self.placement.holds(day) else None

    def week_of_part(self, day: date) -> tuple[int, int]:
        """Which week of the part under way a day is in, from 1, and of how many; zeros when none is under way."""
        span = {Part.LANGUAGE: self.language, Part.PLACEMENT: self.placement, None: None}[self.part_on(day)]
        return (0, 0) if span is None else ((day - span.first).days // 7 + 1, span.weeks)


class PlanProblem(ValueError):
    """Why a plan makes no calendar: `order` (the placement begins before the course ends) or `early` (before the first day)."""


def stay_calendar(plan: StayPlan, rhythm: FollowUpRhythm, days_off: Collection[date] = ()) -> StayCalendar | None:
    """The calendar of a plan; nothing while no part has a first day. Raises `PlanProblem`."""
    language = _span(plan.language_starts, plan.language_weeks)
    starts = plan.placement_starts
    if starts is None and language is not None:
        starts = next_monday(language.last)
    placement = _span(starts, plan.placement_weeks)
    spans = [span for span in (language, placement) if span is not None]
    if not spans:
        return None
    if language is not None and placement is not None and placement.first <= language.last:
        raise PlanProblem("order")
    planned = Span(spans[0].first, spans[-1].last)
    if plan.early_return is not None and plan.early_return < planned.first:
        raise PlanProblem("early")
    spent = Span(planned.first, min(planned.last, plan.early_return or planned.last))
    return StayCalendar(language, placement, planned, spent, _sheets(spent, rhythm, days_off))


def next_monday(day: date) -> date:
    """The first Monday after a day."""
    return day + timedelta(days=7 - day.weekday())


def working_day(day: date, days_off: Collection[date]) -> date:
    """The day itself, or the first one after it that is neither of a week-end nor a public holiday."""
    while day.weekday() >= _SATURDAY or day in days_off:
        day += _DAY
    return day


def _span(first: date | None, weeks: int) -> Span | None:
    return Span(first, first + weeks * _WEEK - _DAY) if first is not None and weeks > 0 else None


def _sheets(spent: Span, rhythm: FollowUpRhythm, days_off: Collection[date]) -> tuple[DueSheet, ...]:
    """Sheets at the rhythm while the stay lasts, and one at its end; a last period under half the rhythm joins the one before."""
    ends = [
        spent.first + week * _WEEK - _DAY
        for week in range(rhythm.first_week, spent.weeks + 1, max(1, rhythm.every_weeks))
    ]
    while ends and (spent.last - ends[-1]).days * 2 < rhythm.every_weeks * 7:
        ends.pop()
    ends.append(spent.last)
    return tuple(
        DueSheet(number, ((end - spent.first).days + 1) // 7, end, working_day(end, days_off))
        for number, end in enumerate(ends, start=1)
    )
