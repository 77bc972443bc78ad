"""What no office may say is refused at the Region, and by its own writer: rows of nobody, rows of the Region, words in another's
name, moves in silence. What is only early waits for its owner.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import list_counsellors
from chance_desktop.domain.access import OWNERLESS, NotAllowed
from chance_desktop.domain.change import Change, Value
from chance_desktop.store.schema.tables import STRUCTURED, SYNCED, parked_change
from chance_desktop.store.writing.stamps import read_stamps
from chance_desktop.sync.rights import authority
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.sync.bundles import Forge, enrol

AT = "2026-03-01T10:00:00+00:00"
ANOTHERS = "cette ligne est écrite au nom de quelqu’un d’une autre Mission Locale ou de la Région"
SILENT = "un dossier ne change ni d’étape ni de situation sans que son journal le dise"
ONCE = "ce qui est écrit une fois pour toutes ne se modifie pas"
OTHER = "ce dossier est suivi par une autre Mission Locale"
WHOLE: dict[str, dict[str, Value]] = {
    "event": {"kind": "information", "on": "2026-05-01"}, "sponsor": {"surname": "Rivault"},
    "partner": {"kind": "company", "name": "Café"}, "partner_contact": {"partner_id": "p", "surname": "Keane"},
    "offer": {"title": "Serveur", "country": "ie"}, "library_document": {"kind": "guide", "title": "x", "sha256": "0" * 64, "size": 1},
    "afterwards": {"former_dossier": "d", "returned_on": "2025-01-01", "consent_on": "2025-01-01"},
    "survey": {"afterwards_id": "a", "wave": "1-year"}, "attendance": {"event_id": "e", "role": "guest"},
    "survey_attempt": {"survey_id": "s", "on": "2026-01-01", "how": "phone", "result": "none"},
    "answer": {"subject_id": "s", "form": "survey", "version": "1", "question": "1", "value": "x"},
}  # fmt: skip


@pytest.fixture
def known(forge: Forge, tmp_path: Path) -> tuple[Forge, str]:
    """An office at the Region, and its dossier there."""
    dossier = dossier_of(forge.office)
    found = bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "out").files).result
    assert all(each.refused == () and each.parked == 0 for each in found)
    return Forge(forge.office, forge.region, 50), dossier


def _is_there(desk: Desk, table: str, row: str) -> bool:
    with desk.reading() as connection:
        return connection.execute(select(SYNCED[table].c.id).where(SYNCED[table].c.id == row)).first() is not None


def _value(desk: Desk, table: str, row: str, name: str) -> Value:
    with desk.reading() as connection:
        found: Value = connection.execute(select(SYNCED[table].c[name]).where(SYNCED[table].c.id == row)).scalar_one()
    return found


def _journal(forge: Forge, seq: int, dossier: str, tx: str = "tx", **values: Value) -> Change:
    line = {"dossier_id": dossier, "on": "2026-03-01", "recorded_at": AT, "kind": "note", "text": "x", **values}
    return _in(tx, forge.change(seq, "journal", f"j{seq}", **line))


def _in(tx: str, change: Change) -> Change:
    from msgspec.structs import replace

    return replace(change, tx=tx)


def _signed(by: str, change: Change) -> Change:
    from msgspec.structs import replace

    return replace(change, by=by)


def test_every_shared_table_is_tried() -> None:
    assert set(WHOLE) == STRUCTURED


@pytest.mark.parametrize("table", sorted(WHOLE))
def test_a_row_of_a_shared_table_says_whose_it_is(known: tuple[Forge, str], tmp_path: Path, table: str) -> None:
    forge, _dossier = known
    change = forge.change(901, table, "nobody", **WHOLE[table])
    shared = forge.change(902, table, "region", structure_code="", **WHOLE[table])
    found = forge.give(forge.bundle([change, shared]), tmp_path)
    assert found.applied == 0
    assert OWNERLESS in found.refused
    assert not _is_there(forge.region, table, "nobody")
    assert not _is_there(forge.region, table, "region")


def test_the_regions_people_are_the_regions_to_change(known: tuple[Forge, str], tmp_path: Path) -> None:
    forge, _dossier = known
    anne = list_counsellors(forge.region)[0].id
    own = list_counsellors(forge.office)[0].id
    wrong = [
        forge.change(901, "counsellor", anne, phone="06 00 00 00 00"), forge.change(902, "branch", forge.region.branch_id, phone="1"),
        forge.change(903, "counsellor", anne, branch_id=forge.office.branch_id),
        forge.change(904, "counsellor", "new", branch_id=forge.region.branch_id, surname="Intrus"),
        forge.change(905, "counsellor", own, branch_id=forge.region.branch_id),
        forge.change(906, "branch", forge.office.branch_id, structure_code=""), forge.change(907, "counsellor", own, branch_id=""),
    ]  # fmt: skip
    before = _value(forge.region, "counsellor", anne, "phone")
    found = forge.give(forge.bundle(wrong), tmp_path)
    assert (found.applied, set(found.refused)) == (0, {OTHER})
    assert _value(forge.region, "counsellor", anne, "phone") == before
    mine = forge.change(920, "counsellor", own, phone="05 36 49 10 99")
    assert forge.give(Forge(forge.office, forge.region, 51).bundle([mine]), tmp_path).applied == 1


def test_a_dossier_and_a_person_have_an_owner(known: tuple[Forge, str], tmp_path: Path) -> None:
    forge, _dossier = known
    nobody = [forge.change(901, "dossier", "d", person_id="p"), forge.change(902, "person", "q", surname="Personne")]
    found = forge.give(forge.bundle(nobody), tmp_path)
    assert (found.applied, found.refused) == (0, (OWNERLESS,))
    assert not _is_there(forge.region, "dossier", "d")
    assert not _is_there(forge.region, "person", "q")


def test_what_comes_before_its_owner_waits_and_is_told_so(known: tuple[Forge, str], tmp_path: Path) -> None:
    forge, _dossier = known
    early = [
        forge.change(901, "meeting", "m", dossier_id="late", on="2026-05-01", kind="first"),
        forge.change(902, "learning_sentence", "s", dossier_id="late", learning_id="l", text_fr="Je sais"),
        forge.change(903, "person", "p-late", surname="Tardif"),
    ]  # fmt: skip
    found = forge.give(forge.bundle(early), tmp_path)
    assert (found.applied, found.parked) == (0, 2)
    assert any("attendent ce à quoi ils appartiennent" in line for line in exchange_page(forge.region).problems)
    owner = forge.change(904, "dossier", "late", person_id="p-late", structure_code=forge.office.structure_code)
    found = forge.give(Forge(forge.office, forge.region, 51).bundle([owner]), tmp_path)
    assert (found.applied, found.refused) == (1, ())
    for table, row in (("meeting", "m"), ("learning_sentence", "s"), ("person", "p-late"), ("dossier", "late")):
        assert _is_there(forge.region, table, row), table
    with forge.region.reading() as connection:
        assert connection.execute(select(func.count()).select_from(parked_change)).scalar_one() == 0


def test_what_waits_for_a_dossier_of_others_is_refused_when_it_comes(
    opened: Callable[[str], Office], tmp_path: Path
) -> None:
    civray, niort, region = opened("civray").desk, opened("niort").desk, opened("region").desk
    for office in (civray, niort):
        enrol(office, region, tmp_path)
    dossier = dossier_of(civray)
    intruder = Forge(niort, region)
    early = intruder.change(901, "meeting", "m", dossier_id=dossier, on="2026-05-01", kind="first")
    assert intruder.give(intruder.bundle([early]), tmp_path).parked == 1
    bundles.import_bundles(region, bundles.export_bundle(civray, tmp_path / "out").files)
    assert _is_there(region, "dossier", dossier)
    assert not _is_there(region, "meeting", "m")
    with region.reading() as connection:
        assert connection.execute(select(parked_change.c.reason)).scalars().all() == [OTHER]


def test_nobody_writes_in_anothers_name(known: tuple[Forge, str], tmp_path: Path) -> None:
    forge, dossier = known
    anne, claire = list_counsellors(forge.region)[0].id, list_counsellors(forge.office)[0].id
    wrong = [
        _signed(anne, forge.change(901, "dossier", dossier, project="x")), _journal(forge, 902, dossier, by=anne),
        forge.change(903, "contact", "c", dossier_id=dossier, how="phone", on="2026-03-01", by=anne),
    ]  # fmt: skip
    found = forge.give(forge.bundle(wrong), tmp_path)
    assert (found.applied, found.refused) == (0, (ANOTHERS,))
    note: dict[str, Value] = {"dossier_id": dossier, "recorded_at": AT, "text": "x"}
    side = forge.change(904, "liaison_note", "n", side="region", **note)
    found = Forge(forge.office, forge.region, 51).give(Forge(forge.office, forge.region, 51).bundle([side]), tmp_path)
    assert (found.applied, found.refused) == (0, ("seule la Région peut écrire cela",))
    right = [
        _signed(claire, _journal(forge, 910, dossier, by=claire)), forge.change(911, "liaison_note", "n2", side="office", **note),
    ]  # fmt: skip
    assert forge.give(Forge(forge.office, forge.region, 52).bundle(right), tmp_path).applied == 2


def test_what_is_written_once_stays_as_it_is(known: tuple[Forge, str], tmp_path: Path) -> None:
    forge, dossier = known
    with forge.region.reading() as connection:
        line = connection.execute(select(SYNCED["journal"])).first()
        person = connection.execute(select(SYNCED["dossier"].c.person_id)).scalar_one()
    assert line is not None
    wrong = [
        forge.change(901, "journal", line.id, text="Autre chose"), forge.change(902, "dossier", dossier, file_number="2026-CIV-A999"),
        forge.change(903, "dossier", dossier, person_id=person + "x"),
    ]  # fmt: skip
    found = forge.give(forge.bundle(wrong), tmp_path)
    assert (found.applied, found.refused) == (0, (ONCE,))
    assert _value(forge.region, "journal", line.id, "text") == line.text
    again = forge.change(910, "journal", line.id, text=line.text)
    assert forge.give(Forge(forge.office, forge.region, 51).bundle([again]), tmp_path).applied == 1


@pytest.mark.parametrize(("name", "value"), [("step", "after"), ("state", "closed"), ("lodged_on", "2026-02-01")])
def test_a_dossier_moves_only_with_a_line_in_its_journal(
    known: tuple[Forge, str], tmp_path: Path, name: str, value: str
) -> None:
    forge, dossier = known
    before = _value(forge.region, "dossier", dossier, name)
    silent = [
        _in("alone", forge.change(901, "dossier", dossier, **{name: value})),
        _in("unreadable", forge.change(902, "dossier", dossier, **{name: value})), _journal(forge, 903, dossier, "unreadable", on="hier"),
        _in("elsewhere", forge.change(904, "dossier", dossier, **{name: value})), _journal(forge, 905, "other", "elsewhere"),
    ]  # fmt: skip
    found = forge.give(forge.bundle(silent), tmp_path)
    assert found.applied == 0
    assert SILENT in found.refused
    assert _value(forge.region, "dossier", dossier, name) == before
    told = [_in("told", forge.change(911, "dossier", dossier, **{name: value})), _journal(forge, 912, dossier, "told")]
    assert forge.give(Forge(forge.office, forge.region, 51).bundle(told), tmp_path).applied == 2


def test_the_writer_of_an_office_refuses_the_same(known: tuple[Forge, str]) -> None:
    forge, dossier = known
    office = forge.office
    with office.reading() as connection:
        line = connection.execute(select(SYNCED["journal"])).first()
        stamps = read_stamps(connection.execute(select(SYNCED["dossier"].c.stamps)).scalar_one())
    assert line is not None
    wrong: tuple[tuple[str, str, dict[str, Value]], ...] = (
        ("decision", "", {"dossier_id": dossier, "outcome": "accepted", "decided_on": "2026-03-01"}),
        ("erasure", "", {"kind": "dossier", "target": dossier}), ("dossier", dossier, {"transfer_refused_on": "2026-03-01"}),
        ("piece", "", {"dossier_id": dossier, "code": "diploma", "status": "waived"}), ("journal", line.id, {"text": "Autre chose"}),
        ("liaison_note", "", {"dossier_id": dossier, "side": "region", "recorded_at": AT, "text": "x"}),
        ("dossier", dossier, {"structure_code": "79000S00"}), ("dossier", dossier, {"step": "after"}),
    )  # fmt: skip
    for table, row, values in wrong:
        with pytest.raises(NotAllowed) as told, office.working() as work:
            if row:
                work.tx.update(table, row, values, stamps)
            else:
                work.tx.create(table, values)
        assert told.value.sentence[0].isupper()
        assert told.value.sentence.endswith(".")
        assert told.value.next_step
    assert _value(office, "dossier", dossier, "step") != "after"


def test_without_the_rule_an_office_speaks_for_the_region(
    known: tuple[Forge, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge, _dossier = known
    anne = list_counsellors(forge.region)[0].id
    monkeypatch.setattr(authority, "refusal", lambda *_row: "")
    forge.give(forge.bundle([forge.change(901, "counsellor", anne, phone="06 00 00 00 00")]), tmp_path)
    assert _value(forge.region, "counsellor", anne, "phone") == "06 00 00 00 00"
