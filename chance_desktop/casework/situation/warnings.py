"""Doubts about what was typed of a situation: said beside the field, they keep nothing from being saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.domain.contact import email_doubt, ml_number_doubt, phone_doubt, postcode_doubt
from chance_desktop.domain.dates import kept_day, long_date
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import SYNCED


def departure_of_stay(connection: Connection, dossier_id: str) -> date | None:
    """The day the stay says the person leaves, once it is planned."""
    days = SYNCED["stay"].c
    query = select(days.outbound_on, days.language_starts_on, days.placement_starts_on)
    row = connection.execute(query.where(days.dossier_id == dossier_id, days.deleted_at.is_(None))).first()
    return kept_day(next((day for day in row if day), None)) if row is not None else None


def doubts_about(values: Mapping[str, object], leaves: date | None) -> dict[str, str]:
    """Doubts, by field; `leaves` is the departure the stay says."""
    checks = {
        "phone": phone_doubt,
        "parent_phone": phone_doubt,
        "email": email_doubt,
        "postcode": postcode_doubt,
        "ml_number": ml_number_doubt,
    }
    found = {code: check(str(values.get(code) or "")) for code, check in checks.items()}
    departure, back = values.get("departure_on"), values.get("return_on")
    if isinstance(departure, date) and leaves is not None and departure != leaves:
        found["departure_on"] = _("l’onglet « Séjour » dit le {day}").format(day=long_date(leaves))
    if isinstance(departure, date) and isinstance(back, date) and back <= departure:
        found["return_on"] = _("le retour est avant le départ, le {day}").format(day=long_date(departure))
    return {code: f"{doubt[:1].upper()}{doubt[1:]}." for code, doubt in found.items() if doubt}
