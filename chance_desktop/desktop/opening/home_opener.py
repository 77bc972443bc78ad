"""What the pages before the work ask of the window that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from chance_desktop.desktop.navigation.tasks import Tasks
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class WindowSilent(ExpectedError):
    """Another window holds the home and does not answer."""

    def __init__(self) -> None:
        super().__init__(
            _("Une fenêtre est déjà ouverte sur ces dossiers, mais elle ne répond pas."),
            _("Attendez qu’elle réponde, ou fermez-la : celle-ci s’ouvrira aussitôt. Rien n’est perdu."),
        )


class HomeOpener(Protocol):
    """Opens the home of this poste, once it is there and its passphrase is known."""

    home: Path
    tasks: Tasks

    def start(self, passphrase: str | None = None) -> None:
        """Open the home, then show what fits."""

    def is_first(self) -> bool:
        """Whether no other window holds the home; this one does then."""

    def let_go(self) -> None:
        """Close the home, whatever is shown of it; `start` opens it again."""
