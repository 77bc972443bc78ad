"""What others say they have of this store: cut to what was written, told, and never enough to take another name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.mailboxes.mailbox import set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.store import settings
from chance_desktop.sync import log
from chance_desktop.sync.identity import known_keys
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.sync.bundles import Forge, enrol

ENDLESS = 2**52


@pytest.fixture
def other(opened: Callable[[str], Office], forge: Forge, tmp_path: Path) -> Forge:
    """A poste of another Mission Locale, enrolled at the same Region."""
    niort = opened("niort").desk
    enrol(niort, forge.region, tmp_path)
    return Forge(niort, forge.region)


def _claim(forge: Forge, folder: Path) -> bundles.ImportedBundle:
    region = forge.region.store.device
    return forge.give(forge.bundle(seen={region: ENDLESS, forge.office.store.device: 0}), folder)


def _keys(forge: Forge) -> str:
    keys = known_keys(forge.region.vault)
    assert keys is not None
    return f"{keys.age_recipient} {keys.signing_public}"


def test_a_receipt_beyond_what_was_written_is_cut_and_told(forge: Forge, tmp_path: Path) -> None:
    before, device = _keys(forge), forge.region.store.device
    found = _claim(forge, tmp_path)
    assert found.refused == ()
    assert found.told == (
        "Ce poste dit avoir reçu d’ici plus qu’on ne lui a écrit\u00a0: seul ce qui est écrit ici compte.",
    )
    with forge.region.reading() as connection:
        kept = log.peer_has(connection, forge.office.store.device)
        assert kept[device] == settings.last_number(connection, device)
    assert not enrolment.must_renew(forge.region)
    assert (forge.region.store.device, _keys(forge)) == (device, before)
    assert any(
        "Civray" in each and "plus qu’on ne lui a écrit" in each for each in exchange_page(forge.region).problems
    )


def test_an_exchange_goes_on_after_it_and_every_office_is_still_heard(
    forge: Forge, other: Forge, tmp_path: Path
) -> None:
    box = tmp_path / "box"
    box.mkdir()
    for desk in (forge.office, forge.region, other.office):
        set_mailbox(desk, str(box))
    device, dossier = forge.region.store.device, dossier_of(forge.office)
    for desk in (forge.office, forge.region):
        exchange_now(desk)
    _claim(Forge(forge.office, forge.region, 50), tmp_path)
    save_fields(forge.region, dossier, {"town": "Gençay"})
    for desk in (forge.office, other.office, forge.region, forge.office, other.office):
        report = exchange_now(desk)
        assert (report.interrupted, report.refused) == (None, ())
    assert forge.region.store.device == device
    assert "Gençay" in str(situation(forge.office, dossier).values)


def test_a_person_may_confirm_once_two_missions_locales_say_so(
    forge: Forge, other: Forge, opened: Callable[[str], Office], tmp_path: Path
) -> None:
    _claim(forge, tmp_path)
    sibling = opened("civray").desk
    enrolment.renew_identity(sibling)
    enrol(sibling, forge.region, tmp_path)
    _claim(Forge(sibling, forge.region), tmp_path)
    assert not enrolment.may_renew(forge.region)  # two postes of one Mission Locale
    _claim(other, tmp_path)
    assert enrolment.may_renew(forge.region)
    assert exchange_page(forge.region).taken_back
    assert not enrolment.must_renew(forge.region)
    again = Forge(other.office, forge.region, 2)
    again.give(again.bundle(seen={forge.region.store.device: _issued(forge)}), tmp_path)
    assert not enrolment.may_renew(forge.region)  # one of them took its word back


def test_what_was_on_its_way_to_a_poste_that_took_another_name_still_opens(forge: Forge, tmp_path: Path) -> None:
    dossier = dossier_of(forge.office)
    on_its_way = bundles.export_bundle(forge.office, tmp_path / "out").files
    enrolment.renew_identity(forge.region)
    found = bundles.import_bundles(forge.region, on_its_way).result
    assert all(each.refused == () for each in found)
    assert open_dossier(forge.region, dossier).name == "Manon Roussel"
    enrolment.renew_identity(forge.region)
    again = bundles.import_bundles(forge.region, on_its_way).result
    assert all(each.repeated for each in again)


def test_the_region_alone_makes_an_office_take_another_name(
    forge: Forge, opened: Callable[[str], Office], tmp_path: Path
) -> None:
    sibling = opened("civray").desk
    enrolment.renew_identity(sibling)
    enrol(sibling, forge.region, tmp_path)
    bundles.import_bundles(
        forge.office,
        bundles.export_bundle(forge.region, tmp_path / "roster", to=(forge.office.store.device,)).files,
    )
    here = forge.office.store.device
    told = Forge(sibling, forge.office).give(Forge(sibling, forge.office).bundle(seen={here: ENDLESS}), tmp_path)
    assert told.told
    assert not enrolment.must_renew(forge.office)
    region = Forge(forge.region, forge.office, 99)
    assert region.give(region.bundle(seen={here: ENDLESS}), tmp_path).told
    assert enrolment.must_renew(forge.office)


def test_nobody_tells_a_store_what_it_wrote_itself(forge: Forge, tmp_path: Path) -> None:
    """Numbers of the Region taken in advance by an office would collide with its next ones."""
    device, next_number = forge.region.store.device, _issued(forge) + 1
    dossier = dossier_of(forge.office)
    bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "out").files)
    forged = Forge(forge.office, forge.region, 50)
    change = forged.change(next_number, "dossier", dossier, device=device, project="forged")
    found = forged.give(forged.bundle([change], covers={device: (1, ENDLESS)}), tmp_path)
    assert found.applied == 0
    assert found.refused
    save_fields(forge.region, dossier, {"town": "Gençay"})
    with forge.region.reading() as connection:
        assert device not in log.seen(connection)
        assert settings.last_number(connection, device) >= next_number
    bundles.import_bundles(forge.office, bundles.export_bundle(forge.region, tmp_path / "back").files)
    assert "Gençay" in str(situation(forge.office, dossier).values)


def _issued(forge: Forge) -> int:
    with forge.region.reading() as connection:
        return settings.last_number(connection, forge.region.store.device)
