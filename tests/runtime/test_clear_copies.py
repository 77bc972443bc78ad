"""Nothing in clear is left behind: the copies other programs show are erased at start, at end and after an hour."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.runtime.clear_copies import KEPT_SECONDS, clear_copy, empty_clear_copies
from chance_desktop.runtime.computer_time import AHEAD
from chance_desktop.runtime.files import ReadOnlyHome
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.store.failures import StoreDamaged
from tests.conftest import Office, calendar


def test_a_copy_is_read_by_its_owner_alone_and_written_by_nobody(tmp_path: Path) -> None:
    copy = clear_copy(HomeLayout(tmp_path), "../lettre.eml", b"texte")
    assert (copy.name, copy.read_bytes()) == ("lettre.eml", b"texte")
    assert copy.is_relative_to(HomeLayout(tmp_path).clear)
    if sys.platform != "win32":
        assert copy.stat().st_mode & 0o777 == 0o400
        assert HomeLayout(tmp_path).clear.stat().st_mode & 0o077 == 0
    empty_clear_copies(HomeLayout(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives each person a folder of their own")
def test_a_link_put_there_by_someone_else_is_refused(tmp_path: Path) -> None:
    layout = HomeLayout(tmp_path / "home")
    layout.clear.symlink_to(tmp_path)
    try:
        with pytest.raises(ReadOnlyHome):
            clear_copy(layout, "a.pdf", b"1")
        assert not list(tmp_path.rglob("a.pdf"))
    finally:
        layout.clear.unlink()


def test_after_an_hour_it_is_gone_and_a_fresh_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout, ahead = HomeLayout(tmp_path), float(os.environ.get(AHEAD, "0"))
    old = clear_copy(layout, "a.pdf", b"1")
    monkeypatch.setenv(AHEAD, str(ahead + KEPT_SECONDS + 1))
    fresh = clear_copy(layout, "a.pdf", b"2")
    assert empty_clear_copies(layout, KEPT_SECONDS) == 1
    assert not old.exists()
    assert fresh.exists()
    assert empty_clear_copies(layout) == 0
    assert not layout.clear.exists()


def test_a_home_closed_leaves_none_and_one_that_was_killed_is_cleaned_when_it_opens(office: Office) -> None:
    layout = office.desk.layout
    clear_copy(layout, "lettre.eml", b"x")
    office.desk.close()
    assert not layout.clear.exists()
    clear_copy(layout, "lettre.eml", b"x")
    (layout.root / "chance-abcd1234").mkdir()
    (layout.root / "chance-abcd1234" / "dossiers.chance-db").write_bytes(b"x")
    desk = open_desk(layout.root, clock=calendar())
    assert not layout.clear.exists()
    assert not (layout.root / "chance-abcd1234").exists()
    desk.close()


def test_a_home_that_does_not_open_leaves_none_either(office: Office) -> None:
    layout = office.desk.layout
    office.desk.close()
    layout.store.write_bytes(b"no store at all")
    clear_copy(layout, "lettre.eml", b"x")
    with pytest.raises(StoreDamaged):
        open_desk(layout.root, clock=calendar())
    assert not layout.clear.exists()
