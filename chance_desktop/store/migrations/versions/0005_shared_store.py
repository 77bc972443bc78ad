"""What a store several desks share needs: sealed files in a table, and a counter of changes by device."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_OWN = "(SELECT value FROM setting WHERE name = 'device')"


def upgrade() -> None:
    """Make the table, and name the counter after its device."""
    op.create_table(
        "sealed_file",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sealed_file")),
    )
    op.execute(f"UPDATE setting SET name = 'seq/' || {_OWN} WHERE name = 'seq' AND {_OWN} IS NOT NULL")


def downgrade() -> None:
    """Drop the table, and give the counter its former name."""
    op.execute(f"UPDATE setting SET name = 'seq' WHERE name = 'seq/' || {_OWN}")
    op.execute("DELETE FROM setting WHERE name LIKE 'seq/%'")
    op.drop_table("sealed_file")
