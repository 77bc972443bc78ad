"""The journey beyond the dossier: meetings, sponsors, partners, stays, surveys, the library, and what the Region decides."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TABLES: dict[str, tuple[str, ...]] = {
    "event": (
        "structure_code", "branch_id", "kind", "on", "at", "until", "place", "mode", "theme", "led_by", "guides",
        "held:bool", "cancelled_reason",
    ),
    "attendance": (
        "structure_code", "event_id", "dossier_id", "sponsor_id", "role", "name", "organisation", "at", "came:bool",
    ),
    "sponsor": (
        "structure_code", "first_name", "surname", "town", "phone", "email", "languages", "country", "stay_town",
        "stay_year:int", "grant", "availability", "consent_on", "consent_ended_on", "former_dossier", "note",
    ),
    "partner": (
        "structure_code", "kind", "name", "country", "address", "postcode", "town", "phone", "email", "website",
        "languages", "note", "active:bool",
    ),
    "partner_contact": (
        "structure_code", "partner_id", "title", "first_name", "surname", "function", "phone", "email",
    ),
    "offer": (
        "structure_code", "partner_id", "correspondent_id", "title", "tasks", "sector", "country", "town",
        "language", "language_level", "starts_on", "ends_on", "places:int", "lodging", "conditions",
        "contribution:int", "state",
    ),
    "stay": (
        "dossier_id", "correspondent_id", "centre_id", "company_id", "offer_id", "language_starts_on",
        "language_weeks:int", "placement_starts_on", "placement_weeks:int", "outbound_on", "outbound", "inbound_on",
        "inbound", "mentor_name", "mentor_phone", "mentor_email", "agreement_on", "commitment_on",
        "contribution:int", "early_return_on", "early_return_kind", "early_return_reason", "returned_on",
        "certificate_on",
    ),
    "lodging": (
        "dossier_id", "kind", "since_on", "until_on", "host_name", "address", "phone", "note",
    ),
    "payment": (
        "dossier_id", "label", "amount:int", "due_on", "paid_on", "note",
    ),
    "follow_up_sheet": (
        "dossier_id", "number:int", "due_on", "reminded_on", "received_on",
    ),
    "incident": (
        "dossier_id", "kind", "topic", "on", "text", "solution", "solved_on", "by",
    ),
    "afterwards": (
        "structure_code", "former_dossier", "first_name", "surname", "phone", "email", "entered_on", "returned_on",
        "correspondent", "consent_on", "consent_ended_on",
    ),
    "survey": (
        "structure_code", "afterwards_id", "wave", "state", "closed_on", "how",
    ),
    "survey_attempt": (
        "structure_code", "survey_id", "on", "how", "result", "by",
    ),
    "library_document": (
        "structure_code", "kind", "title", "on", "sha256", "size:int", "file_name", "note", "by",
    ),
    "liaison_note": (
        "dossier_id", "side", "recorded_at", "by", "text", "read_on", "read_by",
    ),
    "correction": (
        "dossier_id", "piece", "reason", "asked_on", "answered_on", "by",
    ),
    "decision": (
        "dossier_id", "outcome", "motive", "decided_on", "by",
    ),
    "placement_search": (
        "dossier_id", "correspondent_id", "offer_id", "asked_on", "answered_on", "answer", "note", "by",
    ),
    "target": (
        "code", "label", "value:int", "since_on", "note",
    ),
    "programme_part": (
        "path", "content", "published_on", "by",
    ),
    "planned_action": (
        "position:int", "phase", "label", "specific:bool", "months", "staff_number", "staff_fte", "qualification",
        "purchases", "services", "other",
    ),
    "tool": (
        "position:int", "name", "function", "users", "format", "transferable:bool",
    ),
    "budget_line": (
        "position:int", "source", "amount:int", "published_share:int", "note",
    ),
}  # fmt: skip
_INDEXED = (
    ("event", "on"), ("attendance", "event_id"), ("attendance", "dossier_id"), ("partner_contact", "partner_id"),
    ("offer", "partner_id"), ("stay", "dossier_id"), ("lodging", "dossier_id"), ("payment", "dossier_id"),
    ("follow_up_sheet", "dossier_id"), ("incident", "dossier_id"), ("afterwards", "former_dossier"),
    ("survey", "afterwards_id"), ("survey_attempt", "survey_id"), ("liaison_note", "dossier_id"),
    ("correction", "dossier_id"), ("decision", "dossier_id"), ("placement_search", "dossier_id"),
)  # fmt: skip
_KINDS = {"": sa.Text, "int": sa.Integer, "bool": sa.Boolean}
_GAINED = {
    "dossier": ("met_through", "approach_note", "left_on", "left_step", "left_reason"),
    "meeting": ("mode", "came:bool", "sponsor_id", "report"),
    "answer": ("structure_code",),
}


def upgrade() -> None:
    """Make the tables, and add what dossiers, meetings and answers gained."""
    for name, columns in _TABLES.items():
        op.create_table(
            name,
            sa.Column("id", sa.String(length=36), nullable=False),
            *(_column(each) for each in columns),
            sa.Column("created_at", sa.String(length=32), nullable=False),
            sa.Column("updated_at", sa.String(length=32), nullable=False),
            sa.Column("deleted_at", sa.String(length=32), nullable=True),
            sa.Column("stamps", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        )
    for table, column in _INDEXED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    for table, columns in _GAINED.items():
        for each in columns:
            op.add_column(table, _column(each))
    op.create_index(op.f("ix_answer_subject_id"), "answer", ["subject_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_index(op.f("ix_answer_subject_id"), table_name="answer")
    for table, columns in _GAINED.items():
        for each in columns:
            op.drop_column(table, each.partition(":")[0])
    for table, column in _INDEXED:
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    for name in _TABLES:
        op.drop_table(name)


def _column(named: str) -> sa.Column[object]:
    """`places:int` is a column of whole numbers; a bare name is one of text."""
    name, _colon, kind = named.partition(":")
    return sa.Column(name, _KINDS[kind](), nullable=True)
