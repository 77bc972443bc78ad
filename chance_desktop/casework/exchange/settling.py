"""Settle a disagreement of the situation: one value is chosen, or a third written, over every value anyone had written."""

from __future__ import annotations

from chance_desktop.casework.exchange.disagreements import settle_field
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.situation.situation import Situation, Value, declared_field, situation, stored_value


def settle(desk: Desk, dossier_id: str, code: str, value: Value) -> Outcome[Situation]:
    """Keep `value` for a field of the situation; the values put aside stay noted in the journal.

    Raises `InvalidField`, `NeverStored` or `SettledAlready`; nothing is changed then.
    """
    field = declared_field(desk, code)
    stored = stored_value(field, value, desk.today())
    with desk.reading() as connection:
        record = read_record(connection, dossier_id)
    row = record.person if field.row == "person" else record.dossier
    done = settle_field(desk, f"{field.row}/{row['id']}/{code}", stored)
    return Outcome(situation(desk, dossier_id), done.changes, done.undo)
