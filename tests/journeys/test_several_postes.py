"""Two postes of one Mission Locale, a poste of another, and the Region: by files, with the real keys, ciphers and roster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import journal, open_dossier
from chance_desktop.casework.dossiers.erasure import erase_person
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.dossiers.transfer import ask_transfer, refuse_transfer, transfer, transfer_requests
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.bundles import recipients
from chance_desktop.casework.exchange.disagreements import disagreements, settle_field
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.installation import backup, restore
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import DossierUnknown
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.store.engines.engine import writing
from chance_desktop.sync.delivery.leaving import drop_departed
from chance_desktop.sync.failures import BundleRefused
from chance_desktop.sync.identity import AGE_IDENTITY, SIGNING_KEY, poste_keys
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of, paper
from tests.conftest import Office, calendar

VIENNE, NIORT = "86400S00", "79000S00"


@dataclass
class Postes:
    """Everyone, and where files lie."""

    civray: Desk
    gencay: Desk
    niort: Desk
    region: Desk
    folder: Path
    turns: int = 0
    sent: dict[str, tuple[Path, ...]] = field(default_factory=dict)

    def enrol(self, office: Desk) -> enrolment.Enrolment:
        """The office asks, the Region accepts, the words are the same on both sides."""
        self.turns += 1
        asked, welcome = self.folder / f"{self.turns}-asked", self.folder / f"{self.turns}-welcome"
        told = enrolment.request(office, asked)
        assert enrolment.read_request(self.region, asked).fingerprint == told.fingerprint
        enrolment.accept(self.region, asked, welcome)
        return enrolment.accept(office, welcome)

    def tell(self, one: Desk, other: Desk) -> tuple[bundles.ImportedBundle, ...]:
        """One hands its files to another."""
        self.turns += 1
        peer = next(each for each in recipients(one) if each.device == other.store.device)
        made = bundles.write_bundles(one, peer, self.folder / f"{self.turns}")
        return bundles.import_bundles(other, tuple(each.path for each in made)).result

    def round(self) -> None:
        """Everyone exchanges with the Region, and hears from it."""
        for office in (self.civray, self.gencay, self.niort):
            self.tell(office, self.region)
        for office in (self.civray, self.gencay, self.niort):
            self.tell(self.region, office)


@pytest.fixture
def postes(opened: Callable[[str], Office], tmp_path: Path) -> Postes:
    civray, gencay, niort, region = (opened(name).desk for name in ("civray", "civray", "niort", "region"))
    # the second poste of Civray was set up from a copy of the first, keys included: it must take a name of its own
    poste_keys(civray.vault)
    for name in (AGE_IDENTITY, SIGNING_KEY):
        gencay.vault.put(name, civray.vault.get(name))
    enrolment.renew_identity(gencay)
    made = Postes(civray, gencay, niort, region, tmp_path)
    for office in (civray, gencay, niort):
        made.enrol(office)
    for office in (civray, gencay, niort):
        made.tell(region, office)
    return made


def _sees(desk: Desk, dossier: str) -> bool:
    return any(row.id == dossier for row in list_page(desk, DossierQuery(limit=50)).rows)


def test_the_words_of_the_region_are_the_same_for_everyone(postes: Postes) -> None:
    words = {postes.enrol(office).fingerprint for office in (postes.civray, postes.niort)}
    assert len(words) == 1
    assert len(words.pop().split()) == 8


def test_each_office_gets_its_own_rows_and_nothing_else(postes: Postes) -> None:
    here, there = dossier_of(postes.civray), dossier_of(postes.niort)
    postes.round()
    assert _sees(postes.region, here)
    assert _sees(postes.region, there)
    assert _sees(postes.gencay, here)
    assert not _sees(postes.niort, here)
    with pytest.raises(DossierUnknown):
        open_dossier(postes.niort, here)
    assert not _sees(postes.civray, there)


def test_two_postes_of_one_mission_locale_exchange_directly(postes: Postes, tmp_path: Path) -> None:
    dossier = dossier_of(postes.civray)
    scans.attach(postes.civray, dossier, "identity", (paper(tmp_path),))
    postes.tell(postes.civray, postes.gencay)
    view = open_dossier(postes.gencay, dossier)
    identity = next(each for each in view.pieces.received if each.code == "identity")
    assert scans.scan_pdf(postes.gencay, identity.scans[0].id)
    # what one told the other reaches the Region through it
    postes.tell(postes.gencay, postes.region)
    assert _sees(postes.region, dossier)


def test_a_disagreement_is_seen_by_all_and_settled_once(postes: Postes) -> None:
    dossier = dossier_of(postes.civray)
    postes.round()
    save_fields(postes.civray, dossier, {"phone": "06 39 98 41 07"})
    save_fields(postes.region, dossier, {"phone": "06 39 98 41 70"})
    postes.round()
    (found,) = disagreements(postes.gencay)
    assert {head.words for head in found.heads} == {"06 39 98 41 07", "06 39 98 41 70"}
    assert {head.place for head in found.heads} == {"Antenne de Civray", "À la Région"}
    settle_field(postes.gencay, found.id, "06 39 98 41 07")
    postes.round()
    postes.round()
    for desk in (postes.civray, postes.gencay, postes.region):
        assert disagreements(desk) == ()
        assert situation(desk, dossier).values["phone"] == "06 39 98 41 07"
    assert any("06 39 98 41 70" in line.text for line in journal(postes.civray, dossier))


def test_a_dossier_passes_to_another_mission_locale(postes: Postes, tmp_path: Path) -> None:
    dossier = dossier_of(postes.civray)
    scans.attach(postes.civray, dossier, "identity", (paper(tmp_path),))
    postes.round()
    ask_transfer(postes.civray, dossier, NIORT, "déménagement")
    postes.round()
    (asked,) = transfer_requests(postes.region)
    assert (asked.to_structure, asked.reason) == (NIORT, "déménagement")
    transfer(postes.region, dossier, NIORT, asked.seen)
    save_fields(postes.civray, dossier, {"town": "Niort"})
    postes.tell(postes.region, postes.niort)
    postes.tell(postes.region, postes.civray)
    assert _sees(postes.niort, dossier)
    assert not _sees(postes.civray, dossier), "hidden at once"
    open_dossier(postes.civray, dossier)
    postes.round()
    postes.round()
    assert situation(postes.niort, dossier).values["town"] == "Niort", "what the former office wrote late arrives"
    identity = next(each for each in open_dossier(postes.niort, dossier).pieces.received if each.code == "identity")
    postes.round()
    assert scans.scan_pdf(postes.niort, identity.scans[0].id)
    desk = postes.civray
    with writing(desk.store.engine) as connection:
        dropped = drop_departed(
            connection, desk.store.attachments, desk.store.device, VIENNE, postes.region.store.device
        )
    assert dropped == [dossier]
    with pytest.raises(DossierUnknown):
        open_dossier(desk, dossier)
    assert transfer_requests(postes.region) == ()
    with postes.region.reading() as connection:
        from chance_desktop.casework.session.records import read_record

        assert read_record(connection, dossier).dossier["entry_structure"] == VIENNE


def test_a_refused_transfer_says_why(postes: Postes) -> None:
    dossier = dossier_of(postes.civray)
    postes.round()
    ask_transfer(postes.civray, dossier, NIORT, "déménagement")
    postes.round()
    refuse_transfer(postes.region, dossier, "le séjour commence dans un mois")
    postes.round()
    assert transfer_requests(postes.region) == ()
    assert any("le séjour commence dans un mois" in line.text for line in journal(postes.civray, dossier))


def test_an_erased_person_leaves_every_poste(postes: Postes) -> None:
    dossier = dossier_of(postes.civray)
    postes.round()
    save_fields(postes.gencay, dossier, {"project": "Écrit sans savoir"})
    erase_person(postes.region, dossier)
    postes.round()
    postes.round()
    for desk in (postes.civray, postes.gencay, postes.region):
        assert not _sees(desk, dossier)
        content = "\n".join(path.read_bytes().decode("latin-1") for path in desk.home.rglob("*") if path.is_file())
        assert "Roussel" not in content
        from tests.sync.bundles import dump

        assert "Roussel" not in dump(desk)
        assert "Écrit sans savoir" not in dump(desk)


def test_a_revoked_poste_is_heard_no_more(postes: Postes) -> None:
    dossier = dossier_of(postes.civray)
    postes.round()
    save_fields(postes.gencay, dossier, {"town": "Volée"})
    postes.tell(postes.gencay, postes.civray)
    assert situation(postes.civray, dossier).values["town"] == "Volée"
    revoke_poste(postes.region, postes.gencay.store.device)
    postes.tell(postes.region, postes.civray)
    assert situation(postes.civray, dossier).values["town"] == "Civray"
    made = bundles.export_bundle(postes.gencay, postes.folder / "thief")
    found = bundles.import_bundles(postes.region, made.files).result
    assert all("révoqué" in each.refused[0] for each in found)
    with pytest.raises(StopIteration):
        postes.tell(postes.region, postes.gencay)


def test_the_root_key_changes_and_offices_follow(postes: Postes) -> None:
    dossier = dossier_of(postes.civray)
    postes.round()
    enrolment.rotate_root_key(postes.region)
    enrolment.rotate_root_key(postes.region)
    save_fields(postes.region, dossier, {"town": "Poitiers"})
    found = postes.tell(postes.region, postes.civray)
    assert not any(each.refused for each in found)
    assert situation(postes.civray, dossier).values["town"] == "Poitiers"


def test_a_roster_by_another_root_is_refused_whole(postes: Postes, opened: Callable[[str], Office]) -> None:
    import minisign

    from chance_desktop.casework.exchange.postes.enrolment import own_entry
    from chance_desktop.sync.peers.roster import publish

    dossier = dossier_of(postes.civray)
    postes.round()
    save_fields(postes.region, dossier, {"town": "Poitiers"})
    with writing(postes.region.store.engine) as connection:
        publish(connection, minisign.KeyPair.generate().secret_key, own_entry(postes.region))
    (found,) = postes.tell(postes.region, postes.civray)
    assert "signature" in found.refused[0]
    assert situation(postes.civray, dossier).values["town"] == "Civray"


def test_a_poste_restored_from_a_backup_goes_on_under_another_name(postes: Postes, tmp_path: Path) -> None:
    dossier = dossier_of(postes.civray)
    postes.round()
    backup.create_backup(postes.civray, tmp_path / "b.chance-backup", "une phrase assez longue")
    save_fields(postes.civray, dossier, {"town": "Gençay"})
    postes.tell(postes.civray, postes.region)
    former = postes.civray.store.device
    restore.restore_backup(tmp_path / "b.chance-backup", "une phrase assez longue", tmp_path / "restored")
    postes.civray.close()
    postes.civray = open_desk(tmp_path / "restored", clock=calendar())
    try:
        assert postes.civray.store.device != former
        postes.enrol(postes.civray)
        save_fields(postes.civray, dossier, {"phone": "06 39 98 00 09"})
        postes.round()
        postes.round()
        for desk in (postes.civray, postes.gencay, postes.region):
            values = situation(desk, dossier).values
            assert (values["town"], values["phone"]) == ("Gençay", "06 39 98 00 09")
    finally:
        postes.civray.close()


def test_a_home_taken_back_in_place_takes_another_name_by_itself(postes: Postes, tmp_path: Path) -> None:
    import shutil

    former, home = postes.civray.store.device, postes.civray.home
    postes.civray.close()
    store = home / "before"
    store.mkdir()
    files = [each for each in home.glob("dossiers*") if each.is_file()]
    assert files
    for each in files:
        shutil.copy(each, store / each.name)
    desk = open_desk(home, clock=calendar())
    dossier_of(desk)
    desk.close()
    for each in files:
        shutil.copy(store / each.name, each)
    desk = open_desk(home, clock=calendar())
    try:
        assert desk.store.device != former
    finally:
        desk.close()


def test_a_welcome_for_someone_else_or_from_someone_else_is_refused(postes: Postes, tmp_path: Path) -> None:
    enrolment.request(postes.civray, tmp_path / "asked")
    enrolment.accept(postes.region, tmp_path / "asked", tmp_path / "welcome")
    with pytest.raises(BundleRefused):
        enrolment.accept(postes.niort, tmp_path / "welcome")
    damaged = (tmp_path / "welcome").read_text().replace("Poitiers", "Poitierz")
    (tmp_path / "damaged").write_text(damaged)
    with pytest.raises(BundleRefused):
        enrolment.accept(postes.civray, tmp_path / "damaged")
