"""The tests a change touches are found by what they import, the nearest first."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.structure import ROOT
from tests.touched import LONG, imports_of_files, touched_tests

IMPORTS = {
    "chance_desktop/a.py": set[str](),
    "chance_desktop/b.py": {"chance_desktop/a.py"},
    "tests/test_a.py": {"chance_desktop/a.py"},
    "tests/test_b.py": {"chance_desktop/b.py"},
    "tests/test_c.py": set[str](),
}


def test_a_test_is_touched_by_what_it_imports_even_through_another_module() -> None:
    assert touched_tests(["chance_desktop/a.py"], IMPORTS) == ["tests/test_a.py", "tests/test_b.py"]
    assert touched_tests(["chance_desktop/b.py"], IMPORTS) == ["tests/test_b.py"]
    assert touched_tests(["tests/test_c.py"], IMPORTS) == ["tests/test_c.py"]
    assert touched_tests(["README.md"], IMPORTS) == []


def test_the_imports_of_the_project_are_those_it_has() -> None:
    imports = imports_of_files()
    assert {"chance_desktop/runtime/computer_time.py", "tests/days.py"} <= imports[
        "tests/runtime/test_computer_time.py"
    ]
    assert "tests/conftest.py" in imports["tests/desktop/test_agenda.py"], "with what is prepared for it"
    nearest = touched_tests(["chance_desktop/runtime/computer_time.py"], imports)
    assert nearest.index("tests/runtime/test_computer_time.py") < nearest.index("tests/desktop/test_agenda.py")
    assert "tests/architecture/test_touched.py" not in nearest


def test_declared_data_touch_the_tests_that_name_their_folder() -> None:
    changed = ["forms/une-chance-pour-l-europe/programme.toml"]
    found = touched_tests(changed, imports_of_files())
    assert found
    assert any("une-chance-pour-l-europe" in (ROOT / path).read_text("utf-8") for path in found)


def test_the_long_suites_exist() -> None:
    assert [path for path in LONG if not Path(ROOT, path).exists()] == []
