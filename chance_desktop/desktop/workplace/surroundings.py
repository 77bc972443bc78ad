"""What the pages and the window around them know of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Which page was shown, and of which dossier."""

    page: str
    dossier_id: str = ""
    tab: str = ""


class ShellWindow(Protocol):
    """What the pages ask of the window around them."""

    def choose_person(self) -> None:
        """Ask who works here."""

    def lock(self) -> None:
        """Close the store until somebody opens it again."""

    def erase_fictional(self) -> None:
        """Erase a fictional office and begin a real one."""
