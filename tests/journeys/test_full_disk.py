"""A full disk at every write of the journey, with a little more room each time: it is told as full, by its place; what stood there
stands, nothing half-written stays, and the same action works once there is room.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.installation.backup import create_backup, verify_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.rescue import rescue_home
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.programme.published_parts import publish
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.runtime.clear_copies import clear_copy
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull
from chance_desktop.runtime.paths import HomeLayout
from tests.casework.making import dossier_of, paper
from tests.cli.calling import call
from tests.conftest import Office, calendar
from tests.sync.bundles import enrol, rows_only

pytestmark = pytest.mark.usefixtures("cheap_sealing")
PASSPHRASE = "quatre mots sans lien"
LEFT = tuple(map(int, os.environ.get("CHANCE_ROOM", "0 8 40 160 700").split()))
"""Kilobytes left on the disk, in turn."""
MEGABYTES = 24


@dataclass(slots=True)
class Full:
    """A disk of its own, and desks to close before it goes."""

    place: Path
    folder: Path
    desks: list[Desk] = field(default_factory=list)

    def open(self, home: Path) -> Desk:
        """A desk, closed at the end."""
        desk = open_desk(home, clock=calendar())
        self.desks.append(desk)
        return desk

    def fill(self, left: int) -> None:
        """Leave so many kilobytes."""
        with (self.place / "ballast").open("wb") as file, suppress(OSError):
            room = shutil.disk_usage(self.place).free - left * 1024
            file.write(bytes(max(0, room)))

    def make_room(self) -> None:
        """Take the ballast away."""
        (self.place / "ballast").unlink()

    def empty(self) -> None:
        """Begin again with nothing there."""
        for desk in self.desks:
            desk.close()
        self.desks.clear()
        for each in self.place.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Full]:
    """A small disk, where the system lets one be mounted."""
    place = tmp_path / "disque"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this system lets no small disk be mounted")
    full = Full(place, tmp_path)
    yield full
    full.empty()
    subprocess.run(["umount", "-l", str(place)], check=True)


@dataclass(frozen=True, slots=True)
class Made:
    """What the actions begin with: homes that are closed, files made of them."""

    office: Path
    region: Path
    bundle: Path
    backup: Path
    scan: Path
    dossier: str


@pytest.fixture
def made(opened: Callable[[str], Office], tmp_path: Path) -> Made:
    office, region = opened("civray").desk, opened("region").desk
    enrol(office, region, tmp_path)
    row = dossier_of(office)
    scan = paper(tmp_path, "une.png")
    scans.attach(office, row, "identity", (scan,))
    for number in range(30):
        create_dossier(office, NewPerson(f"Chauvet {number}", "Jade", date(2005, 1 + number % 12, 1 + number)))
    files = bundles.export_bundle(office, tmp_path / "out").files
    create_backup(office, tmp_path / "s.chance", PASSPHRASE)
    for desk in (office, region):
        desk.close()
    return Made(office.home, region.home, files[0], tmp_path / "s.chance", scan, row)


Case = Callable[[Full, Made], tuple[Callable[[], object], Callable[[], object]]]
"""What prepares an action on the disk: the action, and what stands there."""


def _home(disk: Full, source: Path) -> Path:
    return Path(shutil.copytree(source, disk.place / "home"))


def _names(disk: Full) -> frozenset[str]:
    """The files on the disk, but for those that come and go with an open store."""
    return frozenset(
        each.relative_to(disk.place).as_posix()
        for each in disk.place.rglob("*")
        if each.is_file() and not re.search(r"-wal$|-shm$|running\.lock|ballast|\.log", each.name)
    )


def an_opening(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    home = _home(disk, made.office)
    return lambda: open_desk(home, clock=calendar()).close(), lambda: HomeLayout(home).identity.read_bytes()


def a_change(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    desk = disk.open(_home(disk, made.office))
    return lambda: save_fields(desk, made.dossier, {"project": "Un stage. " * 350}), lambda: rows_only(desk)


def a_scan(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    desk = disk.open(_home(disk, made.office))
    row = dossier_of(desk, NewPerson("Texier", "Nora"))
    return lambda: scans.attach(desk, row, "identity", (made.scan,)), lambda: (rows_only(desk), _names(disk))


def an_import(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    desk = disk.open(_home(disk, made.region))
    return lambda: bundles.import_bundles(desk, (made.bundle,)), lambda: rows_only(desk)


def a_restore(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    home = _home(disk, made.office)
    return lambda: restore_backup(made.backup, PASSPHRASE, home, replace=True), lambda: _names(disk)


def a_restore_elsewhere(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    home = disk.place / "neuf"
    return lambda: restore_backup(made.backup, PASSPHRASE, home), lambda: _names(disk)


def a_rescue(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    home = _home(disk, made.office)
    return lambda: rescue_home(home), lambda: _names(disk)


def a_backup(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    desk = disk.open(made.office)
    key = disk.place / "s.chance"
    key.write_bytes(b"former")
    return lambda: create_backup(desk, key, PASSPHRASE), lambda: (key.read_bytes(), _names(disk))


def a_backup_of_the_home(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    desk = disk.open(_home(disk, made.office))
    return lambda: create_backup(desk, disk.folder / "t.chance", PASSPHRASE), lambda: _names(disk)


def a_check_of_a_backup(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    return lambda: verify_backup(made.backup, PASSPHRASE), lambda: _names(disk)


def an_export(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    desk = disk.open(_home_elsewhere(disk, made.office))
    key = disk.place / "clé"
    key.mkdir()
    return lambda: bundles.export_bundle(desk, key), lambda: _names(disk)


def an_email(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    layout = HomeLayout(made.office)
    return lambda: clear_copy(layout, "lettre.eml", b"Subject: x\n" * 20_000), lambda: _names(disk)


def a_publication(disk: Full, made: Made) -> tuple[Callable[[], object], Callable[[], object]]:
    desk = disk.open(_home(disk, made.region))
    content = (desk.programme_folder / "eligibility.toml").read_text("utf-8")
    return lambda: publish(desk, "eligibility.toml", content + "\n# autre\n"), lambda: _names(disk)


def _home_elsewhere(disk: Full, source: Path) -> Path:
    home = disk.folder / "ailleurs"
    shutil.rmtree(home, ignore_errors=True)
    return Path(shutil.copytree(source, home))


CASES: tuple[tuple[Case, bool], ...] = (
    (an_opening, False), (a_change, False), (a_scan, False), (an_import, False), (a_restore, False), (a_restore_elsewhere, False),
    (a_rescue, False), (a_backup, False), (a_backup_of_the_home, False), (a_check_of_a_backup, True), (an_export, False),
    (an_email, True), (a_publication, False),
)  # fmt: skip
"""Each action; whether it is the folder for passing files that lies on the disk."""


@pytest.mark.parametrize(("case", "passing"), CASES, ids=[case.__name__ for case, _passing in CASES])
def test_a_full_disk_is_told_as_full(
    case: Case, passing: bool, disk: Full, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    if passing:
        monkeypatch.setattr(tempfile, "tempdir", str(disk.place))
    told: list[StoreFull] = []
    for left in LEFT:
        action, standing = case(disk, made)
        before = standing()
        disk.fill(left)
        try:
            action()
        except StoreFull as full:
            told.append(full)
            disk.make_room()
            assert standing() == before, f"with {left} KB"
            action()
        assert not [name for name in _names(disk) if name.endswith(".part") or "/restoring" in name]
        disk.empty()
    assert told, "a disk with no room at all was not noticed"
    for full in told:
        assert "sauvegarde" not in full.text
        assert "disque des dossiers est plein" in full.text or str(disk.place) in full.text, full.text


def test_what_is_printed_to_a_full_key(disk: Full, made: Made) -> None:
    key = disk.place / "liste.pdf"
    for left in (0, 4, 8):
        key.write_bytes(b"former")
        disk.fill(left)
        told = call("print", made.dossier, "--document", "checklist", "-o", key, home=made.office, code=1)
        assert "plus de place" in told
        assert str(disk.place) in told
        assert (key.read_bytes(), _names(disk)) == (b"former", {"liste.pdf"})
        disk.make_room()
        call("print", made.dossier, "--document", "checklist", "-o", key, home=made.office)
        assert key.read_bytes().startswith(b"%PDF")


def test_what_the_window_saves_to_a_full_key(disk: Full, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QFileDialog

    from chance_desktop.desktop.paper.printing import save_plain

    key = disk.place / "tableau.xlsx"
    key.write_bytes(b"former")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(key), ""))
    said: list[str] = []
    navigator = SimpleNamespace(say=lambda words, _tone="": said.append(words))
    made = Rendered("table", "Tableau", "tableau.xlsx", bytes(50_000))
    for left in (0, 8, 40):
        disk.fill(left)
        save_plain(made, None, navigator)  # type: ignore[arg-type]
        disk.make_room()
        assert str(disk.place) in said[-1]
        assert "plus de place" in said[-1]
        assert (key.read_bytes(), _names(disk)) == (b"former", {"tableau.xlsx"})
    save_plain(made, None, navigator)  # type: ignore[arg-type]
    assert key.read_bytes() == made.content


def test_a_key_that_cannot_be_written_is_told_as_the_keys(disk: Full, made: Made) -> None:
    if sys.platform != "linux":
        pytest.skip("a disk is mounted again as one that cannot be written")
    desk = disk.open(_home_elsewhere(disk, made.office))
    (disk.place / "s.chance").write_bytes(b"former")
    subprocess.run(["mount", "-o", "remount,ro", str(disk.place)], check=True)
    try:
        for write in (
            lambda: bundles.export_bundle(desk, disk.place),
            lambda: create_backup(desk, disk.place / "s.chance", PASSPHRASE),
            lambda: restore_backup(made.backup, PASSPHRASE, disk.place / "neuf"),
        ):
            with pytest.raises(ReadOnlyHome, match=re.escape(str(disk.place))) as told:
                write()
            assert "protégé en écriture" in told.value.next_step
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk.place)], check=True)
    assert (disk.place / "s.chance").read_bytes() == b"former"
