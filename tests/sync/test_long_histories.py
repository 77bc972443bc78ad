"""Longer histories lived by the world, where what one forgets another brings back much later."""

from __future__ import annotations

from tests.sync.histories import live


def test_all_end_with_the_same_and_nothing_is_lost_in_the_long_run() -> None:
    live(histories=250, steps=20)
