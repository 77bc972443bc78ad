"""`python -m tests.touched`: the test files a change touches, one a line, nearest first; what `make check` runs.

A change is what differs from `main` (or from the commit given) and what is not committed yet. A test file is touched when it
changed, or when it imports a module that changed; the fewer imports between them, the nearer. A data file (`forms/`,
`resources/`) touches the tests that name its folder. The long suites are left to `make test`.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.architecture.structure import ROOT, executed_nodes

FOLDERS = ("chance_desktop", "tests")
LONG = frozenset({
    "tests/sync/test_histories.py", "tests/sync/test_long_histories.py", "tests/sync/test_kills.py",
    "tests/sync/test_memory.py", "tests/sync/test_mutations.py", "tests/desktop/test_room.py",
    "tests/desktop/test_every_day.py", "tests/desktop/test_every_day_region.py", "tests/desktop/test_accessible_tree.py",
    "tests/desktop/test_typing_everywhere.py", "tests/desktop/test_pressed_twice.py", "tests/store/test_programs_beside.py",
})  # fmt: skip
MOST = 24
"""Files `make check` begins with; it goes no further than a minute allows (`CHANCE_TEST_SECONDS`)."""
_DATA = ("forms", "resources")


def changed_files(since: str) -> list[str]:
    """Paths that differ from a commit, those not known to git included."""
    told = [("diff", "--name-only", since), ("ls-files", "--others", "--exclude-standard")]
    return sorted({line for arguments in told for line in _git(*arguments).splitlines()})


def base_of_the_change() -> str:
    """Where the change began: the last commit shared with `main`; the last commit, on `main` itself or without it."""
    found = _git("merge-base", "HEAD", "main", check=False).strip()
    return found if found and found != _git("rev-parse", "HEAD").strip() else "HEAD"


def imports_of_files() -> dict[str, set[str]]:
    """By file of the project, the files it imports."""
    known = {_module(path): path for path in _sources()}
    return {path: set(_imported(path, known)) for path in known.values()}


def touched_tests(changed: Iterable[str], imports: dict[str, set[str]]) -> list[str]:
    """Test files that reach a changed file through imports, nearest first."""
    importers: dict[str, set[str]] = {}
    for path, others in imports.items():
        for other in others:
            importers.setdefault(other, set()).add(path)
    seen = dict.fromkeys((path for path in changed if path in imports), 0)
    seen |= dict.fromkeys(_naming(changed, imports), 1)
    ring = list(seen)
    distance = 0
    while ring:
        distance += 1
        ring = [each for path in ring for each in _reached(path, importers, distance) if each not in seen]
        seen |= dict.fromkeys(ring, distance)
        ring = list(dict.fromkeys(ring))
    found = [path for path in seen if Path(path).name.startswith("test_")]
    return sorted(found, key=lambda path: (seen[path], path))


def _reached(path: str, importers: Mapping[str, set[str]], distance: int) -> list[str]:
    """Who imports a file. What prepares every test imports much of the project: it counts only for what changed beside it."""
    beside = distance == 1 and path.startswith("tests/")
    return sorted(each for each in importers.get(path, ()) if beside or Path(each).name != "conftest.py")


def _naming(changed: Iterable[str], imports: Iterable[str]) -> list[str]:
    """Test files whose text names the folder of data that changed."""
    names = {Path(path).parent.name for path in changed if path.split("/")[0] in _DATA}
    tests = [path for path in imports if path.startswith("tests/")]
    return [path for path in tests if any(name in (ROOT / path).read_text("utf-8") for name in names)]


def _sources() -> Iterator[str]:
    for folder in FOLDERS:
        yield from (str(path.relative_to(ROOT).as_posix()) for path in sorted((ROOT / folder).rglob("*.py")))


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imported(path: str, known: dict[str, str]) -> Iterator[str]:
    for statement in executed_nodes(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(statement, ast.ImportFrom) and statement.module in known:
            for alias in statement.names:
                yield known.get(f"{statement.module}.{alias.name}", known[statement.module])
        elif isinstance(statement, ast.Import):
            yield from (known[alias.name] for alias in statement.names if alias.name in known)
    # a test runs with what the folders above it prepare
    if path.startswith("tests/"):
        places = [parent / "conftest.py" for parent in Path(path).parents]
        yield from (
            str(place.as_posix()) for place in places if str(place.as_posix()) in known.values() and str(place) != path
        )


def _git(*arguments: str, check: bool = True) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=check).stdout


def main() -> int:
    """Print what is run, and say on the error output what is left to `make test`."""
    since = "".join(sys.argv[1:2]) or base_of_the_change()
    found = touched_tests(changed_files(since), imports_of_files())
    short = [path for path in found if path not in LONG]
    print(*short[:MOST], sep="\n")  # noqa: T201
    if left := len(found) - len(short[:MOST]):
        print(f"{left} autres fichiers d’épreuves sont laissés à « make test ».", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
