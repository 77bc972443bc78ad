"""Copies in clear that another program shows: in one private folder, emptied when a home opens, when it closes and after an hour.

What cannot be avoided: a program that shows a copy may keep one of its own (a draft in a mail program, a print queue).
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from chance_desktop.runtime import computer_time
from chance_desktop.runtime.files import told_by_place, write_whole
from chance_desktop.runtime.paths import HomeLayout

KEPT_SECONDS = 3600.0
_WORKING = ("chance-????????", "echange-*")
"""Names of the folders a backup, a rehearsal or an exchange works in."""


def clear_copy(layout: HomeLayout, name: str, content: bytes) -> Path:
    """A copy only this person can read, under its own name; it cannot be written over, so that nobody works on it by mistake.

    Raises `StoreFull` or `ReadOnlyHome`.
    """
    place = layout.clear
    with told_by_place(place.parent):
        place.mkdir(mode=0o700, exist_ok=True)
        _check_own(place)
        folder = Path(tempfile.mkdtemp(prefix=f"{computer_time.now_ms()}-", dir=place))
    copy = folder / Path(name).name
    write_whole(copy, content, private=True, place=place.parent)
    copy.chmod(0o400)
    return copy


def empty_clear_copies(layout: HomeLayout, older_than: float = 0.0) -> int:
    """Erase the copies made more than this many seconds ago; how many are left, held by the program that shows them."""
    left = 0
    limit = computer_time.now_ms() - int(older_than * 1000)
    with suppress(OSError):
        for folder in layout.clear.iterdir():
            if _made_at(folder) <= limit:
                _erase(folder)
            left += folder.exists()
        if not left:
            layout.clear.rmdir()
    return left


def _made_at(folder: Path) -> int:
    """When a copy was made: its folder says so; what says nothing is old."""
    told = folder.name.partition("-")[0]
    return int(told) if told.isdecimal() else 0


def clean_behind(layout: HomeLayout) -> None:
    """Erase what a program that was killed left: copies in clear, and folders it worked in."""
    empty_clear_copies(layout)
    for pattern in _WORKING:
        for folder in layout.root.glob(pattern):
            shutil.rmtree(folder, ignore_errors=True)


def _check_own(place: Path) -> None:
    """Raises `PermissionError` for a folder that someone else put there, where the system knows owners."""
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise PermissionError(errno.EACCES, "not a folder")
    if sys.platform != "win32":
        if found.st_uid != os.getuid():
            raise PermissionError(errno.EACCES, "the folder of another person")
        place.chmod(0o700)


def _erase(folder: Path) -> None:
    for path in folder.glob("*"):
        with suppress(OSError):
            path.chmod(0o600)  # Windows erases no file that cannot be written
    shutil.rmtree(folder, ignore_errors=True)
