"""Changes that write the same fields of rows of one table, looked at by columns: what is asked of thousands is asked once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import repeat
from typing import cast

from msgspec import UnsetType

from chance_desktop.domain.change import Change, Value

_TEXTS_ONLY = frozenset({str})

Column = tuple[Value | UnsetType, ...]
"""The values some changes give one field, in the order of the changes."""


class Alike:
    """Changes of one device that write the same fields of one table, each of another row.

    `turn` says how many changes of each row came before: those of turn 0 are of every row, once.
    """

    def __init__(self, turn: int, device: str, table: str, names: tuple[str, ...], changes: list[Change]) -> None:
        self.turn = turn
        self.device = device
        self.table = table
        self.names = names
        self.changes = changes

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The row of each change."""
        return tuple([change.row for change in self.changes])

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The values of each field, in the order of `names`."""
        return tuple(zip(*[[part.v for part in change.fields.values()] for change in self.changes], strict=True))

    @cached_property
    def types(self) -> tuple[frozenset[type], ...]:
        """The types of the values of each field, in the order of `names`."""
        return tuple([frozenset(map(type, column)) for column in self.columns])

    def column(self, name: str) -> Column:
        """The values of a field."""
        return self.columns[self.names.index(name)]

    def texts(self, name: str) -> Sequence[str]:
        """The values of a field as texts, empty for nothing."""
        column = self.column(name)
        if self.types[self.names.index(name)] == _TEXTS_ONLY:
            return cast("Sequence[str]", column)
        return [str(value) if value else "" for value in column]

    def without(self, left_out: Collection[tuple[str, str]]) -> Alike:
        """The changes of other rows (table and id) than these."""
        if not left_out:
            return self
        kept = [change for change in self.changes if (self.table, change.row) not in left_out]
        return self if len(kept) == len(self.changes) else Alike(self.turn, self.device, self.table, self.names, kept)


def alike(changes: Iterable[Change]) -> list[Alike]:
    """Changes put together; those of a row stay in their order: each is in a later group than the one before."""
    every = list(changes)
    groups: dict[tuple[int, str, str, tuple[str, ...]], list[Change]] = {}
    for turn, change in zip(_turns([(each.table, each.row) for each in every]), every, strict=False):
        key = (turn, change.device, change.table, tuple(change.fields))
        if key in groups:
            groups[key].append(change)
        else:
            groups[key] = [change]
    ordered = sorted(groups, key=lambda key: key[0])
    return [Alike(*key, groups[key]) for key in ordered]


def _turns(names: Sequence[tuple[str, str]]) -> Iterable[int]:
    """Of each change of these rows, how many of the same row came before it."""
    if len(set(names)) == len(names):
        return repeat(0)
    before: Counter[tuple[str, str]] = Counter()
    found = []
    for name in names:
        found.append(before[name])
        before[name] += 1
    return found
