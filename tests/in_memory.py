"""Folders of the tests stand in memory where there is room: they are synced to the disk ten times a test, then thrown away.

A process killed at any moment finds there what it would find on a disk. `TMPDIR=/var/tmp make test` has them on a disk.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_PLACE = Path("/dev/shm")
_ROOM = 3 << 30
"""Bytes a whole run may need: what each test makes goes with it, but for those that fail."""


def make_folders_there() -> None:
    """Have `tempfile` and pytest make theirs in memory, in this process and in those it starts."""
    if "TMPDIR" not in os.environ and has_room(_PLACE, Path("/proc/meminfo")):
        os.environ["TMPDIR"] = str(_PLACE)
        tempfile.tempdir = None


def has_room(place: Path, memory: Path) -> bool:
    """Whether folders may be made there, and neither the place nor the memory behind it would be full."""
    with suppress(OSError, KeyError, ValueError):
        told = dict(line.split(":", 1) for line in memory.read_text("ascii").splitlines())
        available = int(told["MemAvailable"].split()[0]) << 10
        return os.access(place, os.W_OK) and min(available, shutil.disk_usage(place).free) > _ROOM
    return False
