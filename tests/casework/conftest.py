"""The desk of an office under test."""

from __future__ import annotations

import pytest

from chance_desktop.casework.session.desk import Desk
from tests.conftest import Office


@pytest.fixture
def desk(office: Office) -> Desk:
    """An open office, on its own calendar."""
    return office.desk
