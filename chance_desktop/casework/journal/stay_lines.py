"""What the journal says of a stay that is planned or changed: the company that takes the young person, the day they leave."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from chance_desktop.casework.session.desk import Work
from chance_desktop.casework.session.rows.field_changes import field_changes, note_corrections
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.rows.stay import KeptStay
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import SYNCED

partner = SYNCED["partner"]


def note_changes(
    work: Work, before: KeptStay, values: Mapping[str, Value], dossier: KeptDossier, travel: Mapping[str, Value]
) -> None:
    """Note another company, another day of departure, and what is corrected.

    `travel` are the fields of the dossier that changed with the stay.
    """
    note_company(
        work, dossier["id"], str(before["company_id"] or ""), str(values.get("company_id", before["company_id"]) or "")
    )
    leaves = kept_day(travel.get("departure_on"))
    if leaves is not None:
        former = kept_day(dossier["departure_on"])
        moved = entry(Event.DEPARTURE_MOVED, day=leaves, former=former)
        work.journal(dossier["id"], moved if former is not None else entry(Event.DEPARTURE_PLANNED, day=leaves))
    # the day the course starts is most often the day of departure: it is told once
    apart = {"company_id", *(name for name, value in values.items() if leaves and value == leaves.isoformat())}
    others = {name: value for name, value in values.items() if name not in apart}
    note_corrections(work, dossier["id"], Event.STAY_CORRECTED, field_changes("stay", before, others))


def note_company(work: Work, dossier_id: str, former: str, company: str) -> None:
    """Note another company, by their rows; nothing when it is the same."""
    if company == former:
        return
    before = _name(work, former) if former else ""
    if company:
        work.journal(dossier_id, entry(Event.COMPANY_GIVEN, name=_name(work, company), former=before))
    else:
        work.journal(dossier_id, entry(Event.COMPANY_LOST, former=before))


def _name(work: Work, row: str) -> str:
    found = work.connection.execute(select(partner.c.name).where(partner.c.id == row)).scalar()
    return str(found or _("Partenaire inconnu"))
