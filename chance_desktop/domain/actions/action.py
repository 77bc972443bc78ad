"""An action to do on a dossier: what it is, why now, and where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CALM = frozenset({"step", "prepare-stay", "wait"})
"""Codes of actions that no day presses: they do not call « à faire cette semaine »."""


class TargetKind(StrEnum):
    """The kinds of places where an action is done: a tab of the dossier, the sheet of its next step, of a meeting, of a note, of a
    reminder, the sponsors; `none` for one that is only to be known. What follows a colon says which letter, piece, part of the stay,
    kind of meeting or reminder; `pieces:ask` asks for all that are missing."""

    LETTER = "letter"
    PIECE = "piece"
    PIECES = "pieces"
    SITUATION = "situation"
    EUROPASS = "europass"
    STAY = "stay"
    MEETING = "meeting"
    JOURNEY = "journey"
    NOTE = "note"
    REMINDER = "reminder"
    SPONSOR = "sponsor"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NextAction:
    """An action and why now. `target` says where it is done: a kind, and what it is about where there are several
    (`letter:teacher`, `piece:identity`, `situation`, `stay:sheets`)."""

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


@dataclass(frozen=True, slots=True)
class ReminderSituation:
    """What somebody wished to be reminded of, and from which day."""

    id: str
    on: date
    text: str
