"""What a use case returns: a result, what changed, and how to undo it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from chance_desktop.casework.session.change_kinds import ChangeKind

if TYPE_CHECKING:
    from chance_desktop.store.writing.writer import Written

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a use case changed: kinds of things and ids of dossiers or rows."""

    kinds: frozenset[ChangeKind] = frozenset()
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
