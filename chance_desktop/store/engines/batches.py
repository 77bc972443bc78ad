"""Many values in one question: as one parameter, or by groups where something is done after each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec
from sqlalchemy import BindParameter, Column, ColumnElement, bindparam, select

from chance_desktop.store.dialect import members_of

T = TypeVar("T", str, int)

_AT_ONCE = 500


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """The values, each once and sorted, without the empty ones, a few hundred at a time."""
    listed = sorted({each for each in values if each})
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def among(column: Column[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column holds one of the values, however many: they travel as one parameter, a JSON array.

    The empty value is never meant.
    """
    return _in(column, listed(values))


def among_asked(column: Column[Any], name: str = "rows") -> ColumnElement[bool]:
    """The same in a statement made once: the values are `listed` under this name when it is executed."""
    return _in(column, bindparam(name))


def listed(values: Iterable[str]) -> str:
    """Values as they travel."""
    return msgspec.json.encode([each for each in dict.fromkeys(values) if each]).decode()


def _in(column: Column[Any], members: str | BindParameter[str]) -> ColumnElement[bool]:
    return column.in_(select(members_of(members).table_valued("value").c.value))
