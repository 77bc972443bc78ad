"""How tables are made: one metadata, one naming of indices, types of both engines, the columns every synced row carries.

Texts sort by their characters on both engines: on PostgreSQL a column says so, whatever the database's own order is,
because stamps and days are compared as text. Whole numbers have 64 bits on both.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_BY_CHARACTER = "C"

metadata = MetaData(naming_convention=NAMING)

Words = Text().with_variant(Text(collation=_BY_CHARACTER), "postgresql")
"""A text of any length."""

Number = Integer().with_variant(BigInteger(), "postgresql")
"""A whole number."""


def code(length: int) -> String:
    """A short text, of `length` characters as a rule that no engine enforces: an identifier, a digest, a moment."""
    return String(length).with_variant(Text(collation=_BY_CHARACTER), "postgresql")


def synced(name: str, *columns: Column[object]) -> Table:
    """A table whose rows travel: its own columns between the identifier and the bookkeeping."""
    return Table(
        name,
        metadata,
        Column("id", code(36), primary_key=True),
        *columns,
        Column("created_at", code(32), nullable=False),
        Column("updated_at", code(32), nullable=False),
        Column("deleted_at", code(32)),
        Column("stamps", Words, nullable=False, default="{}"),
        sqlite_with_rowid=True,
    )


def words(name: str, *, index: bool = False) -> Column[object]:
    """A column of text."""
    return Column(name, Words, index=index)
