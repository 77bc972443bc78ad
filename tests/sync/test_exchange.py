"""An office and the Region by files: the same dossier on both sides, whatever the order, and edits that meet."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import journal, move_step, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.exchange.standing.status import exchange_state
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.pieces import letters, scans
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.pieces.waivers import request_waiver
from chance_desktop.casework.session.home_identity import HomeIdentity
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import freeze_verdict, save_fields, situation
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.schema.region_tables import KEPT_BY_THE_REGION
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.change_rows import append_changes
from chance_desktop.store.writing.merge import merge_rows
from chance_desktop.sync.bundle import payload
from chance_desktop.sync.failures import BundleRefused
from chance_desktop.sync.identity import poste_keys
from chance_desktop.sync.log import changes_after
from chance_desktop.sync.rights import audience
from tests.both_stores import region_store as region_store
from tests.casework.making import GARNIER, dossier_of, paper
from tests.conftest import Office, calendar, copy_home
from tests.sync.bundles import Forge, dump, enrol, rows_only


def _full_dossier(forge: Forge, folder: Path) -> str:
    desk = forge.office
    dossier = dossier_of(desk)
    freeze_verdict(desk, dossier)
    set_status(desk, dossier, "cv", "checked")
    scans.attach(desk, dossier, "identity", (paper(folder),))
    letters.save_referee(desk, dossier, "teacher", GARNIER)
    letters.log_contact(desk, dossier, "teacher", "email")
    request_waiver(desk, dossier, "diploma", "établissement fermé")
    return dossier


def test_the_region_sees_the_same_dossier(forge: Forge, tmp_path: Path) -> None:
    dossier = _full_dossier(forge, tmp_path)
    made = bundles.export_bundle(forge.office, tmp_path / "out")
    found = bundles.import_bundles(forge.region, made.files).result
    assert [(each.refused, each.parked, each.conflicts) for each in found] == [((), 0, 0)] * len(made.files)
    assert sum(each.applied for each in found) == made.changes
    here, there = open_dossier(forge.office, dossier), open_dossier(forge.region, dossier)
    assert [(p.code, p.status) for p in here.pieces.received] == [(p.code, p.status) for p in there.pieces.received]
    assert [(p.code, p.status) for p in here.pieces.to_obtain] == [(p.code, p.status) for p in there.pieces.to_obtain]
    assert (here.file_number, here.name, here.step, here.eligible) == (
        there.file_number,
        there.name,
        there.step,
        there.eligible,
    )
    assert [(x.kind, x.status, x.referee, x.contacts[0].on if x.contacts else None) for x in here.letters] == [
        (x.kind, x.status, x.referee, x.contacts[0].on if x.contacts else None) for x in there.letters
    ]
    scan = next(piece for piece in here.pieces.received if piece.code == "identity").scans[0].id
    assert scans.scan_pdf(forge.office, scan) == scans.scan_pdf(forge.region, scan)
    assert journal(forge.office, dossier) == journal(forge.region, dossier)
    assert situation(forge.office, dossier).frozen[0].criteria == situation(forge.region, dossier).frozen[0].criteria
    assert list_page(forge.region, DossierQuery(text="roussel")).total == 1


def test_importing_twice_changes_nothing(forge: Forge, tmp_path: Path) -> None:
    _full_dossier(forge, tmp_path)
    made = bundles.export_bundle(forge.office, tmp_path / "out")
    bundles.import_bundles(forge.region, made.files)
    before = dump(forge.region)
    again = bundles.import_bundles(forge.region, made.files).result
    assert all(each.repeated and not each.applied for each in again)
    assert dump(forge.region) == before
    more = bundles.export_bundle(forge.office, tmp_path / "again")
    shown = rows_only(forge.region)
    assert sum(each.applied for each in bundles.import_bundles(forge.region, more.files).result) == 0
    assert rows_only(forge.region) == shown


def test_an_office_that_is_not_enrolled_is_told_its_work_is_kept(office: Office, tmp_path: Path) -> None:
    with pytest.raises(bundles.NotEnrolled, match="pas encore relié"):
        bundles.export_bundle(office.desk, tmp_path)


def test_any_order_of_bundles_gives_the_same_rows(
    opened: Callable[[str], Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, first = opened("civray"), opened("region")
    enrol(office.desk, first.desk, tmp_path)
    first.desk.close()
    homes = [copy_home(first.desk.home, tmp_path / f"region-{n}") for n in range(6)]
    dossier = dossier_of(office.desk)
    for town in ("Gençay", "Couhé"):
        save_fields(office.desk, dossier, {"town": town})
    set_status(office.desk, dossier, "cv", "received")
    monkeypatch.setattr(payload, "MOST_CHANGES", 10)
    made = bundles.export_bundle(office.desk, tmp_path / "out")
    assert len(made.files) == 3
    shown = []
    for home, order in zip(homes, permutations(made.files), strict=True):
        region = open_desk(home, clock=first.calendar)
        try:
            results = bundles.import_bundles(region, order).result
            assert [each.refused for each in results] == [()] * 3
            shown.append(
                (rows_only(region), tuple(row for row in dump(region).splitlines() if row.startswith("seen_device")))
            )
        finally:
            region.close()
    assert len(set(shown)) == 1


def test_a_missing_bundle_is_named(forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier_of(forge.office)
    monkeypatch.setattr(payload, "MOST_CHANGES", 9)
    made = bundles.export_bundle(forge.office, tmp_path / "out")
    found = bundles.import_bundles(forge.region, made.files[1:]).result
    assert found[0].missing_numbers == (1,)


def test_two_people_on_the_same_field_keep_both_values_on_both_sides(forge: Forge, tmp_path: Path) -> None:
    dossier = dossier_of(forge.office)
    bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "a").files)
    save_fields(forge.region, dossier, {"town": "Poitiers", "phone": "06 39 98 00 02"})
    save_fields(forge.office, dossier, {"town": "Gençay", "email": "manon@exemple.fr"})
    found = bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "b").files).result
    assert sum(each.conflicts for each in found) == 1
    seen = situation(forge.region, dossier)
    town = next(field for section in seen.sections for field in section.fields if field.code == "town")
    assert {seen.values["town"], *(head.value for head in town.conflict)} == {"Gençay", "Poitiers"}
    assert (seen.values["phone"], seen.values["email"]) == ("06 39 98 00 02", "manon@exemple.fr")
    changes = changes_after_of(forge)
    with writing(forge.office.store.engine) as connection:
        append_changes(connection, changes)
        merge_rows(connection, {(change.table, change.row) for change in changes})
    assert rows_only(forge.office).count("head ") == 1
    assert _values(forge.office) == _values(forge.region)


def changes_after_of(forge: Forge) -> list[payload.Change]:
    with forge.region.reading() as connection:
        found = changes_after(connection, forge.region.store.device, 0, 10_000)
    return [change for change in found if change.table in ("person", "dossier", "journal")]


def _values(forge: object) -> list[str]:
    return [line for line in rows_only(forge).splitlines() if line.startswith(("person", "dossier", "head"))]  # type: ignore[arg-type]


def test_the_clock_follows_what_was_imported_even_after_a_restart(forge: Forge, tmp_path: Path) -> None:
    change = forge.change(1, "journal", "j1", text="x")
    ahead = type(change)(
        **{**{n: getattr(change, n) for n in change.__slots__}, "stamp": f"{0x019CB3000000:012x}-0000-{change.device}"}
    )
    forge.give(forge.bundle([ahead]), tmp_path)
    before = forge.region.store.clock.last
    forge.region.close()
    region = open_desk(forge.region.home, clock=calendar())
    try:
        assert region.store.clock.last >= before
    finally:
        region.close()


def test_ordinary_tools_open_a_bundle(forge: Forge, tmp_path: Path) -> None:
    for tool in ("minisign", "age", "zstd", "tar", "sha256sum"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    dossier_of(forge.office)
    made = bundles.export_bundle(forge.office, tmp_path / "out")
    folder = tmp_path / "opened"
    shutil.unpack_archive(made.file, folder, "zip")
    public = poste_keys(forge.office.vault).signing_public
    run(["minisign", "-V", "-P", public, "-m", "header.json"], folder)
    digest = run(["sha256sum", "payload.age"], folder).split()[0]
    assert digest in (folder / "header.json").read_text()
    (tmp_path / "key").write_text(str(poste_keys(forge.region.vault).age))
    run(["sh", "-c", f"age -d -i {tmp_path / 'key'} payload.age | zstd -d | tar -x"], folder)
    assert {path.name for path in folder.iterdir()} >= {"manifest.json", "changes.jsonl"}
    assert len((folder / "changes.jsonl").read_text("utf-8").splitlines()) == made.changes
    assert "Roussel" in (folder / "changes.jsonl").read_text("utf-8")
    assert b"Roussel" not in made.file.read_bytes()
    assert "oussel" not in made.file.name


def run(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=60).stdout


def test_a_poste_is_known_only_once_accepted(opened: Callable[[str], Office], tmp_path: Path) -> None:
    civray, niort, region = (opened(name).desk for name in ("civray", "niort", "region"))
    asked = tmp_path / "asked.json"
    fingerprint = enrolment.request(civray, asked).fingerprint
    assert enrolment.accept(region, asked, tmp_path / "welcome.json").fingerprint == fingerprint
    with pytest.raises(BundleRefused, match="autre poste"):
        enrolment.accept(niort, tmp_path / "welcome.json")
    enrolment.accept(civray, tmp_path / "welcome.json")
    for wrong in (
        asked.read_bytes()[:-40],
        asked.read_bytes().replace(b"Civray", b"Cavray"),
        b"{}",
        b"",
        b"[" * 100_000,
        b"x" * 70_000,
    ):
        asked.write_bytes(wrong)
        with pytest.raises(BundleRefused):
            enrolment.accept(region, asked)
    enrolment.request(civray, asked)
    with pytest.raises(BundleRefused):
        enrolment.accept(civray, asked)


@pytest.mark.parametrize("role", ["region", "chief"])
def test_nobody_makes_itself_the_region(opened: Callable[[str], Office], tmp_path: Path, role: str) -> None:
    from dataclasses import replace

    from chance_desktop.casework.exchange.postes.enrolment import own_card
    from chance_desktop.sync.peers.trust import known_postes, write_card

    civray, region = opened("civray").desk, opened("region").desk
    card = replace(own_card(civray, "request"), role=role)
    (tmp_path / "asked.json").write_bytes(write_card(card, poste_keys(civray.vault)))
    with pytest.raises(BundleRefused):
        enrolment.accept(region, tmp_path / "asked.json")
    with region.reading() as connection:
        assert known_postes(connection) == ()


def test_a_real_poste_and_a_fictional_one_do_not_mix(opened: Callable[[str], Office], tmp_path: Path) -> None:
    civray, region = opened("civray").desk, opened("region").desk
    enrolment.request(civray, tmp_path / "asked.json")
    region.identity = HomeIdentity(region.identity.number, "file", False, region.identity.key_check)
    with pytest.raises(BundleRefused, match="fictif"):
        enrolment.accept(region, tmp_path / "asked.json")


def test_the_state_of_the_exchange_counts_what_waits(forge: Forge, tmp_path: Path) -> None:
    create_dossier(forge.office, NewPerson("Roussel", "Manon"))
    waiting = exchange_state(forge.office).waiting
    assert waiting > 0
    bundles.export_bundle(forge.office, tmp_path / "out")
    assert exchange_state(forge.office).waiting_line == "Rien à envoyer"
    move_step(forge.office, list_page(forge.office, DossierQuery()).rows[0].id, 2)
    assert 0 < exchange_state(forge.office).waiting < waiting


def test_every_synced_table_has_a_way_to_its_dossier() -> None:
    known = {"branch", "counsellor", "person", "dossier", *audience.SHARED, *KEPT_BY_THE_REGION}
    ways = {"dossier_id", "structure_code"}
    assert all(ways & set(table.columns.keys()) for name, table in SYNCED.items() if name not in known)
