"""A screen as postes have it, for windows that are drawn with no display: Qt's own would be 800 × 800."""

from __future__ import annotations

import os
from pathlib import Path

_PLATFORM = "QT_QPA_PLATFORM"
_SCREENS = Path(__file__).with_suffix(".json")


def use_offscreen() -> None:
    """Before the application exists; a real display that was chosen is kept."""
    if os.environ.get(_PLATFORM, "offscreen") == "offscreen":
        os.environ[_PLATFORM] = f"offscreen:configfile={_SCREENS}"
