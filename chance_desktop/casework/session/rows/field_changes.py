"""What a change of a row says in the journal: the fields that held something else, with their old and new values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from chance_desktop.casework.session.desk import Work
from chance_desktop.casework.session.rows.row_slots import changed_values
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.parameters import FieldChange
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.rows.kept import field_value


def field_changes(
    table: str, row: Mapping[str, object], values: Mapping[str, Value], of: str = ""
) -> tuple[FieldChange, ...]:
    """The fields that hold another value in `values` than in `row`; `of` names the row where a dossier has several."""
    before = {name: field_value(row, name) if name in row else None for name in values}
    return tuple(
        FieldChange(table, name, before[name], new, of) for name, new in changed_values(before, values).items()
    )


def note_corrections(
    work: Work, dossier_id: str, event: Event, changes: Iterable[FieldChange], on: date | None = None
) -> None:
    """Note the fields that held something else before; what is filled for the first time corrects nothing."""
    corrected = tuple(each for each in changes if each.corrects)
    if corrected:
        work.journal(dossier_id, entry(event, changes=corrected), on)
