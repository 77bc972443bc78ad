"""What is saved while someone goes on typing: the journal tells of it once, when the sentence is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chance_desktop.casework.session.rows.field_changes import field_changes
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.parameters import FieldChange


class TypingSpan:
    """The fields saved since the first key, with what each held before; used on the writer lane alone."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, str], Value] = {}

    def goes_on(self, changes: Iterable[FieldChange]) -> None:
        """These were saved, and the sentence is not over."""
        for each in changes:
            self._before.setdefault((each.table, each.field), each.old)

    def whole(self, changes: Iterable[FieldChange], rows: Mapping[str, Mapping[str, Value]]) -> tuple[FieldChange, ...]:
        """Every field from what it held before the first key to what `rows` hold now."""
        self.goes_on(changes)
        return tuple(
            change
            for (table, field), before in self._before.items()
            for change in field_changes(table, {field: before}, {field: rows[table][field]})
        )

    def end(self) -> None:
        """It is told."""
        self._before.clear()
