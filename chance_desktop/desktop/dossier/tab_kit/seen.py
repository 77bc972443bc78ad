"""What the form showed when something was typed, so that a save never silently replaces a value nobody saw here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.session.kit.displayed import stamps_but_for
from chance_desktop.casework.situation.situation import Situation, save_fields
from chance_desktop.casework.situation.typing_span import TypingSpan

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.casework.situation.situation import Value


class Seen:
    """The stamps displayed; used on the writer lane alone, where saves follow one another."""

    def __init__(self, situation: Situation | None = None) -> None:
        self._stamps = situation.seen if situation is not None else {}
        self._span = TypingSpan()

    def but_for(self, fields: Collection[str], situation: Situation) -> Seen:
        """What is displayed now, but for fields that still show what they showed; asked for while no save is under way."""
        seen = Seen(situation)
        seen._span = self._span
        seen._stamps = {
            table: stamps_but_for(stamps, fields, self._stamps[table]) if table in self._stamps else stamps
            for table, stamps in situation.seen.items()
        }
        return seen

    def save(
        self, desk: Desk, dossier_id: str, values: Mapping[str, Value], *, typing: bool = False
    ) -> Outcome[Situation]:
        """Save over what was seen; a second save made before the screen is drawn anew has seen the first one, and that alone."""
        outcome = save_fields(desk, dossier_id, values, self._stamps, self._span, typing=typing)
        fresh = outcome.result.seen
        self._stamps = {
            table: stamps_but_for(self._stamps.get(table, stamps), values, stamps) for table, stamps in fresh.items()
        }
        return outcome
