"""What a use case returns: a result, what changed, and how to undo it; and how long work reports its progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.writer import Written

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a use case changed: kinds of things (`piece`, `letter`, `dossier`…) and ids of dossiers or rows."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Undo:
    """The way back from a change: its French label and the values to put back."""

    label: str
    written: tuple[Written, ...]
    dossiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """Result of a use case that wrote."""

    result: T
    changes: Changes
    undo: Undo | None = None


class Stopped(ExpectedError):
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
