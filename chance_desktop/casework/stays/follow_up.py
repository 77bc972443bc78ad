"""A follow-up sheet noted as arrived by mistake: it is awaited again, and its journal says so."""

from __future__ import annotations

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import write_row
from chance_desktop.casework.stays.stays import sheet_slot
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.runtime.words import _


def sheet_not_come(desk: Desk, dossier_id: str, number: int) -> Outcome[None]:
    """The sheet has not arrived after all; what was answered of it stays. Raises `DossierUnknown`."""
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        owner: dict[str, Value] = {"dossier_id": dossier_id, "number": number}
        label = _("Fiche de suivi n° {n} notée reçue par erreur").format(n=number)
        if write_row(work, "follow_up_sheet", sheet_slot(dossier_id, number), owner, {"received_on": ""}):
            work.journal(dossier_id, entry(Event.SHEET_NOT_RECEIVED, number=number))
            work.touch(dossier_id, ChangeKind.FOLLOW_UP_SHEET)
    return work.outcome(None, label)
