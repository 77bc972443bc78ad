"""Where an action of a dossier is done, each kind of place declared once: the tab that shows it, and the icon of its button.

A target is a kind, and what it is about after a colon where there are several: `letter:teacher`, `stay:sheets`.
"""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.domain.actions.action import NextAction, TargetKind


@dataclass(frozen=True, slots=True)
class Place:
    """A tab of the dossier's page, or none for what opens over any; the icon of what leads there."""

    tab: str = ""
    icon: str = "arrow-right"


PLACES = {
    TargetKind.LETTER: Place("letters", "send"),
    TargetKind.PIECE: Place("pieces", "list-checks"),
    TargetKind.PIECES: Place("pieces", "list-checks"),
    TargetKind.SITUATION: Place("situation", "pencil"),
    TargetKind.EUROPASS: Place("europass"),
    TargetKind.STAY: Place("stay", "map-pin"),
    TargetKind.MEETING: Place(icon="calendar-days"),
    TargetKind.JOURNEY: Place(),
    TargetKind.NOTE: Place(),
    TargetKind.REMINDER: Place(),
    TargetKind.SPONSOR: Place(),
    TargetKind.NONE: Place(),
}
"""Every kind."""


def place_of(target: str) -> Place:
    """Where a target is; nowhere in particular for an empty one. Raises `ValueError` for a kind nobody declared."""
    return PLACES[TargetKind(target.partition(":")[0])] if target else Place()


def action_icon(action: NextAction) -> str:
    """The icon of an action's button; a reminder is told by its own."""
    return "bell-ring" if "remind" in action.code else place_of(action.target).icon
