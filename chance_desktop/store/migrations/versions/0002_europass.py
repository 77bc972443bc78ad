"""What Europass documents say of a person, the interview about what was learned, and answers to forms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "answer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("subject_id", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_dossier_id"), "answer", ["dossier_id"], unique=False)
    op.create_table(
        "cover_letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("addressee_title", sa.Text(), nullable=True),
        sa.Column("addressee_first_name", sa.Text(), nullable=True),
        sa.Column("addressee_surname", sa.Text(), nullable=True),
        sa.Column("addressee_position", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("subject_fr", sa.Text(), nullable=True),
        sa.Column("subject_en", sa.Text(), nullable=True),
        sa.Column("opening_fr", sa.Text(), nullable=True),
        sa.Column("opening_en", sa.Text(), nullable=True),
        sa.Column("body_fr", sa.Text(), nullable=True),
        sa.Column("body_en", sa.Text(), nullable=True),
        sa.Column("closing_fr", sa.Text(), nullable=True),
        sa.Column("closing_en", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_letter")),
    )
    op.create_index(op.f("ix_cover_letter_dossier_id"), "cover_letter", ["dossier_id"], unique=False)
    op.create_table(
        "learner",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("nationalities", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("headline_kind", sa.Text(), nullable=True),
        sa.Column("headline_fr", sa.Text(), nullable=True),
        sa.Column("headline_en", sa.Text(), nullable=True),
        sa.Column("communication_fr", sa.Text(), nullable=True),
        sa.Column("communication_en", sa.Text(), nullable=True),
        sa.Column("organisational_fr", sa.Text(), nullable=True),
        sa.Column("organisational_en", sa.Text(), nullable=True),
        sa.Column("job_related_fr", sa.Text(), nullable=True),
        sa.Column("job_related_en", sa.Text(), nullable=True),
        sa.Column("other_fr", sa.Text(), nullable=True),
        sa.Column("other_en", sa.Text(), nullable=True),
        sa.Column("digital_fr", sa.Text(), nullable=True),
        sa.Column("digital_en", sa.Text(), nullable=True),
        sa.Column("digital_information", sa.Text(), nullable=True),
        sa.Column("digital_communication", sa.Text(), nullable=True),
        sa.Column("digital_content_creation", sa.Text(), nullable=True),
        sa.Column("digital_safety", sa.Text(), nullable=True),
        sa.Column("digital_problem_solving", sa.Text(), nullable=True),
        sa.Column("licences", sa.Text(), nullable=True),
        sa.Column("mother_tongues", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner")),
    )
    op.create_index(op.f("ix_learner_dossier_id"), "learner", ["dossier_id"], unique=False)
    op.create_table(
        "learner_entry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=True),
        sa.Column("title_fr", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.Column("text_fr", sa.Text(), nullable=True),
        sa.Column("text_en", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("mime", sa.Text(), nullable=True),
        sa.Column("documents", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner_entry")),
    )
    op.create_index(op.f("ix_learner_entry_dossier_id"), "learner_entry", ["dossier_id"], unique=False)
    op.create_table(
        "learning",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning")),
    )
    op.create_index(op.f("ix_learning_dossier_id"), "learning", ["dossier_id"], unique=False)
    op.create_table(
        "learning_sentence",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("learning_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("text_fr", sa.Text(), nullable=True),
        sa.Column("text_en", sa.Text(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("in_cv", sa.Boolean(), nullable=True),
        sa.Column("in_passport", sa.Boolean(), nullable=True),
        sa.Column("in_mobility", sa.Boolean(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_sentence")),
    )
    op.create_index(op.f("ix_learning_sentence_dossier_id"), "learning_sentence", ["dossier_id"], unique=False)
    op.create_table(
        "mobility",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("number_state", sa.Text(), nullable=True),
        sa.Column("number_requested_on", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("sending_reference", sa.Text(), nullable=True),
        sa.Column("host_name", sa.Text(), nullable=True),
        sa.Column("host_kind", sa.Text(), nullable=True),
        sa.Column("host_address", sa.Text(), nullable=True),
        sa.Column("host_reference", sa.Text(), nullable=True),
        sa.Column("host_function", sa.Text(), nullable=True),
        sa.Column("host_phone", sa.Text(), nullable=True),
        sa.Column("host_email", sa.Text(), nullable=True),
        sa.Column("objective", sa.Text(), nullable=True),
        sa.Column("qualification", sa.Text(), nullable=True),
        sa.Column("activities", sa.Text(), nullable=True),
        sa.Column("job_related", sa.Text(), nullable=True),
        sa.Column("language_skills", sa.Text(), nullable=True),
        sa.Column("digital", sa.Text(), nullable=True),
        sa.Column("organisational", sa.Text(), nullable=True),
        sa.Column("social", sa.Text(), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("filled_on", sa.Text(), nullable=True),
        sa.Column("mentor", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mobility")),
    )
    op.create_index(op.f("ix_mobility_dossier_id"), "mobility", ["dossier_id"], unique=False)
    op.create_table(
        "self_assessment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("moment", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("listening", sa.Text(), nullable=True),
        sa.Column("reading", sa.Text(), nullable=True),
        sa.Column("spoken_interaction", sa.Text(), nullable=True),
        sa.Column("spoken_production", sa.Text(), nullable=True),
        sa.Column("writing", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_assessment")),
    )
    op.create_index(op.f("ix_self_assessment_dossier_id"), "self_assessment", ["dossier_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_self_assessment_dossier_id"), table_name="self_assessment")
    op.drop_table("self_assessment")
    op.drop_index(op.f("ix_mobility_dossier_id"), table_name="mobility")
    op.drop_table("mobility")
    op.drop_index(op.f("ix_learning_sentence_dossier_id"), table_name="learning_sentence")
    op.drop_table("learning_sentence")
    op.drop_index(op.f("ix_learning_dossier_id"), table_name="learning")
    op.drop_table("learning")
    op.drop_index(op.f("ix_learner_entry_dossier_id"), table_name="learner_entry")
    op.drop_table("learner_entry")
    op.drop_index(op.f("ix_learner_dossier_id"), table_name="learner")
    op.drop_table("learner")
    op.drop_index(op.f("ix_cover_letter_dossier_id"), table_name="cover_letter")
    op.drop_table("cover_letter")
    op.drop_index(op.f("ix_answer_dossier_id"), table_name="answer")
    op.drop_table("answer")
