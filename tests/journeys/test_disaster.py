"""The Region's poste is lost: it is restored elsewhere from its backup, every office still exchanges, and a new one enrols."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import insert

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.mailboxes.mailbox import set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.exchange.postes.enrolment import accept, request, rotate_root_key
from chance_desktop.casework.exchange.postes.new_root import OtherWords, pin_new_root
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.store.schema.tables import known_device
from chance_desktop.sync.failures import BundleRefused
from chance_desktop.sync.identity import poste_keys
from chance_desktop.sync.peers.trust import KnownPoste, known_postes, read_card
from tests.casework.making import dossier_of
from tests.conftest import Office, calendar
from tests.sync.bundles import enrol

pytestmark = pytest.mark.usefixtures("cheap_sealing")
PASSPHRASE = "quatre mots sans lien"


def _sent(sender: Desk, receiver: Desk, folder: Path) -> None:
    """What one has for the other is written, and taken in without a refusal."""
    made = bundles.export_bundle(sender, folder, to=(receiver.store.device,) if sender.role == "region" else ())
    for each in bundles.import_bundles(receiver, made.files).result:
        assert not each.refused, each.refused


def _surnames(desk: Desk) -> set[str]:
    return {row.surname for row in list_page(desk, DossierQuery()).rows}


def test_a_region_lost_and_restored_elsewhere_still_exchanges(opened: Callable[[str], Office], tmp_path: Path) -> None:
    civray, niort, region = opened("civray").desk, opened("niort").desk, opened("region").desk
    enrol(civray, region, tmp_path)
    enrol(niort, region, tmp_path)
    known = dossier_of(civray)
    _sent(civray, region, tmp_path / "1")
    create_backup(region, tmp_path / "region.chance", PASSPHRASE)
    after = create_dossier(civray, NewPerson("Baudry", "Théo")).result
    _sent(civray, region, tmp_path / "2")  # after the backup: the restored Region has never seen it
    on_its_way = bundles.export_bundle(niort_with_work(niort), tmp_path / "3").files
    region.close()
    shutil.rmtree(region.home)

    restore_backup(tmp_path / "region.chance", PASSPHRASE, tmp_path / "elsewhere")
    restored = open_desk(tmp_path / "elsewhere", clock=calendar())
    try:
        assert _surnames(restored) == {"Roussel"}
        for each in bundles.import_bundles(restored, on_its_way).result:
            assert not each.refused, "written to the lost poste, and still opened"
        for office in (civray, niort):
            _sent(restored, office, tmp_path / f"to-{office.store.device}")
            _sent(office, restored, tmp_path / f"from-{office.store.device}")
        assert _surnames(restored) == {"Roussel", "Baudry", "Chauvet"}
        assert open_dossier(restored, after).name == "Théo Baudry"
        assert open_dossier(restored, known).name == "Manon Roussel"
        set_up_office(tmp_path / "gencay", OfficeSetup("86400S00", BranchContact("Gençay"), fictional=True), calendar())
        gencay = open_desk(tmp_path / "gencay", clock=calendar())
        enrol(gencay, restored, tmp_path)
        create_dossier(gencay, NewPerson("Texier", "Nora"))
        _sent(gencay, restored, tmp_path / "new")
        gencay.close()
        assert "Texier" in _surnames(restored)
    finally:
        restored.close()


def niort_with_work(desk: Desk) -> Desk:
    """Niort, with a dossier of its own."""
    create_dossier(desk, NewPerson("Chauvet", "Jade"))
    return desk


def test_a_restored_region_is_found_in_the_mailbox(opened: Callable[[str], Office], tmp_path: Path) -> None:
    office, region = opened("civray").desk, opened("region").desk
    enrol(office, region, tmp_path)
    (tmp_path / "box").mkdir()
    for desk in (office, region):
        set_mailbox(desk, str(tmp_path / "box"))
    dossier_of(office)
    for desk in (office, region, office):
        assert not exchange_now(desk).refused
    create_backup(region, tmp_path / "region.chance", PASSPHRASE)
    create_dossier(office, NewPerson("Baudry", "Théo"))
    exchange_now(office)
    region.close()
    shutil.rmtree(region.home)
    restore_backup(tmp_path / "region.chance", PASSPHRASE, tmp_path / "elsewhere")
    restored = open_desk(tmp_path / "elsewhere", clock=calendar())
    try:
        for desk in (restored, office, restored):
            report = exchange_now(desk)
            assert not report.refused
            assert report.interrupted is None
        assert _surnames(restored) == {"Roussel", "Baudry"}
        assert office.setting("region-device") == restored.store.device
    finally:
        restored.close()


def test_an_office_believes_no_one_but_the_root_about_who_the_region_is(
    opened: Callable[[str], Office], tmp_path: Path
) -> None:
    office, region, other = opened("civray").desk, opened("region").desk, opened("niort").desk
    enrol(office, region, tmp_path)
    enrol(other, region, tmp_path)
    set_up_office(
        tmp_path / "false", OfficeSetup("", BranchContact("Région"), role="region", fictional=True), calendar()
    )
    false = open_desk(tmp_path / "false", clock=calendar())
    try:
        with false.store.engine.begin() as connection:
            for poste in known_postes_of(office):
                connection.execute(insert(known_device).values({**asdict(poste), "accepted_at": ""}))
            own = KnownPoste(office.store.device, "office", office.structure_code, "Civray", *_public(office))
            connection.execute(insert(known_device).values({**asdict(own), "accepted_at": ""}))
        rotate_root_key(false)
        made = bundles.export_bundle(false, tmp_path / "forged", to=(office.store.device,))
        refused = bundles.import_bundles(office, made.files).result
        assert refused
        assert all(each.refused and not each.applied for each in refused)
        assert office.setting("region-device") == region.store.device
    finally:
        false.close()


def test_an_office_pins_a_new_root_once_the_eight_words_are_read(
    opened: Callable[[str], Office], tmp_path: Path
) -> None:
    office, lost = opened("civray").desk, opened("region").desk
    enrol(office, lost, tmp_path)
    dossier_of(office)
    set_up_office(tmp_path / "new", OfficeSetup("", BranchContact("Région"), role="region", fictional=True), calendar())
    region = open_desk(tmp_path / "new", clock=calendar())
    try:
        request(office, tmp_path / "again.json")
        words = accept(region, tmp_path / "again.json", tmp_path / "welcome.json").fingerprint
        root = read_card((tmp_path / "welcome.json").read_bytes(), "welcome").fingerprint
        with pytest.raises(BundleRefused):
            accept(office, tmp_path / "welcome.json")
        with pytest.raises(OtherWords, match="rien n’a été changé"):
            pin_new_root(office, tmp_path / "welcome.json", words)
        pin_new_root(office, tmp_path / "welcome.json", root.upper())
        made = bundles.export_bundle(office, tmp_path / "out", to=(region.store.device,))
        assert not any(each.refused for each in bundles.import_bundles(region, made.files).result)
        _sent(region, office, tmp_path / "back")
        assert _surnames(region) == {"Roussel"}
    finally:
        region.close()


def known_postes_of(desk: Desk) -> tuple[KnownPoste, ...]:
    """The postes known there."""
    with desk.reading() as connection:
        return known_postes(connection)


def _public(desk: Desk) -> tuple[str, str]:
    keys = poste_keys(desk.vault)
    return keys.age_recipient, keys.signing_public
