"""What tests leave behind them: programs they started, folders they made, files they hold open. There must be none."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MARK = "CHANCE_TEST_PROCESS"
"""Carried by every program this process starts, and by those they start in turn, even once nobody waits for them."""
_PATIENCE_S = 60
"""How long a program that was told to end may take."""


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """Give this process a temporary folder of its own; at the end it is empty, and no program started meanwhile runs."""
    before = {name: os.environ.get(name) for name in ("TMPDIR", "PYTEST_DEBUG_TEMPROOT", _MARK)}
    place = Path(tempfile.mkdtemp(prefix="chance-tests-"))
    # the folders of pytest stay where they were: it keeps those of the last runs to be looked at
    os.environ["PYTEST_DEBUG_TEMPROOT"] = before["PYTEST_DEBUG_TEMPROOT"] or tempfile.gettempdir()
    marked = mark()
    os.environ |= {"TMPDIR": str(place), _MARK: marked}
    tempfile.tempdir = None
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
        tempfile.tempdir = None
        left = [*_still_running(marked), *(f"folder or file {each.name}" for each in place.iterdir())]
        shutil.rmtree(place, ignore_errors=True)
        assert not left, f"left behind: {left}"


def open_under(folder: Path) -> list[str]:
    """Files of a folder, even those taken away since, that this process still holds open; none where Linux does not tell."""
    found = []
    for number in Path("/proc/self/fd").iterdir() if sys.platform == "linux" else ():
        with suppress(OSError):
            found.append(os.readlink(number))
    return sorted(name for name in found if name.startswith(f"{folder}{os.sep}"))


def mark() -> str:
    """What marks the programs of this process: no other has lived under this number since it began."""
    return f"{os.getpid()}-{time.time_ns()}"


def _still_running(marked: str) -> list[str]:
    """Programs that carry the mark and still run; where the system does not tell, none is known."""
    end = time.monotonic() + _PATIENCE_S
    while (found := programs_marked(marked)) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def programs_marked(marked: str) -> list[str]:
    """What runs under a mark. The watcher Python starts for shared memory is its own, and ends with it."""
    if sys.platform != "linux":
        return []
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            if folder.name.isdigit() and f"{_MARK}={marked}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if line.strip() and "resource_tracker" not in line:
                    found.append(f"program {folder.name} {line.strip()}")
    return found
