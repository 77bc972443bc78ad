"""The tables of the store: synced rows, local bookkeeping, and what is computed.

A synced row carries its own stamps (`stamps`, see `store.stamps`); its wire names are never renamed or removed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Index, LargeBinary, PrimaryKeyConstraint, Table

from chance_desktop.store import journey_tables, region_tables
from chance_desktop.store.table_kit import Number, Words, code
from chance_desktop.store.table_kit import metadata as metadata
from chance_desktop.store.table_kit import synced as _synced
from chance_desktop.store.table_kit import words as _text

branch = _synced(
    "branch", _text("structure_code"), _text("name"), _text("address"), _text("postcode"), _text("town"),
    _text("phone"), _text("email"),
)  # fmt: skip

counsellor = _synced(
    "counsellor", _text("branch_id"), _text("first_name"), _text("surname"), _text("title"), _text("phone"),
    _text("email"), Column("active", Boolean),
)  # fmt: skip

person = _synced(
    "person",
    _text("surname"), _text("first_name"), _text("birth_date", index=True), _text("sex"), _text("nationality"),
    _text("ml_number", index=True), _text("address"), _text("postcode"), _text("town"), _text("phone"), _text("email"),
    _text("last_class"), _text("diploma"), _text("level_1969"), _text("level_2019"), _text("joined_to"),
)  # fmt: skip

dossier = _synced(
    "dossier",
    _text("person_id", index=True), _text("programme"), _text("structure_code"), _text("branch_id"),
    _text("file_number"), _text("step"), _text("state"), _text("entered_on"), _text("lodged_on"),
    _text("destination_country"), _text("destination_town"), _text("departure_on"), _text("return_on"),
    _text("language"), _text("language_level"), _text("project"), Column("prior_stay", Boolean),
    Column("hosted", Boolean), Column("ml_registered", Boolean), Column("job_seeker", Boolean),
    _text("grant_obstacle"), _text("parent_name"), _text("parent_phone"), _text("arrangements"),
    _text("referent_id"), _text("accompanying_id"), _text("stand_in_id"), _text("stand_in_until"),
    _text("entry_structure"), _text("transfer_to"), _text("transfer_asked_on"), _text("transfer_reason"),
    _text("transfer_refused_on"), _text("met_through"), _text("approach_note"), _text("left_on"), _text("left_step"),
    _text("left_reason"),
)  # fmt: skip

verdict = _synced(
    "verdict", _text("dossier_id", index=True), _text("given_on"), _text("by"), _text("rules_version"),
    _text("overall"), _text("criteria"),
)  # fmt: skip

step_change = _synced(
    "step_change", _text("dossier_id", index=True), _text("from_step"), _text("to_step"), _text("on"),
    _text("reason"), _text("by"),
)  # fmt: skip

piece = _synced(
    "piece",
    _text("dossier_id", index=True), _text("code"), _text("status"), _text("requested_on"), _text("reminded_on"),
    _text("received_on"), _text("checked_on"), _text("proof_on"), _text("expires_on"), _text("reason"),
    _text("appointment_on"), _text("appointment_place"), _text("waiver_motive"), _text("waiver_requested_on"),
    _text("waiver_decision"), _text("waiver_decided_on"),
)  # fmt: skip

letter = _synced(
    "letter",
    _text("dossier_id", index=True), _text("kind"), _text("status"), _text("role"), _text("title"),
    _text("first_name"), _text("surname"), _text("function"), _text("organisation"), _text("address"),
    _text("postcode"), _text("town"), _text("phone"), _text("email"), _text("known_from"), _text("known_to"),
    _text("prepared_on"), _text("requested_on"), _text("reminded_on"), _text("received_on"), _text("checked_on"),
    _text("replaced_on"), _text("replaced_reason"), _text("statement"), _text("statement_on"),
)  # fmt: skip

contact = _synced(
    "contact", _text("dossier_id", index=True), _text("letter_id"), _text("how"), _text("on"), _text("text"),
    _text("by"),
)  # fmt: skip

scan = _synced(
    "scan", _text("dossier_id", index=True), _text("piece_id"), _text("sha256"), Column("size", Number),
    Column("pages", Number), _text("label"), _text("added_on"), _text("by"),
)  # fmt: skip

meeting = _synced(
    "meeting", _text("dossier_id", index=True), _text("on", index=True), _text("at"), _text("place"), _text("kind"),
    _text("with_whom"), _text("cancelled_reason"), _text("mode"), Column("came", Boolean), _text("sponsor_id"),
    _text("report"),
)  # fmt: skip

journal = _synced(
    "journal", _text("dossier_id", index=True), _text("on"), _text("recorded_at"), _text("by"), _text("kind"),
    _text("text"),
)  # fmt: skip

learner = _synced(
    "learner",
    _text("dossier_id", index=True), _text("nationalities"), _text("country"), _text("website"), _text("photo"),
    _text("headline_kind"), _text("headline_fr"), _text("headline_en"), _text("communication_fr"),
    _text("communication_en"), _text("organisational_fr"), _text("organisational_en"), _text("job_related_fr"),
    _text("job_related_en"), _text("other_fr"), _text("other_en"), _text("digital_fr"), _text("digital_en"),
    _text("digital_information"), _text("digital_communication"), _text("digital_content_creation"),
    _text("digital_safety"), _text("digital_problem_solving"), _text("licences"), _text("mother_tongues"),
    _text("kept"),
)  # fmt: skip

learner_entry = _synced(
    "learner_entry",
    _text("dossier_id", index=True), _text("section"), Column("position", Number), _text("language"), _text("since"),
    _text("until"), Column("current", Boolean), _text("title_fr"), _text("title_en"), _text("text_fr"),
    _text("text_en"), _text("organisation"), _text("address"), _text("postcode"), _text("town"), _text("country"),
    _text("website"), _text("code"), _text("level"), _text("sha256"), _text("mime"), _text("documents"), _text("kept"),
)  # fmt: skip

self_assessment = _synced(
    "self_assessment", _text("dossier_id", index=True), _text("language"), _text("moment"), _text("on"),
    _text("listening"), _text("reading"), _text("spoken_interaction"), _text("spoken_production"), _text("writing"),
)  # fmt: skip

cover_letter = _synced(
    "cover_letter",
    _text("dossier_id", index=True), _text("addressee_title"), _text("addressee_first_name"), _text("addressee_surname"),
    _text("addressee_position"), _text("organisation"), _text("address"), _text("postcode"), _text("town"),
    _text("country"), _text("place"), _text("on"), _text("subject_fr"), _text("subject_en"), _text("opening_fr"),
    _text("opening_en"), _text("body_fr"), _text("body_en"), _text("closing_fr"), _text("closing_en"), _text("kept"),
)  # fmt: skip

mobility = _synced(
    "mobility",
    _text("dossier_id", index=True), _text("number_state"), _text("number_requested_on"), _text("number"),
    _text("issued_on"), _text("issuer"), _text("sending_reference"), _text("host_name"), _text("host_kind"),
    _text("host_address"), _text("host_reference"), _text("host_function"), _text("host_phone"), _text("host_email"),
    _text("objective"), _text("qualification"), _text("activities"), _text("job_related"), _text("language_skills"),
    _text("digital"), _text("organisational"), _text("social"), _text("other"), _text("filled_on"), _text("mentor"),
)  # fmt: skip

learning = _synced(
    "learning", _text("dossier_id", index=True), _text("area"), _text("title"), _text("since"), _text("until"),
)  # fmt: skip

learning_sentence = _synced(
    "learning_sentence",
    _text("dossier_id", index=True), _text("learning_id"), Column("position", Number), _text("text_fr"),
    _text("text_en"), _text("proof"), _text("family"), Column("in_cv", Boolean), Column("in_passport", Boolean),
    Column("in_mobility", Boolean),
)  # fmt: skip

answer = _synced(
    "answer", _text("dossier_id", index=True), _text("subject_id", index=True), _text("form"), _text("version"),
    _text("question"), _text("value"), _text("structure_code"),
)  # fmt: skip

erasure = _synced("erasure", _text("kind"), _text("target", index=True))

SYNCED = {
    table.name: table
    for table in (
        branch, counsellor, person, dossier, verdict, step_change, piece, letter, contact, scan, meeting, journal,
        learner, learner_entry, self_assessment, cover_letter, mobility, learning, learning_sentence, answer, erasure,
        *journey_tables.TABLES, *region_tables.TABLES,
    )
}  # fmt: skip
"""Every table whose rows travel, by its wire name."""

STRUCTURED = frozenset(name for name, table in SYNCED.items() if "structure_code" in table.c) - {"dossier", "branch"}
"""Tables whose rows say by themselves whose they are: a row of no dossier is of the Mission Locale it names."""

SHARED_BY_THE_REGION = ""
"""In place of a Mission Locale: what the Region shares with all of them."""

AT_THE_REGION = "region"
"""In place of a Mission Locale: what the Region keeps to itself."""

UNSYNCED_COLUMNS = frozenset({"id", "created_at", "updated_at", "stamps"})
"""Columns of a synced row that are bookkeeping of this store; `deleted_at` travels."""

PARENTS: dict[str, tuple[tuple[str, str], ...]] = {
    table.name: tuple(
        (column, parent)
        for column, parent in (
            ("dossier_id", "dossier"), ("letter_id", "letter"), ("learning_id", "learning"), ("subject_id", "learning"),
            ("event_id", "event"), ("partner_id", "partner"), ("survey_id", "survey"), ("afterwards_id", "afterwards"),
        )
        if column in table.c
    )
    for table in SYNCED.values()
}  # fmt: skip
"""Of which rows a row is a part: pairs of its column and the table it points to."""

FILE_COLUMNS: tuple[Column[Any], ...] = (
    scan.c.sha256, learner_entry.c.sha256, learner.c.photo, journey_tables.library_document.c.sha256,
)  # fmt: skip
"""Where rows name files, by their SHA-256."""

APPENDED = frozenset({"journal", "contact", "verdict", "step_change"})
"""What is only ever added; it does not keep a deleted row in sight."""

change_log = Table(
    "change_log",
    metadata,
    Column("device", code(16), nullable=False),
    Column("seq", Number, nullable=False),
    Column("stamp", code(34), nullable=False),
    Column("tx", code(36), nullable=False),
    Column("by", Words, nullable=False),
    Column("table_name", Words, nullable=False),
    Column("row_id", code(36), nullable=False),
    Column("fields", Words, nullable=False),
    PrimaryKeyConstraint("device", "seq"),
)
Index("ix_change_log_row", change_log.c.row_id)

field_head = Table(
    "field_head",
    metadata,
    Column("table_name", Words, nullable=False),
    Column("row_id", code(36), nullable=False),
    Column("field", Words, nullable=False),
    Column("stamp", code(34), nullable=False),
    Column("value", Words),
    Column("by", Words, nullable=False),
    PrimaryKeyConstraint("table_name", "row_id", "field", "stamp"),
)

parked_change = Table(
    "parked_change",
    metadata,
    Column("device", code(16), nullable=False),
    Column("seq", Number, nullable=False),
    Column("line", Words, nullable=False),
    Column("reason", Words, nullable=False),
    PrimaryKeyConstraint("device", "seq"),
)

covered_span = Table(
    "covered_span",
    metadata,
    Column("device", code(16), nullable=False),
    Column("first", Number, nullable=False),
    Column("last", Number, nullable=False),
    PrimaryKeyConstraint("device", "first", "last"),
)

segment = Table(
    "segment",
    metadata,
    Column("device", code(16), nullable=False),
    Column("first", Number, nullable=False),
    Column("last", Number, nullable=False),
    Column("counts", Words, nullable=False),
    Column("hashes", Words, nullable=False),
    Column("signature", Words, nullable=False),
    PrimaryKeyConstraint("device", "first", "last"),
)

peer_seen = Table(
    "peer_seen",
    metadata,
    Column("peer", code(16), nullable=False),
    Column("device", code(16), nullable=False),
    Column("seq", Number, nullable=False),
    PrimaryKeyConstraint("peer", "device"),
)

peer_blob = Table(
    "peer_blob",
    metadata,
    Column("peer", code(16), nullable=False),
    Column("sha256", code(64), nullable=False),
    PrimaryKeyConstraint("peer", "sha256"),
)

blob_part = Table(
    "blob_part",
    metadata,
    Column("sha256", code(64), nullable=False),
    Column("part", Number, nullable=False),
    Column("parts", Number, nullable=False),
    Column("part_sha256", code(64), nullable=False),
    PrimaryKeyConstraint("sha256", "part"),
)

erased_row = Table("erased_row", metadata, Column("row_id", code(36), primary_key=True))

seen_device = Table(
    "seen_device",
    metadata,
    Column("device", code(16), primary_key=True),
    Column("seq", Number, nullable=False),
)

known_device = Table(
    "known_device",
    metadata,
    Column("device", code(16), primary_key=True),
    Column("role", Words, nullable=False),
    Column("structure_code", Words, nullable=False),
    Column("branch", Words, nullable=False),
    Column("age_recipient", Words, nullable=False),
    Column("signing_key", Words, nullable=False),
    Column("revoked_after", Number),
    Column("replaces", code(16), nullable=False, server_default=""),
    Column("accepted_at", code(32), nullable=False),
)

exchanged_bundle = Table(
    "exchanged_bundle",
    metadata,
    Column("id", Number, primary_key=True),
    Column("direction", Words, nullable=False),
    Column("peer", Words, nullable=False),
    Column("number", Number, nullable=False),
    Column("header_digest", Words, nullable=False),
    Column("first_seq", Number, nullable=False),
    Column("last_seq", Number, nullable=False),
    Column("changes", Number, nullable=False),
    Column("at", code(32), nullable=False),
)
Index("ix_exchanged_bundle_peer", exchanged_bundle.c.peer, exchanged_bundle.c.direction)

setting = Table(
    "setting",
    metadata,
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", code(64), primary_key=True),
    Column("stored_name", code(64), nullable=False),
    Column("size", Number, nullable=False),
    Column("added_at", code(32), nullable=False),
)

sealed_file = Table(
    "sealed_file",
    metadata,
    Column("name", code(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

dossier_summary = Table(
    "dossier_summary",
    metadata,
    Column("number", Number, primary_key=True),
    Column("dossier_id", code(36), nullable=False, unique=True),
    Column("surname", Words, nullable=False),
    Column("first_name", Words, nullable=False),
    Column("sort_name", Words, nullable=False),
    Column("birth_date", Words, nullable=False),
    Column("town", Words, nullable=False),
    Column("file_number", Words, nullable=False),
    Column("search_name", Words, nullable=False),
    Column("search_town", Words, nullable=False),
    Column("search_numbers", Words, nullable=False),
    Column("step", Number, nullable=False),
    Column("step_label", Words, nullable=False),
    Column("phases", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("stage_state", Words, nullable=False),
    Column("received", Number, nullable=False),
    Column("required", Number, nullable=False),
    Column("eligible", Words, nullable=False),
    Column("action_title", Words, nullable=False),
    Column("refresh_on", Words, nullable=False),
    Column("due_on", Words, nullable=False),
    Column("moved_on", Words, nullable=False),
    Column("letter_missing", Number, nullable=False),
    Column("referent_id", Words, nullable=False),
    Column("accompanying_id", Words, nullable=False),
    Column("stand_in_id", Words, nullable=False),
)
for _column in ("sort_name", "birth_date", "town", "step", "moved_on", "action_title", "refresh_on"):
    Index(None, dossier_summary.c.state, dossier_summary.c[_column], dossier_summary.c.file_number)
Index(None, dossier_summary.c.state, dossier_summary.c.letter_missing, dossier_summary.c.moved_on)
Index(None, dossier_summary.c.state, dossier_summary.c.stage_state, dossier_summary.c.moved_on)
Index(None, dossier_summary.c.state, dossier_summary.c.due_on)
