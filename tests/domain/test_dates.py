"""Dates as the programme counts them and as French writes them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.domain.dates import add_months, add_weeks, age_on, kept_day
from chance_desktop.runtime.words import (
    clock_time,
    days_ago,
    in_days,
    long_date,
    month_and_year,
    months,
    short_date,
    weekdays,
)

DAYS_OF_LIFE = st.dates(date(1900, 1, 1), date(2150, 12, 31))


@given(birth=DAYS_OF_LIFE, on=DAYS_OF_LIFE)
def test_an_age_grows_by_one_on_the_birthday(birth: date, on: date) -> None:
    age = age_on(birth, on)
    turned = add_months(birth, 12 * age)
    assert turned <= on or (birth.month, birth.day) == (2, 29)
    assert add_months(birth, 12 * (age + 1)) > on or (birth.month, birth.day) == (2, 29)
    assert age_on(birth, on + timedelta(days=1)) - age in (0, 1)


def test_born_on_29_february() -> None:
    birth = date(2004, 2, 29)
    assert age_on(birth, date(2022, 2, 28)) == 17
    assert age_on(birth, date(2022, 3, 1)) == 18
    assert age_on(birth, date(2024, 2, 29)) == 20


@given(day=DAYS_OF_LIFE, months=st.integers(-600, 600))
def test_months_never_overflow_into_the_next(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@given(day=DAYS_OF_LIFE, weeks=st.integers(0, 200))
def test_weeks_keep_the_weekday(day: date, weeks: int) -> None:
    assert add_weeks(day, weeks).weekday() == day.weekday()


@given(day=DAYS_OF_LIFE)
def test_words_hold_what_the_date_holds(day: date) -> None:
    text = long_date(day, weekday=True)
    assert text.startswith(weekdays()[day.weekday()])
    assert months()[day.month - 1] in text
    assert text.endswith(str(day.year))
    assert "\u202f" not in text
    assert ("1er\u00a0" in text) is (day.day == 1)


def test_dates_as_french_writes_them() -> None:
    day = date(2026, 12, 3)
    assert long_date(day, weekday=True, year=False) == "jeudi 3\u00a0décembre"
    assert long_date(date(2026, 12, 1)) == "1er\u00a0décembre 2026"
    assert short_date(date(2026, 11, 6)) == "6\u00a0nov."
    assert short_date(date(2025, 11, 6), today=day) == "6\u00a0nov.\u00a02025"
    assert month_and_year(date(2031, 3, 1)) == "mars\u00a02031"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("10:00", "10\u00a0h"), ("14:30", "14\u00a0h\u00a030"), ("09:05", "9\u00a0h\u00a005"), ("", ""), ("midi", "midi")],
)
def test_times(typed: str, shown: str) -> None:
    assert clock_time(typed) == shown


def test_delays_in_days() -> None:
    assert [days_ago(n) for n in (-1, 0, 1, 18)] == ["aujourd’hui", "aujourd’hui", "hier", "il y a 18\u00a0jours"]
    assert [in_days(n) for n in (0, 1, 9)] == ["aujourd’hui", "demain", "dans 9\u00a0jours"]


def test_a_day_that_is_kept() -> None:
    assert [kept_day(value) for value in ("2011-03-31", "", None)] == [date(2011, 3, 31), None, None]
    with pytest.raises(ValueError, match="hier"):
        kept_day("hier")
