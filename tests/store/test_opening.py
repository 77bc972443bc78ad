"""What may go wrong when a home is opened or written: each a French sentence with the next step, and nothing lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import NoHome
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.cli.kit.files import write_file
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.running_lock import OthersAtWork
from chance_desktop.runtime.vault import ClearFileVault, KeyMissing
from chance_desktop.store.failures import StoreClosed, StoreDamaged
from chance_desktop.store.opening import new_key
from tests.conftest import Office, copy_home
from tests.days import HomesByDay
from tests.left_behind import open_under


@pytest.fixture
def home(demo_homes: HomesByDay, day: date, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_homes[day], tmp_path / "home"))


def _refused(home: Path, kind: type[ExpectedError]) -> None:
    """Opened or read, it is refused with a sentence and a next step, and the file is left as it was."""
    layout = HomeLayout(home)
    before = layout.store.read_bytes() if layout.store.exists() else b""
    with pytest.raises(kind) as told:
        _open_and_read(home)
    assert told.value.sentence.endswith(".")
    assert told.value.next_step.endswith(".")
    assert (layout.store.read_bytes() if layout.store.exists() else b"") == before


def _open_and_read(home: Path) -> None:
    from chance_desktop.casework.dossiers.dossier import open_dossier

    desk = open_desk(home)
    try:
        for row in list_page(desk, DossierQuery()).rows:
            open_dossier(desk, row.id)
    finally:
        desk.close()


def _write_until_full(desk: Desk, dossier: str) -> None:
    for _ in range(400):
        add_note(desk, dossier, "x" * 20_000)


def test_no_home(tmp_path: Path) -> None:
    with pytest.raises(NoHome, match="Aucun dossier"):
        open_desk(tmp_path)


def test_wrong_key(home: Path) -> None:
    ClearFileVault(HomeLayout(home).key_file).put("store-key", new_key())
    _refused(home, KeyMissing)


def test_the_key_is_gone(home: Path) -> None:
    HomeLayout(home).key_file.unlink()
    _refused(home, KeyMissing)


def test_the_clear_facts_are_damaged(home: Path) -> None:
    HomeLayout(home).identity.write_bytes(b"\xff\x00{")
    _refused(home, StoreDamaged)


def test_zero_bytes(home: Path) -> None:
    HomeLayout(home).store.write_bytes(b"")
    _refused(home, StoreDamaged)


def test_the_store_is_gone(home: Path) -> None:
    HomeLayout(home).store.unlink()
    _refused(home, StoreDamaged)


@pytest.mark.parametrize("kept", [100, 4096, 40_000])
def test_truncated(home: Path, kept: int) -> None:
    store = HomeLayout(home).store
    store.write_bytes(store.read_bytes()[:kept])
    _refused(home, StoreDamaged)


def test_another_file_in_its_place(home: Path) -> None:
    HomeLayout(home).store.write_bytes(b"ceci n'est pas une base " * 1000)
    _refused(home, StoreDamaged)


def test_bytes_flipped_in_the_middle_are_found_at_reading(home: Path) -> None:
    store = HomeLayout(home).store
    content = bytearray(store.read_bytes())
    for place in range(4096, len(content), 4096):
        content[place + 2000] ^= 0xFF
    store.write_bytes(bytes(content))
    _refused(home, StoreDamaged)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of a few kilobytes, where the system lets one be mounted."""
    made: list[Path] = []

    def mount(kilobytes: int) -> Path:
        place = tmp_path / f"disk{len(made)}"
        place.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], check=False, capture_output=True
        )
        if done.returncode:
            pytest.skip("this system lets no small disk be mounted")
        made.append(place)
        return place

    yield mount
    for place in made:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_says_so_and_loses_nothing(small_disk: Callable[[int], Path], templates: dict[str, Path]) -> None:
    home = small_disk(2000) / "home"
    shutil.copytree(templates["civray"], home)
    desk = open_desk(home)
    try:
        kept = create_dossier(desk, NewPerson("Roussel", "Manon")).result
        with pytest.raises(StoreFull, match="disque des dossiers est plein") as told:
            _write_until_full(desk, kept)
        assert "intact" in told.value.next_step
        assert list_page(desk, DossierQuery(text="Roussel")).total == 1
    finally:
        desk.close()
    again = open_desk(home)
    try:
        assert list_page(again, DossierQuery()).rows[0].surname == "Roussel"
    finally:
        again.close()


def _told_at_opening(home: Path) -> StoreFull | None:
    try:
        open_desk(home).close()
    except StoreFull as full:
        return full
    return None


_JUST_ENOUGH = 32
"""Kilobytes with which a home opens or does not, by the size its pages happen to have."""


