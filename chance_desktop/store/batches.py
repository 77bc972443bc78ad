"""Values by groups a statement may be asked about at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T", str, int)

_AT_ONCE = 500


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """The values, each once and sorted, without the empty ones, a few hundred at a time."""
    listed = sorted({each for each in values if each})
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]
