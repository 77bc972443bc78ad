"""Changes and what they leave: a field is a multi-value register whose heads no known change has superseded.

The outcome depends on the set of changes only, never on their order of arrival: `heads_of` looks at all changes of a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Value = str | int | float | bool | None
"""What a field of a synced row holds: text, number, yes or no, nothing. Dates travel as ISO 8601 text."""

EVERY_FIELD = "*"
"""Key of the creation stamp in the stamps of a row: it stands for every field without a stamp of its own."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A new value and the stamps of the values it replaces, as they were displayed."""

    value: Value
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One row in one transaction of one device. `seq` counts up per device without gaps."""

    device: str
    seq: int
    stamp: str
    tx: str
    by: str
    table: str
    row: str
    fields: Mapping[str, FieldChange] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """A value of a field that no known change has superseded."""

    stamp: str
    value: Value
    by: str
    device: str


def heads_of(changes: Iterable[Change]) -> dict[str, tuple[Head, ...]]:
    """The heads of each field of one row, lowest stamp first; equal values merge into the one of the highest stamp."""
    written: dict[str, dict[str, Head]] = {}
    superseded: dict[str, set[str]] = {}
    for change in changes:
        for name, part in change.fields.items():
            head = Head(change.stamp, part.value, change.by, change.device)
            written.setdefault(name, {})[change.stamp] = head
            superseded.setdefault(name, set()).update(part.over)
    return {name: _distinct(heads, superseded[name]) for name, heads in written.items()}


def _distinct(heads: Mapping[str, Head], superseded: set[str]) -> tuple[Head, ...]:
    """Heads that stand, one for each value."""
    standing = sorted((head for head in heads.values() if head.stamp not in superseded), key=lambda head: head.stamp)
    by_value: dict[tuple[str, Value], Head] = {}
    for head in standing:
        by_value[type(head.value).__name__, head.value] = head
    return tuple(sorted(by_value.values(), key=lambda head: head.stamp))


def shown(heads: tuple[Head, ...]) -> Value:
    """The value displayed meanwhile: the one of the highest stamp; nothing when every value was superseded."""
    return heads[-1].value if heads else None
