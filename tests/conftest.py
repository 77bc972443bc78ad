"""Homes for the tests: made once, copied for each test, opened on a calendar the test may turn."""

from __future__ import annotations

import gc
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import HealthCheck, settings

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor, list_counsellors, sign_in
from chance_desktop.runtime.age import Passphrase
from tests import days, in_memory, left_behind, postgresql
from tests.left_behind import nothing_left_behind

# How long an example takes depends on what else the computer does: it proves nothing.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# `make soak` looks a hundred times longer for a counterexample.
settings.register_profile("soak", settings.get_profile("default"), max_examples=10_000)
settings.load_profile("default")

# Before anything is imported that might look at the time.
days.live_on(days.suite_day())
# Before pytest makes its first folder.
in_memory.make_folders_there()

TODAY = date(2026, 3, 2)
CIVRAY = BranchContact("Civray", "3, place des Tilleuls", "86400", "Civray", "05 36 49 10 20", "civray@exemple.fr")
CLAIRE = NewCounsellor("Claire", "Audebert", "Conseillère", "05 36 49 10 21", "claire.audebert@exemple.fr")
POITIERS = BranchContact("Poitiers", "15, rue de l’Ancienne-Comédie", "86000", "Poitiers")
ANNE = NewCounsellor("Anne", "Vignaud")
REGION, SHARED = "region", "region-shared"
JULIEN = NewCounsellor("Julien", "Morel", "Conseiller", "05 36 49 10 22", "julien.morel@exemple.fr")


