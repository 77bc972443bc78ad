"""The clock of a poste: stamps sort as text, never go back, and follow no clock too far ahead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.domain.clock import FARTHEST_AHEAD_MS, LARGEST_COUNTER, Clock, Stamp

DEVICE, OTHER = "0123456789abcdef", "fedcba9876543210"
MOMENTS = st.integers(1_600_000_000_000, 1_900_000_000_000)
STEPS = st.lists(st.one_of(MOMENTS, st.tuples(MOMENTS, st.integers(0, LARGEST_COUNTER))), min_size=1, max_size=40)


@given(steps=STEPS)
def test_stamps_only_grow_whatever_the_clocks_do(steps: list[int | tuple[int, int]]) -> None:
    now = 1_700_000_000_000
    clock = Clock(DEVICE, lambda: now)
    last = ""
    for step in steps:
        if isinstance(step, int):
            now = step
        else:
            seen = str(Stamp(*step, OTHER))
            clock.witness(seen)
            if step[0] <= now + FARTHEST_AHEAD_MS:
                last = max(last, seen)
        made = clock.next()
        assert made > last
        last = made


@given(now=MOMENTS, ahead=st.integers(0, 10 * FARTHEST_AHEAD_MS))
def test_a_stamp_of_the_future_warns_and_moves_the_clock_a_day_at_most(now: int, ahead: int) -> None:
    clock = Clock(DEVICE, lambda: now)
    assert clock.witness(str(Stamp(now + ahead, 5, OTHER))) == ahead
    assert Stamp.parse(clock.next()).ms <= now + FARTHEST_AHEAD_MS + 1


@given(ms=st.integers(0, 2**48 - 1), counter=st.integers(0, LARGEST_COUNTER))
def test_a_stamp_reads_back(ms: int, counter: int) -> None:
    stamp = Stamp(ms, counter, DEVICE)
    assert Stamp.parse(str(stamp)) == stamp
    assert len(str(stamp)) == 34


def test_a_full_counter_adds_a_millisecond() -> None:
    clock = Clock(DEVICE, lambda: 1000, (1000, LARGEST_COUNTER))
    assert Stamp.parse(clock.next()) == Stamp(1001, 0, DEVICE)


def test_a_clock_set_back_goes_on_from_the_last_stamp() -> None:
    before = Clock(DEVICE, lambda: 2_000_000)
    last = before.next()
    after = Clock(DEVICE, lambda: 1_000_000, before.last)
    assert after.next() > last


@pytest.mark.parametrize(
    "text", ["", "0-0-0", "x" * 34, "00000000000z-0000-0123456789abcdef", "000000000001-0000-0123"]
)
def test_what_is_not_a_stamp_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Stamp.parse(text)
