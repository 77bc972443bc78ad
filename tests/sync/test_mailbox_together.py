"""A mailbox in bad weather: several postes at once, a line that cuts every connection, disks with no room left."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.exchange.mailboxes.mailbox import set_mailbox, try_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import ExchangeReport, exchange_now, exchange_steps
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.runtime.files import StoreFull
from chance_desktop.sync.identity import key_id, poste_keys
from chance_desktop.sync.mailboxes.failures import FileNotPassed, MailboxFull
from chance_desktop.sync.mailboxes.mailbox import PART
from tests.casework.making import dossier_of, paper
from tests.conftest import CIVRAY, CLAIRE, calendar
from tests.sync.bundles import Forge, enrol, rows_only
from tests.sync.servers import PASSWORD, USER, Relay, relay, webdav
from tests.sync.test_kills import whole
from tests.sync.test_mailbox import both, patient, same_on_both_sides, scanned

POSTE = """
import json, sys
from pathlib import Path
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.situation.situation import save_fields
from tests.conftest import calendar

desk = open_desk(Path(sys.argv[1]), clock=calendar())
sign_in(desk, list_counsellors(desk)[0].id)
print("open", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    told = {"sent": 0, "received": 0, "wrong": []}
    for number in range(order["exchanges"]):
        if order["dossier"]:
            save_fields(desk, order["dossier"], {order["field"]: f"{order['value']} {number}"})
            add_note(desk, order["dossier"], f"{order['field']} {order['value']} {number}")
        report = exchange_now(desk)
        told["sent"] += report.sent
        told["received"] += report.received
        told["wrong"] += [each.reason for each in report.refused]
        told["wrong"] += [report.interrupted.text] if report.interrupted else []
    print(json.dumps(told), flush=True)
desk.close()
"""


class Poste:
    """A process of its own, on a home of its own."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        self.home = home
        self._process = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", POSTE, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._orders, self._answers = self._process.stdin, self._process.stdout
        stack.callback(self._orders.close)

    def ready(self) -> None:
        assert self._answers.readline() == "open\n"

    def go(self, exchanges: int, dossier: str = "", field: str = "", value: str = "") -> None:
        order = {"exchanges": exchanges, "dossier": dossier, "field": field, "value": value}
        self._orders.write(json.dumps(order) + "\n")
        self._orders.flush()

    def told(self) -> tuple[int, int]:
        """How many were sent and received; nothing may have gone wrong."""
        found = json.loads(self._answers.readline())
        assert found["wrong"] == []
        return found["sent"], found["received"]


def _at_the_same_time(homes: list[Path], dossier: str, shared: tuple[str, ...]) -> None:
    """Every poste writes and exchanges while the others do, then until nobody has anything left to say."""
    with ExitStack() as stack:
        postes = [Poste(home, stack) for home in homes]
        for poste in postes:
            poste.ready()
        carried = 0
        for turn in range(3):
            for number, (poste, field) in enumerate(zip(postes, shared, strict=True)):
                poste.go(3, dossier, field, f"poste {number} tour {turn}")
            carried += sum(poste.told()[1] for poste in postes)
        assert carried >= len(postes), "they heard each other while they were writing"
        for _turn in range(8):
            for poste in postes:
                poste.go(2)
            if {poste.told() for poste in postes} == {(0, 0)}:
                return
    pytest.fail("they never stop talking")


def _rows(home: Path) -> str:
    with closing(open_desk(home, clock=calendar())) as desk:
        return rows_only(desk)


def _boxed(folder: Path, *desks: Desk) -> Path:
    folder.mkdir()
    for desk in desks:
        set_mailbox(desk, str(folder))
    return folder


def _nothing_half_written(box: Path, *homes: Path) -> None:
    assert not list(box.rglob(f"*{PART}"))
    assert not [path for home in homes for path in (home / "mailbox").rglob("*") if path.is_file()]


def test_an_office_and_the_region_exchange_at_the_same_time(forge: Forge, tmp_path: Path) -> None:
    box = _boxed(tmp_path / "box", forge.office, forge.region)
    dossier, scan = scanned(forge, tmp_path)
    both(forge)
    same_on_both_sides(forge, dossier, scan)
    homes = [forge.office.home, forge.region.home]
    forge.office.close()
    forge.region.close()
    _at_the_same_time(homes, dossier, ("town", "address"))
    office, region = (_rows(home) for home in homes)
    assert office == region
    assert {"poste 0 tour 2 2", "poste 1 tour 2 2"} <= set(re.findall(r"poste \d tour 2 2", office))
    _nothing_half_written(box, *homes)
    assert all(whole(home) for home in homes)


def test_two_postes_of_one_mission_locale_exchange_at_the_same_time(forge: Forge, tmp_path: Path) -> None:
    home, days = tmp_path / "second", calendar()
    set_up_office(home, OfficeSetup("86400S00", CIVRAY, (CLAIRE,), fictional=True), days)
    with closing(open_desk(home, clock=days)) as second:
        sign_in(second, list_counsellors(second)[0].id)
        enrol(second, forge.region, tmp_path)
        box = _boxed(tmp_path / "box", forge.office, second, forge.region)
        dossier = dossier_of(forge.office)
        for desk in (forge.office, second, forge.region) * 3:
            assert exchange_now(desk).interrupted is None
        assert open_dossier(second, dossier).name == open_dossier(forge.office, dossier).name
    homes = [forge.office.home, home]
    forge.office.close()
    _at_the_same_time(homes, dossier, ("town", "town"))
    first, other = (_rows(each) for each in homes)
    assert first == other
    assert {"poste 0 tour 2 2", "poste 1 tour 2 2"} <= set(re.findall(r"poste \d tour 2 2", first))
    _nothing_half_written(box, *homes)
    assert all(whole(each) for each in homes)


LIMIT = 64 * 1024


@contextmanager
def _cutting(forge: Forge, folder: Path) -> Iterator[tuple[Relay, Path]]:
    """A WebDAV mailbox whose line may cut every connection; returns its folder too."""
    box = folder / "served" / "mailbox"
    box.mkdir(parents=True)
    with webdav(box.parent) as server, relay(server.port) as line:
        for desk in (forge.office, forge.region):
            set_mailbox(desk, server.url.replace(str(server.port), str(line.port)), USER, PASSWORD)
        yield line, box


def _large_scan(forge: Forge, folder: Path) -> tuple[str, str]:
    """A dossier with a scan that no packing makes smaller than what a connection carries."""
    grain = Image.frombytes("L", (600, 600), Random(7).randbytes(600 * 600))
    path = folder / "grain.png"
    grain.save(path)
    dossier = dossier_of(forge.office)
    scans.attach(forge.office, dossier, "identity", (path,))
    piece = next(each for each in open_dossier(forge.office, dossier).pieces.received if each.code == "identity")
    return dossier, piece.scans[0].id


def test_small_files_pass_through_a_line_that_cuts_every_connection(forge: Forge, tmp_path: Path) -> None:
    with _cutting(forge, tmp_path) as (line, box):
        line.most = LIMIT
        dossier, scan = scanned(forge, tmp_path)
        for number in range(5):
            scans.attach(forge.office, dossier, "cv", (paper(tmp_path, f"{number}.png"),))
            assert exchange_now(forge.office, patience=patient()).interrupted is None
        before = line.cuts
        for report in both(forge):
            assert (report.interrupted, report.refused) == (None, ())
        assert line.cuts > before, "they are more than what a connection carries"
        same_on_both_sides(forge, dossier, scan)
        assert rows_only(forge.office) == rows_only(forge.region)
        _nothing_half_written(box, forge.office.home, forge.region.home)


def test_a_file_that_never_passes_is_told_and_does_not_hold_up_the_others(forge: Forge, tmp_path: Path) -> None:
    with _cutting(forge, tmp_path) as (line, box):
        line.most = LIMIT
        dossier, scan = _large_scan(forge, tmp_path)
        for _again in range(2):
            report = exchange_now(forge.office, patience=patient())
            _told_as_too_long(report)
        assert line.cuts
        own = key_id(poste_keys(forge.office.vault).signing_public)
        assert all(path.stat().st_size < LIMIT for path in (box / own).glob("*.chance")), "nothing cut has a good name"
        there = exchange_now(forge.region, patience=patient())
        assert (there.interrupted, there.refused) == (None, ())
        assert open_dossier(forge.region, dossier).name == open_dossier(forge.office, dossier).name
        line.mend()
        for report in both(forge):
            assert (report.interrupted, report.refused) == (None, ())
        same_on_both_sides(forge, dossier, scan)
        _nothing_half_written(box, forge.office.home, forge.region.home)


def test_a_file_that_can_be_sent_but_not_taken_is_told(forge: Forge, tmp_path: Path) -> None:
    with _cutting(forge, tmp_path) as (line, box):
        dossier, scan = _large_scan(forge, tmp_path)
        assert exchange_now(forge.office, patience=patient()).interrupted is None
        line.most = LIMIT
        report = exchange_now(forge.region, patience=patient())
        _told_as_too_long(report)
        assert (report.received, report.sent, report.refused) == (1, 1, ())
        assert open_dossier(forge.region, dossier).name == open_dossier(forge.office, dossier).name
        assert not [path for path in (forge.region.home / "mailbox").rglob("*") if path.is_file()]
        line.mend()
        for each in both(forge):
            assert (each.interrupted, each.refused) == (None, ())
        same_on_both_sides(forge, dossier, scan)
        _nothing_half_written(box, forge.office.home, forge.region.home)


def _told_as_too_long(report: ExchangeReport) -> None:
    assert isinstance(report.interrupted, FileNotPassed)
    assert report.interrupted.size > LIMIT
    size = round(report.interrupted.size / 1024)
    assert report.interrupted.sentence == (
        f"La boîte d’échange répond, mais un fichier de {size} Ko ne passe pas en entier."
    )
    assert "service informatique" in report.interrupted.next_step


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of a few kilobytes, where the system lets one be mounted."""
    made: list[Path] = []

    def mount(kilobytes: int) -> Path:
        place = tmp_path / f"disk{len(made)}"
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("this system lets no small disk be mounted")
        made.append(place)
        return place

    yield mount
    for place in made:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _filled(disk: Path, left: int) -> Path:
    """Leave only so many kilobytes of a disk free; returns the file to delete to make room again."""
    filler = disk / "filler"
    with filler.open("wb") as stream:
        stream.write(bytes(max(0, shutil.disk_usage(disk).free - left * 1024)))
    return filler


@pytest.mark.parametrize("left", [0, 8, 64])
def test_the_disk_of_the_mailbox_is_full(
    forge: Forge, small_disk: Callable[[int], Path], tmp_path: Path, left: int
) -> None:
    disk = small_disk(2000)
    box = _boxed(disk / "box", forge.office, forge.region)
    dossier, scan = _large_scan(forge, tmp_path)
    filler = _filled(disk, left)
    for _again in range(2):
        report = exchange_now(forge.office)
        assert isinstance(report.interrupted, MailboxFull)
        assert "La boîte d’échange est pleine." in report.interrupted.text
        assert not list(box.rglob(f"*{PART}")), "half a file would take what room there is"
    there = exchange_now(forge.region).interrupted
    assert there is None or isinstance(there, MailboxFull)
    for home in (forge.office.home, forge.region.home):
        assert whole(home)
    filler.unlink()
    for report in both(forge):
        assert (report.interrupted, report.refused) == (None, ())
    same_on_both_sides(forge, dossier, scan)
    _nothing_half_written(box, forge.office.home, forge.region.home)


@pytest.fixture
def pair(forge: Forge, tmp_path: Path) -> tuple[Path, Path, str, str]:
    """Homes of an office and of the Region, closed, with a scan to exchange through the folder `box`."""
    _boxed(tmp_path / "box", forge.office, forge.region)
    dossier, scan = _large_scan(forge, tmp_path)
    for number in range(3):
        scans.attach(forge.office, dossier, "cv", (paper(tmp_path, f"{number}.png"),))
    for desk in (forge.office, forge.region):
        desk.close()
    return forge.office.home, forge.region.home, dossier, scan


@pytest.mark.parametrize("side", ["office", "region"])
def test_the_disk_of_a_home_is_full(
    pair: tuple[Path, Path, str, str], small_disk: Callable[[int], Path], tmp_path: Path, side: str
) -> None:
    office, region, dossier, scan = pair
    disk, box = small_disk(8000), tmp_path / "box"
    if side == "region":
        with closing(open_desk(office, clock=calendar())) as desk:
            assert exchange_now(desk).interrupted is None
    start = shutil.copytree(box, tmp_path / "start")
    stopped = []
    for left in (0, 48, 160, 224, 500, 800):
        shutil.rmtree(box)
        shutil.copytree(start, box)
        homes = {
            name: Path(shutil.copytree(home, (disk if name == side else tmp_path) / f"{name}-{left}"))
            for name, home in (("office", office), ("region", region))
        }
        with closing(open_desk(homes[side], clock=calendar())) as desk:
            filler = _filled(disk, left)
            stopped += [_exchanged(desk), _exchanged(desk)]
        with closing(open_desk(homes[side], clock=calendar())):
            pass
        assert whole(homes[side])
        filler.unlink()
        with (
            closing(open_desk(homes["office"], clock=calendar())) as here,
            closing(open_desk(homes["region"], clock=calendar())) as there,
        ):
            forge = Forge(here, there)
            for report in both(forge):
                assert (report.interrupted, report.refused) == (None, ())
            same_on_both_sides(forge, dossier, scan)
            _nothing_half_written(box, *homes.values())
        shutil.rmtree(homes[side])
    assert all(stopped[:6]), "with no room at all nothing can be noted"


def test_stopping_when_the_disk_of_the_home_is_full(
    pair: tuple[Path, Path, str, str], small_disk: Callable[[int], Path], tmp_path: Path
) -> None:
    office, region, dossier, scan = pair
    disk = small_disk(8000)
    region = Path(shutil.copytree(region, disk / "home"))
    with (
        closing(open_desk(office, clock=calendar())) as here,
        closing(open_desk(region, clock=calendar())) as there,
    ):
        sent = exchange_now(here).sent
        run = exchange_steps(there)
        steps = run.steps()
        while run.report.received < sent:
            next(steps)
        filler = _filled(disk, 0)
        with pytest.raises(StoreFull):
            there.put_setting("essai", "x" * 10_000)
        with pytest.raises(StoreFull):
            try_mailbox(there)
        steps.close()
        filler.unlink()
        forge = Forge(here, there)
        for report in both(forge):
            assert (report.interrupted, report.refused) == (None, ())
        same_on_both_sides(forge, dossier, scan)
        _nothing_half_written(tmp_path / "box", office, region)


def _exchanged(desk: Desk) -> StoreFull | None:
    """What an exchange with hardly any room tells: nothing, or that this disk is full."""
    try:
        told = exchange_now(desk).interrupted
    except StoreFull as failure:
        told = failure
    assert told is None or isinstance(told, StoreFull), told
    full = ("Le disque des dossiers est plein", "Il n’y a plus de place sur le disque")
    assert told is None or told.sentence.startswith(full)
    return told