_LONGEST = (
    "/test_every_day.py", "/test_histories.py", "/test_kills.py", "/test_long_histories.py", "/test_pressed_twice.py",
    "/test_typing_everywhere.py", "/test_several_postes.py", "/test_mailbox", "/test_every_day_region.py", "/test_synchronisation.py",
    "/test_rescue.py", "/test_programs_beside.py", "/test_hostile.py", "/test_room.py", "/test_stay_tab.py", "/test_full_disk.py",
    "/test_denied_by_default.py", "/test_shared.py", "/test_sync.py", "/test_round_trip.py", "/test_accessible_tree.py",
    "/test_straighten.py", "/test_mutations.py", "/test_opening.py", "/test_journeys.py", "/test_age.py", "/test_commands.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files begin first, so that no process is left alone with one at the end."""
    items.sort(
        key=lambda item: next((place for place, name in enumerate(_LONGEST) if name in item.nodeid), len(_LONGEST))
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    """What stays for the whole run, modules and collected tests, is looked at no more whenever cycles are collected."""
    session.config.stash[_BEGUN] = monotonic()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


_SELDOM = (20_000, 20, 20)
"""Objects made, then collections of the younger, between two collections of cycles."""
_BEGUN = pytest.StashKey[float]()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """`make check` gives a number of seconds: what comes after them is left to `make test`."""
    seconds = float(os.environ.get("CHANCE_TEST_SECONDS", "inf"))
    if monotonic() - item.config.stash[_BEGUN] > seconds:
        pytest.skip(f"more than {seconds:.0f} s: left to make test")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """What a test opened in its folder is closed by whoever opened it, not by Python some day."""
    folder = getattr(item, "funcargs", {}).get("tmp_path")
    result = yield
    left = left_behind.open_under(folder) if folder else []
    assert not left, f"left open: {left}"
    return result


@dataclass(slots=True)
class Calendar:
    """The time of a desk under test; each reading is a millisecond later."""

    at: datetime

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def turn(self, days: int) -> None:
        """Let days pass."""
        self.at += timedelta(days=days)


def calendar(day: date = TODAY) -> Calendar:
    """A calendar at eleven in the morning, far from any midnight."""
    return Calendar(datetime.combine(day, time(11), UTC))


@dataclass(slots=True)
class Office:
    """An open desk and its calendar."""

    desk: Desk
    calendar: Calendar

    @property
    def today(self) -> date:
        return self.desk.today()

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def _set_up(
    home: Path, code: str, branch: BranchContact, people: tuple[NewCounsellor, ...], role: str, database: str = ""
) -> Path:
    setup = OfficeSetup(code, branch, people, fictional=True, role=role, database=database)
    set_up_office(home, setup, calendar(TODAY - timedelta(days=400)))
    return home


class Templates(dict[str, Path]):
    """Homes to copy, by name; the Region's on PostgreSQL is made when a test first asks for it."""

    def __missing__(self, name: str) -> Path:
        assert name == SHARED
        home = self[REGION].with_name(SHARED)
        self[name] = _set_up(home, "", POITIERS, (ANNE,), "region", postgresql.new_database())
        return self[name]


def copy_home(template: Path, home: Path) -> Path:
    """Copy a home nobody has open, and the database its store is in where it has one."""
    shutil.copytree(template, home)
    identity = home / "home.json"
    facts = json.loads(identity.read_text("utf-8"))
    if facts.get("database"):
        facts["database"] = postgresql.new_database(facts["database"])
        identity.write_text(json.dumps(facts), "utf-8")
    return home


@pytest.fixture(scope="session", autouse=True)
def _tidy() -> Iterator[None]:
    """The first to begin and the last to end: nothing the tests started or made is left."""
    with nothing_left_behind():
        yield
        postgresql.stop()
        # where the temporary folders are, which are this process' own now, the server's library keeps its lock
        Path(tempfile.gettempdir(), ".lockfile").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An office at Civray, one at Niort of another Mission Locale, and the Region."""
    folder = tmp_path_factory.mktemp("templates")
    niort = BranchContact("Niort", "1, rue de la Gare", "79000", "Niort", "05 36 49 20 20", "niort@exemple.fr")
    return Templates(
        {
            "civray": _set_up(folder / "civray", "86400S00", CIVRAY, (CLAIRE, JULIEN), "office"),
            "niort": _set_up(folder / "niort", "79000S00", niort, (NewCounsellor("Paul", "Rivault"),), "office"),
            REGION: _set_up(folder / "region", "", POITIERS, (ANNE,), "region"),
        }
    )


@pytest.fixture
def region_store() -> str:
    """Which of the Region's homes a test opens: the one with a store of its own. See `tests.both_stores`."""
    return REGION


@pytest.fixture
def opened(templates: dict[str, Path], tmp_path: Path, region_store: str) -> Iterator[Callable[[str], Office]]:
    """Open a copy of a template, signed in as its first counsellor."""
    made: list[Desk] = []

    def open_copy(name: str) -> Office:
        home = tmp_path / f"home-{name}-{len(made)}"
        copy_home(templates[region_store if name == REGION else name], home)
        days = calendar()
        desk = open_desk(home, clock=days)
        made.append(desk)
        sign_in(desk, list_counsellors(desk)[0].id)
        return Office(desk, days)

    yield open_copy
    for desk in made:
        desk.close()


@pytest.fixture
def office(opened: Callable[[str], Office]) -> Office:
    """The office at Civray, Claire signed in."""
    return opened("civray")


@pytest.fixture
def region(opened: Callable[[str], Office]) -> Office:
    """The Region's desk."""
    return opened(REGION)


@pytest.fixture
def day(request: pytest.FixtureRequest) -> Iterator[date]:
    """The day a test lives on: that of the suite, or each of those it is given (`tests.days.drawn_days`)."""
    chosen: date = getattr(request, "param", days.suite_day())
    with days.living_on(chosen):
        yield chosen


@pytest.fixture(scope="session")
def demo_homes(tmp_path_factory: pytest.TempPathFactory) -> days.HomesByDay:
    """Fictional homes of fourteen dossiers, by day."""
    from chance_desktop.casework.demo import fill_demo

    return days.HomesByDay(
        days.shared_folder(tmp_path_factory, "demo"), lambda home, day: fill_demo(home, 14, today=day)
    )


@pytest.fixture
def demo(demo_homes: days.HomesByDay, day: date, tmp_path: Path) -> Iterator[Desk]:
    """One of them, opened."""
    home = tmp_path / "demo"
    shutil.copytree(demo_homes[day], home)
    desk = open_desk(home)
    sign_in(desk, desk.setting("last-counsellor"))
    yield desk
    desk.close()


@pytest.fixture
def cheap_sealing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that cost a millisecond, where a test seals often and the cost is not what it proves."""
    monkeypatch.setattr(Passphrase.__init__, "__defaults__", (10,))
