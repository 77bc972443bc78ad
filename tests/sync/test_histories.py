"""Histories lived by the world: at least two thousand at each run, fifty thousand when time is given."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.histories import Histories


def test_all_end_with_the_same_and_nothing_is_lost() -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=int(os.environ.get("CHANCE_HISTORIES", "1000")),
            stateful_step_count=16,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
