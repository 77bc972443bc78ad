"""How tables are made: one metadata, one naming of indices, types of both engines, columns from the declaration of the fields.

Texts sort by their characters on both engines: on PostgreSQL a column says so, whatever the database's own order is,
because stamps and days are compared as text. Whole numbers have 64 bits on both.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

from chance_desktop.domain.fields import TABLES, FieldDeclaration
from chance_desktop.domain.fields.kinds import Kind

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


def synced(name: str, *indexed: str) -> Table:
    """A table whose rows travel: the fields it declares between the identifier and the bookkeeping; `indexed` ones are searched by."""
    return Table(
        name,
        metadata,
        Column("id", code(36), primary_key=True),
        *(Column(field.name, _type(field), index=field.name in indexed) for field in TABLES[name].fields),
        Column("created_at", code(32), nullable=False),
        Column("updated_at", code(32), nullable=False),
        Column("deleted_at", code(32)),
        Column("stamps", Words, nullable=False, default="{}"),
        sqlite_with_rowid=True,
    )


def _type(field: FieldDeclaration) -> TypeEngine[Any]:
    if field.kind is Kind.YES_NO:
        return Boolean()
    return Number if field.is_number else Words
