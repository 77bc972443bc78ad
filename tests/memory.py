"""How much memory a command holds at most."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

MEGABYTES = int(os.environ.get("CHANCE_MEGABYTES", "160"))
"""How much the tests of memory carry; `make soak` carries half a gigabyte."""


def peak(home: Path, *command: str) -> float:
    """Most memory a command held, in megabytes; it has to succeed."""
    program = [str(Path(sys.executable).with_name("chance")), "--home", str(home), *command]
    held = 0
    with subprocess.Popen(program, stdout=subprocess.DEVNULL) as child:
        # asked while it runs: what the system tells afterwards counts the memory of this very process too
        while child.poll() is None:
            held = max(held, _high_water(child.pid))
            with suppress(subprocess.TimeoutExpired):
                child.wait(0.02)
    assert child.returncode == 0
    return held / 1024


def _high_water(process: int) -> int:
    """Most kilobytes a running process held so far."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
    return 0
