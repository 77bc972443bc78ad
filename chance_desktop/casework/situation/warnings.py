"""Doubts about what was typed of a situation: said beside the field, they keep nothing from being saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.checks import unsound_fields
from chance_desktop.domain.fields.reasons import reason_of
from chance_desktop.domain.people.contact import ml_number_doubt
from chance_desktop.domain.typed.emails import email_doubt
from chance_desktop.domain.typed.periods import ends_before
from chance_desktop.domain.typed.postcodes import postcode_doubt
from chance_desktop.domain.typed.telephones import phone_doubt
from chance_desktop.runtime.words import _, long_date
from chance_desktop.store.schema.tables import SYNCED


def departure_of_stay(connection: Connection, dossier_id: str) -> date | None:
    """The day the stay says the person leaves, once it is planned."""
    days = SYNCED["stay"].c
    query = select(days.outbound_on, days.language_starts_on, days.placement_starts_on)
    row = connection.execute(query.where(days.dossier_id == dossier_id, days.deleted_at.is_(None))).first()
    return kept_day(next((day for day in row if day), None)) if row is not None else None


def never_received(rows: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """Values an earlier version kept and nobody else keeps, by field, with what to do; `rows` by their table."""
    found: dict[str, str] = {}
    for table, row in rows.items():
        values = {name: row[name] for name in FIELDS[table] if name in row}
        found |= {name: " ".join(reason_of(table, name, row[name])) for name in unsound_fields(table, values)}
    return found


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
    if isinstance(departure, date) and (
        back == departure or ends_before(departure, back if isinstance(back, date) else None)
    ):
        found["return_on"] = _("le retour est avant le départ, le {day}").format(day=long_date(departure))
    return {code: f"{doubt[:1].upper()}{doubt[1:]}." for code, doubt in found.items() if doubt}
