"""What the journal says of a stay that is planned or changed: the company that takes the young person, the day they leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.session.desk import Work
from chance_desktop.casework.session.records import Fields
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day, long_date
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import SYNCED

partner = SYNCED["partner"]


def note_changes(
    work: Work, before: Mapping[str, object], values: Mapping[str, Value], dossier: Fields, travel: Mapping[str, Value]
) -> None:
    """Note another company and another day of departure; `travel` are the fields of the dossier that changed with the stay."""
    company = str(values.get("company_id", before["company_id"]) or "")
    if company != (before["company_id"] or ""):
        work.journal(dossier["id"], "stay", _company(work, company))
    leaves = kept_day(travel.get("departure_on"))
    if leaves is not None:
        work.journal(dossier["id"], "stay", _departure(leaves, kept_day(dossier["departure_on"])))


def _company(work: Work, row: str) -> str:
    if not row:
        return _("Plus d’entreprise d’accueil : le placement est à trouver")
    name = work.connection.execute(select(partner.c.name).where(partner.c.id == row)).scalar()
    return _("Entreprise d’accueil : {name}").format(name=name or _("Partenaire inconnu"))


def _departure(leaves: date, before: date | None) -> str:
    if before is None:
        return _("Départ prévu le {day}").format(day=long_date(leaves, weekday=True))
    told = _("Départ déplacé au {day} (avant : {before})")
    return told.format(day=long_date(leaves, weekday=True), before=long_date(before))
