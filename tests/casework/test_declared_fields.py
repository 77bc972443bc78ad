"""What the programme asks, what the search reads and what the evaluator's extract carries agree with the declared fields."""

from __future__ import annotations

from datetime import date

import pytest

from chance_desktop.casework.dossiers import summaries
from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.field_words import FieldWords
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.kinds import Kind, Searched
from tests.casework.making import dossier_of
from tests.conftest import Office

ASKED_AS = {
    "text": {Kind.LINE}, "long": {Kind.TEXT}, "date": {Kind.DAY}, "yes-no": {Kind.YES_NO}, "choices": {Kind.CODES},
    "choice": {Kind.CODE, Kind.COUNTRY, Kind.LANGUAGE, Kind.LEVEL}, "phone": {Kind.PHONE}, "email": {Kind.EMAIL},
    "postcode": {Kind.POSTCODE}, "counsellor": {Kind.REFERENCE},
}  # fmt: skip
NAMES_A_SCHEME = {"grant_obstacle"}
"""Asked by the programme under the name of another scheme, which no code may hold."""
SEARCHED = {
    ("person", "surname"): "Quintefeuille", ("person", "first_name"): "Zénobie", ("person", "town"): "Xambes",
    ("person", "ml_number"): "7654321", ("dossier", "file_number"): "",
}  # fmt: skip


def test_the_programme_asks_each_field_as_it_is_declared(office: Office) -> None:
    for section in office.desk.programme.sections:
        for field in section.fields:
            declared = FIELDS[field.row][field.code]
            assert declared.kind in ASKED_AS[field.kind], field.code
            assert declared.label == field.label or field.code in NAMES_A_SCHEME
            if field.choices:
                assert declared.listed == f"choices:{field.choices}"


def test_every_list_a_field_names_has_its_words(office: Office) -> None:
    named = {field.listed for fields in FIELDS.values() for field in fields.values() if field.listed}
    with office.desk.reading() as connection:
        words = FieldWords(office.desk, connection)
        for listed in sorted(named):
            assert all(words.words_of(listed).values()), listed
            assert words.words_of(listed), listed


def test_the_search_reads_the_fields_that_say_so_and_no_other(office: Office) -> None:
    said = {name: value for (table, name), value in SEARCHED.items() if table == "person"}
    person = NewPerson(
        said["surname"], said["first_name"], date(2005, 3, 12), "F", said["town"], "16330", "06 39 98 77 66",
        "introuvable@exemple.fr", said["ml_number"],
    )  # fmt: skip
    made = dossier_of(office.desk, person)
    searched = {(table, field.name) for table, fields in FIELDS.items() for field in fields.values() if field.searched}
    # a former number is given by the Region: that it is found is proved with the file numbers
    assert searched == {*SEARCHED, ("dossier", "former_numbers")}
    texts = {**SEARCHED, ("dossier", "file_number"): open_dossier(office.desk, made).file_number}
    for field, text in texts.items():
        assert list_page(office.desk, DossierQuery(text=text)).total == 1, field
    for text in ("introuvable@exemple.fr", "0639987766", "16330"):
        assert list_page(office.desk, DossierQuery(text=text)).total == 0, text


def test_a_field_no_longer_declared_as_searched_is_no_longer_found(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {**summaries.SEARCHED, Searched.TOWN: ()}
    monkeypatch.setattr(summaries, "SEARCHED", without)
    person = NewPerson("Quintefeuille", "Zénobie", date(2005, 3, 12), "F", "Xambes", "16330", "", "", "")
    dossier_of(office.desk, person)
    assert list_page(office.desk, DossierQuery(text="Zénobie Quintefeuille")).total == 1
    assert list_page(office.desk, DossierQuery(text="Xambes")).total == 0


@pytest.mark.parametrize(("table", "name", "value", "words"), [
    ("sponsor", "languages", '["es", "en"]', "Anglais, espagnol"), ("dossier", "departure_on", "2026-12-03", "3 décembre 2026"),
    ("dossier", "prior_stay", True, "oui"), ("payment", "amount", 60_000, "600,00 €"), ("piece", "status", "received", "Reçue"),
    ("dossier", "state", "closed", "Sans suite"), ("learner_entry", "since", "2010-03", "03/2010"), ("meeting", "at", "14:30", "14 h 30"),
    ("dossier", "structure_code", "86400S00", "Centre et Sud Vienne"), ("letter", "kind", "teacher", "Enseignant"),
    ("piece", "reason", None, "rien"), ("learner", "nationalities", '["FR"]', "Française"),
])  # fmt: skip
def test_a_value_is_told_in_words(
    office: Office, table: str, name: str, value: str | int | bool | None, words: str
) -> None:
    with office.desk.reading() as connection:
        told = FieldWords(office.desk, connection).value(table, name, value)
    assert told.replace("\u00a0", " ").startswith(words) or words in told.replace("\u00a0", " ")
