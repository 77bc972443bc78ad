"""How tables are made: one metadata, one naming of indices, and the columns every synced row carries."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, String, Table, Text

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


def synced(name: str, *columns: Column[object]) -> Table:
    """A table whose rows travel: its own columns between the identifier and the bookkeeping."""
    return Table(
        name,
        metadata,
        Column("id", String(36), primary_key=True),
        *columns,
        Column("created_at", String(32), nullable=False),
        Column("updated_at", String(32), nullable=False),
        Column("deleted_at", String(32)),
        Column("stamps", Text, nullable=False, default="{}"),
        sqlite_with_rowid=True,
    )


def words(name: str, *, index: bool = False) -> Column[object]:
    """A column of text."""
    return Column(name, Text, index=index)
