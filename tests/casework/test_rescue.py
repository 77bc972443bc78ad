"""A store with damaged pages: found at a quiet moment, told with what can still be read, and saved into a home that works."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.installation.backup import StoreNotSound, create_backup, verify_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.page_watch import Damage, check_all, known_damage, look_on
from chance_desktop.casework.installation.rescue import OfNobody, rescue_home, rescued_words
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.vault import STORE_KEY
from chance_desktop.store.copies.backup import sound
from chance_desktop.store.copies.backup_archive import BackupDamaged
from chance_desktop.store.engines.engine import open_connection
from chance_desktop.store.soundness.page_seals import PAGE
from chance_desktop.store.soundness.pages import check_slice
from chance_desktop.store.soundness.rescue import NothingReadable
from tests.casework.making import paper
from tests.conftest import Office, calendar
from tests.sync.bundles import enrol

pytestmark = pytest.mark.usefixtures("cheap_sealing")
PAGES = int(os.environ.get("CHANCE_PAGES", "6"))
"""How many pages are damaged, one at a time."""
MANY = 60


@dataclass(frozen=True, slots=True)
class Closed:
    """A home that is closed, and what opens its store."""

    home: Path
    key: str
    surnames: frozenset[str]
    region: Desk

    @property
    def store(self) -> Path:
        return HomeLayout(self.home).store

    @property
    def count(self) -> int:
        return self.store.stat().st_size // PAGE

    def roots(self) -> dict[str, int]:
        """The first page of each table and index."""
        with closing(open_connection(self.store, self.key)) as connection:
            return dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage").fetchall())


@pytest.fixture
def closed(opened: Callable[[str], Office], tmp_path: Path) -> Closed:
    """An office with many dossiers and a scan, half of them known to the Region."""
    desk, region = opened("civray").desk, opened("region").desk
    enrol(desk, region, tmp_path)
    for number in range(MANY):
        row = create_dossier(
            desk, NewPerson(f"Roussel {number}", "Manon", date(2005, 1 + number % 12, 1 + number % 28))
        ).result
        if number == 0:
            scans.attach(desk, row, "identity", (paper(tmp_path, "0.png"),))
        if number == MANY // 2:
            bundles.import_bundles(region, bundles.export_bundle(desk, tmp_path / "out").files)
    surnames = _surnames(desk)
    desk.close()
    desk = open_desk(desk.home, clock=calendar())
    look_on(desk, seconds=0.0)  # the map of its pages is kept at quiet moments
    desk.close()
    with closing(open_connection(desk.layout.store, desk.vault.get(STORE_KEY))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Closed(desk.home, desk.vault.get(STORE_KEY), frozenset(surnames), region)


def _surnames(desk: Desk) -> set[str]:
    return {row.surname for row in list_page(desk, DossierQuery(limit=1000)).rows}


def spoil(path: Path, *pages: int) -> None:
    """Other bytes in the middle of some pages."""
    with path.open("r+b") as file:
        for number in pages:
            file.seek((number - 1) * PAGE + 100)
            file.write(os.urandom(200))


@pytest.fixture
def reopened() -> Iterator[Callable[[Path], Desk]]:
    made: list[Desk] = []

    def reopen(home: Path) -> Desk:
        made.append(open_desk(home, clock=calendar()))
        return made[-1]

    yield reopen
    for desk in made:
        desk.close()


def _works(desk: Desk, region: Desk, folder: Path) -> set[str]:
    """A rescued poste is enrolled again and exchanges: what each then shows."""
    assert sound(desk.layout.store, desk.vault.get(STORE_KEY))
    enrol(desk, region, folder)
    for turn in range(2):
        for sender, receiver in ((desk, region), (region, desk)):
            with suppress(bundles.NothingToSend):
                to = (receiver.store.device,) if sender is region else ()
                made = bundles.export_bundle(sender, folder / f"{turn}-{sender.role}", to=to)
                refused = [each.refused for each in bundles.import_bundles(receiver, made.files).result if each.refused]
                assert not refused, refused
    return _surnames(region)


def test_seals_tell_which_pages_are_damaged(closed: Closed) -> None:
    assert check_slice(closed.store, closed.key, 1, 60.0).damaged == ()
    wanted = (2, closed.count // 2, closed.count)
    spoil(closed.store, *wanted)
    assert check_slice(closed.store, closed.key, 1, 60.0).damaged == wanted


def test_a_slice_ends_in_time_and_the_next_goes_on(closed: Closed) -> None:
    first = check_slice(closed.store, closed.key, 1, 0.0)
    assert first.following == 2
    spoil(closed.store, closed.count)
    assert check_slice(closed.store, closed.key, first.following, 60.0).damaged == (closed.count,)


def test_damage_is_found_in_turn_and_told_with_what_can_be_read(
    closed: Closed, reopened: Callable[[Path], Desk]
) -> None:
    roots = closed.roots()
    spoil(closed.store, roots["learner"])
    desk = reopened(closed.home)
    told: list[Damage] = []
    for _moment in range(300):
        found = look_on(desk, seconds=0.0005)
        if found is not None:
            told.append(found)
    assert roots["learner"] in told[0].pages
    assert (told[0].readable, told[0].dossiers) == (MANY, MANY)
    assert f"{MANY} dossiers sur {MANY} se lisent encore" in told[0].sentence
    assert known_damage(desk) is not None
    assert len(told) == 1, "said once"
    assert look_on(desk) is None, "the round is over for a week"


def test_a_whole_store_is_said_to_be_whole(closed: Closed, reopened: Callable[[Path], Desk]) -> None:
    desk = reopened(closed.home)
    create_dossier(desk, NewPerson("Texier", "Nora"))  # some of it is in the write-ahead log
    assert check_all(desk) is None


def test_any_page(closed: Closed, reopened: Callable[[Path], Desk], tmp_path: Path) -> None:
    step = max(1, closed.count // PAGES)
    for number in range(2, closed.count + 1, step):
        home = tmp_path / "damaged"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(closed.home, home)
        spoil(HomeLayout(home).store, number)
        found = rescue_home(home)
        desk = open_desk(home, clock=calendar())
        missing = closed.surnames - _surnames(desk)
        desk.close()
        assert found.of == MANY
        assert found.dossiers == MANY - len(missing)
        assert not missing, f"page {number}: each is told twice, by the rows and by the log"
        assert found.scans + found.scans_missing == 1


@pytest.mark.parametrize("table", ["dossier", "change_log", "person", "setting", "sqlite_autoindex_dossier_1"])
def test_the_first_page_of_a_table(
    closed: Closed, reopened: Callable[[Path], Desk], tmp_path: Path, table: str
) -> None:
    spoil(closed.store, closed.roots()[table])
    found = rescue_home(closed.home)
    assert found.dossiers == MANY
    assert found.pages == 1
    assert "60 dossiers repris sur 60" in rescued_words(found)
    desk = reopened(closed.home)
    assert _surnames(desk) == closed.surnames
    assert _works(desk, closed.region, tmp_path) == closed.surnames, "what had not been sent is sent, once"


def test_rows_and_log_lost_together_come_back_from_the_region(
    closed: Closed, reopened: Callable[[Path], Desk], tmp_path: Path
) -> None:
    roots = closed.roots()
    spoil(closed.store, roots["dossier"], roots["change_log"])
    found = rescue_home(closed.home)
    assert found.dossiers == 0
    assert found.of == MANY
    desk = reopened(closed.home)
    _works(desk, closed.region, tmp_path)
    assert len(_surnames(desk)) == MANY // 2 + 1, "what the Region had received"


def test_a_file_cut_short(closed: Closed, reopened: Callable[[Path], Desk], tmp_path: Path) -> None:
    length = closed.count * PAGE * 9 // 10 + 1000
    os.truncate(closed.store, length)
    with pytest.raises(ExpectedError, match="abîmé"):
        open_desk(closed.home)
    found = rescue_home(closed.home)
    assert found.dossiers > MANY // 2
    assert found.kept is not None
    assert (found.kept / closed.store.name).stat().st_size == length, "the damaged file is kept as it was"
    desk = reopened(closed.home)
    assert len(_surnames(desk)) == found.dossiers
    _works(desk, closed.region, tmp_path)


def test_the_first_page_comes_from_the_map_of_the_pages(closed: Closed, reopened: Callable[[Path], Desk]) -> None:
    with closed.store.open("r+b") as file:
        file.write(os.urandom(PAGE))
    found = rescue_home(closed.home)
    assert found.dossiers == MANY
    assert _surnames(reopened(closed.home)) == closed.surnames


def test_without_its_first_page_nothing_is_read_and_nothing_is_touched(closed: Closed) -> None:
    spoil(closed.store, 1)
    HomeLayout(closed.home).page_map.unlink()
    before = closed.store.read_bytes()
    with pytest.raises(NothingReadable, match="abîmée"):
        rescue_home(closed.home)
    assert closed.store.read_bytes() == before
    assert not HomeLayout(closed.home).prepared.exists()


def test_without_what_says_whose_it_is_nothing_is_made(closed: Closed) -> None:
    spoil(closed.store, closed.roots()["setting"])
    HomeLayout(closed.home).settings_copy.unlink()
    with pytest.raises(OfNobody, match="à qui sont ces dossiers"):
        rescue_home(closed.home)
    assert not HomeLayout(closed.home).prepared.exists()


def test_free_pages_take_nothing_with_them(closed: Closed, reopened: Callable[[Path], Desk]) -> None:
    before = closed.count
    with closing(open_connection(closed.store, closed.key)) as connection:
        connection.execute("CREATE TABLE passing (value)")
        connection.executemany("INSERT INTO passing VALUES (?)", [("x" * 3000,)] * 50)
        connection.execute("DROP TABLE passing")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    assert free == closed.count - before >= 50
    spoil(closed.store, *range(before + 1, closed.count + 1))
    found = rescue_home(closed.home)
    assert found.dossiers == MANY


def test_a_backup_says_which_of_the_two_is_damaged(
    closed: Closed, reopened: Callable[[Path], Desk], tmp_path: Path
) -> None:
    file = tmp_path / "s.chance"
    desk = reopened(closed.home)
    create_backup(desk, file, "quatre mots sans lien")
    desk.close()
    whole = file.read_bytes()
    spoil(closed.store, closed.roots()["learner"])
    desk = reopened(closed.home)
    with pytest.raises(StoreNotSound, match="de ce poste est abîmé"):
        create_backup(desk, file, "quatre mots sans lien")
    assert file.read_bytes() == whole
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupDamaged, match="sauvegarde"):
        verify_backup(file, "quatre mots sans lien")
