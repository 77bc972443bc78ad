"""Rows of the store as their classes (`domain.rows`): what a query gives is held against the class it is read as."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, CursorResult, Select

from chance_desktop.domain.change import Value

Kept = TypeVar("Kept", bound=Mapping[str, object])
"""A class of rows: a typed dictionary."""


def kept_rows(connection: Connection, kind: type[Kept], query: Select[Any], **asked: Value) -> list[Kept]:
    """Every row of a query that selects the fields of a class, all of them and no other; `asked` is what it leaves open."""
    found = connection.execute(query, asked)
    _hold(kind, found.keys())
    return cast("list[Kept]", _dictionaries(found))


def kept_row(connection: Connection, kind: type[Kept], query: Select[Any]) -> Kept | None:
    """The first row of such a query, if it has one."""
    found = connection.execute(query)
    _hold(kind, found.keys())
    row = found.first()
    return None if row is None else cast("Kept", row._asdict())


def rows_by_field(connection: Connection, query: Select[Any]) -> list[dict[str, Value]]:
    """Every row of a query about a table that is only known by its name: values by field."""
    return _dictionaries(connection.execute(query))


def _dictionaries(found: CursorResult[Any]) -> list[dict[str, Value]]:
    """Rows by field, as thousands are read: `Row._asdict` looks every name up again for every row."""
    names = tuple(found.keys())
    return [dict(zip(names, row, strict=True)) for row in found.all()]


def row_of(kind: type[Kept], values: Mapping[str, Value]) -> Kept:
    """A row as it will be read once these values are written: nothing in the fields they do not name."""
    row = {**dict.fromkeys(_names(kind)), **values}
    _hold(kind, row)
    return cast("Kept", row)


def _names(kind: type[Kept]) -> frozenset[str]:
    return cast("frozenset[str]", kind.__required_keys__)  # type: ignore[attr-defined]


def _hold(kind: type[Kept], names: Collection[str]) -> None:
    if _names(kind) != set(names):
        raise TypeError(f"{kind.__name__} is not made of {', '.join(sorted(_names(kind) ^ set(names)))}")
