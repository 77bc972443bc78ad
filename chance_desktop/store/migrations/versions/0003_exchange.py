"""What an exchange between several postes needs: receipts by device, spans, files in parts, erasures, transfers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_DOSSIER = ("entry_structure", "transfer_to", "transfer_asked_on", "transfer_reason", "transfer_refused_on")


def upgrade() -> None:
    """Make the tables, and add what dossiers and known postes gained."""
    op.create_table(
        "blob_part",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("part_sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "part", name=op.f("pk_blob_part")),
    )
    op.create_table(
        "covered_span",
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("device", "first", "last", name=op.f("pk_covered_span")),
    )
    op.create_table(
        "erased_row",
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_erased_row")),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_target"), "erasure", ["target"], unique=False)
    op.create_table(
        "peer_blob",
        sa.Column("peer", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("peer", "sha256", name=op.f("pk_peer_blob")),
    )
    op.create_table(
        "peer_seen",
        sa.Column("peer", sa.String(length=16), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "device", name=op.f("pk_peer_seen")),
    )
    for name in _DOSSIER:
        op.add_column("dossier", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("known_device", sa.Column("revoked_after", sa.Integer(), nullable=True))
    op.add_column("known_device", sa.Column("replaces", sa.String(length=16), server_default="", nullable=False))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("known_device", "replaces")
    op.drop_column("known_device", "revoked_after")
    for name in reversed(_DOSSIER):
        op.drop_column("dossier", name)
    op.drop_table("peer_seen")
    op.drop_table("peer_blob")
    op.drop_index(op.f("ix_erasure_target"), table_name="erasure")
    op.drop_table("erasure")
    op.drop_table("erased_row")
    op.drop_table("covered_span")
    op.drop_table("blob_part")
