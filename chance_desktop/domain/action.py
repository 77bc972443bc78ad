"""An action to do on a dossier: what it is, why now, and where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CALM = frozenset({"step", "prepare-stay", "wait"})
"""Codes of actions that no day presses: they do not call « à faire cette semaine »."""

PLACES = (
    "letter", "piece", "pieces", "situation", "europass", "stay", "journey", "meeting", "note", "reminder", "sponsor", "none",
)  # fmt: skip
"""Where an action is done: a tab of the dossier, the sheet of its next step, of a meeting, of a note, of a reminder, the sponsors; or nowhere.
What follows a colon says which letter, piece, part of the stay or kind of meeting; `pieces:ask` asks for all that are missing."""


@dataclass(frozen=True, slots=True)
class NextAction:
    """An action and why now. `target` says where it is done, one of `PLACES`: `letter:teacher`, `piece:identity`, `journey`."""

    code: str
    title: str
    detail: str
    button: str
    target: str
    due_on: date | None = None
    short: str = ""

    @property
    def in_a_list(self) -> str:
        """The title as a narrow column shows it."""
        return self.short or self.title
