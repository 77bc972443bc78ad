"""The tables of the store: synced rows, local bookkeeping, and what is computed.

A synced row carries its own stamps (`stamps`, see `store.writing.stamps`); its wire names are never renamed or removed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, LargeBinary, PrimaryKeyConstraint, Table

from chance_desktop.domain.fields import TABLES as DECLARED
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.store.schema import journey_tables, region_tables
from chance_desktop.store.schema.table_kit import Number, Words, code, synced
from chance_desktop.store.schema.table_kit import metadata as metadata

branch = synced("branch")
counsellor = synced("counsellor")
person = synced("person", "birth_date", "ml_number")
dossier = synced("dossier", "person_id")
verdict = synced("verdict", "dossier_id")
step_change = synced("step_change", "dossier_id")
piece = synced("piece", "dossier_id")
letter = synced("letter", "dossier_id")
contact = synced("contact", "dossier_id")
scan = synced("scan", "dossier_id")
meeting = synced("meeting", "dossier_id", "on")
journal = synced("journal", "dossier_id")
journal_detail = synced("journal_detail", "dossier_id", "journal_id")
reminder = synced("reminder", "dossier_id")
learner = synced("learner", "dossier_id")
learner_entry = synced("learner_entry", "dossier_id")
self_assessment = synced("self_assessment", "dossier_id")
cover_letter = synced("cover_letter", "dossier_id")
mobility = synced("mobility", "dossier_id")
learning = synced("learning", "dossier_id")
learning_sentence = synced("learning_sentence", "dossier_id")
answer = synced("answer", "dossier_id", "subject_id")
erasure = synced("erasure", "target")

SYNCED = {
    table.name: table
    for table in (
        branch, counsellor, person, dossier, verdict, step_change, piece, letter, contact, scan, meeting, journal,
        journal_detail, reminder, learner, learner_entry, self_assessment, cover_letter, mobility, learning, learning_sentence, answer, erasure,
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
    name: tuple((field.name, field.part_of) for field in table.fields if field.part_of)
    for name, table in DECLARED.items()
}
"""Of which rows a row is a part: pairs of its column and the table it points to."""

FILE_COLUMNS: tuple[Column[Any], ...] = tuple(
    SYNCED[name].c[field.name]
    for name, table in DECLARED.items()
    for field in table.fields
    if field.kind is Kind.DIGEST
)
"""Where rows name files, by their SHA-256."""

APPENDED = frozenset(name for name, table in DECLARED.items() if table.appended)
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

erasure_entry = Table(
    "erasure_entry",
    metadata,
    Column("number", Number, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("target", code(36), nullable=False),
    Column("day", code(10), nullable=False),
)

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
