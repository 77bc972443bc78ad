"""The journal is worded when it is shown: old values and new ones, corrections called so, and both ends of an exchange alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chance_desktop.casework.cards.kinds import LODGING
from chance_desktop.casework.cards.rows import add_card, save_card
from chance_desktop.casework.dossiers.erasure import erase_dossier
from chance_desktop.casework.europass.mobility import number_received
from chance_desktop.casework.exchange import after_exchange, bundles, mailbox_ledger
from chance_desktop.casework.journal.journal import add_note, journal
from chance_desktop.casework.journal.last_kept import last_kept
from chance_desktop.casework.pieces.letters import mark, save_referee
from chance_desktop.casework.pieces.pieces import set_appointment, set_status
from chance_desktop.casework.region.instruction import decide
from chance_desktop.casework.reports.extract import extract
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.desktop.workplace.sheets.stop_words import stop_words
from chance_desktop.domain.fields import TABLES
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import SYNCED, change_log, parked_change
from chance_desktop.store.schema.tables import journal as line_table
from chance_desktop.store.schema.tables import journal_detail as detail
from chance_desktop.sync.rights import validity
from tests.both_stores import region_store as region_store
from tests.casework.making import GARNIER, dossier_of
from tests.conftest import Office
from tests.sync.bundles import Forge, enrol


def _told(desk: Desk, dossier: str, count: int = 1) -> list[str]:
    return [line.text for line in journal(desk, dossier)[:count]]


def test_what_was_kept_last_is_told_as_the_journal_tells_it(desk: Desk) -> None:
    dossier = dossier_of(desk, project="", language="")
    save_fields(desk, dossier, {"language": "en"})
    kept = last_kept(desk)
    assert kept is not None
    assert stop_words(kept).endswith(f" {kept.name}\u00a0: Langue\u00a0: Anglais.")
    add_note(desk, dossier, "A rappeler lundi")
    kept = last_kept(desk)
    assert kept is not None
    assert kept.what == ("A rappeler lundi",)


def test_a_field_says_what_it_held_and_a_first_answer_corrects_nothing(desk: Desk) -> None:
    dossier = dossier_of(desk, project="", language="")
    save_fields(desk, dossier, {"language": "en"})
    assert _told(desk, dossier) == ["Langue\u00a0: Anglais"]
    save_fields(desk, dossier, {"language": "es", "departure_on": date(2026, 10, 5), "hosted": True})
    assert _told(desk, dossier) == [
        "Correction\u00a0: Langue\u00a0: Anglais → Espagnol\u00a0; "
        "Départ prévu le\u00a0: 1er\u00a0septembre 2026 → 5\u00a0octobre 2026\u00a0; "
        "Hébergé chez quelqu’un\u00a0: non → oui"
    ]


def test_a_save_that_fills_and_corrects_says_both(desk: Desk) -> None:
    dossier = dossier_of(desk)
    save_fields(desk, dossier, {"town": "Couhé", "project": "Serveuse en Irlande"})
    assert set(_told(desk, dossier, 2)) == {
        "Correction\u00a0: Commune\u00a0: Civray → Couhé",
        "Projet, en quelques lignes\u00a0: Serveuse en Irlande",
    }


def test_pieces_and_letters_are_corrected_with_their_former_dates(desk: Desk) -> None:
    dossier, today = dossier_of(desk), desk.today()
    set_status(desk, dossier, "cv", "received")
    set_status(desk, dossier, "cv", "received", today - timedelta(days=1))
    (told,) = [each for each in _told(desk, dossier, 9) if each.startswith("Correction\u00a0: CV")]
    assert "1er\u00a0mars 2026" in told
    assert " → " in told
    set_status(desk, dossier, "cv", "to-request", reason="il manque une page")
    assert _told(desk, dossier) == [
        "Correction\u00a0: CV Europass – État\u00a0: Reçu → À demander – il manque une page"
    ]
    save_referee(desk, dossier, "teacher", GARNIER)
    save_referee(desk, dossier, "teacher", replace(GARNIER, town="Ruffec"))
    told = _told(desk, dossier)[0]
    assert told.startswith("Correction\u00a0: Lettre (")
    assert told.endswith("Commune\u00a0: Civray → Ruffec")
    mark(desk, dossier, "teacher", "received")
    mark(desk, dossier, "teacher", "requested", reason="ce n’était pas la bonne")
    told = _told(desk, dossier)[0]
    assert told.endswith("Reçue → Demandée – ce n’était pas la bonne")


def test_an_appointment_that_moves_says_both_days(desk: Desk) -> None:
    dossier = dossier_of(desk)
    set_appointment(desk, dossier, "cv", date(2026, 3, 9))
    set_appointment(desk, dossier, "cv", date(2026, 3, 12), "mairie")
    assert _told(desk, dossier)[0].endswith("lundi 9\u00a0mars 2026 → jeudi 12\u00a0mars 2026, mairie")


def test_a_card_of_the_stay_and_a_number_of_europass_say_what_they_held(desk: Desk) -> None:
    dossier = dossier_of(desk)
    kind = desk.programme.lodging_kinds[0].code
    lodging = add_card(desk, LODGING, {"kind": kind, "address": "1, Quay Street"}, dossier).result
    save_card(desk, LODGING, lodging, {"address": "2, Quay Street"})
    assert _told(desk, dossier) == ["Correction\u00a0: Logement – Adresse\u00a0: 1, Quay Street → 2, Quay Street"]
    number_received(desk, dossier, "FR-2026-1", desk.today())
    assert _told(desk, dossier) == ["Numéro d’Europass Mobilité reçu\u00a0: FR-2026-1"]
    number_received(desk, dossier, "FR-2026-7", desk.today())
    assert _told(desk, dossier)[0].endswith("FR-2026-1 → FR-2026-7")


def test_a_second_decision_says_the_first(opened: Callable[[str], Office]) -> None:
    desk = opened("region").desk
    dossier = dossier_of(desk)
    first, second = desk.programme.decisions[:2]
    decide(desk, dossier, first.code, "dossier solide")
    decide(desk, dossier, second.code, "le jeune y renonce")
    assert _told(desk, dossier) == [f"{first.label} → {second.label} – le jeune y renonce"]


def test_a_label_that_changes_changes_the_words_and_a_code_that_goes_leaves_the_former_sentence(desk: Desk) -> None:
    dossier = dossier_of(desk)
    set_status(desk, dossier, "cv", "received")
    pieces = desk.programme.pieces
    renamed = tuple(replace(each, label="Curriculum vitæ") if each.code == "cv" else each for each in pieces)
    desk.__dict__["programme"] = replace(desk.programme, pieces=renamed)
    assert _told(desk, dossier) == ["Curriculum vitæ\u00a0: reçu"]
    gone = tuple(each for each in pieces if each.code != "cv")
    desk.__dict__["programme"] = replace(desk.programme, pieces=gone)
    assert _told(desk, dossier) == ["CV Europass\u00a0: reçu"]


def _former_line(work: Work, dossier: str, text: str) -> str:
    """A line as the former version wrote it."""
    now = work.desk.now()
    values = {
        "dossier_id": dossier, "on": work.desk.today().isoformat(), "recorded_at": now.isoformat(timespec="seconds"),
        "by": work.tx.by, "kind": "situation", "text": text,
    }  # fmt: skip
    return work.tx.create("journal", values)


def test_lines_of_the_former_version_and_notes_stay_as_they_are(desk: Desk) -> None:
    dossier = dossier_of(desk)
    with desk.working() as work:
        _former_line(work, dossier, "Situation complétée\u00a0: Commune")
    add_note(desk, dossier, "Appelée ce matin.")
    assert sorted(_told(desk, dossier, 2)) == ["Appelée ce matin.", "Situation complétée\u00a0: Commune"]


def test_undoing_keeps_what_was_said(desk: Desk) -> None:
    dossier = dossier_of(desk)
    done = save_fields(desk, dossier, {"town": "Couhé"})
    assert done.undo is not None
    undo(desk, done.undo)
    told = _told(desk, dossier, 2)
    assert "Correction\u00a0: Commune\u00a0: Civray → Couhé" in told
    assert any(each.startswith("Annulé") for each in told)


@pytest.fixture
def forge(opened: Callable[[str], Office], tmp_path: Path) -> Forge:
    """Civray and the Region, enrolled."""
    office, region = opened("civray"), opened("region")
    enrol(office.desk, region.desk, tmp_path)
    return Forge(office.desk, region.desk)


def _send(forge: Forge, folder: Path) -> None:
    found = bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, folder).files).result
    assert [each.refused for each in found] == [()] * len(found)


def _lively(desk: Desk) -> str:
    dossier = dossier_of(desk)
    save_fields(desk, dossier, {"town": "Couhé", "language": "es"})
    set_status(desk, dossier, "cv", "received")
    save_referee(desk, dossier, "teacher", GARNIER)
    mark(desk, dossier, "teacher", "received")
    return dossier


def test_both_ends_show_the_same_words(forge: Forge, tmp_path: Path) -> None:
    dossier = _lively(forge.office)
    _send(forge, tmp_path / "out")
    here, there = journal(forge.office, dossier), journal(forge.region, dossier)
    assert len(here) > 6
    assert here == there


def test_a_poste_that_does_not_know_the_details_shows_the_sentences_and_takes_them_up_after_its_update(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = _lively(forge.office)
    after_exchange.after_exchange(forge.region)
    with monkeypatch.context() as former:
        known = validity.is_known
        former.setattr(validity, "is_known", lambda change: change.table != "journal_detail" and known(change))
        _send(forge, tmp_path / "out")
    shown = journal(forge.region, dossier)
    assert [line.text for line in shown] == [line.text for line in journal(forge.office, dossier)], "in the same words"
    with forge.region.reading() as connection:
        assert connection.execute(select(func.count()).select_from(detail)).scalar_one() == 0
        waiting = connection.execute(select(func.count()).select_from(parked_change)).scalar_one()
    assert waiting == len(shown)
    monkeypatch.setattr(
        mailbox_ledger, "SYNCED", {name: table for name, table in SYNCED.items() if name != "journal_detail"}
    )
    assert after_exchange.after_exchange(forge.region).taken_up == waiting
    assert journal(forge.region, dossier) == journal(forge.office, dossier)


def test_a_bundle_of_the_former_version_shows_its_sentences(forge: Forge, tmp_path: Path) -> None:
    dossier = dossier_of(forge.office)
    with forge.office.working() as work:
        _former_line(work, dossier, "Situation complétée\u00a0: Commune")
    _send(forge, tmp_path / "out")
    assert "Situation complétée\u00a0: Commune" in _told(forge.region, dossier, 9)


def test_an_event_of_a_later_version_shows_its_sentence(desk: Desk) -> None:
    dossier = dossier_of(desk)
    with desk.working() as work:
        row = _former_line(work, dossier, "Casier judiciaire demandé")
        later = {"dossier_id": dossier, "journal_id": row, "event": "record-asked", "parameters": '{"of": ["x"]}'}
        work.tx.create("journal_detail", later, slot_id(row, "detail"))
    assert "Casier judiciaire demandé" in _told(desk, dossier, 2)


def test_nobody_words_what_somebody_else_said(forge: Forge, tmp_path: Path) -> None:
    """A detail is of the poste that wrote its line, and there is one of each line."""
    dossier = dossier_of(forge.office)
    with forge.office.working() as work:
        row = _former_line(work, dossier, "Avis de la Mission Locale")
    _send(forge, tmp_path / "out")
    forged = {"dossier_id": dossier, "journal_id": row, "event": "consent-given", "parameters": "{}"}
    with forge.region.working() as work:
        work.tx.create("journal_detail", forged, slot_id(row, "detail"))
        work.tx.create("journal_detail", forged)
    told = _told(forge.region, dossier, 99)
    assert told.count("Avis de la Mission Locale") == 1
    assert not any("recontacté" in each for each in told)


def test_the_details_of_an_erased_dossier_are_erased(forge: Forge, tmp_path: Path) -> None:
    dossier = _lively(forge.office)
    _send(forge, tmp_path / "out")
    erase_dossier(forge.region, dossier)
    with forge.region.reading() as connection:
        assert connection.execute(select(func.count()).where(detail.c.dossier_id == dossier)).scalar_one() == 0
        assert connection.execute(select(func.count()).where(line_table.c.dossier_id == dossier)).scalar_one() == 0
        log = connection.execute(
            select(change_log.c.fields).where(change_log.c.table_name == "journal_detail")
        ).scalars()
        assert not any("Couhé" in fields for fields in log)


def test_the_extract_of_the_evaluator_never_carries_them(opened: Callable[[str], Office]) -> None:
    desk = opened("region").desk
    dossier = dossier_of(desk)
    save_fields(desk, dossier, {"town": "Couhé-Vérac-la-Grande"})
    assert "Couhé-Vérac" not in extract(desk).to_csv().decode("utf-8-sig")
    assert not any(field.in_extract for field in TABLES["journal_detail"].fields)
