"""The key of the scans of a shared store is in the vaults of its desks, no longer in the store.

No table changes: a former version, which would find no key and make another, must not open it any more. The key itself moves when a desk
opens the store: see `store.scans.scan_keys`.
"""

from __future__ import annotations

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Nothing of the tables changes."""


def downgrade() -> None:
    """Nothing did."""
