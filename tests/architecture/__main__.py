"""`python -m tests.architecture`: circles, loose modules, late imports with their reasons, contracts."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.architecture import late_imports
from tests.architecture.structure import ROOMY, ROOT, circles, import_graph, loose_modules


def say(line: str) -> None:
    """A line of the account."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Print the structure; the exit code is 1 when a contract is broken."""
    groups = circles(import_graph())
    say(f"modules in circles: {sum(map(len, groups))}")
    for group in groups:
        say(f"    {', '.join(group)}")
    say("loose modules in a folder (the fullest):")
    for folder, count in loose_modules().most_common(12):
        say(f"    {count:3}  {folder}{'  asks for rooms' if count > ROOMY else ''}")
    reasons, counted = late_imports.listed(), Counter(late_imports.found())
    say(f"late imports: {counted.total()} ({late_imports.MOST} at most)")
    for (importer, imported), times in sorted(counted.items()):
        say(f"    {importer} <- {imported} ({times}): {reasons.get((importer, imported), 'NO REASON')}")
    return subprocess.run([Path(sys.executable).parent / "lint-imports", "--no-logo"], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
