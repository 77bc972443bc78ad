"""The programme replayed, on a store of its own and on one that desks share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from chance_desktop.casework.demo.replay import replay
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.shared_store import move_to
from chance_desktop.casework.session.desk import Desk
from tests import postgresql


@pytest.fixture(scope="session")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the replay, which nobody opens."""
    home = tmp_path_factory.mktemp("replay") / "home"
    assert replay(home) == 33
    return home


@pytest.fixture(scope="module", params=["embedded", "postgresql"])
def on_both(request: pytest.FixtureRequest, replayed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The Region of the replay, on either engine."""
    home = Path(shutil.copytree(replayed, tmp_path_factory.mktemp("region") / "home"))
    if request.param == "postgresql":
        moving = open_desk(home)
        move_to(moving, postgresql.new_database())
        moving.close()
    desk = open_desk(home)
    yield desk
    desk.close()
