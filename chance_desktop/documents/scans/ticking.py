"""How the reading of a scan tells where it is, and is stopped."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[int, int], None]
"""Told what is done and how much there is; may raise to stop."""


def untold(done: int, total: int) -> None:
    """Nobody looks."""
