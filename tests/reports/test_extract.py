"""The evaluator's extract names nobody, and nobody is found again in it by someone who knows them."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from chance_desktop.casework.reports.extract import IDENTIFYING, extract
from chance_desktop.casework.reports.extract_columns import COLUMNS, ExtractColumn
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.kinds import Personal
from chance_desktop.domain.reports.anonymity import BLURRED, blurred, masked, without_rare
from chance_desktop.store.schema.tables import dossier, person


@pytest.fixture(scope="module")
def region(on_both: Desk) -> Desk:
    return on_both


def test_nothing_in_it_names_anyone(region: Desk) -> None:
    content = extract(region).to_csv().decode("utf-8-sig")
    with region.reading() as connection:
        known = connection.execute(
            select(person.c.surname, person.c.first_name, person.c.birth_date, person.c.id, dossier.c.file_number, dossier.c.id)
            .join(dossier, dossier.c.person_id == person.c.id)
        ).all()  # fmt: skip
    for row in known:
        for word in row:
            assert str(word) not in content
    assert not any(office.code in content or office.name in content for office in region.programme.offices)


def test_nobody_is_found_again_by_someone_who_knows_them(region: Desk) -> None:
    """An intruder knows year, age, sex, level and department of a person: at least five lines may be theirs, or none."""
    made = extract(region)
    lines = list(csv.DictReader(StringIO(made.to_csv().decode("utf-8-sig")), delimiter=";"))
    assert len(lines) + made.left_out == 33
    classes = Counter(tuple(line[name] for name in IDENTIFYING) for line in lines)
    assert min(classes.values()) >= made.least == 5
    for known in {tuple(line[name] for name in IDENTIFYING) for line in lines}:
        candidates = [
            line for line in lines
            if all(line[name] in (BLURRED, value) or value == BLURRED for name, value in zip(IDENTIFYING, known, strict=True))
        ]  # fmt: skip
        assert len(candidates) >= 5


def test_no_count_made_from_it_is_small(region: Desk) -> None:
    """Whoever counts any column of the extract finds no group under the threshold, nor one by subtracting the others."""
    made = extract(region)
    for name in set(made.columns) - set(IDENTIFYING):
        counts = Counter(row[name] for row in made.rows)
        assert all(count >= made.least for count in counts.values()), name
    assert any(row["outcome"] == "departed" for row in made.rows)


def test_the_order_of_lines_says_nothing(region: Desk) -> None:
    orders = {tuple(tuple(row.values()) for row in extract(region).rows) for _again in range(4)}
    assert len(orders) > 1


def test_the_codebook_explains_every_column(region: Desk) -> None:
    made = extract(region)
    told = json.loads(made.codebook_json())
    assert [column["name"] for column in told["columns"]] == list(made.columns)
    assert all(column["label"] for column in told["columns"])
    assert told["protection"]["least"] == 5
    words = {column["name"]: (column["label"], column["values"]) for column in told["columns"]}
    assert words["level"][0] == FIELDS["person"]["level_1969"].label
    assert words["prior_stay"] == (FIELDS["dossier"]["prior_stay"].label, "yes, no")
    codes = {row["sex"] for row in made.rows} - {"", BLURRED}
    assert codes
    assert all(f"{code} : " in words["sex"][1] for code in codes)


@pytest.mark.parametrize("column", COLUMNS, ids=[each.name for each in COLUMNS])
def test_a_column_leaves_when_every_field_it_is_made_of_may(
    region: Desk, monkeypatch: pytest.MonkeyPatch, column: ExtractColumn
) -> None:
    assert column.is_carried
    assert not {each.personal for each in column.declarations} & {Personal.CONTACT, Personal.FREE_TEXT, Personal.PROOF}
    for table, name in column.fields:
        with monkeypatch.context() as patch:
            patch.setitem(FIELDS[table], name, replace(FIELDS[table][name], in_extract=False))
            made = extract(region)
            told = json.loads(made.codebook_json())
        kept_in = {each.name for each in COLUMNS if (table, name) in each.fields}
        assert column.name in kept_in
        assert not kept_in & set(made.columns)
        assert not kept_in & {key for row in made.rows for key in row}
        assert not kept_in & ({each["name"] for each in told["columns"]} | set(told["protection"]["identifying"]))


rows = st.lists(st.fixed_dictionaries({name: st.sampled_from("abc") for name in ("p", "q", "r")}), max_size=60)


@given(rows=rows, least=st.integers(1, 8))
def test_whatever_the_rows_no_combination_is_rare(rows: list[dict[str, str]], least: int) -> None:
    kept, gone = blurred(rows, ("p", "q", "r"), least)
    assert len(kept) + gone == len(rows)
    assert all(count >= least for count in Counter((row["p"], row["q"], row["r"]) for row in kept).values())
    assert all(value in (BLURRED, *"abc") for row in kept for value in row.values())
    assert gone < max(1, least), "fewer than the threshold can stand out together"


@given(rows=rows, least=st.integers(1, 8))
def test_whatever_the_rows_no_value_is_rare(rows: list[dict[str, str]], least: int) -> None:
    kept = without_rare(rows, ("p", "q"), least)
    for name in ("p", "q"):
        counts = Counter(row[name] for row in kept)
        assert all(count >= min(least, len(rows)) for count in counts.values())
        common = {value for value, count in Counter(row[name] for row in rows).items() if count >= 2 * least}
        assert len(common - set(counts)) <= 1, "at most one frequent value hides the rare ones"
        assert all(after[name] in (before[name], BLURRED) for before, after in zip(rows, kept, strict=True))
    assert [row["r"] for row in kept] == [row["r"] for row in rows]


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (1, "< 5"), (4, "< 5"), (5, "5"), (33, "33")])
def test_small_counts_are_masked(count: int, shown: str) -> None:
    assert masked(count, 5) == shown
