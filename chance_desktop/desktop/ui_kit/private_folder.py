"""The folder of this person and session for copies that other programs open; it goes when the window closes."""

from __future__ import annotations

import tempfile
from pathlib import Path

_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def private_folder() -> Path:
    """A new folder in it, empty."""
    if not _FOLDERS:
        # a viewer may hold a file still: the system's own tidying takes what is left
        _FOLDERS.append(tempfile.TemporaryDirectory(prefix="chance-", ignore_cleanup_errors=True))
    return Path(tempfile.mkdtemp(dir=_FOLDERS[0].name))


def empty_private_folder() -> None:
    """Take away every copy."""
    while _FOLDERS:
        _FOLDERS.pop().cleanup()
