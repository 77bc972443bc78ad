"""The numbers a dossier had before the Region gave it another, because two had the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column."""
    op.add_column("dossier", sa.Column("former_numbers", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("dossier", "former_numbers")
