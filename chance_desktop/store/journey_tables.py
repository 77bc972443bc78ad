"""Tables of the journey beyond the dossier: meetings of several people, sponsors, partners, stays, surveys, what is shared.

A row without a dossier says whose it is by `structure_code`: a Mission Locale, or nothing for what the Region shares with all.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column

from chance_desktop.store.table_kit import Number
from chance_desktop.store.table_kit import synced as _synced
from chance_desktop.store.table_kit import words as _text

event = _synced(
    "event",
    _text("structure_code"), _text("branch_id"), _text("kind"), _text("on", index=True), _text("at"), _text("until"),
    _text("place"), _text("mode"), _text("theme"), _text("led_by"), _text("guides"), Column("held", Boolean),
    _text("cancelled_reason"),
)  # fmt: skip

attendance = _synced(
    "attendance",
    _text("structure_code"), _text("event_id", index=True), _text("dossier_id", index=True), _text("sponsor_id"),
    _text("role"), _text("name"), _text("organisation"), _text("at"), Column("came", Boolean),
)  # fmt: skip

sponsor = _synced(
    "sponsor",
    _text("structure_code"), _text("first_name"), _text("surname"), _text("town"), _text("phone"), _text("email"),
    _text("languages"), _text("country"), _text("stay_town"), Column("stay_year", Number), _text("grant"),
    _text("availability"), _text("consent_on"), _text("consent_ended_on"), _text("former_dossier"), _text("note"),
)  # fmt: skip

partner = _synced(
    "partner",
    _text("structure_code"), _text("kind"), _text("name"), _text("country"), _text("address"), _text("postcode"),
    _text("town"), _text("phone"), _text("email"), _text("website"), _text("languages"), _text("note"),
    Column("active", Boolean),
)  # fmt: skip

partner_contact = _synced(
    "partner_contact",
    _text("structure_code"), _text("partner_id", index=True), _text("title"), _text("first_name"), _text("surname"),
    _text("function"), _text("phone"), _text("email"),
)  # fmt: skip

offer = _synced(
    "offer",
    _text("structure_code"), _text("partner_id", index=True), _text("correspondent_id"), _text("title"), _text("tasks"),
    _text("sector"), _text("country"), _text("town"), _text("language"), _text("language_level"), _text("starts_on"),
    _text("ends_on"), Column("places", Number), _text("lodging"), _text("conditions"),
    Column("contribution", Number), _text("state"),
)  # fmt: skip

stay = _synced(
    "stay",
    _text("dossier_id", index=True), _text("correspondent_id"), _text("centre_id"), _text("company_id"),
    _text("offer_id"), _text("language_starts_on"), Column("language_weeks", Number), _text("placement_starts_on"),
    Column("placement_weeks", Number), _text("outbound_on"), _text("outbound"), _text("inbound_on"), _text("inbound"),
    _text("mentor_name"), _text("mentor_phone"), _text("mentor_email"), _text("agreement_on"), _text("commitment_on"),
    Column("contribution", Number), _text("early_return_on"), _text("early_return_kind"), _text("early_return_reason"),
    _text("returned_on"), _text("certificate_on"),
)  # fmt: skip

lodging = _synced(
    "lodging",
    _text("dossier_id", index=True), _text("kind"), _text("since_on"), _text("until_on"), _text("host_name"),
    _text("address"), _text("phone"), _text("note"),
)  # fmt: skip

payment = _synced(
    "payment",
    _text("dossier_id", index=True), _text("label"), Column("amount", Number), _text("due_on"), _text("paid_on"),
    _text("note"),
)  # fmt: skip

follow_up_sheet = _synced(
    "follow_up_sheet",
    _text("dossier_id", index=True), Column("number", Number), _text("due_on"), _text("reminded_on"),
    _text("received_on"),
)  # fmt: skip

incident = _synced(
    "incident",
    _text("dossier_id", index=True), _text("kind"), _text("topic"), _text("on"), _text("text"), _text("solution"),
    _text("solved_on"), _text("by"),
)  # fmt: skip

afterwards = _synced(
    "afterwards",
    _text("structure_code"), _text("former_dossier", index=True), _text("first_name"), _text("surname"), _text("phone"),
    _text("email"), _text("entered_on"), _text("returned_on"), _text("correspondent"), _text("consent_on"),
    _text("consent_ended_on"),
)  # fmt: skip

survey = _synced(
    "survey",
    _text("structure_code"), _text("afterwards_id", index=True), _text("wave"), _text("state"), _text("closed_on"),
    _text("how"),
)  # fmt: skip

survey_attempt = _synced(
    "survey_attempt",
    _text("structure_code"), _text("survey_id", index=True), _text("on"), _text("how"), _text("result"), _text("by"),
)  # fmt: skip

library_document = _synced(
    "library_document",
    _text("structure_code"), _text("kind"), _text("title"), _text("on"), _text("sha256"), Column("size", Number),
    _text("file_name"), _text("note"), _text("by"),
)  # fmt: skip

liaison_note = _synced(
    "liaison_note",
    _text("dossier_id", index=True), _text("side"), _text("recorded_at"), _text("by"), _text("text"), _text("read_on"),
    _text("read_by"),
)  # fmt: skip

TABLES = (
    event, attendance, sponsor, partner, partner_contact, offer, stay, lodging, payment, follow_up_sheet, incident,
    afterwards, survey, survey_attempt, library_document, liaison_note,
)  # fmt: skip
