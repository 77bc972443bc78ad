"""Changes outside the sender's authority are set aside alone, with their reason; the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.pieces.waivers import decide_waiver
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.domain.change import Change
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import dossier as dossier_table
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of, piece_of
from tests.conftest import Office
from tests.sync.bundles import Forge, enrol, rows_only

OTHER = "ce dossier est suivi par une autre Mission Locale"
REGION = "seule la Région peut accorder une dispense"


@pytest.fixture
def two(opened: Callable[[str], Office], tmp_path: Path) -> tuple[Forge, str]:
    """Civray's dossier at the Region, and Niort, enrolled too, about to overreach."""
    civray, niort, region = opened("civray").desk, opened("niort").desk, opened("region").desk
    for office in (civray, niort):
        enrol(office, region, tmp_path)
    dossier = dossier_of(civray)
    bundles.import_bundles(region, bundles.export_bundle(civray, tmp_path / "out").files)
    return Forge(niort, region), dossier


def _person_of(forge: Forge, dossier: str) -> str:
    with forge.region.reading() as connection:
        query = dossier_table.select().where(dossier_table.c.id == dossier)
        return str(connection.execute(query).one().person_id)


def test_another_mission_locales_rows_are_out_of_reach(two: tuple[Forge, str], tmp_path: Path) -> None:
    forge, dossier = two
    piece, person = slot_id(dossier, "cv"), _person_of(forge, dossier)
    before, code = rows_only(forge.region), forge.office.structure_code
    wrong = [
        forge.change(1, "dossier", dossier, state="withdrawn"),
        forge.change(2, "dossier", dossier, structure_code=code),
        forge.change(3, "piece", piece, dossier_id=dossier, code="cv", status="checked"),
        forge.change(4, "journal", "j", dossier_id=dossier, on="2026-01-01", recorded_at="2026-01-01T00:00:00", kind="note", text="x"),
        forge.change(5, "person", person, surname="Volée"),
        forge.change(6, "dossier", "mine", person_id=person, structure_code=code),
        forge.change(7, "person", person, town="Niort"),
        forge.change(8, "dossier", dossier, deleted_at="2026-01-01T00:00:00"),
        forge.change(9, "branch", forge.region.branch_id, structure_code="86400S00"),
    ]  # fmt: skip
    found = forge.give(forge.bundle(wrong), tmp_path)
    assert set(found.refused) == {OTHER, "seule la Région peut transmettre un dossier à une autre Mission Locale"}
    assert found.applied == 0
    assert rows_only(forge.region) == before
    assert open_dossier(forge.region, dossier).name == "Manon Roussel"


def test_a_row_that_exists_is_judged_where_it_stands_whatever_the_change_says(
    two: tuple[Forge, str], tmp_path: Path
) -> None:
    forge, dossier = two
    bundles.import_bundles(forge.region, ())
    meeting = forge.change(1, "meeting", "m1", on="2026-05-01", kind="interview", dossier_id=dossier)
    civray = next(each for each in _offices(forge) if each.structure_code == "86400S00")
    assert civray.device != forge.office.store.device
    assert forge.give(forge.bundle([meeting]), tmp_path).refused == (OTHER,)
    mine = forge.change(2, "dossier", "d-niort", structure_code=forge.office.structure_code, person_id="p-niort")
    moved = forge.change(3, "meeting", "m2", on="2026-05-01", kind="interview", dossier_id="d-niort")
    assert forge.give(Forge(forge.office, forge.region, 2).bundle([mine, moved]), tmp_path).applied == 2


def _offices(forge: Forge) -> tuple[bundles.KnownPoste, ...]:
    from chance_desktop.sync.peers.trust import known_postes

    with forge.region.reading() as connection:
        return known_postes(connection)


def test_an_update_that_does_not_name_its_dossier_is_judged_by_the_row(two: tuple[Forge, str], tmp_path: Path) -> None:
    forge, _dossier = two
    letter = next(line for line in rows_only(forge.region).splitlines() if line.startswith("step_change"))
    row = letter.split("'id': '")[1].split("'")[0]
    assert forge.give(forge.bundle([forge.change(1, "step_change", row, reason="x")]), tmp_path).refused == (OTHER,)


def test_an_office_grants_no_waiver(forge: Forge, tmp_path: Path) -> None:
    dossier = dossier_of(forge.office)
    bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "out").files)
    slot = slot_id(dossier, "diploma")
    wrong = [
        forge.change(901, "piece", slot, dossier_id=dossier, code="diploma", status="waived"),
        forge.change(902, "piece", slot, dossier_id=dossier, code="diploma", waiver_decision="granted"),
        forge.change(903, "piece", slot, waiver_decided_on="2026-03-01"),
    ]  # fmt: skip
    letter = forge.change(904, "letter", "l", dossier_id=dossier, kind="teacher", status="waived")
    found = forge.give(Forge(forge.office, forge.region, 20).bundle([*wrong, letter]), tmp_path)
    assert (found.applied, found.refused, found.parked) == (0, (REGION,), 1)
    assert open_dossier(forge.region, dossier).pieces.received_count == 0


def test_nobody_speaks_for_another_poste(two: tuple[Forge, str], tmp_path: Path) -> None:
    """Neither its numbers are taken, nor what was seen of it."""
    forge, _dossier = two
    region_device = forge.region.store.device
    victim = next(each.device for each in _offices(forge) if each.device != forge.office.store.device)
    changes: list[Change] = [
        forge.change(5000, "person", "p", device=victim, surname="x"), forge.change(1, "person", "p", device="f" * 16, surname="x"),
        forge.change(9000, "person", "p", device=region_device, surname="x"),
    ]  # fmt: skip
    covers = {victim: (1, 9000), region_device: (1, 9000)}
    found = forge.give(forge.bundle(changes, covers=covers), tmp_path)
    assert (found.applied, found.parked, len(found.refused)) == (0, 0, 1)
    shown = rows_only(forge.region)
    assert "'surname': 'x'" not in shown
    from chance_desktop.sync.log import seen

    with forge.region.reading() as connection:
        assert seen(connection).get(victim, 0) < 9000
        assert region_device not in seen(connection)


def test_a_new_person_of_an_office_is_its_own(forge: Forge, tmp_path: Path) -> None:
    made = dossier_of(forge.office, NewPerson("Baudry", "Théo"))
    found = bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "out").files).result
    assert all(not each.refused for each in found)
    assert open_dossier(forge.region, made).name == "Théo Baudry"


def test_a_piece_whose_waiver_was_undone_is_taken_up_by_its_office(
    opened: Callable[[str], Office], tmp_path: Path
) -> None:
    office, region = opened("civray").desk, opened("region").desk
    enrol(office, region, tmp_path)
    dossier = dossier_of(office)
    bundles.import_bundles(region, bundles.export_bundle(office, tmp_path / "out").files)
    granted = decide_waiver(region, dossier, "diploma", granted=True, seen=None)
    assert granted.undo is not None
    undo(region, granted.undo)
    peer = next(each for each in bundles.recipients(region) if each.device == office.store.device)
    back = bundles.write_bundles(region, peer, tmp_path / "back")
    bundles.import_bundles(office, tuple(each.path for each in back))
    set_status(office, dossier, "diploma", "received")
    (found,) = bundles.import_bundles(region, bundles.export_bundle(office, tmp_path / "again").files).result
    assert found.refused == ()
    assert piece_of(region, dossier, "diploma").status == piece_of(office, dossier, "diploma").status == "received"
