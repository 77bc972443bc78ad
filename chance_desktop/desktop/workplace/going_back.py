"""What can be taken back, and what was: one way back for the whole window."""

from __future__ import annotations

from dataclasses import dataclass, field

from chance_desktop.casework.session.outcome import Undo
from chance_desktop.casework.session.undo import Turn, redo, undo
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class Way:
    """A direction: what turns a step, and the word said of it."""

    turn: Turn
    word: str


UNDOING, REDOING = Way(undo, _("Annulé")), Way(redo, _("Rétabli"))


@dataclass(slots=True)
class WaysBack:
    """The steps done and those taken back, the last one last."""

    done: list[Undo] = field(default_factory=list)
    undone: list[Undo] = field(default_factory=list)

    def keep(self, step: Undo | None) -> None:
        """Something was done: what was taken back before is not done again any more."""
        if step is not None:
            self.done.append(step)
            self.undone.clear()

    def take(self, way: Way) -> Undo | None:
        """The step to turn, or nothing."""
        source = self.done if way is UNDOING else self.undone
        return source.pop() if source else None

    def turned(self, way: Way, step: Undo | None) -> None:
        """It was turned, and `step` turns it again."""
        if step is not None:
            (self.undone if way is UNDOING else self.done).append(step)
