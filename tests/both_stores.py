"""A module that imports this fixture runs with the Region on a store of its own, then on one that desks share."""

from __future__ import annotations

import pytest

from tests.conftest import REGION, SHARED


@pytest.fixture(params=[REGION, SHARED], ids=["embedded", "postgresql"])
def region_store(request: pytest.FixtureRequest) -> str:
    """Which of the Region's homes a test opens."""
    return str(request.param)
