"""Changes and what they leave: a field is a multi-value register whose heads no known change has superseded.

The outcome depends on the set of changes only, never on their order of arrival: `heads_of` looks at all changes of a row.
A change is declared once, as what is kept in memory and as what its JSON must be: the log and the bundles hold that JSON,
and a long import would spend half its time between two declarations of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from chance_desktop.domain.clock import STAMP, STAMP_LENGTH, Stamp

Value = str | int | float | bool | None
"""What a field of a synced row holds: text, number, yes or no, nothing. Dates travel as ISO 8601 text."""

EVERY_FIELD = "*"
"""Key of the creation stamp in the stamps of a row: it stands for every field without a stamp of its own."""


DELETED = "deleted_at"
"""Field of every row that holds when it was deleted."""


NEVER_DROPPED = frozenset({"structure_code", "dossier_id", "person_id", "letter_id", "learning_id", "subject_id"})
"""Fields whose former values are kept: they tell to whom a row has belonged, and of what it is a part."""


Name = Annotated[str, Meta(max_length=100)]
StampText = Annotated[str, Meta(pattern=STAMP)]

LARGEST_NUMBER = 2**53
"""Numbers above are not the same in every program that reads JSON."""


class FieldChange(Struct, frozen=True, omit_defaults=True, gc=False):
    """A new value (`v`) and the stamps of the values it replaces, as they were displayed.

    Without `v`, the value is gone: compaction or an erasure dropped it. It is never shown again, but what it replaced stays
    replaced. A deletion (`deleted_at`) lists in `over` every head of the row and of its children that was seen.
    """

    v: Value | UnsetType = UNSET
    over: tuple[StampText, ...] = ()

    @property
    def value(self) -> Value:
        """The new value; nothing when it is gone."""
        return None if self.v is UNSET else self.v

    @property
    def gone(self) -> bool:
        """Whether the value was dropped."""
        return self.v is UNSET

    def emptied(self) -> FieldChange:
        """What is left once the value is dropped."""
        return FieldChange(over=self.over)


class Change(Struct, frozen=True, gc=False):
    """One row in one transaction of one device. `seq` counts up per device without gaps.

    That `stamp` is one is asked of many at once, by whoever reads changes of others (`sync.bundle.payload`).
    """

    device: Name
    seq: Annotated[int, Meta(ge=1, lt=LARGEST_NUMBER)]
    stamp: Annotated[str, Meta(min_length=STAMP_LENGTH, max_length=STAMP_LENGTH)]
    tx: Name
    by: Name
    table: Name
    row: Name
    fields: Mapping[str, FieldChange] = field(name="set")


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
            heads = written.setdefault(name, {})
            if part.v is not UNSET:
                heads[change.stamp] = Head(change.stamp, part.v, change.by, change.device)
            superseded.setdefault(name, set()).update(part.over)
    return {name: _distinct(heads, superseded[name]) for name, heads in written.items()}


def _distinct(heads: Mapping[str, Head], superseded: set[str]) -> tuple[Head, ...]:
    """Heads that stand, one for each value."""
    standing = sorted((head for head in heads.values() if head.stamp not in superseded), key=lambda head: head.stamp)
    by_value: dict[tuple[str, Value], Head] = {}
    for head in standing:
        by_value[type(head.value).__name__, head.value] = head
    return tuple(sorted(by_value.values(), key=lambda head: head.stamp))


def standing_stamps(changes: Iterable[Change]) -> dict[str, set[str]]:
    """The stamps no known change has superseded, by field; equal values are not merged."""
    written: dict[str, set[str]] = {}
    superseded: dict[str, set[str]] = {}
    for change in changes:
        for name, part in change.fields.items():
            stamps = written.setdefault(name, set())
            if not part.gone:
                stamps.add(change.stamp)
            superseded.setdefault(name, set()).update(part.over)
    return {name: stamps - superseded[name] for name, stamps in written.items()}


def deletion_seen(changes: Iterable[Change]) -> set[str]:
    """Every stamp the standing deletions of a row listed as seen."""
    known = list(changes)
    standing = standing_stamps(known).get(DELETED, set())
    return {
        stamp
        for change in known
        if change.stamp in standing and DELETED in change.fields and change.fields[DELETED].value is not None
        for stamp in change.fields[DELETED].over
    }


def unseen_by_deletion(changes: Iterable[Change], seen: set[str]) -> bool:
    """Whether a row holds a value the deletion had not seen; the deletion itself does not count."""
    stamps = standing_stamps(changes)
    return any(not found <= seen for name, found in stamps.items() if name != DELETED)


def without_far(heads: tuple[Head, ...], latest_ms: int) -> tuple[Head, ...]:
    """The same heads, those stamped past `latest_ms` first: a far stamp alone does not decide what is shown."""
    return tuple(sorted(heads, key=lambda head: (Stamp.parse(head.stamp).ms <= latest_ms, head.stamp)))


def shown(heads: tuple[Head, ...]) -> Value:
    """The value displayed meanwhile: the one of the highest stamp; nothing when every value was superseded."""
    return heads[-1].value if heads else None
