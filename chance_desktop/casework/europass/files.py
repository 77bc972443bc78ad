"""Europass files from the disk: read whatever they are, so that they can be shown or compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chance_desktop.europass.opening import read_any

if TYPE_CHECKING:
    from chance_desktop.europass.passport.reading import Reading


def read_file(path: Path) -> Reading:
    """The learner a file holds, XML or PDF, and what was not understood. Raises the refusals of `europass.failures`."""
    return read_any(path)
