"""What a line of a journal says as data, beside the sentence it was on the day it was written."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "journal_detail",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=True),
        sa.Column("journal_id", sa.Text(), nullable=True),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("parameters", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_detail")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_journal_detail_dossier_id"), "journal_detail", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_journal_detail_journal_id"), "journal_detail", ["journal_id"], unique=False)


def downgrade() -> None:
    """Drop the table; the sentences stay."""
    op.drop_index(op.f("ix_journal_detail_journal_id"), table_name="journal_detail")
    op.drop_index(op.f("ix_journal_detail_dossier_id"), table_name="journal_detail")
    op.drop_table("journal_detail")
