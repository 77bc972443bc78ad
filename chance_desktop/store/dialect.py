"""What the two engines say differently: an insertion over a row that is there, a text read as a number, a JSON array's members."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Integer, String, Table, and_, case, cast, func
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

    Insertion: TypeAlias = sqlite.Insert | postgresql.Insert

_POSTGRESQL = "postgresql"


def is_shared(connection: Connection) -> bool:
    """Whether the store is on PostgreSQL, where several desks write."""
    return connection.dialect.name == _POSTGRESQL


def upsert(connection: Connection, table: Table) -> Insertion:
    """An insertion that may say what becomes of a row that is there already (`on_conflict_do_…`)."""
    return inserting(connection)(table)


def inserting(connection: Connection) -> Callable[[Table], Insertion]:
    """What makes such an insertion for the engine of a connection."""
    if is_shared(connection):
        from sqlalchemy.dialects import postgresql

        return postgresql.insert
    return sqlite.insert


def number_in(text: ColumnElement[str]) -> ColumnElement[int]:
    """The number a text of at most nine digits writes, 0 for any other text: PostgreSQL refuses to read those."""
    digits = and_(text != "", func.ltrim(text, "0123456789") == "", func.length(text) < 10)
    return case((digits, cast(text, Integer)), else_=0)


class members_of(GenericFunction[str]):  # noqa: N801 - a function of SQL
    """The texts of a JSON array, as a table of one column `value`."""

    type = String()
    inherit_cache = True


@compiles(members_of, "sqlite")
def _members_in_sqlite(element: members_of, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(members_of, _POSTGRESQL)
def _members_in_postgresql(element: members_of, compiler: Any, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS json))"
