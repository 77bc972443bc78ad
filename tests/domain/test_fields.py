"""The declared fields: every column of the store has one, with a name, bounds, and words for what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import Boolean, Integer

from chance_desktop.domain.fields import DELETED_AT, FIELDS, TABLES, FieldDeclaration
from chance_desktop.domain.fields.checks import is_sound, missing_fields
from chance_desktop.domain.fields.kinds import LISTED, NUMBERS, Kind, Owner, Personal, Writer
from chance_desktop.domain.fields.reasons import refuse_missing, refuse_unsound
from chance_desktop.domain.fields.refusal import InvalidField
from chance_desktop.domain.fields.words import value_words
from chance_desktop.store.schema.tables import FILE_COLUMNS, SYNCED, UNSYNCED_COLUMNS
from tests.domain.field_samples import bad_values, good_values

EVERY = [(table, field) for table, fields in FIELDS.items() for field in fields.values()]


class Nothing:
    """Knows no list and no row."""

    def words_of(self, listed: str) -> Mapping[str, str]:
        return {}

    def name_of(self, table: str, row: str) -> str:
        return ""


def test_every_column_that_travels_is_declared_and_nothing_else() -> None:
    columns = {
        name: [each for each in list(table.c.keys()) if each not in UNSYNCED_COLUMNS] for name, table in SYNCED.items()
    }
    assert {name: list(fields) for name, fields in FIELDS.items()} == columns
    assert sum(len(each) for each in columns.values()) > 500


def test_a_column_is_of_the_kind_its_field_says() -> None:
    for table, field in EVERY:
        held = SYNCED[table].c[field.name].type
        assert isinstance(held, Boolean) is (field.kind is Kind.YES_NO), field.name
        assert isinstance(held, Integer) is (field.kind in NUMBERS), field.name


def test_files_are_named_by_fields_that_say_so() -> None:
    named = {(column.table.name, column.name) for column in FILE_COLUMNS}
    assert named == {
        ("scan", "sha256"), ("learner_entry", "sha256"), ("learner", "photo"), ("library_document", "sha256"),
    }  # fmt: skip


@pytest.mark.parametrize("table", FIELDS)
def test_a_field_has_a_name_and_says_what_it_holds_in_words(table: str) -> None:
    for field in FIELDS[table].values():
        assert field.label[:1].isupper(), field.label
        assert field.label != field.name
        for value in good_values(field):
            words = value_words(field, value, Nothing())
            assert words, field.name
            assert not words.startswith(("[", "{")), words


@pytest.mark.parametrize("table", FIELDS)
def test_what_is_good_is_kept_and_what_is_bad_is_told_with_its_field(table: str) -> None:
    for field in FIELDS[table].values():
        for value in good_values(field):
            assert is_sound(table, field.name, value), (field.name, value)
        _refused_in_words(table, field)


def _refused_in_words(table: str, field: FieldDeclaration) -> None:
    for value in bad_values(field):
        assert not is_sound(table, field.name, value), (field.name, value)
        with pytest.raises(InvalidField) as told:
            refuse_unsound(table, {field.name: value})
        assert (told.value.table, told.value.field) == (table, field.name)
        assert field.label in told.value.sentence
        assert told.value.next_step.endswith(".")
        assert "{" not in told.value.sentence.replace(str(value)[:60], "")


def test_the_writer_of_each_field_is_who_the_region_and_the_offices_agreed_on() -> None:
    region = {(table, field.name) for table, field in EVERY if field.writer is Writer.REGION}
    assert region == {
        ("piece", "waiver_decision"), ("piece", "waiver_decided_on"), ("dossier", "transfer_refused_on"), ("dossier", "former_numbers"),
        ("erasure", "kind"), ("erasure", "target"),
    }  # fmt: skip
    told = {(table, field.name) for table, field in EVERY if field.writer is Writer.TOLD}
    assert told == {("dossier", "step"), ("dossier", "state"), ("dossier", "lodged_on")}
    once = {table for table, field in EVERY if field.writer is Writer.ONCE}
    assert once == {
        "dossier",
        "journal",
        "journal_detail",
        "contact",
        "verdict",
        "step_change",
        "liaison_note",
        "reminder",
    }


def test_every_row_has_an_owner_it_can_name() -> None:
    for name, table in TABLES.items():
        fields = FIELDS[name].keys()
        if table.owner is Owner.DOSSIER:
            assert name == "dossier" or "dossier_id" in fields, name
        elif table.owner is Owner.STRUCTURE:
            assert "structure_code" in fields, name


def test_names_and_ways_to_reach_somebody_are_personal() -> None:
    for table, field in EVERY:
        if field.name in ("surname", "first_name", "birth_date") or field.name.endswith(("_surname", "_first_name")):
            assert field.personal is Personal.IDENTITY, (table, field.name)
        if field.kind in (Kind.PHONE, Kind.EMAIL) and table not in ("branch", "partner"):
            assert field.personal is Personal.CONTACT, (table, field.name)
        if field.in_extract:
            assert field.personal is not Personal.CONTACT, (table, field.name)


def test_several_bad_values_are_told_together() -> None:
    with pytest.raises(InvalidField) as told:
        refuse_unsound("stay", {"outbound_on": "2226-12-03", "language_weeks": -1, "mentor_name": "Nora"})
    assert [each.field for each in told.value.every] == ["outbound_on", "language_weeks"]
    assert "2100" in told.value.sentence


def test_a_row_is_not_made_nor_left_without_what_it_needs() -> None:
    assert missing_fields("incident", {"dossier_id": "d", "kind": "call", "on": "2026-01-01"}) == ("text",)
    assert missing_fields("incident", {"solution": "x"}) == ()
    with pytest.raises(InvalidField, match="ne peut pas rester vide"):
        refuse_missing("incident", {"text": ""})


def _listed() -> Iterator[str]:
    for _table, field in EVERY:
        if field.kind in LISTED and field.listed:
            yield field.listed


def test_a_field_chosen_from_a_list_names_it() -> None:
    without = {
        (table, field.name) for table, field in EVERY if field.kind in LISTED and not field.listed and not field.words
    }
    assert without == {
        ("dossier", "programme"), ("answer", "form"), ("answer", "version"), ("answer", "question"),
        ("learner_entry", "documents"),
    }  # fmt: skip
    assert DELETED_AT.writer is Writer.OWNER
    assert len(set(_listed())) > 30
