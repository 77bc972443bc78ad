"""What is read from the store has a class each, written from the declarations: no name misspelt, no value of another kind."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest
from sqlalchemy import select

import chance_desktop
from chance_desktop.domain.fields import TABLES
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.rows.person import KeptPerson
from chance_desktop.store.rows import kept_row, kept_rows, row_of
from chance_desktop.store.schema.tables import SYNCED
from tests.architecture.row_classes import ROOM, class_name, declared, modules
from tests.conftest import Office

PACKAGE = Path(chance_desktop.__file__).parent
_MAPPING = re.compile(r"(?:dict|Mapping)\[str, Any\]")
_AS_MAPPING = frozenset({"_asdict", "mappings"})

NO_ROWS = {
    "casework/demo/replay.py": "the people of the demonstration, from their JSON",
    "casework/region/directory.py": "offices and partners of a TOML file of the programme",
    "cli/dossiers/dossier.py": "what somebody typed, from JSON",
    "cli/dossiers/dossier_json.py": "what is printed, as JSON",
    "domain/soundness/toml_text.py": "the TOML files of the programme, before they are typed",
    "domain/text/toml_tables.py": "a TOML file as it was written",
    "europass/tree/reader.py": "what an XML file said, by its own names",
    "store/engines/engine.py": "options of SQLAlchemy",
    "sync/mailboxes/systems.py": "what a file system tells of a file",
}
"""Where a mapping of anything is no row of the store, and what it is."""


def test_the_classes_are_those_the_fields_declare() -> None:
    written = {path.name: path.read_text("utf-8") for path in ROOM.glob("*.py")}
    del written["__init__.py"], written["kept.py"]
    assert written == modules(), "python -m tests.architecture.row_classes"


def test_every_table_that_travels_has_its_class_with_every_column() -> None:
    classes = {
        table.name: vars(__import__(f"chance_desktop.domain.rows.{module}", fromlist=["*"]))[class_name(table)]
        for module, tables in declared()
        for table in tables
    }
    assert set(classes) == set(TABLES) == set(SYNCED)
    for name, kind in classes.items():
        assert kind.__required_keys__ == set(SYNCED[name].c.keys())
        for column, held in get_type_hints(kind).items():
            assert SYNCED[name].c[column].type.python_type in (held, *getattr(held, "__args__", ()))


def test_a_row_read_as_another_class_is_refused(office: Office) -> None:
    with office.desk.reading() as connection:
        assert kept_rows(connection, KeptDossier, select(SYNCED["dossier"])) == []
        with pytest.raises(TypeError, match=r"KeptPerson is not made of .*file_number"):
            kept_rows(connection, KeptPerson, select(SYNCED["dossier"]))
        with pytest.raises(TypeError, match="surname"):
            kept_row(connection, KeptPerson, select(SYNCED["person"].c.id))
    with pytest.raises(TypeError, match="sirname"):
        row_of(KeptPerson, {"sirname": "Roussel"})


def test_a_row_shows_nothing_where_nothing_was_said(office: Office) -> None:
    with office.desk.working() as work:
        row = work.tx.create("person", {"surname": "Roussel"})
    with office.desk.reading() as connection:
        found = kept_row(connection, KeptPerson, select(SYNCED["person"]).where(SYNCED["person"].c.id == row))
    assert found is not None
    assert (found["surname"], found["first_name"]) == ("Roussel", None)


def test_a_name_misspelt_is_refused_by_the_types(tmp_path: Path) -> None:
    tried = tmp_path / "tried.py"
    tried.write_text(
        "from chance_desktop.domain.rows.person import KeptPerson\n"
        "def told(row: KeptPerson) -> str:\n"
        '    wrong = row["sirname"]\n'
        '    return row["id"] + row["surname"]\n',
        "utf-8",
    )
    # in a process of its own: it switches the collector of cycles on when it ends
    asked = [sys.executable, "-m", "mypy", str(tried), "--no-incremental", "--follow-imports=silent", "--config-file="]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1, done.stderr
    assert 'has no key "sirname"' in done.stdout
    assert '"None"' in done.stdout, "a field that may be nothing is taken for a text"


def test_no_row_of_the_store_is_a_mapping_of_anything() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if _MAPPING.search(path.read_text("utf-8"))
    }
    assert found == set(NO_ROWS)


def test_rows_become_mappings_in_one_place() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _AS_MAPPING
    }
    assert found == {"store/rows.py"}
