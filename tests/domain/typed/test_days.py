"""Typed days: every way of writing one is read, what a day is for decides its century, and every refusal says why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.domain.typed.day_parts import day_parts
from chance_desktop.domain.typed.days import DayUse, read_day, read_optional_day
from chance_desktop.domain.typed.errors import BirthToCome, DayLeftOut, DayToCome, ImpossibleDay, NotADay, Unreadable
from chance_desktop.runtime.words import figures_date, french_spaces, long_date, short_date

TODAY = date(2026, 11, 28)
LATEST = TODAY.replace(year=TODAY.year + 10)
EVERY_DAY = st.dates(date(1900, 1, 1), LATEST)


def _read(text: str, use: DayUse) -> date | Unreadable:
    try:
        return read_day(text, use, TODAY)
    except Unreadable as wrong:
        return wrong


@pytest.mark.parametrize(
    "text",
    [
        "03/12/26", "3/12/26", "03 / 12 / 2026", "20261203", "03122026", "2026-12-03", "3.12.2026", "3-12-2026", "03 12 2026",
        "3 décembre 2026", "3 DECEMBRE 2026", "jeudi 3 décembre 2026", "jeu. 3 déc. 2026", "3 dec 26", "2026/12/3",
        "2026-12-03T00:00:00", "2026-12-03 00:00", " 03\u00a0/\u202f12/2026 ", "3 December 2026", "December 3, 2026", "Dec. 3rd, 2026",
        "3rd of December 2026", "3-Dec-26", "03-déc.-2026", "03DEC2026", "2026-Dec-03", "Thursday, December 3, 2026",
        "Thu, 3 Dec 2026 10:30:00 +0100", "Thu Dec 03 00:00:00 CET 2026", "jeudi 03/12/2026", "jeu. 3/12/26", "le 3 décembre 2026",
        "03/12/2026 à 14h30", "3/12/2026 9 h", "03–12–2026", "03\\12\\2026", "03_12_2026", "03.12.2026.",
    ],
)  # fmt: skip
def test_one_day_written_in_every_way(text: str) -> None:
    assert read_day(text, DayUse.PLAN, TODAY) == date(2026, 12, 3)


def test_the_first_of_a_month() -> None:
    for text in (
        "1er/12/2026",
        "1st December 2026",
        "December 1st 2026",
        "1er déc. 2026",
        "1er décembre 2026",
        "1 déc 2026",
        "mardi 1er décembre 2026",
    ):
        assert read_day(text, DayUse.PLAN, TODAY) == date(2026, 12, 1)


@given(EVERY_DAY)
def test_whatever_the_words_write_is_read_back(day: date) -> None:
    later = date(1800, 1, 1)
    written = (
        figures_date(day), long_date(day), long_date(day, weekday=True), short_date(day, later), day.isoformat(),
        day.strftime("%Y%m%d"), day.strftime("%d%m%Y"), day.strftime("%-d.%-m.%Y"),
    )  # fmt: skip
    assert {read_day(text, DayUse.ANY, TODAY) for text in written} == {day}


@given(st.dates(date(1927, 1, 1), TODAY))
def test_a_birth_year_of_two_digits_is_never_to_come(day: date) -> None:
    assert read_day(day.strftime("%d/%m/%y"), DayUse.BIRTH, TODAY) == day


@given(EVERY_DAY, st.sampled_from(DayUse))
def test_what_is_read_may_be_what_it_is_for(day: date, use: DayUse) -> None:
    read = _read(day.strftime("%d/%m/%y"), use)
    if isinstance(read, date):
        assert (read.month, read.day, read.year % 100) == (day.month, day.day, day.year % 100)
        assert read <= TODAY or use not in (DayUse.BIRTH, DayUse.PAST)


@given(
    st.text(max_size=30) | st.from_regex(r"\d{1,8}[/. -]?\d{0,4}[/. -]?\d{0,5}", fullmatch=True),
    st.sampled_from(DayUse),
)
def test_any_other_text_is_refused_with_a_sentence_and_a_next_step(text: str, use: DayUse) -> None:
    read = _read(text, use)
    if isinstance(read, date):
        assert 1900 <= read.year <= 2056
    else:
        assert read.sentence.endswith(".")
        assert read.next_step.endswith(".")


@pytest.mark.parametrize(
    ("text", "use", "year"),
    [
        ("14/02/98", DayUse.BIRTH, 1998), ("14/02/05", DayUse.BIRTH, 2005), ("14/02/26", DayUse.BIRTH, 2026),
        ("14/02/27", DayUse.BIRTH, 1927), ("14/02/98", DayUse.PAST, 1998), ("14/02/26", DayUse.PAST, 2026),
        ("14/02/26", DayUse.PLAN, 2026), ("14/02/27", DayUse.PLAN, 2027), ("14/02/36", DayUse.EXPIRY, 2036),
        ("14/02/98", DayUse.ANY, 1998), ("14/02/30", DayUse.ANY, 2030),
    ],
)  # fmt: skip
def test_two_digits_mean_the_century_of_the_use(text: str, use: DayUse, year: int) -> None:
    assert read_day(text, use, TODAY).year == year


@pytest.mark.parametrize(
    ("text", "use", "refusal", "sentence"),
    [
        ("31/02/2004", DayUse.BIRTH, ImpossibleDay, "Le 31 février n’existe pas."),
        ("31 avril 2026", DayUse.PLAN, ImpossibleDay, "Le 31 avril n’existe pas."),
        ("29/02/2025", DayUse.PAST, ImpossibleDay, "Il n’y a pas de 29 février en 2025."),
        ("0/01/2020", DayUse.PAST, ImpossibleDay, "Il n’y a pas de jour 0."),
        ("01/13/2020", DayUse.PAST, ImpossibleDay, "Il n’y a pas de mois 13."),
        ("1/1/2999", DayUse.PLAN, ImpossibleDay, "L’année 2999 est trop lointaine."),
        ("03/12/2226", DayUse.PLAN, ImpossibleDay, "L’année 2226 est trop lointaine."),
        ("14/02/98", DayUse.PLAN, ImpossibleDay, "L’année 2098 est trop lointaine."),
        ("01/01/1800", DayUse.ANY, ImpossibleDay, "L’année 1800 est trop ancienne."),
        ("03/12/202", DayUse.PLAN, ImpossibleDay, "Il manque un chiffre à l’année 202."),
        ("lundi 3 décembre 2026", DayUse.PLAN, ImpossibleDay, "Le 3 décembre 2026 est un jeudi."),
        ("1/1/2999", DayUse.BIRTH, BirthToCome, "Cette date de naissance n’est pas encore arrivée."),
        ("1/1/2999", DayUse.PAST, DayToCome, "Ce jour n’est pas encore venu."),
        ("14/02/27", DayUse.PAST, DayToCome, "Ce jour n’est pas encore venu."),
        ("demain", DayUse.PLAN, NotADay, "« demain » n’est pas une date."),
        ("Mar-04", DayUse.BIRTH, DayLeftOut, "« Mar-04 » ne dit pas le jour."),
        ("mars 2004", DayUse.BIRTH, DayLeftOut, "« mars 2004 » ne dit pas le jour."),
        ("03/2004", DayUse.BIRTH, DayLeftOut, "« 03/2004 » ne dit pas le jour."),
        ("2004", DayUse.BIRTH, DayLeftOut, "« 2004 » ne dit pas le jour."),
        ("Mon 3 December 2026", DayUse.PLAN, ImpossibleDay, "Le 3 décembre 2026 est un jeudi."),
        ("12 jui 2020", DayUse.PAST, NotADay, "« 12 jui 2020 » n’est pas une date."),
        ("٠٣/١٢/٢٠٢٦", DayUse.PLAN, NotADay, "« ٠٣/١٢/٢٠٢٦ » n’est pas une date."),
        ("", DayUse.PLAN, NotADay, "Il manque une date."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wrong(text: str, use: DayUse, refusal: type[Unreadable], sentence: str) -> None:
    with pytest.raises(refusal) as told:
        read_day(text, use, TODAY)
    assert told.value.sentence.replace("\u00a0", " ") == french_spaces(sentence).replace("\u00a0", " ")
    assert told.value.next_step
    assert "\u202f" not in told.value.text


def test_today_is_past_and_tomorrow_is_not() -> None:
    assert read_day(figures_date(TODAY), DayUse.PAST, TODAY) == TODAY
    with pytest.raises(DayToCome):
        read_day(figures_date(TODAY + timedelta(days=1)), DayUse.PAST, TODAY)


def test_nothing_typed_is_no_day_where_none_is_needed() -> None:
    assert read_optional_day("  ", DayUse.PLAN, TODAY) is None
    with pytest.raises(NotADay):
        read_optional_day("?", DayUse.PLAN, TODAY)


def test_a_century_left_out_is_known() -> None:
    short, whole = day_parts("12/7/04"), day_parts("12/7/2004")
    assert short is not None
    assert whole is not None
    assert (short.is_short, whole.is_short) == (True, False)