@pytest.mark.parametrize("free", [0, 4, 16, _JUST_ENOUGH])
def test_a_home_opened_on_a_full_disk_is_never_told_to_be_damaged(
    small_disk: Callable[[int], Path], templates: dict[str, Path], free: int
) -> None:
    disk = small_disk(4000)
    shutil.copytree(templates["civray"], disk / "home")
    room = shutil.disk_usage(disk).free - free * 1024
    (disk / "rest").write_bytes(bytes(room))
    told = _told_at_opening(disk / "home")
    assert told is not None or free >= _JUST_ENOUGH, "there was no room to open it"
    assert told is None or "sauvegarde" not in told.text
    (disk / "rest").unlink()
    open_desk(disk / "home").close()


def test_a_full_key_is_told_by_its_name_and_what_stood_there_stays(
    small_disk: Callable[[int], Path], templates: dict[str, Path], tmp_path: Path, cheap_sealing: None
) -> None:
    key = small_disk(40)
    home = copy_home(templates["civray"], tmp_path / "home")
    (key / "liste.pdf").write_bytes(b"former")
    (key / "s.chance").write_bytes(b"former")
    desk = open_desk(home)
    try:
        for write in (
            lambda: write_file(key / "liste.pdf", bytes(100_000)),
            lambda: create_backup(desk, key / "s.chance", "quatre mots sans lien"),
        ):
            with pytest.raises(StoreFull, match=re.escape(str(key))):
                write()
    finally:
        desk.close()
    assert sorted(path.name for path in key.iterdir()) == ["liste.pdf", "s.chance"]
    assert {path.read_bytes() for path in key.iterdir()} == {b"former"}


def test_a_read_only_key_is_told_as_the_keys(
    small_disk: Callable[[int], Path], templates: dict[str, Path], tmp_path: Path, cheap_sealing: None
) -> None:
    key = small_disk(4000)
    subprocess.run(["mount", "-o", "remount,ro", str(key)], check=True)
    desk = open_desk(copy_home(templates["civray"], tmp_path / "home"))
    try:
        for write in (
            lambda: write_file(key / "liste.pdf", b"x"),
            lambda: create_backup(desk, key / "s.chance", "quatre mots sans lien"),
        ):
            with pytest.raises(ReadOnlyHome, match=re.escape(str(key))) as told:
                write()
            assert "protégé en écriture" in told.value.next_step
    finally:
        desk.close()


def test_a_disk_that_fills_while_a_backup_is_restored_is_told_and_nothing_stays(
    small_disk: Callable[[int], Path], office: Office, tmp_path: Path, cheap_sealing: None
) -> None:
    create_backup(office.desk, tmp_path / "s.chance", "quatre mots sans lien")
    disk = small_disk(300)
    with pytest.raises(StoreFull):
        restore_backup(tmp_path / "s.chance", "quatre mots sans lien", disk / "home")
    assert not (disk / "home").exists()


def test_a_read_only_folder(small_disk: Callable[[int], Path], templates: dict[str, Path]) -> None:
    disk = small_disk(8000)
    shutil.copytree(templates["civray"], disk / "home")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(ReadOnlyHome, match="ne peut pas être modifié"):
        open_desk(disk / "home")


HOLD = """
import sys
from datetime import date
from pathlib import Path
from chance_desktop.casework.installation.opening import open_desk
desk = open_desk(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
desk.close()
"""


def test_a_second_program_opens_it_too_and_a_restore_over_both_is_refused(
    home: Path, tmp_path: Path, cheap_sealing: None
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline() == "open\n"
        desk = open_desk(home)
        create_backup(desk, tmp_path / "s.chance", "quatre mots sans lien")
        desk.close()
        with pytest.raises(OthersAtWork, match="doit être seule"):
            restore_backup(tmp_path / "s.chance", "quatre mots sans lien", home, replace=True)
        first.stdin.write("\n")
    desk = open_desk(home)
    desk.close()


def test_a_copy_that_was_killed_leaves_the_home_free(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        first.kill()
    desk = open_desk(home)
    desk.close()


def test_a_power_cut_loses_nothing_that_was_saved(office: Office, tmp_path: Path) -> None:
    """The files as they lie on the disk while the application runs, log included, open whole."""
    create_dossier(office.desk, NewPerson("Roussel", "Manon"))
    cut = tmp_path / "cut"
    shutil.copytree(office.desk.home, cut, ignore=shutil.ignore_patterns("running.lock"))
    assert (cut / "dossiers.chance-db-wal").stat().st_size > 0
    after = open_desk(cut)
    try:
        assert list_page(after, DossierQuery()).rows[0].name == "Manon Roussel"
    finally:
        after.close()


def test_a_store_closed_while_it_is_read_holds_nothing_and_gives_nothing_more(home: Path) -> None:
    desk = open_desk(home)
    with desk.reading() as late:
        with desk.reading() as other:
            assert other.exec_driver_sql("SELECT count(*) FROM dossier").scalar_one()
        desk.close()
        assert late.exec_driver_sql("SELECT count(*) FROM dossier").scalar_one(), "what had begun ends well"
        assert open_under(home)
    assert open_under(home) == []
    with pytest.raises(StoreClosed):
        list_page(desk, DossierQuery())
    with pytest.raises(StoreClosed):
        desk.put_setting("late", "x")
    desk.close()
    assert open_under(home) == []
