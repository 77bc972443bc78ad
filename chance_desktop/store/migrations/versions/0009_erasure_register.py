"""The register of erasures that the Region signs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_NUMBER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def upgrade() -> None:
    """Make the table; the Region fills it from its erasures when it next signs."""
    op.create_table(
        "erasure_entry",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_erasure_entry")),
    )


def downgrade() -> None:
    """Drop the table, and the list that was signed."""
    op.drop_table("erasure_entry")
    op.execute("DELETE FROM setting WHERE name = 'erasure-register'")
