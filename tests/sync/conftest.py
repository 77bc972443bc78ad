"""An office and the Region that know each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Office
from tests.sync.bundles import Forge, enrol
from tests.sync.world import close_places


@pytest.fixture(scope="session", autouse=True)
def _places() -> Iterator[None]:
    """Worlds share the places of their postes, which are closed at the end."""
    yield
    close_places()


@pytest.fixture
def forge(opened: Callable[[str], Office], tmp_path: Path) -> Forge:
    """An office enrolled at the Region."""
    office, region = opened("civray"), opened("region")
    enrol(office.desk, region.desk, tmp_path)
    return Forge(office.desk, region.desk)
