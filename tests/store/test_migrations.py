"""Migrations: the head is the models, each step goes up and down with rows, and stands on its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.store.engines.engine import make_engine, start_journal
from chance_desktop.store.failures import StoreTooNew
from chance_desktop.store.migrations.runner import configuration, downgrade, upgrade
from chance_desktop.store.opening import SCHEMA_HEAD, create_store, new_key, open_store, schema_revision
from chance_desktop.store.schema.tables import metadata
from chance_desktop.store.search import CREATE

SCRIPTS = ScriptDirectory.from_config(configuration())
STEPS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
FILES = sorted((Path(SCRIPTS.dir) / "versions").glob("[0-9]*.py"))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    key = new_key()
    start_journal(tmp_path / "store.db", key)
    engine = make_engine(tmp_path / "store.db", key)
    yield engine
    engine.dispose()


def _schema(connection: Connection) -> list[tuple[str, ...]]:
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND name NOT LIKE 'sqlite_%'"
    return sorted(tuple(" ".join(str(part).split()) for part in row) for row in connection.execute(text(query)))


def test_the_head_is_the_models(empty: Engine) -> None:
    upgrade(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, metadata)
    assert [each for each in found if "dossier_search" not in str(each)] == []


def test_the_search_index_of_the_first_step_is_the_one_the_store_describes(empty: Engine) -> None:
    upgrade(empty)
    with empty.connect() as connection:
        made = {" ".join(row[3].split()) for row in _schema(connection)}
    wanted = {" ".join(statement.split()) for statement in CREATE if statement.startswith("CREATE")}
    assert wanted <= made


def test_the_head_named_in_code_is_alembics() -> None:
    assert SCRIPTS.get_current_head() == SCHEMA_HEAD
    assert len(SCRIPTS.get_heads()) == 1
    assert sorted(STEPS) == STEPS


OF_NO_TABLE = ("0011",)
"""Steps that only keep former versions out."""


@pytest.mark.parametrize("step", STEPS)
def test_each_step_goes_up_and_down(empty: Engine, step: str) -> None:
    former = STEPS[STEPS.index(step) - 1] if step != STEPS[0] else "base"
    if former != "base":
        upgrade(empty, former)
    with empty.connect() as connection:
        before = _schema(connection)
    upgrade(empty, step)
    with empty.connect() as connection:
        after = _schema(connection)
    assert (after != before) is (step not in OF_NO_TABLE)
    downgrade(empty, former)
    with empty.connect() as connection:
        assert _schema(connection) == before
    upgrade(empty, step)
    with empty.connect() as connection:
        assert _schema(connection) == after


@pytest.mark.parametrize("step", STEPS[1:] or [STEPS[0]])
def test_rows_survive_up_down_up(empty: Engine, step: str) -> None:
    """Rows written before a step are the same after it was taken, undone and taken again; the search finds them."""
    start = STEPS[STEPS.index(step) - 1] if step != STEPS[0] else step
    upgrade(empty, start)
    rows = {
        "setting": "INSERT INTO setting (name, value) VALUES ('branch_name', 'Civray')",
        "change_log": "INSERT INTO change_log VALUES ('d', 1, 's', 't', 'b', 'setting', 'r', '{}')",
    }
    with empty.begin() as connection:
        for statement in rows.values():
            connection.execute(text(statement))
    for _ in range(2):
        upgrade(empty)
        if start != SCHEMA_HEAD:
            downgrade(empty, start)
    upgrade(empty)
    with empty.connect() as connection:
        assert connection.execute(text("SELECT value FROM setting WHERE name = 'branch_name'")).scalar_one() == "Civray"
        assert connection.execute(text("SELECT count(*) FROM change_log")).scalar_one() == 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_stands_on_its_own(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", "." * node.level]
        assert not any(name.startswith((".", "chance_desktop")) for name in names), file.name


def test_an_older_store_is_backed_up_then_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout, key = HomeLayout(tmp_path / "home"), new_key()
    create_store(layout, key)
    engine = make_engine(layout.store, key)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()
    monkeypatch.setattr("chance_desktop.store.migrations.runner.upgrade", lambda engine: _to_head(engine))
    store = open_store(layout, key)
    store.close()
    backups = list(layout.backups.glob("before-migration-*.chance-db"))
    assert len(backups) == 1
    assert schema_revision(backups[0], key) == "0000"
    assert schema_revision(layout.store, key) == SCHEMA_HEAD


def _to_head(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{SCHEMA_HEAD}'"))


def test_a_newer_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    layout, key = HomeLayout(tmp_path / "home"), new_key()
    create_store(layout, key)
    engine = make_engine(layout.store, key)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = layout.store.read_bytes()
    with pytest.raises(StoreTooNew, match="plus récente") as told:
        open_store(layout, key)
    assert told.value.next_step
    assert layout.store.read_bytes() == before
    assert not layout.backups.exists()


def test_a_receipt_kept_beyond_what_was_written_becomes_a_claim(empty: Engine) -> None:
    upgrade(empty, "0005")
    with empty.begin() as connection:
        connection.execute(text("INSERT INTO setting (name, value) VALUES ('seq/here', '12')"))
        for peer, device, seq in (("p", "here", 2**52), ("q", "here", 12), ("p", "there", 40)):
            row = {"peer": peer, "device": device, "seq": seq}
            connection.execute(text("INSERT INTO peer_seen (peer, device, seq) VALUES (:peer, :device, :seq)"), row)
    upgrade(empty)
    with empty.connect() as connection:
        kept = connection.execute(text("SELECT peer, device, seq FROM peer_seen ORDER BY peer, device")).all()
        claims = connection.execute(text("SELECT name, value FROM setting WHERE name LIKE 'claim/%'")).all()
    assert [tuple(each) for each in kept] == [("p", "here", 12), ("p", "there", 40), ("q", "here", 12)]
    assert [tuple(each) for each in claims] == [("claim/p/here", str(2**52))]
