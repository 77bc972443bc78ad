"""Killed at any moment of an export, an import, an upload, a migration, a restore, a rescue or a renewal: the store opens whole, and
the next exchange completes.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.mailboxes.mailbox import set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.rescue import rescue_home
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import HomeIdentity, vault_of
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.vault import STORE_KEY
from chance_desktop.store.copies.backup import sound
from chance_desktop.store.engines.engine import make_engine
from chance_desktop.store.migrations.runner import downgrade
from chance_desktop.sync.identity import device_of_key, poste_keys
from tests.casework.making import dossier_of, paper
from tests.conftest import Office, calendar
from tests.sync.bundles import enrol, rows_only

KILLS = int(os.environ.get("CHANCE_KILLS", "175"))
PASSPHRASE = "quatre mots sans lien"
_SHARE = KILLS // 7
_LATER, _SOONER = 1.1, 0.8
"""Of ten attempts, about three end by themselves: the last moments are reached too."""


class Children:
    """Children to kill, forked by a process that has everything loaded."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self._server = server
        assert server.stdin is not None
        assert server.stdout is not None
        self._orders, self._answers = server.stdin, server.stdout

    def start(self, order: dict[str, str]) -> int:
        """Start a child; returns its number."""
        self._orders.write(json.dumps(order) + "\n")
        self._orders.flush()
        return int(self._answers.readline())

    def kill_within(self, child: int, seconds: float) -> bool:
        """Kill it after that long unless it ended; whether it was killed."""
        ended, _w, _x = select.select([self._answers], [], [], seconds)
        if not ended:
            # it may end by itself in between: its answer is then on its way
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return os.WIFSIGNALED(int(self._answers.readline()))

    def rehearse(self, order: dict[str, str]) -> None:
        """Have the one who starts them do it once, on another copy of the home."""
        spare = copied(Path(order["home"]), Path(f"{order['home']}-rehearsed"))
        self._orders.write(json.dumps({**order, "home": str(spare), "rehearsed": "yes"}) + "\n")
        self._orders.flush()
        assert int(self._answers.readline()) == 0

    def duration(self, order: dict[str, str]) -> float:
        """How long it takes when nobody disturbs it."""
        begun = time.perf_counter()
        self.start(order)
        assert int(self._answers.readline()) == 0
        return time.perf_counter() - begun


class Moments:
    """When to kill: anywhere up to what the work takes, which each attempt tells again, as the machine is more or less busy."""

    def __init__(self, children: Children, order: dict[str, str]) -> None:
        self._children, self._reach = children, children.duration(order)

    def kill(self, child: int) -> bool:
        """Kill it at a moment of the work, unless it ended before; whether it was killed."""
        killed = self._children.kill_within(child, random.uniform(0, self._reach))
        self._reach *= _LATER if killed else _SOONER
        return killed


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    if sys.platform == "win32":
        pytest.skip("processes are forked")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.sync.killed"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield Children(server)
        assert server.stdin is not None
        server.stdin.close()


@pytest.fixture
def pair(opened: Callable[[str], Office], tmp_path: Path) -> tuple[Path, Path]:
    """Homes of an office with a few dossiers and scans, and of the Region that knows it."""
    office, region = opened("civray").desk, opened("region").desk
    enrol(office, region, tmp_path)
    from chance_desktop.casework.pieces import scans

    for number in range(4):
        someone = NewPerson(("Baudry", "Chauvet", "Texier", "Bonnin")[number], "Jade", date(2005, number + 1, 3))
        row = dossier_of(office, someone)
        scans.attach(office, row, "identity", (paper(tmp_path, f"{number}.png"),))
    office.close()
    region.close()
    return office.home, region.home


def whole(home: Path) -> bool:
    """What SQLite and SQLCipher say of the file."""
    layout = HomeLayout(home)
    identity = HomeIdentity.read(layout)
    return sound(layout.store, vault_of(identity, layout, None).get(STORE_KEY))


def reopened(home: Path) -> Desk:
    return open_desk(home, clock=calendar())


