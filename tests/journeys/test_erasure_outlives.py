"""An erasure outlives every restore: of the Region, of an office, on the same computer or another, and nothing shows in between.

The same for a revocation that a restored Region forgot.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chance_desktop.casework.dossiers.erasure import erase_dossier, erase_person
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes.enrolment import rotate_root_key
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.installation import opening
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.schema.tables import erasure
from chance_desktop.store.writing.erasing import REGISTER
from chance_desktop.sync.identity import poste_keys
from chance_desktop.sync.peers.erasure_register import take
from chance_desktop.sync.peers.roster import current_epoch, revoked_numbers
from tests.conftest import Office, calendar
from tests.sync.bundles import Forge, dump, enrol

pytestmark = pytest.mark.usefixtures("cheap_sealing")
PASSPHRASE = "quatre mots sans lien"


def _sent(sender: Desk, receiver: Desk, folder: Path) -> tuple[bundles.ImportedBundle, ...]:
    made = bundles.export_bundle(sender, folder, to=(receiver.store.device,) if sender.role == "region" else ())
    found = bundles.import_bundles(receiver, made.files).result
    assert not any(each.refused for each in found), found
    return found


def _surnames(desk: Desk) -> set[str]:
    return {row.surname for row in list_page(desk, DossierQuery()).rows}


def _someone(desk: Desk, surname: str = "Roussel") -> str:
    return create_dossier(desk, NewPerson(surname, "Manon")).result


def _again(desk: Desk) -> Desk:
    desk.close()
    return open_desk(desk.home, clock=calendar())


@pytest.fixture
def restored() -> Iterator[Callable[[Path, Path], Desk]]:
    """A backup restored at a place and opened, closed at the end."""
    made: list[Desk] = []

    def restore(backup: Path, home: Path) -> Desk:
        restore_backup(backup, PASSPHRASE, home, replace=home.exists())
        desk = open_desk(home, clock=calendar())
        made.append(desk)
        return desk

    yield restore
    for desk in made:
        desk.close()


@dataclass(frozen=True, slots=True)
class Erased:
    """An office and the Region after an erasure, with what each had backed up before it."""

    office: Desk
    region: Desk
    person: str
    office_backup: Path
    region_backup: Path
    on_its_way: tuple[Path, ...]


@pytest.fixture
def erased(opened: Callable[[str], Office], tmp_path: Path) -> Erased:
    """Manon is erased after both backups; a change of the office about her was on its way."""
    office, region = opened("civray").desk, opened("region").desk
    enrol(office, region, tmp_path)
    row = _someone(office)
    _someone(office, "Baudry")
    _sent(office, region, tmp_path / "1")
    _sent(region, office, tmp_path / "2")
    for desk, name in ((office, "office"), (region, "region")):
        create_backup(desk, tmp_path / f"{name}.chance", PASSPHRASE)
    save_fields(office, row, {"job_seeker": True})
    on_its_way = bundles.export_bundle(office, tmp_path / "late").files
    erase_person(region, row)
    _sent(region, office, tmp_path / "3")
    assert _surnames(office) == _surnames(region) == {"Baudry"}
    return Erased(office, region, row, tmp_path / "office.chance", tmp_path / "region.chance", on_its_way)


def test_a_region_restored_elsewhere_learns_it_from_the_first_office(
    erased: Erased, restored: Callable[[Path, Path], Desk], tmp_path: Path
) -> None:
    erased.region.close()
    shutil.rmtree(erased.region.home)
    region = restored(erased.region_backup, tmp_path / "elsewhere")
    assert _surnames(region) == {"Baudry", "Roussel"}, "nobody has told it yet"
    _someone(erased.office, "Texier")
    first = _sent(erased.office, region, tmp_path / "first")
    assert not any(each.told for each in first)
    assert _surnames(region) == {"Baudry", "Texier"}
    assert "Roussel" not in dump(region)
    bundles.import_bundles(region, erased.on_its_way)  # written before the erasure, and arrived after
    assert _surnames(region) == {"Baudry", "Texier"}
    assert erased.person not in {row.id for row in list_page(region, DossierQuery()).rows}
    _sent(region, erased.office, tmp_path / "back")
    assert erased.office.setting(REGISTER) == region.setting(REGISTER) != ""
    with region.reading() as connection:
        assert connection.execute(select(func.count()).select_from(erasure)).scalar_one() == 1


@pytest.mark.parametrize("side", ["office", "region"])
def test_a_home_restored_on_its_own_computer_never_shows_it_again(
    erased: Erased, restored: Callable[[Path, Path], Desk], side: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = getattr(erased, side)
    desk.close()
    seen: list[set[str]] = []
    former = opening._up_to_date

    def looked(opened: Desk) -> Desk:
        seen.append(_surnames(opened))
        return former(opened)

    monkeypatch.setattr(opening, "_up_to_date", looked)
    again = restored(getattr(erased, f"{side}_backup"), desk.home)
    assert seen
    assert not any("Roussel" in some for some in seen), "erased before anything could be shown, at each opening"
    assert "Roussel" not in dump(again)
    assert _surnames(again) == {"Baudry"}


def test_a_store_put_back_by_hand_obeys_the_register_beside_it(erased: Erased, tmp_path: Path) -> None:
    restore_backup(erased.region_backup, PASSPHRASE, tmp_path / "aside")
    erased.region.close()
    document = erased.region.layout.erasures.read_bytes()
    before = open_desk(tmp_path / "aside", clock=calendar())
    assert "Roussel" in _surnames(before)
    before.close()
    before.layout.erasures.write_bytes(document)
    after = _again(before)
    assert _surnames(after) == {"Baudry"}
    after.close()


def test_an_office_restored_elsewhere_obeys_it_from_the_welcome_on(
    erased: Erased, restored: Callable[[Path, Path], Desk], tmp_path: Path
) -> None:
    erased.office.close()
    shutil.rmtree(erased.office.home)
    office = restored(erased.office_backup, tmp_path / "elsewhere")
    enrol(office, erased.region, tmp_path)
    assert _surnames(office) == {"Baudry"}
    assert "Roussel" not in dump(office)
    assert office.layout.erasures.read_text() == erased.region.setting(REGISTER)


def test_what_a_restored_region_erased_meanwhile_and_what_it_had_forgotten_join(
    erased: Erased, restored: Callable[[Path, Path], Desk], tmp_path: Path
) -> None:
    erased.region.close()
    shutil.rmtree(erased.region.home)
    region = restored(erased.region_backup, tmp_path / "elsewhere")
    other = next(row.id for row in list_page(region, DossierQuery()).rows if row.surname == "Baudry")
    erase_dossier(region, other)
    longer = erased.office.setting(REGISTER)
    _sent(region, erased.office, tmp_path / "1")
    assert _surnames(erased.office) == set(), "both are obeyed"
    assert erased.office.setting(REGISTER) == longer, "a list that lacks an entry takes no place"
    _sent(erased.office, region, tmp_path / "2")
    assert _surnames(region) == set()
    _sent(region, erased.office, tmp_path / "3")
    assert erased.office.setting(REGISTER) == region.setting(REGISTER)
    assert len(json.loads(json.loads(region.setting(REGISTER))["register"])["entries"]) == 2


def test_no_peer_forges_an_entry(erased: Erased, tmp_path: Path) -> None:
    forge = Forge(erased.office, erased.region, number=50)
    other = next(row.id for row in list_page(erased.region, DossierQuery()).rows)
    outer = json.loads(erased.region.setting(REGISTER))
    body = json.loads(outer["register"])
    longer = json.dumps({**body, "entries": [*body["entries"], ["dossier", other, "2026-03-01"]]})
    own = poste_keys(erased.office.vault).signing
    for number, signature in enumerate((outer["signature"], bytes(own.sign(longer.encode())).decode())):
        document = json.dumps({"register": longer, "signature": signature})
        found = forge.give(replace(forge, number=60 + number).bundle(erasures=document), tmp_path, f"{number}.chance")
        assert not found.refused
        assert any("n’a pas signée" in each for each in found.told)
        assert _surnames(erased.region) == {"Baudry"}
    for wrong in ("[", "{}", '{"register": "{}", "signature": "x"}', "x" * 3_000_000):
        with writing(erased.office.store.engine) as connection:
            assert take(connection, wrong).doubtful


def test_a_shorter_list_changes_nothing(erased: Erased, tmp_path: Path) -> None:
    former = erased.region.setting(REGISTER)
    other = next(row.id for row in list_page(erased.region, DossierQuery()).rows)
    erase_dossier(erased.region, other)
    _sent(erased.region, erased.office, tmp_path / "1")
    longer = erased.office.setting(REGISTER)
    with writing(erased.office.store.engine) as connection:
        taken = take(connection, former)
    assert (taken.learnt, taken.behind) == (0, True)
    assert erased.office.setting(REGISTER) == longer != former


def test_the_list_follows_the_root_key(erased: Erased, tmp_path: Path) -> None:
    rotate_root_key(erased.region)
    _sent(erased.region, erased.office, tmp_path / "1")
    assert erased.office.setting(REGISTER) == erased.region.setting(REGISTER)
    assert json.loads(json.loads(erased.region.setting(REGISTER))["register"])["root"] == erased.office.setting(
        "root-key"
    )


def test_a_restored_region_learns_a_revocation_it_forgot(
    opened: Callable[[str], Office], restored: Callable[[Path, Path], Desk], tmp_path: Path
) -> None:
    stolen, office, region = opened("civray").desk, opened("niort").desk, opened("region").desk
    for desk in (stolen, office):
        enrol(desk, region, tmp_path)
    _someone(stolen)
    _sent(stolen, region, tmp_path / "1")
    create_backup(region, tmp_path / "region.chance", PASSPHRASE)
    revoke_poste(region, stolen.store.device)
    _sent(region, office, tmp_path / "2")
    epoch = _epoch(office)
    region.close()
    shutil.rmtree(region.home)
    again = restored(tmp_path / "region.chance", tmp_path / "elsewhere")
    _someone(stolen, "Texier")
    bundles.import_bundles(again, bundles.export_bundle(stolen, tmp_path / "stolen").files)
    _sent(again, office, tmp_path / "3")  # what it says before it knows takes nothing back
    with office.reading() as connection:
        assert stolen.store.device in revoked_numbers(connection)
    _someone(office, "Chauvet")
    _sent(office, again, tmp_path / "4")
    with again.reading() as connection:
        assert stolen.store.device in revoked_numbers(connection)
    assert _surnames(again) == {"Roussel", "Chauvet"}, "what came of it before the revocation was known is gone again"
    refused = bundles.import_bundles(again, bundles.export_bundle(stolen, tmp_path / "more").files).result
    assert all(each.refused for each in refused)
    _sent(again, office, tmp_path / "5")
    assert _epoch(office) == _epoch(again) > epoch
    assert not office.setting("roster-witness")


def _epoch(desk: Desk) -> int:
    with desk.reading() as connection:
        return current_epoch(connection)
