"""Settle a disagreement: one value is chosen, or a third written, over every value anyone had written without seeing it."""

from __future__ import annotations

import json

from sqlalchemy import select

from chance_desktop.casework.desk import Desk
from chance_desktop.casework.outcome import Outcome
from chance_desktop.casework.records import read_record
from chance_desktop.casework.situation import Situation, Value, declared_field, situation, stored_value
from chance_desktop.runtime.words import _
from chance_desktop.store.stamps import read_stamps, stamps_of
from chance_desktop.store.tables import field_head


def settle(desk: Desk, dossier_id: str, code: str, value: Value) -> Outcome[Situation]:
    """Keep `value` for a field of the situation; the values put aside stay noted in the journal.

    Only a settle names every head of a field. Raises `InvalidField` or `NeverStored`; nothing is changed then.
    """
    field = declared_field(desk, code)
    stored = stored_value(field, value)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        row = record.person if field.row == "person" else record.dossier
        query = select(field_head).where(
            field_head.c.table_name == field.row, field_head.c.row_id == row["id"], field_head.c.field == code
        )
        others = work.connection.execute(query).all()
        over = (*stamps_of(read_stamps(row["stamps"]), code), *(head.stamp for head in others))
        work.tx.update(field.row, row["id"], {code: stored}, {code: over})
        put_aside = {str(each) for each in (row[code], *(json.loads(head.value) for head in others)) if each != stored}
        text = _("Désaccord réglé, {label} : {kept}").format(label=field.label, kept=stored or _("rien"))
        if put_aside:
            text += _(" (écarté : {values})").format(values=", ".join(sorted(put_aside)))
        work.journal(dossier_id, "settle", text)
        work.touch(dossier_id, "dossier", "person")
    return work.outcome(situation(desk, dossier_id), _("Désaccord réglé"))
