"""What the form showed when something was typed, so that a save never silently replaces a value nobody saw here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.situation.situation import Situation, save_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.casework.situation.situation import Value


class Seen:
    """The stamps displayed; used on the writer lane alone, where saves follow one another."""

    def __init__(self, situation: Situation | None = None) -> None:
        self._stamps = situation.seen if situation is not None else {}

    def save(self, desk: Desk, dossier_id: str, values: Mapping[str, Value]) -> Outcome[Situation]:
        """Save over what was seen; a second save made before the screen is drawn anew has seen the first one."""
        outcome = save_fields(desk, dossier_id, values, self._stamps)
        self._stamps = outcome.result.seen
        return outcome
