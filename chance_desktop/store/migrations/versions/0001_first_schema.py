"""First schema of the store, with its search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SEARCH_UP = (
    """CREATE VIRTUAL TABLE dossier_search USING fts5(
        search_name, search_town, search_numbers, content='dossier_summary', content_rowid='number',
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')""",
    "INSERT INTO dossier_search(dossier_search, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER dossier_search_insert AFTER INSERT ON dossier_summary BEGIN
        INSERT INTO dossier_search(rowid, search_name, search_town, search_numbers)
        VALUES (new.number, new.search_name, new.search_town, new.search_numbers); END""",
    """CREATE TRIGGER dossier_search_delete AFTER DELETE ON dossier_summary BEGIN
        INSERT INTO dossier_search(dossier_search, rowid, search_name, search_town, search_numbers)
        VALUES ('delete', old.number, old.search_name, old.search_town, old.search_numbers); END""",
    """CREATE TRIGGER dossier_search_update AFTER UPDATE OF search_name, search_town, search_numbers ON dossier_summary
        WHEN old.search_name IS NOT new.search_name OR old.search_town IS NOT new.search_town
            OR old.search_numbers IS NOT new.search_numbers
        BEGIN
        INSERT INTO dossier_search(dossier_search, rowid, search_name, search_town, search_numbers)
        VALUES ('delete', old.number, old.search_name, old.search_town, old.search_numbers);
        INSERT INTO dossier_search(rowid, search_name, search_town, search_numbers)
        VALUES (new.number, new.search_name, new.search_town, new.search_numbers); END""",
)
_SEARCH_DOWN = (
    "DROP TRIGGER dossier_search_update",
    "DROP TRIGGER dossier_search_delete",
    "DROP TRIGGER dossier_search_insert",
    "DROP TABLE dossier_search",
)


def upgrade() -> None:
    """Make every table, then the index of the search."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_name", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "branch",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("structure_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branch")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "change_log",
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.String(length=34), nullable=False),
        sa.Column("tx", sa.String(length=36), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device", "seq", name=op.f("pk_change_log")),
    )
    op.create_index("ix_change_log_row", "change_log", ["row_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("letter_id", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_contact_dossier_id"), "contact", ["dossier_id"], unique=False)
    op.create_table(
        "counsellor",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("branch_id", sa.Text(), nullable=True),
        sa.Column("first_name", sa.Text(), nullable=True),
        sa.Column("surname", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counsellor")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("structure_code", sa.Text(), nullable=True),
        sa.Column("branch_id", sa.Text(), nullable=True),
        sa.Column("file_number", sa.Text(), nullable=True),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("entered_on", sa.Text(), nullable=True),
        sa.Column("lodged_on", sa.Text(), nullable=True),
        sa.Column("destination_country", sa.Text(), nullable=True),
        sa.Column("destination_town", sa.Text(), nullable=True),
        sa.Column("departure_on", sa.Text(), nullable=True),
        sa.Column("return_on", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("language_level", sa.Text(), nullable=True),
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("prior_stay", sa.Boolean(), nullable=True),
        sa.Column("hosted", sa.Boolean(), nullable=True),
        sa.Column("ml_registered", sa.Boolean(), nullable=True),
        sa.Column("job_seeker", sa.Boolean(), nullable=True),
        sa.Column("grant_obstacle", sa.Text(), nullable=True),
        sa.Column("parent_name", sa.Text(), nullable=True),
        sa.Column("parent_phone", sa.Text(), nullable=True),
        sa.Column("arrangements", sa.Text(), nullable=True),
        sa.Column("referent_id", sa.Text(), nullable=True),
        sa.Column("accompanying_id", sa.Text(), nullable=True),
        sa.Column("stand_in_id", sa.Text(), nullable=True),
        sa.Column("stand_in_until", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_dossier_person_id"), "dossier", ["person_id"], unique=False)
    op.create_table(
        "dossier_summary",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.String(length=36), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("file_number", sa.Text(), nullable=False),
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("search_town", sa.Text(), nullable=False),
        sa.Column("search_numbers", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("step_label", sa.Text(), nullable=False),
        sa.Column("phases", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage_state", sa.Text(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("required", sa.Integer(), nullable=False),
        sa.Column("eligible", sa.Text(), nullable=False),
        sa.Column("action_title", sa.Text(), nullable=False),
        sa.Column("refresh_on", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("moved_on", sa.Text(), nullable=False),
        sa.Column("letter_missing", sa.Integer(), nullable=False),
        sa.Column("referent_id", sa.Text(), nullable=False),
        sa.Column("accompanying_id", sa.Text(), nullable=False),
        sa.Column("stand_in_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_dossier_summary")),
        sa.UniqueConstraint("dossier_id", name=op.f("uq_dossier_summary_dossier_id")),
    )
    op.create_index(
        op.f("ix_dossier_summary_state_action_title_file_number"),
        "dossier_summary",
        ["state", "action_title", "file_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dossier_summary_state_birth_date_file_number"),
        "dossier_summary",
        ["state", "birth_date", "file_number"],
        unique=False,
    )
    op.create_index(op.f("ix_dossier_summary_state_due_on"), "dossier_summary", ["state", "due_on"], unique=False)
    op.create_index(
        op.f("ix_dossier_summary_state_letter_missing_moved_on"),
        "dossier_summary",
        ["state", "letter_missing", "moved_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dossier_summary_state_moved_on_file_number"),
        "dossier_summary",
        ["state", "moved_on", "file_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dossier_summary_state_refresh_on_file_number"),
        "dossier_summary",
        ["state", "refresh_on", "file_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dossier_summary_state_sort_name_file_number"),
        "dossier_summary",
        ["state", "sort_name", "file_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dossier_summary_state_stage_state_moved_on"),
        "dossier_summary",
        ["state", "stage_state", "moved_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dossier_summary_state_step_file_number"),
        "dossier_summary",
        ["state", "step", "file_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dossier_summary_state_town_file_number"),
        "dossier_summary",
        ["state", "town", "file_number"],
        unique=False,
    )
    op.create_table(
        "exchanged_bundle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("peer", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("header_digest", sa.Text(), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchanged_bundle")),
    )
    op.create_index("ix_exchanged_bundle_peer", "exchanged_bundle", ["peer", "direction"], unique=False)
    op.create_table(
        "field_head",
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("stamp", sa.String(length=34), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "row_id", "field", "stamp", name=op.f("pk_field_head")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_journal_dossier_id"), "journal", ["dossier_id"], unique=False)
    op.create_table(
        "known_device",
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("structure_code", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("age_recipient", sa.Text(), nullable=False),
        sa.Column("signing_key", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_known_device")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("first_name", sa.Text(), nullable=True),
        sa.Column("surname", sa.Text(), nullable=True),
        sa.Column("function", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("known_from", sa.Text(), nullable=True),
        sa.Column("known_to", sa.Text(), nullable=True),
        sa.Column("prepared_on", sa.Text(), nullable=True),
        sa.Column("requested_on", sa.Text(), nullable=True),
        sa.Column("reminded_on", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Text(), nullable=True),
        sa.Column("replaced_on", sa.Text(), nullable=True),
        sa.Column("replaced_reason", sa.Text(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("statement_on", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_letter_dossier_id"), "letter", ["dossier_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("cancelled_reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_meeting_dossier_id"), "meeting", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_meeting_on"), "meeting", ["on"], unique=False)
    op.create_table(
        "parked_change",
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device", "seq", name=op.f("pk_parked_change")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("surname", sa.Text(), nullable=True),
        sa.Column("first_name", sa.Text(), nullable=True),
        sa.Column("birth_date", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("nationality", sa.Text(), nullable=True),
        sa.Column("ml_number", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("last_class", sa.Text(), nullable=True),
        sa.Column("diploma", sa.Text(), nullable=True),
        sa.Column("level_1969", sa.Text(), nullable=True),
        sa.Column("level_2019", sa.Text(), nullable=True),
        sa.Column("joined_to", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_person_birth_date"), "person", ["birth_date"], unique=False)
    op.create_index(op.f("ix_person_ml_number"), "person", ["ml_number"], unique=False)
    op.create_table(
        "piece",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("requested_on", sa.Text(), nullable=True),
        sa.Column("reminded_on", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Text(), nullable=True),
        sa.Column("proof_on", sa.Text(), nullable=True),
        sa.Column("expires_on", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("appointment_on", sa.Text(), nullable=True),
        sa.Column("appointment_place", sa.Text(), nullable=True),
        sa.Column("waiver_motive", sa.Text(), nullable=True),
        sa.Column("waiver_requested_on", sa.Text(), nullable=True),
        sa.Column("waiver_decision", sa.Text(), nullable=True),
        sa.Column("waiver_decided_on", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_piece_dossier_id"), "piece", ["dossier_id"], unique=False)
    op.create_table(
        "scan",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("piece_id", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("added_on", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_scan_dossier_id"), "scan", ["dossier_id"], unique=False)
    op.create_table(
        "seen_device",
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_seen_device")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "step_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("from_step", sa.Text(), nullable=True),
        sa.Column("to_step", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_change")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_step_change_dossier_id"), "step_change", ["dossier_id"], unique=False)
    op.create_table(
        "verdict",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("given_on", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("rules_version", sa.Text(), nullable=True),
        sa.Column("overall", sa.Text(), nullable=True),
        sa.Column("criteria", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_verdict_dossier_id"), "verdict", ["dossier_id"], unique=False)

    for statement in _SEARCH_UP:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Take them all away."""
    for statement in _SEARCH_DOWN:
        op.execute(sa.text(statement))
    op.drop_index(op.f("ix_verdict_dossier_id"), table_name="verdict")
    op.drop_table("verdict")
    op.drop_index(op.f("ix_step_change_dossier_id"), table_name="step_change")
    op.drop_table("step_change")
    op.drop_table("setting")
    op.drop_table("seen_device")
    op.drop_index(op.f("ix_scan_dossier_id"), table_name="scan")
    op.drop_table("scan")
    op.drop_index(op.f("ix_piece_dossier_id"), table_name="piece")
    op.drop_table("piece")
    op.drop_index(op.f("ix_person_ml_number"), table_name="person")
    op.drop_index(op.f("ix_person_birth_date"), table_name="person")
    op.drop_table("person")
    op.drop_table("parked_change")
    op.drop_index(op.f("ix_meeting_on"), table_name="meeting")
    op.drop_index(op.f("ix_meeting_dossier_id"), table_name="meeting")
    op.drop_table("meeting")
    op.drop_index(op.f("ix_letter_dossier_id"), table_name="letter")
    op.drop_table("letter")
    op.drop_table("known_device")
    op.drop_index(op.f("ix_journal_dossier_id"), table_name="journal")
    op.drop_table("journal")
    op.drop_table("field_head")
    op.drop_index("ix_exchanged_bundle_peer", table_name="exchanged_bundle")
    op.drop_table("exchanged_bundle")
    op.drop_index(op.f("ix_dossier_summary_state_town_file_number"), table_name="dossier_summary")
    op.drop_index(op.f("ix_dossier_summary_state_step_file_number"), table_name="dossier_summary")
    op.drop_index(op.f("ix_dossier_summary_state_stage_state_moved_on"), table_name="dossier_summary")
    op.drop_index(op.f("ix_dossier_summary_state_sort_name_file_number"), table_name="dossier_summary")
    op.drop_index(op.f("ix_dossier_summary_state_refresh_on_file_number"), table_name="dossier_summary")
    op.drop_index(op.f("ix_dossier_summary_state_moved_on_file_number"), table_name="dossier_summary")
    op.drop_index(op.f("ix_dossier_summary_state_letter_missing_moved_on"), table_name="dossier_summary")
    op.drop_index(op.f("ix_dossier_summary_state_due_on"), table_name="dossier_summary")
    op.drop_index(op.f("ix_dossier_summary_state_birth_date_file_number"), table_name="dossier_summary")
    op.drop_index(op.f("ix_dossier_summary_state_action_title_file_number"), table_name="dossier_summary")
    op.drop_table("dossier_summary")
    op.drop_index(op.f("ix_dossier_person_id"), table_name="dossier")
    op.drop_table("dossier")
    op.drop_table("counsellor")
    op.drop_index(op.f("ix_contact_dossier_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index("ix_change_log_row", table_name="change_log")
    op.drop_table("change_log")
    op.drop_table("branch")
    op.drop_table("blob")
