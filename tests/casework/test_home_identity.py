"""What stands in clear beside the store is bound to its key: changing it opens nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.home_identity import HomeAltered, HomeIdentity, former_key_check
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout
from tests.conftest import Office, calendar

pytestmark = pytest.mark.usefixtures("cheap_sealing")
PASSPHRASE = "quatre mots sans lien"


@pytest.fixture
def real_home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    set_up_office(home, OfficeSetup("86400S00", BranchContact("Civray"), passphrase=PASSPHRASE))
    return home


def _change(home: Path, **facts: object) -> None:
    path = HomeLayout(home).identity
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **facts}), "utf-8")


@pytest.mark.parametrize("facts", [{"fictional": True}, {"fictional": True, "vault": "file"}, {"vault": "file"}])
def test_a_real_home_never_passes_for_an_invented_one(real_home: Path, facts: dict[str, object]) -> None:
    before = {
        path.name: path.read_bytes() for path in real_home.iterdir() if path.is_file() and path.name != "home.json"
    }
    _change(real_home, **facts)
    with pytest.raises(ExpectedError):
        open_desk(real_home, passphrase=PASSPHRASE)
    after = {
        path.name: path.read_bytes() for path in real_home.iterdir() if path.is_file() and path.name != "home.json"
    }
    assert after["key"] == before["key"], "nothing was sealed in clear"
    assert after["key"].startswith(b"age-encryption.org/v1")


def test_an_invented_home_never_passes_for_a_real_one(office: Office) -> None:
    office.desk.close()
    _change(office.desk.home, fictional=False)
    with pytest.raises(HomeAltered, match="modifié hors de l’application"):
        open_desk(office.desk.home)


def test_a_home_of_the_former_version_is_bound_at_its_first_opening_and_no_unbound_one_is_taken_after(
    real_home: Path, tmp_path: Path
) -> None:
    desk = open_desk(real_home, passphrase=PASSPHRASE, clock=calendar())
    former = former_key_check(desk.vault.get("store-key"))
    desk.put_setting("home-bound", "")
    desk.close()
    bound = HomeIdentity.read(HomeLayout(real_home)).key_check
    _change(real_home, key_check=former)
    open_desk(real_home, passphrase=PASSPHRASE, clock=calendar()).close()
    assert HomeIdentity.read(HomeLayout(real_home)).key_check == bound
    _change(real_home, key_check=former, fictional=True)
    with pytest.raises(HomeAltered):
        open_desk(real_home, passphrase=PASSPHRASE)
    _change(real_home, key_check=bound, fictional=False)
    open_desk(real_home, passphrase=PASSPHRASE, clock=calendar()).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows other rights")
def test_only_its_owner_reads_a_home(real_home: Path) -> None:
    real_home.chmod(0o755)
    HomeLayout(real_home).store.chmod(0o644)
    desk = open_desk(real_home, passphrase=PASSPHRASE, clock=calendar())
    desk.store.attachments.shelf.write("ab" * 32, b"sealed")
    try:
        for path in (real_home, *real_home.rglob("*")):
            wide = path.stat().st_mode & 0o077
            assert not wide or path.is_dir(), path
        assert real_home.stat().st_mode & 0o777 == 0o700
    finally:
        desk.close()
