"""Tables of the journey beyond the dossier: meetings of several people, sponsors, partners, stays, surveys, what is shared.

A row without a dossier says whose it is by `structure_code`: a Mission Locale, or nothing for what the Region shares with all.
"""

from __future__ import annotations

from chance_desktop.store.schema.table_kit import synced

event = synced("event", "on")
attendance = synced("attendance", "event_id", "dossier_id")
sponsor = synced("sponsor")
partner = synced("partner")
partner_contact = synced("partner_contact", "partner_id")
offer = synced("offer", "partner_id")
stay = synced("stay", "dossier_id")
lodging = synced("lodging", "dossier_id")
payment = synced("payment", "dossier_id")
follow_up_sheet = synced("follow_up_sheet", "dossier_id")
incident = synced("incident", "dossier_id")
afterwards = synced("afterwards", "former_dossier")
survey = synced("survey", "afterwards_id")
survey_attempt = synced("survey_attempt", "survey_id")
library_document = synced("library_document")
liaison_note = synced("liaison_note", "dossier_id")

TABLES = (
    event, attendance, sponsor, partner, partner_contact, offer, stay, lodging, payment, follow_up_sheet, incident,
    afterwards, survey, survey_attempt, library_document, liaison_note,
)  # fmt: skip
