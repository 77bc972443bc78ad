"""Stretches of numbers that rise: what a program wrote, and what lies outside."""

from __future__ import annotations

from collections.abc import Iterable

Stretch = tuple[int, int]
"""Numbers from one to another, both included."""

_MOST = 10_000
"""Of a program nobody watches; the oldest are forgotten, and taken for another's."""


def add_stretch(stretches: list[Stretch], before: int, after: int) -> None:
    """Add the numbers of `(before, after]`, which follow those that are there."""
    if after <= before:
        return
    if stretches and stretches[-1][1] == before:
        stretches[-1] = (stretches[-1][0], after)
    else:
        stretches.append((before + 1, after))
        del stretches[:-_MOST]


def outside(since: int, now: int, stretches: Iterable[Stretch]) -> list[Stretch]:
    """What lies in `(since, now]` outside of some stretches."""
    found = []
    for first, last in stretches:
        if first > since + 1:
            found.append((since + 1, min(first - 1, now)))
        since = max(since, last)
    if now > since:
        found.append((since + 1, now))
    return [(first, last) for first, last in found if first <= last]
