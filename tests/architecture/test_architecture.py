"""What the layout of the project promises, checked by a machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture import late_imports
from tests.architecture.structure import PACKAGE, ROOT, circles, import_graph

SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
TOP_LEVEL = {
    "chance_desktop", "resources", "forms", "tests", "packaging", "pyproject.toml", "README.md", "Makefile", "LICENSE",
    "CHANGELOG.md", "CONTRIBUTING.md", ".ci", ".gitignore",
}  # fmt: skip


def test_import_contracts_hold() -> None:
    made = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout


def test_no_module_is_in_a_circle() -> None:
    graph = import_graph()
    assert len(graph) > 500, "the whole package is read"
    assert circles(graph) == []


def test_a_circle_would_be_seen() -> None:
    assert circles({"desk": {"summaries"}, "summaries": {"judging"}, "judging": {"desk"}, "undo": {"desk"}}) == [
        ["desk", "judging", "summaries"]
    ]


def test_every_late_import_has_its_reason_and_every_reason_its_import() -> None:
    counted = Counter(late_imports.found())
    assert set(counted) == set(late_imports.listed())
    assert counted.total() <= late_imports.MOST


def test_the_command_line_never_loads_qt_and_a_listing_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, json; sys.argv = ['chance', '--home', sys.argv[1], 'dossier', 'list', '--json']\n"
        "from chance_desktop.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    demo = "import sys; sys.argv = ['chance', '--home', sys.argv[1], 'demo', '--dossiers', '2']\nfrom chance_desktop.cli.main import run\nrun()"
    subprocess.run([sys.executable, "-c", demo, str(tmp_path / "home")], check=True, capture_output=True)
    made = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "home")], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(made.stderr.strip().splitlines()[-1]))
    assert len(json.loads(made.stdout)) == 2
    assert "PySide6" not in loaded
    assert loaded.isdisjoint({"reportlab", "alembic", "openpyxl", "odfdo", "keyring", "cv2", "PIL"})


def test_top_level_holds_only_what_is_declared() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert {name.split("/")[0] for name in listed} <= TOP_LEVEL


def test_packaging_shadows_no_package() -> None:
    assert not list((ROOT / "packaging").glob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_one_idea(path: Path) -> None:
    text = path.read_text("utf-8")
    if "versions" not in path.parts:
        assert len(text.splitlines()) <= LONGEST_FILE
    assert text.lstrip().startswith('"""'), "a module opens with one sentence that says what it is for"
    assert not re.search("[\u202f\u2011]", text), "the house font has no narrow space and no unbreakable hyphen"


def test_no_lock_names_a_registry_and_every_library_is_hashed() -> None:
    for lock in (ROOT / "packaging/requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
        assert "://" not in text
        names = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line)]
        assert names
        assert text.count("--hash=sha256:") >= len(names)


def test_no_source_names_this_machine() -> None:
    for path in [*SOURCES, *(ROOT / "packaging").glob("*.sh"), ROOT / "Makefile", ROOT / "pyproject.toml"]:
        assert not re.search(r"/(root|work|home)/", path.read_text("utf-8")), path
