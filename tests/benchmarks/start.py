"""From the start of the process to the first paint, and to the list painted; memory then."""

from __future__ import annotations

import compileall
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.figures import Figure, difference, ratio
from tests.benchmarks.homes import demo_home, home_of

_DOSSIERS = 20_000
_TIMES = 7


def figures(homes: Path) -> list[Figure]:
    """The three figures of the start."""
    # An installed application has its bytecode; a fresh checkout, or one used without writing any, has none.
    for package in ("chance_desktop", "tests/benchmarks"):
        compileall.compile_dir(package, quiet=1)
    small, large = demo_home(homes, 23), home_of(homes, _DOSSIERS)
    window = [sys.executable, "-c", "from chance_desktop.desktop.workplace.main import run; run()", "--home"]
    floor = [sys.executable, "-m", "tests.benchmarks.floor"]
    first, bare = _by_turns([*window, str(small), "--first-paint-then-quit"], [*floor, "window"])
    ready, page = _by_turns([*window, str(large), "--ready-then-quit"], [*floor, "list", str(large)])
    return [
        ratio("start to first paint / bare window with an empty table", first[0] / 1000, bare[0] / 1000, 2.5),
        ratio("start to list of 20,000 / same modules, same store, plain table", ready[0] / 1000, page[0] / 1000, 1.6),
        difference("memory then, beyond the same floor", ready[1], page[1], 40, unit="MB"),
    ]


def _by_turns(ours: list[str], reference: list[str]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Median milliseconds and megabytes of both, run by turns once warm."""
    _run(ours), _run(reference)
    pairs = [(_run(ours), _run(reference)) for _each in range(_TIMES)]
    return _medians([pair[0] for pair in pairs]), _medians([pair[1] for pair in pairs])


def _medians(runs: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)


def _run(command: list[str]) -> tuple[float, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    made = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=120)
    found = json.loads(made.stdout.strip().splitlines()[-1])
    return float(found["ready_ms"]), float(found["rss_mb"])
