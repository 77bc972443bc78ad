"""Histories lived by the world, the shorter ones; `test_long_histories` has the others. Fifty thousand when time is given."""

from __future__ import annotations

from tests.sync.histories import live


def test_all_end_with_the_same_and_nothing_is_lost() -> None:
    live(histories=700, steps=12)
