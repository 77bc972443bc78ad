"""A bundle of the small world of postes, on its way."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.sync.bundle.envelope import Opened


@dataclass(slots=True)
class Message:
    """A bundle, for whom, and by whom."""

    to: str
    opened: Opened
    packed: bytes
    sender: str
