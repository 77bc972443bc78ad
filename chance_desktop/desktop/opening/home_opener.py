"""What the pages before the work ask of the window that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from chance_desktop.desktop.navigation.tasks import Tasks


class HomeOpener(Protocol):
    """Opens the home of this poste, once it is there and its passphrase is known."""

    home: Path
    tasks: Tasks

    def start(self, passphrase: str | None = None) -> None:
        """Open the home, then show what fits."""

    def let_go(self) -> None:
        """Close the home, whatever is shown of it; `start` opens it again."""
