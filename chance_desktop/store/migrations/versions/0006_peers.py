"""What keeps peers in their part: the segments authors sign, and receipts cut to what this store wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_NUMBER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
_BEYOND = """
    FROM peer_seen JOIN setting ON setting.name = 'seq/' || peer_seen.device
    WHERE peer_seen.seq > CAST(setting.value AS BIGINT)
"""


def upgrade() -> None:
    """Make the table; cut the receipts, and keep as claims what they said beyond."""
    op.create_table(
        "segment",
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("first", _NUMBER, nullable=False),
        sa.Column("last", _NUMBER, nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("hashes", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device", "first", "last", name=op.f("pk_segment")),
    )
    op.execute(
        "INSERT INTO setting (name, value) SELECT 'claim/' || peer_seen.peer || '/' || peer_seen.device, "
        f"CAST(peer_seen.seq AS TEXT) {_BEYOND}"
    )
    op.execute(
        "UPDATE peer_seen SET seq = (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'seq/' || peer_seen.device) "
        f"WHERE EXISTS (SELECT 1 FROM setting WHERE name = 'seq/' || peer_seen.device "
        "AND peer_seen.seq > CAST(value AS BIGINT))"
    )


def downgrade() -> None:
    """Drop the table, and forget the claims."""
    op.drop_table("segment")
    op.execute("DELETE FROM setting WHERE name LIKE 'claim/%'")
