"""A dossier begins: duplicates are shown before, the situation is judged as it is typed, the verdict frozen when given."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import journal, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.journal.journal import NoteEmpty, add_note
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField, NeverStored
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.create_dossier import (
    LikelyDuplicate,
    NameNeeded,
    NewPerson,
    create_dossier,
    likely_duplicates,
)
from chance_desktop.casework.situation.situation import Value, check_fields, freeze_verdict, save_fields, situation
from chance_desktop.domain.programme.file_numbers import poste_signs
from chance_desktop.domain.typed.errors import BirthToCome
from tests.casework.making import ELIGIBLE, MANON, asked, dossier_of
from tests.conftest import TODAY, Office


@pytest.mark.parametrize(
    "text", ["roussel", "ROUSSEL man", "manon", "civ", "2026-CIV", "410010", "roussel civray", "Man Rous"]
)
def test_anyone_is_found_while_typing(office: Office, text: str) -> None:
    create_dossier(office.desk, NewPerson("Baudry", "Théo", town="Gençay"))
    create_dossier(office.desk, MANON)
    assert "Roussel" in {row.surname for row in list_page(office.desk, DossierQuery(text=text)).rows}


@pytest.mark.parametrize("text", ["herouville", "d'hér", "D’HÉROUVILLE", "elodie", "boeuf", "Bœuf", "isle jourdain"])
def test_names_are_found_without_accents(office: Office, text: str) -> None:
    create_dossier(office.desk, NewPerson("D’Hérouville-Bœuf", "Élodie", town="L’Isle-Jourdain"))
    assert list_page(office.desk, DossierQuery(text=text)).total == 1


@pytest.mark.parametrize("text", ['"', "*", "(", "' OR 1=1", "NEAR(", "a AND", "^x", "\0", "-"])
def test_signs_of_the_search_language_are_only_text(office: Office, text: str) -> None:
    create_dossier(office.desk, MANON)
    list_page(office.desk, DossierQuery(text=text))


def test_file_numbers_follow_each_other(office: Office) -> None:
    made = [create_dossier(office.desk, NewPerson(f"Nom{n}", f"Prénom{n}")).result for n in range(3)]
    numbers = [open_dossier(office.desk, each).file_number for each in made]
    signs = poste_signs(office.desk.store.device)
    assert numbers == [f"2026-CIV-{signs}-001", f"2026-CIV-{signs}-002", f"2026-CIV-{signs}-003"]


@pytest.mark.parametrize(
    "other",
    [
        MANON, NewPerson("ROUSSEL", "manon"), NewPerson("Rousselle", "Manon", MANON.birth_date),
        NewPerson("Manon", "Roussel", MANON.birth_date), NewPerson("Autre", "Nom", ml_number="410010"),
        NewPerson("Durand", "Manon", phone="0639981245"), NewPerson("Durand", "Manon", email="Manon.Roussel@exemple.fr"),
    ],
)  # fmt: skip
def test_a_likely_duplicate_is_shown_before_a_second_dossier_exists(office: Office, other: NewPerson) -> None:
    desk = office.desk
    first = create_dossier(desk, MANON).result
    assert [each.dossier_id for each in likely_duplicates(desk, other)] == [first]
    with pytest.raises(LikelyDuplicate) as told:
        create_dossier(desk, other)
    assert told.value.likely[0].why
    assert list_page(desk, DossierQuery()).total == 1
    create_dossier(desk, other, despite=(first,))
    assert list_page(desk, DossierQuery()).total == 2


def test_nobody_is_born_after_today(office: Office) -> None:
    desk, to_come = office.desk, office.today + timedelta(days=1)
    with pytest.raises(BirthToCome):
        create_dossier(desk, NewPerson("Roussel", "Manon", to_come))
    dossier = create_dossier(desk, MANON).result
    with pytest.raises(InvalidField, match="pas encore arrivée") as told:
        save_fields(desk, dossier, {"birth_date": to_come})
    assert told.value.field == "birth_date"
    with pytest.raises(InvalidField):
        check_fields(desk, {"birth_date": to_come})
    assert open_dossier(desk, dossier).birth_date == MANON.birth_date


def test_a_dossier_needs_a_name_only(office: Office) -> None:
    with pytest.raises(NameNeeded):
        create_dossier(office.desk, NewPerson("", "Manon"))
    made = create_dossier(office.desk, NewPerson("Roussel", "Manon")).result
    assert open_dossier(office.desk, made).name == "Manon Roussel"


def test_creation_can_be_undone_and_done_again(office: Office) -> None:
    made = create_dossier(office.desk, MANON)
    assert made.undo is not None
    back = undo(office.desk, made.undo)
    assert list_page(office.desk, DossierQuery()).total == 0
    assert likely_duplicates(office.desk, MANON) == ()
    assert back.undo is not None
    undo(office.desk, back.undo)
    assert open_dossier(office.desk, made.result).name == "Manon Roussel"


def test_the_verdict_has_reason_proof_and_date(office: Office) -> None:
    dossier = dossier_of(office.desk)
    found = situation(office.desk, dossier)
    assert found.verdict.overall == "eligible"
    assert found.schemes == ()
    assert all(each.reason and each.proof and each.assessed_on == TODAY for each in found.verdict.criteria)


def test_when_it_does_not_fit_the_schemes_that_do_are_named(office: Office) -> None:
    dossier = dossier_of(office.desk, step=2, grant_obstacle="none")
    found = situation(office.desk, dossier)
    assert found.verdict.overall == "not-eligible"
    assert found.schemes[0].fits
    assert found.schemes[0].reasons


def test_a_frozen_verdict_keeps_its_rules(office: Office, tmp_path: Path) -> None:
    desk = office.desk
    dossier = dossier_of(desk)
    freeze_verdict(desk, dossier)
    save_fields(desk, dossier, {"job_seeker": False})
    folder = tmp_path / "programme"
    shutil.copytree(desk.programme_folder, folder)
    text = (folder / "programme.toml").read_text("utf-8")
    (folder / "programme.toml").write_text(text.replace('version = "2026.1"', 'version = "2027.1"'), "utf-8")
    _follow(desk, folder)
    office.calendar.turn(30)
    freeze_verdict(desk, dossier)
    later, first = situation(desk, dossier).frozen
    assert (first.overall, first.rules_version, first.given_on, first.by) == ("eligible", "2026.1", TODAY, "Claire A.")
    assert (later.overall, later.rules_version) == ("not-eligible", "2027.1")
    assert next(each for each in first.criteria if each.code == "job-seeker").met is True


def _follow(desk: Desk, folder: Path) -> None:
    desk.put_setting("programme_folder", str(folder))
    for name in ("programme", "programme_folder"):
        desk.__dict__.pop(name, None)


def test_a_minor_gives_three_pieces_more_and_is_asked_for_a_parent(office: Office) -> None:
    dossier = dossier_of(office.desk)
    adult = asked(office.desk, dossier)
    save_fields(office.desk, dossier, {"birth_date": date(2009, 1, 1)})
    assert asked(office.desk, dossier) - adult == {"parental-authorisation", "exit-authorisation", "parent-identity"}
    assert "parent" in {section.code for section in situation(office.desk, dossier).sections}


def test_a_hosted_person_gives_two_pieces_more(office: Office) -> None:
    dossier = dossier_of(office.desk)
    before = asked(office.desk, dossier)
    save_fields(office.desk, dossier, {"hosted": True})
    assert asked(office.desk, dossier) - before == {"host-attestation", "host-identity"}


def test_arrangements_are_declared_choices_never_a_cause(office: Office) -> None:
    dossier = dossier_of(office.desk)
    save_fields(office.desk, dossier, {"arrangements": ("time", "access")})
    found = situation(office.desk, dossier)
    assert found.values["arrangements"] == ("access", "time")
    fields = [field for section in found.sections for field in section.fields if field.code == "arrangements"]
    assert {choice.code for choice in fields[0].options} == {"access", "time", "equipment", "support"}
    with pytest.raises(InvalidField):
        save_fields(office.desk, dossier, {"arrangements": ("diabète",)})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("surname", ""), ("first_name", "  "), ("birth_date", None), ("birth_date", "31/02/2005"), ("departure_on", "demain"),
        ("project", "x" * 4001), ("project", "numéro 2 85 05 78 006 084"), ("grant_obstacle", "none of your business"),
        ("nothing", "x"), ("sex", "Q"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_told_and_changes_nothing(office: Office, field: str, value: Value) -> None:
    dossier = dossier_of(office.desk)
    before = situation(office.desk, dossier).values
    with pytest.raises((InvalidField, NeverStored)):
        save_fields(office.desk, dossier, {"town": "Gençay", field: value})
    assert situation(office.desk, dossier).values == before


def test_doubts_keep_nothing_from_being_saved(office: Office) -> None:
    dossier = dossier_of(office.desk)
    found = save_fields(office.desk, dossier, {"phone": "06 39", "email": "manon@", "postcode": "864"}).result
    assert {"phone", "email", "postcode"} <= set(found.warnings)
    assert found.values["phone"] == "06 39"
    save_fields(office.desk, dossier, {"phone": "", "email": ""})


def test_saving_the_same_value_writes_nothing(office: Office) -> None:
    dossier = dossier_of(office.desk)
    before = len(journal(office.desk, dossier))
    assert save_fields(office.desk, dossier, dict(ELIGIBLE)).undo is None
    assert len(journal(office.desk, dossier)) == before


def test_two_people_on_the_same_field_keep_both_values(office: Office) -> None:
    desk = office.desk
    dossier = dossier_of(desk)
    screen = situation(desk, dossier).seen
    sign_in(desk, list_counsellors(desk)[1].id)
    save_fields(desk, dossier, {"town": "Gençay"}, screen)
    sign_in(desk, list_counsellors(desk)[0].id)
    found = save_fields(desk, dossier, {"town": "Couhé"}, screen).result
    field = next(each for section in found.sections for each in section.fields if each.code == "town")
    assert found.values["town"] == "Couhé"
    assert [(head.value, head.by) for head in field.conflict] == [("Gençay", "Julien M.")]
    save_fields(desk, dossier, {"phone": "06 39 98 00 01"}, screen)
    again = situation(desk, dossier)
    assert again.values["phone"] == "06 39 98 00 01"


def test_every_change_says_when_who_and_what(office: Office) -> None:
    dossier = dossier_of(office.desk)
    office.calendar.turn(3)
    sign_in(office.desk, list_counsellors(office.desk)[1].id)
    save_fields(office.desk, dossier, {"town": "Gençay"})
    line = journal(office.desk, dossier)[0]
    told = "Correction\u00a0: Commune\u00a0: Civray → Gençay"
    assert (line.at, line.by, line.text) == (office.today, "Julien M.", told)


def test_notes(office: Office) -> None:
    dossier = dossier_of(office.desk)
    add_note(office.desk, dossier, " Appelée ce matin. ")
    assert journal(office.desk, dossier)[0].text == "Appelée ce matin."
    with pytest.raises(NoteEmpty):
        add_note(office.desk, dossier, "  ")
    with pytest.raises(NeverStored, match="sécurité sociale"):
        add_note(office.desk, dossier, "son numéro 1 85 05 78 006 084 36")