def copied(home: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(home, to)
    return to


def test_an_export_killed_at_any_moment(children: Children, pair: tuple[Path, Path], tmp_path: Path) -> None:
    office, region = pair
    wanted = ""
    order = {"what": "export", "home": str(copied(office, tmp_path / "timed")), "folder": str(tmp_path / "timing")}
    children.rehearse(order)
    moments = Moments(children, order)
    killed = 0
    for number in range(_SHARE):
        home = copied(office, tmp_path / "home")
        out = tmp_path / f"out{number}"
        child = children.start({"what": "export", "home": str(home), "folder": str(out)})
        killed += moments.kill(child)
        assert whole(home)
        desk, there = reopened(home), reopened(copied(region, tmp_path / "there"))
        made = bundles.export_bundle(desk, tmp_path / f"again{number}")
        bundles.import_bundles(there, made.files)
        shown = rows_only(there)
        desk.close()
        there.close()
        wanted = wanted or shown
        assert shown == wanted
    print(f"{killed} exports killed of {_SHARE}")  # noqa: T201
    assert killed > _SHARE // 4


def test_an_import_killed_at_any_moment(children: Children, pair: tuple[Path, Path], tmp_path: Path) -> None:
    office, region = pair
    desk = reopened(copied(office, tmp_path / "office"))
    files = tmp_path / "files"
    made = bundles.export_bundle(desk, files)
    desk.close()
    order = {"what": "import", "home": str(copied(region, tmp_path / "timed")), "folder": str(files)}
    children.rehearse(order)
    moments = Moments(children, order)
    there = reopened(tmp_path / "timed")
    wanted = rows_only(there)
    there.close()
    killed = 0
    for _number in range(_SHARE):
        home = copied(region, tmp_path / "home")
        child = children.start({"what": "import", "home": str(home), "folder": str(files)})
        killed += moments.kill(child)
        assert whole(home)
        there = reopened(home)
        found = bundles.import_bundles(there, made.files).result
        assert not any(each.refused for each in found)
        assert rows_only(there) == wanted
        there.close()
    print(f"{killed} imports killed of {_SHARE}")  # noqa: T201
    assert killed > _SHARE // 4


def test_an_upload_killed_at_any_moment(children: Children, pair: tuple[Path, Path], tmp_path: Path) -> None:
    office, region = pair
    box = tmp_path / "box"
    box.mkdir()
    for home in pair:
        desk = reopened(home)
        set_mailbox(desk, str(box))
        desk.close()
    order = {"what": "upload", "home": str(copied(office, tmp_path / "timed"))}
    # what one poste sends twice under one number is a quarrel of its own
    children.rehearse({**order, "what": "export", "folder": str(tmp_path / "timing")})
    moments = Moments(children, order)
    wanted, killed = "", 0
    for _number in range(_SHARE):
        for each in list(box.iterdir()):
            shutil.rmtree(each)
        home = copied(office, tmp_path / "home")
        child = children.start({"what": "upload", "home": str(home)})
        killed += moments.kill(child)
        assert whole(home)
        desk, there = reopened(home), reopened(copied(region, tmp_path / "there"))
        exchange_now(desk)
        report = exchange_now(there)
        assert not report.refused
        shown = rows_only(there)
        desk.close()
        there.close()
        wanted = wanted or shown
        assert shown == wanted
    print(f"{killed} uploads killed of {_SHARE}")  # noqa: T201
    assert killed > _SHARE // 4


def test_a_migration_killed_at_any_moment(children: Children, pair: tuple[Path, Path], tmp_path: Path) -> None:
    office, _region = pair
    old = copied(office, tmp_path / "old")
    layout = HomeLayout(old)
    engine = make_engine(layout.store, vault_of(HomeIdentity.read(layout), layout, None).get(STORE_KEY))
    downgrade(engine, "0001")
    engine.dispose()
    order = {"what": "open", "home": str(copied(old, tmp_path / "timed"))}
    children.rehearse(order)
    moments = Moments(children, order)
    desk = reopened(tmp_path / "timed")
    wanted = rows_only(desk)
    desk.close()
    killed = 0
    for _number in range(_SHARE):
        home = copied(old, tmp_path / "home")
        child = children.start({"what": "open", "home": str(home)})
        killed += moments.kill(child)
        assert whole(home)
        desk = reopened(home)
        assert rows_only(desk) == wanted
        desk.close()
    print(f"{killed} migrations killed of {_SHARE}")  # noqa: T201
    assert killed > _SHARE // 4


@pytest.mark.usefixtures("cheap_sealing")
def test_a_restore_killed_at_any_moment(children: Children, pair: tuple[Path, Path], tmp_path: Path) -> None:
    office, _region = pair
    desk = reopened(office)
    file = tmp_path / "s.chance"
    create_backup(desk, file, PASSPHRASE)
    wanted = rows_only(desk)
    dossier_of(desk, NewPerson("Texier", "Nora"))
    former = rows_only(desk)
    desk.close()
    order = {
        "what": "restore",
        "file": str(file),
        "passphrase": PASSPHRASE,
        "home": str(copied(office, tmp_path / "timed")),
    }
    children.rehearse(order)
    moments = Moments(children, order)
    killed, restored = 0, 0
    for _number in range(_SHARE):
        home = copied(office, tmp_path / "home")
        child = children.start({**order, "home": str(home)})
        killed += moments.kill(child)
        desk = reopened(home)
        found = rows_only(desk)
        desk.close()
        assert whole(home)
        assert found in (wanted, former)
        restored += found == wanted
    restore_backup(file, PASSPHRASE, home, replace=True)
    desk = reopened(home)
    assert rows_only(desk) == wanted
    desk.close()
    print(f"{killed} restores killed of {_SHARE}, {restored} were whole")  # noqa: T201
    assert killed > _SHARE // 4


def test_a_rescue_killed_at_any_moment(children: Children, pair: tuple[Path, Path], tmp_path: Path) -> None:
    office, _region = pair
    desk = reopened(office)
    wanted, former = rows_only(desk), desk.store.device
    desk.close()
    moments = Moments(children, {"what": "rescue", "home": str(copied(office, tmp_path / "timed"))})
    killed, rescued = 0, 0
    for _number in range(_SHARE):
        home = copied(office, tmp_path / "home")
        child = children.start({"what": "rescue", "home": str(home)})
        killed += moments.kill(child)
        desk = reopened(home)
        assert rows_only(desk) == wanted
        rescued += desk.store.device != former
        desk.close()
        assert whole(home)
    rescue_home(home)
    desk = reopened(home)
    assert rows_only(desk) == wanted
    desk.close()
    print(f"{killed} rescues killed of {_SHARE}, {rescued} were whole")  # noqa: T201
    assert killed > _SHARE // 4


def test_a_renewal_killed_at_any_moment(children: Children, pair: tuple[Path, Path], tmp_path: Path) -> None:
    office, region = pair
    former = device_at(office)
    order = {"what": "renew", "home": str(copied(office, tmp_path / "timed"))}
    children.rehearse(order)
    moments = Moments(children, order)
    killed, renewed = 0, 0
    for number in range(_SHARE):
        home = copied(office, tmp_path / "home")
        child = children.start({"what": "renew", "home": str(home)})
        killed += moments.kill(child)
        desk = reopened(home)
        # its name and its keys go together, whichever they are
        assert device_of_key(poste_keys(desk.vault).signing_public) == desk.store.device
        renewed += desk.store.device != former
        if number % 5 == 0:
            there = reopened(copied(region, tmp_path / "there"))
            if desk.store.device != former:
                enrol(desk, there, tmp_path)
            made = bundles.export_bundle(desk, tmp_path / f"renewed{number}")
            assert not any(each.refused for each in bundles.import_bundles(there, made.files).result)
            there.close()
        desk.close()
    print(f"{killed} renewals killed of {_SHARE}, {renewed} were whole")  # noqa: T201
    assert killed > _SHARE // 4
    assert 0 < renewed < _SHARE


def device_at(home: Path) -> str:
    """The name a poste writes under."""
    desk = reopened(home)
    desk.close()
    return desk.store.device
