"""The line of the journal of a piece or a letter whose status is noted: on its way, or corrected with what was said before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chance_desktop.casework.session.rows.field_changes import field_changes
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.parameters import FieldChange
from chance_desktop.domain.journal.wording import Entry, entry
from chance_desktop.domain.rows.pieces import KeptLetter, KeptPiece
from chance_desktop.domain.statuses import Status


def piece_line(code: str, row: KeptPiece | None, former: Status, values: Mapping[str, Value], reason: str) -> Entry:
    """The line of a piece that goes on its way; one that goes back, or one of whose dates changes, is corrected."""
    wanted = Status(str(values["status"]))
    if wanted.rank < former.rank and wanted is not Status.TO_REPLACE:
        back = FieldChange("piece", "status", former.value, wanted.value, code)
        return entry(Event.PIECE_CORRECTED, changes=(back,), reason=reason)
    dates = {name: value for name, value in values.items() if name.endswith("_on")}
    changes = field_changes("piece", row or {}, dates, code)
    if wanted is former and wanted is not Status.REMINDED and any(each.corrects for each in changes):
        return entry(Event.PIECE_CORRECTED, changes=changes, reason=reason)
    return entry(Event.PIECE_MARKED, piece=code, status=wanted.value, reason=reason)


def letter_line(kind: str, row: KeptLetter, wanted: Status, day: date, reason: str) -> Entry:
    """The line of a letter that goes on its way; one that goes back, or whose day changes, is corrected."""
    former = Status(row["status"] or "prepared")
    if wanted.rank < former.rank:
        back = FieldChange("letter", "status", former.value, wanted.value, kind)
        return entry(Event.LETTER_CORRECTED, changes=(back,), reason=reason)
    if wanted is former and wanted is not Status.REMINDED:
        changes = field_changes("letter", row, {f"{wanted.value}_on": day.isoformat()}, kind)
        if changes and changes[0].corrects:
            return entry(Event.LETTER_CORRECTED, changes=changes, reason=reason)
    return entry(Event.LETTER_MARKED, referee=kind, status=wanted.value, reason=reason)
