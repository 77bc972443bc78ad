"""Values that once were dropped on the way: refused where they are typed, found again where a former version kept them, and sent
whole once they are corrected. Through the real store and a real exchange of two homes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.cards.kinds import INCIDENT, LODGING, PAYMENT, SPONSOR
from chance_desktop.casework.cards.rows import add_card, cards, save_card
from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.exchange import bundles, disagreements
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.exchange.standing.to_correct import values_to_correct
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.session.desk import RULES_CHECKED, Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.domain.change import Value
from chance_desktop.store.schema.tables import SYNCED, parked_change
from chance_desktop.store.writing import unsound_values
from chance_desktop.store.writing import writer as writers
from chance_desktop.store.writing.stamps import read_stamps
from tests.casework.making import dossier_of
from tests.conftest import Office, calendar
from tests.sync.bundles import Forge, enrol

Patch = pytest.MonkeyPatch
TYPED = date(2226, 12, 3)
MEANT = date(2026, 12, 3)
BOTH: dict[str, Value] = {"departure_on": TYPED.isoformat(), "project": "Apprendre l’anglais"}


@pytest.fixture
def pair(opened: Callable[[str], Office], tmp_path: Path) -> tuple[Desk, Desk, str]:
    """An office and the Region, and a dossier both have."""
    office, region = opened("civray").desk, opened("region").desk
    enrol(office, region, tmp_path)
    dossier = dossier_of(office)
    _send(office, region, tmp_path / "first")
    return office, region, dossier


def _send(one: Desk, other: Desk, folder: Path) -> tuple[str, ...]:
    """Everything goes from one to the other; what was refused."""
    if one.role == "office":
        files = bundles.export_bundle(one, folder).files
    else:
        peer = next(each for each in bundles.recipients(one) if each.device == other.store.device)
        files = tuple(each.path for each in bundles.write_bundles(one, peer, folder))
    found = bundles.import_bundles(other, files).result
    return tuple(reason for each in found for reason in each.refused)


def _row(desk: Desk, table: str, row: str) -> dict[str, Value]:
    with desk.reading() as connection:
        return connection.execute(select(SYNCED[table]).where(SYNCED[table].c.id == row)).one()._asdict()


def _like_a_former_version(patch: Patch, desk: Desk, table: str, row: str, values: dict[str, Value]) -> str:
    """Write as a version did that looked at no value, over what is shown; returns the row."""
    with patch.context() as former:
        former.setattr(writers, "refuse_unsound", lambda *_row: None)
        former.setattr(writers, "refuse_missing", lambda *_row: None)
        former.setattr(writers, "unsound_fields", lambda *_row: ())
        with desk.working() as work:
            if not row:
                return work.tx.create(table, values)
            stamps = read_stamps(str(_row(desk, table, row)["stamps"]))
            work.tx.update(table, row, values, stamps)
            return row


def _reopened(desk: Desk) -> Desk:
    """The home as this version opens it first."""
    home = desk.home
    desk.put_setting(RULES_CHECKED, "those of a former version")
    desk.close()
    return open_desk(home, clock=calendar())


def test_a_departure_two_centuries_away_is_refused_under_its_field(pair: tuple[Desk, Desk, str]) -> None:
    office, _region, dossier = pair
    for typed in (TYPED, "03/12/2226"):
        with pytest.raises(InvalidField, match="2226") as told:
            save_fields(office, dossier, {"departure_on": typed, "project": "Apprendre l’anglais"})
        assert told.value.field == "departure_on"
        assert told.value.next_step
    with pytest.raises(InvalidField, match="Départ prévu le") as told, office.working() as work:
        work.tx.update("dossier", dossier, {"departure_on": TYPED.isoformat()}, {})
    assert (told.value.field, told.value.next_step) == ("departure_on", "Vérifiez l’année.")
    assert _row(office, "dossier", dossier)["project"] is None, "nothing was kept by halves"


def test_other_values_no_receiver_keeps_are_refused_where_they_are_typed(pair: tuple[Desk, Desk, str]) -> None:
    office, _region, dossier = pair
    far = TYPED.replace(year=2227)
    wrong: dict[str, Callable[[], object]] = {
        "since_on": lambda: add_card(office, LODGING, {"kind": "family", "since_on": far}, dossier),
        "due_on": lambda: add_card(office, PAYMENT, {"label": "Solde", "due_on": far}, dossier),
        "on": lambda: add_card(office, INCIDENT, {"kind": "call", "on": far, "text": "x"}, dossier),
        "text": lambda: add_note(office, dossier, "x" * 250_000),
        "stay_year": lambda: add_card(office, SPONSOR, {"first_name": "A", "surname": "B", "stay_year": "999999999"}),
    }
    for field, write in wrong.items():
        with pytest.raises(InvalidField) as told:
            write()
        assert told.value.field == field
        assert told.value.sentence.endswith(".")
        assert told.value.next_step


def test_what_a_former_version_lost_on_the_way_is_found_and_sent_again_whole(
    pair: tuple[Desk, Desk, str], tmp_path: Path, monkeypatch: Patch
) -> None:
    office, region, dossier = pair
    _like_a_former_version(monkeypatch, office, "dossier", dossier, BOTH)
    assert _send(office, region, tmp_path / "lost") == ("changement illisible, mis de côté",)
    assert _row(region, "dossier", dossier)["project"] is None, "the other field was lost with it"

    office = _reopened(office)
    with office.reading() as connection:
        (found,) = values_to_correct(office, connection)
    assert (found.table, found.field, found.dossier_id) == ("dossier", "departure_on", dossier)
    (line,) = (each for each in exchange_page(office).problems if "Manon Roussel" in each)
    assert "Départ prévu le" in line
    assert "Vérifiez l’année." in line

    shown = situation(office, dossier)
    assert "entre le 1er\u00a0janvier\u00a01970" in shown.warnings["departure_on"].replace(" 1970", "\u00a01970")

    sign_in(office, list_counsellors(office)[0].id)
    save_fields(office, dossier, {"departure_on": MEANT}, situation(office, dossier).seen)
    assert _send(office, region, tmp_path / "again") == ()
    there = _row(region, "dossier", dossier)
    assert (there["departure_on"], there["project"]) == (MEANT.isoformat(), "Apprendre l’anglais")
    assert disagreements.disagreements(region) == ()
    with office.reading() as connection:
        assert values_to_correct(office, connection) == ()
    office.close()


def test_a_row_lost_when_it_was_made_arrives_whole_with_its_correction(
    pair: tuple[Desk, Desk, str], tmp_path: Path, monkeypatch: Patch
) -> None:
    office, region, dossier = pair
    typed: dict[str, Value] = {"dossier_id": dossier, "label": "Solde", "amount": 60_000, "due_on": TYPED.isoformat()}
    _like_a_former_version(monkeypatch, office, "payment", "", typed)
    (card,) = cards(office, PAYMENT)
    assert _send(office, region, tmp_path / "lost")
    save_card(office, PAYMENT, card.id, {"due_on": MEANT}, card.seen)
    assert _send(office, region, tmp_path / "again") == ()
    (there,) = cards(region, PAYMENT)
    assert (there.row["label"], there.row["amount"], there.row["due_on"]) == ("Solde", 60_000, MEANT.isoformat())
    assert there.row["dossier_id"] == dossier


def test_two_mistakes_one_after_the_other_make_no_disagreement(
    pair: tuple[Desk, Desk, str], tmp_path: Path, monkeypatch: Patch
) -> None:
    office, region, dossier = pair
    for year in (2226, 2262):
        typed: dict[str, Value] = {"departure_on": TYPED.replace(year=year).isoformat()}
        _like_a_former_version(monkeypatch, office, "dossier", dossier, typed)
    _send(office, region, tmp_path / "lost")
    save_fields(office, dossier, {"departure_on": MEANT})
    _send(office, region, tmp_path / "again")
    assert _row(region, "dossier", dossier)["departure_on"] == MEANT.isoformat()
    assert disagreements.disagreements(region) == ()


def test_without_sending_again_the_correction_raises_a_disagreement(
    pair: tuple[Desk, Desk, str], tmp_path: Path, monkeypatch: Patch
) -> None:
    """What the rule is for: switched off, the Region is asked what nobody disagrees on, and the other field is lost."""
    office, region, dossier = pair
    _like_a_former_version(monkeypatch, office, "dossier", dossier, BOTH)
    _send(office, region, tmp_path / "lost")
    monkeypatch.setattr(writers, "sent_again", lambda *_row: {})
    assert unsound_values.sent_again is not writers.sent_again
    save_fields(office, dossier, {"departure_on": MEANT})
    _send(office, region, tmp_path / "again")
    assert [each.field for each in disagreements.disagreements(region)] == ["departure_on"]
    assert _row(region, "dossier", dossier)["project"] is None


def test_what_was_set_aside_is_taken_up_when_the_rules_keep_it(
    pair: tuple[Desk, Desk, str], tmp_path: Path, monkeypatch: Patch
) -> None:
    from chance_desktop.casework.exchange import after_exchange, mailbox_ledger
    from chance_desktop.sync.rights import validity

    office, region, dossier = pair
    after_exchange.after_exchange(region)
    add_note(office, dossier, "Une longue note")
    with monkeypatch.context() as stricter:
        stricter.setattr(validity, "all_sound", lambda table, *_values: table != "journal")
        assert _send(office, region, tmp_path / "note") == ("changement illisible, mis de côté",)
    assert after_exchange.after_exchange(region).taken_up == 0, "the same rules"
    monkeypatch.setattr(mailbox_ledger, "rules_digest", lambda: "other rules")
    assert after_exchange.after_exchange(region).taken_up == 1
    with region.reading() as connection:
        notes = connection.execute(select(SYNCED["journal"].c.text)).scalars().all()
        assert connection.execute(select(parked_change)).all() == []
    assert "Une longue note" in notes


def test_a_disagreement_on_languages_is_read_in_words(pair: tuple[Desk, Desk, str], tmp_path: Path) -> None:
    office, region, _dossier = pair
    made = add_card(office, SPONSOR, {"first_name": "Nadège", "surname": "Rivault", "languages": ("en",)}).result
    _send(office, region, tmp_path / "made")
    for desk, languages in ((office, ("es", "en")), (region, ("de",))):
        save_card(desk, SPONSOR, made, {"languages": languages})
    _send(office, region, tmp_path / "out")
    (found,) = disagreements.disagreements(region)
    assert found.label == "Parrain – Langues parlées"
    assert {head.words for head in found.heads} == {"Anglais, espagnol", "Allemand"}


def test_a_bundle_of_the_former_version_is_taken_whole(pair: tuple[Desk, Desk, str], tmp_path: Path) -> None:
    """Written from the format alone, as a poste that was not updated writes it."""
    office, region, _dossier = pair
    forge = Forge(office, region, 40)
    at = "2026-03-01T10:00:00+00:00"
    rows: tuple[tuple[str, str, dict[str, Value]], ...] = (
        ("person", "p-former", {"surname": "Baudry", "first_name": "Théo", "birth_date": "2006-02-28", "phone": "0549000000"}),
        ("dossier", "d-former", {"person_id": "p-former", "programme": "une-chance-pour-l-europe", "step": "dossier",
                                 "structure_code": office.structure_code, "state": "active", "file_number": "2026-CIV-A900",
                                 "entered_on": "2026-01-05", "arrangements": "[]", "destination_country": "", "hosted": False}),
        ("journal", "j-former", {"dossier_id": "d-former", "on": "2026-01-05", "recorded_at": at, "by": "", "kind": "created",
                                 "text": "Dossier ouvert"}),
        ("step_change", "s-former", {"dossier_id": "d-former", "from_step": "orientation", "to_step": "dossier",
                                     "on": "2026-01-06", "reason": "", "by": ""}),
        ("piece", "c-former", {"dossier_id": "d-former", "code": "cv", "status": "received", "received_on": "2026-02-01"}),
        ("letter", "l-former", {"dossier_id": "d-former", "kind": "teacher", "status": "prepared", "surname": "Garnier"}),
        ("sponsor", "n-former", {"structure_code": office.structure_code, "surname": "Rivault", "languages": '["en"]',
                                 "stay_year": 2024}),
    )  # fmt: skip
    lines = [
        json.dumps({
            "device": office.store.device, "seq": 80_000 + number, "stamp": f"{0x019CAF000000 + number:012x}-0000-{office.store.device}",
            "tx": "former", "by": "", "table": table, "row": row, "set": {name: {"v": value} for name, value in values.items()},
        })
        for number, (table, row, values) in enumerate(rows)
    ]  # fmt: skip
    found = forge.give(forge.lines(*lines), tmp_path)
    assert (found.applied, found.refused, found.parked) == (len(rows), (), 0)
    assert open_dossier(region, "d-former").name == "Théo Baudry"
