"""Dates of which only the month or the year is known, and ends that never come before their start."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.domain.learner.partial_dates import PartialDate, written_date
from chance_desktop.domain.typed.errors import EndBeforeStart, ImpossibleDay, Unreadable
from chance_desktop.domain.typed.partial_days import read_partial_day
from chance_desktop.domain.typed.periods import check_known, check_period, check_times, ends_before
from chance_desktop.runtime.words import long_date, month_and_year

TODAY = date(2026, 11, 28)
DAYS = st.dates(date(1900, 1, 1), date(2056, 12, 31))


@st.composite
def partial_days(draw: st.DrawFn) -> PartialDate:
    """A day, a month or a year."""
    day, precision = draw(DAYS), draw(st.integers(1, 3))
    return PartialDate(day.year, day.month if precision > 1 else None, day.day if precision > 2 else None)


@given(partial_days())
def test_what_is_kept_is_shown_and_read_back(day: PartialDate) -> None:
    assert read_partial_day(written_date(str(day)), TODAY) == day
    assert read_partial_day(str(day), TODAY) == day


@given(DAYS)
def test_what_is_said_in_words_is_read_back(day: date) -> None:
    assert read_partial_day(month_and_year(day), TODAY) == PartialDate(day.year, day.month)
    assert read_partial_day(long_date(day), TODAY) == PartialDate(day.year, day.month, day.day)


@pytest.mark.parametrize(
    "text",
    [
        "9/2024",
        "09 / 2024",
        "2024-9",
        "2024/09",
        "sept. 2024",
        "Septembre 2024",
        "9.2024",
        "Sep-24",
        "sept.-24",
        "September 2024",
        "sept. ’24",
    ],
)
def test_a_month_in_every_way(text: str) -> None:
    assert read_partial_day(text, TODAY) == PartialDate(2024, 9)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("13/2024", "Il n’y a pas de mois 13."), ("31/02/2024", "Le 31 février n’existe pas."),
        ("2999", "L’année 2999 est trop lointaine."), ("1066", "L’année 1066 est trop ancienne."),
    ],
)  # fmt: skip
def test_what_no_calendar_has_is_told(text: str, sentence: str) -> None:
    with pytest.raises(ImpossibleDay, match=sentence):
        read_partial_day(text, TODAY)


@pytest.mark.parametrize("text", ["", "hier", "20244", "09/24", "mars"])
def test_what_is_no_date_is_told_with_examples(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_partial_day(text, TODAY)
    assert "2024, 09/2024, 15/09/2024" in refusal.value.next_step


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2024-05-02", "2024-05-01", True), ("2024-05-02", "2024-05-02", False), ("2024-05", "2024-04", True),
        ("2024", "2023", True), ("2024", "2024-01", False), ("2024-06", "2024", False), ("2024-06-30", "2024-06", False),
        ("2024-06", "2024-05-31", True), ("", "2020", False), ("2020", "", False), ("hier", "2020", False),
        (date(2024, 1, 2), PartialDate(2024, 1, 1), True), (date(2024, 1, 2), date(2024, 1, 3), False), (None, None, False),
    ],
)  # fmt: skip
def test_an_end_never_comes_before_its_start(
    start: date | PartialDate | str | None, end: date | PartialDate | str | None, wrong: bool
) -> None:
    assert ends_before(start, end) is wrong
    if wrong:
        with pytest.raises(EndBeforeStart, match="La fin est avant le début"):
            check_period(start, end)


@given(partial_days(), partial_days())
def test_of_two_dates_only_one_order_is_refused(one: PartialDate, other: PartialDate) -> None:
    assert not (ends_before(one, other) and ends_before(other, one))


def test_times_of_one_day() -> None:
    check_times("14:00", "14:00")
    check_times("", "09:00")
    with pytest.raises(EndBeforeStart, match=r"14\u00a0h"):
        check_times("14:00", "09:30")


def test_what_a_referee_says_need_not_be_a_date() -> None:
    check_known("la sixième", "juin 2024", TODAY)
    check_known("septembre 2022", "juin 2024", TODAY)
    with pytest.raises(EndBeforeStart):
        check_known("septembre 2024", "juin 2022", TODAY)
