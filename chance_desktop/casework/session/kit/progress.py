"""How long work reports its progress, and how it is stopped."""

from __future__ import annotations

from typing import Protocol

from chance_desktop.runtime.errors import Interrupted
from chance_desktop.runtime.words import _


class Stopped(Interrupted):
    """Long work was stopped by the person; nothing was kept of it."""

    def __init__(self) -> None:
        super().__init__(_("L’opération a été arrêtée."), _("Rien n’a été modifié."))


class Progress(Protocol):
    """Long work advances it; it raises `Stopped` when the person asked to stop."""

    def advance(self, done: int, total: int, what: str) -> None:
        """Say how much is done; `total` is 0 when it is not known."""
        ...


class NoProgress:
    """Progress nobody looks at."""

    def advance(self, done: int, total: int, what: str) -> None:
        """Ignore it."""
