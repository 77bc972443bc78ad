"""The one writer: rows and log together or not at all, stamps, heads, and the guard against any other writer."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from chance_desktop.domain.clock import Stamp
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.engines.guard import UnmarkedWriteError
from chance_desktop.store.identifiers import new_id, slot_id
from chance_desktop.store.schema.tables import SYNCED, change_log, field_head, person, setting
from chance_desktop.store.writing.merge import merge_rows
from chance_desktop.store.writing.stamps import read_stamps
from tests.conftest import Office


def _log(office: Office) -> list[dict[str, object]]:
    query = select(change_log).where(change_log.c.device == office.desk.store.device).order_by(change_log.c.seq)
    with office.desk.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(query)]


def _person(office: Office, row: str) -> dict[str, object]:
    with office.desk.reading() as connection:
        return dict(connection.execute(select(person).where(person.c.id == row)).one()._mapping)


def test_the_log_is_filled_from_the_first_row_written(office: Office) -> None:
    log = _log(office)
    assert [entry["seq"] for entry in log] == list(range(1, len(log) + 1))
    assert {"branch", "counsellor"} <= {entry["table_name"] for entry in log}


def test_a_row_and_its_log_entry_are_written_together(office: Office) -> None:
    before = len(_log(office))
    with office.desk.store.writer.transaction("claire") as tx:
        row = tx.create("person", {"surname": "Roussel", "phone": None})
    entry = _log(office)[-1]
    assert len(_log(office)) == before + 1
    assert (entry["table_name"], entry["row_id"], entry["by"], entry["tx"]) == ("person", row, "claire", tx.tx)
    assert json.loads(str(entry["fields"])) == {"surname": {"v": "Roussel"}, "phone": {"v": None}}
    assert read_stamps(str(_person(office, row)["stamps"])) == {"*": (entry["stamp"],)}


def test_a_transaction_that_fails_leaves_nothing(office: Office) -> None:
    before = _log(office)
    with pytest.raises(ZeroDivisionError), office.desk.store.writer.transaction("") as tx:
        row = tx.create("person", {"surname": "Roussel"})
        tx.take_number("file-number/2026")
        tx.flush()
        raise ZeroDivisionError
    assert _log(office) == before
    with office.desk.reading() as connection:
        assert connection.execute(select(person).where(person.c.id == row)).first() is None
        assert connection.execute(select(setting).where(setting.c.name == "file-number/2026")).first() is None
    with office.desk.store.writer.transaction("") as tx:
        tx.create("person", {"surname": "Baudry"})
    assert [entry["seq"] for entry in _log(office)] == list(range(1, len(before) + 2))


def test_one_change_per_row_and_transaction_and_stamps_that_grow(office: Office) -> None:
    with office.desk.store.writer.transaction("") as tx:
        row = tx.create("person", {"surname": "Roussel"})
        tx.update("person", row, {"town": "Civray"}, {})
    seen = read_stamps(str(_person(office, row)["stamps"]))
    with office.desk.store.writer.transaction("") as tx:
        tx.update("person", row, {"town": "Gençay"}, seen)
        tx.update("person", row, {"phone": "06 39 98 00 01"}, seen)
    of_row = [entry for entry in _log(office) if entry["row_id"] == row]
    assert len(of_row) == 2
    stamps = [str(entry["stamp"]) for entry in _log(office)]
    assert stamps == sorted(set(stamps))
    assert {Stamp.parse(stamp).device for stamp in stamps} == {office.desk.store.device}
    assert json.loads(str(of_row[1]["fields"]))["town"]["over"] == [of_row[0]["stamp"]]


def test_stamps_go_on_after_a_restart_with_the_clock_set_back(office: Office) -> None:
    last = _log(office)[-1]["stamp"]
    office.calendar.turn(-800)
    with office.desk.store.writer.transaction("") as tx:
        tx.create("person", {"surname": "Roussel"})
    assert str(_log(office)[-1]["stamp"]) > str(last)


def test_a_stale_save_keeps_both_values(office: Office) -> None:
    with office.desk.store.writer.transaction("claire") as tx:
        row = tx.create("person", {"surname": "Roussel", "phone": "old"})
    displayed = read_stamps(str(_person(office, row)["stamps"]))
    with office.desk.store.writer.transaction("julien") as tx:
        tx.update("person", row, {"phone": "one"}, displayed)
    with office.desk.store.writer.transaction("claire") as tx:
        tx.update("person", row, {"phone": "two"}, displayed)
    with office.desk.reading() as connection:
        heads = connection.execute(select(field_head).where(field_head.c.row_id == row)).all()
    assert _person(office, row)["phone"] == "two"
    assert [(json.loads(head.value), head.by, head.field) for head in heads] == [("one", "julien", "phone")]


def test_a_save_that_saw_the_value_leaves_no_disagreement(office: Office) -> None:
    with office.desk.store.writer.transaction("") as tx:
        row = tx.create("person", {"phone": "old"})
    for value in ("one", "two"):
        with office.desk.store.writer.transaction("") as tx:
            tx.update("person", row, {"phone": value}, read_stamps(str(_person(office, row)["stamps"])))
    with office.desk.reading() as connection:
        assert connection.execute(select(field_head)).all() == []


STEP = st.tuples(st.sampled_from(("phone", "town", "email")), st.sampled_from(("x", "y", "z", None)), st.integers(0, 5))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEP, min_size=1, max_size=10))
def test_what_the_writer_leaves_is_what_the_log_says(office: Office, steps: list[tuple[str, str | None, int]]) -> None:
    """Whatever was displayed when each form was read, another poste that has the same changes shows the same."""
    store = office.desk.store
    with store.writer.transaction("") as tx:
        row = tx.create("person", {"phone": "x", "surname": "Roussel"})
    screens = [read_stamps(str(_person(office, row)["stamps"]))]
    for name, value, screen in steps:
        with store.writer.transaction("") as tx:
            tx.update("person", row, {name: value}, screens[min(screen, len(screens) - 1)])
        screens.insert(0, read_stamps(str(_person(office, row)["stamps"])))
    before = _shown(office, row)
    with writing(store.engine) as connection:
        merge_rows(connection, [("person", row)])
    assert _shown(office, row) == before


def _shown(office: Office, row: str) -> object:
    """Values, the values set aside by field, and the stamps behind each value ever written."""
    found = _person(office, row)
    stamps = read_stamps(str(found["stamps"]))
    with office.desk.reading() as connection:
        query = select(field_head).where(field_head.c.row_id == row)
        heads = sorted((head.field, head.stamp, head.value) for head in connection.execute(query))
    names = ("phone", "town", "email", "surname")
    written = {name: sorted(stamps.get(name) or stamps["*"]) for name in names if found[name] is not None}
    return {name: found[name] for name in names}, heads, written


@pytest.mark.parametrize(
    "statement",
    [
        insert(person).values(id="1", created_at="", updated_at="", stamps="{}"),
        update(person).values(surname="x"),
        person.delete(),
    ],
)
def test_the_guard_refuses_every_other_writer(office: Office, statement: object) -> None:
    with pytest.raises(UnmarkedWriteError), office.desk.store.engine.begin() as connection:
        connection.execute(statement)  # type: ignore[call-overload]


@pytest.mark.parametrize("table", sorted(SYNCED))
def test_the_guard_reads_statements_written_by_hand(office: Office, table: str) -> None:
    for words in (
        "INSERT OR REPLACE INTO {t} (id) VALUES ('1')",
        "  update {t} SET id = id",
        'DELETE FROM "{t}"',
        "REPLACE INTO {t} (id) VALUES ('1')",
    ):
        with pytest.raises(UnmarkedWriteError), office.desk.store.engine.begin() as connection:
            connection.exec_driver_sql(words.format(t=table))


@pytest.mark.parametrize("name", ["nothing", "id", "stamps", "created_at"])
def test_a_field_that_does_not_travel_is_not_written(office: Office, name: str) -> None:
    with pytest.raises(KeyError), office.desk.store.writer.transaction("") as tx:
        tx.create("person", {name: "x"})


@pytest.mark.parametrize("make", [new_id, lambda: slot_id("dossier", "identity")])
def test_identifiers(make: Callable[[], str]) -> None:
    assert len(make()) == 36


def test_rows_sort_by_the_time_they_were_made_and_slots_are_the_same_everywhere() -> None:
    made = [new_id() for _ in range(50)]
    assert len(set(made)) == 50
    assert all(each[14] == "7" and each[19] in "89ab" for each in made)
    assert slot_id("d", "identity") == slot_id("d", "identity") != slot_id("d", "address")
