"""k-anonymity: what identifies is blurred, column by column, until everyone is lost among others who look the same.

Sources: L. Sweeney, « k-anonymity: a model for protecting privacy », 2002 (suppression by cell, then by row); Eurostat and the
national institutes for small counts (primary suppression, then the next smallest so that a subtraction finds nothing).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

BLURRED = "*"
"""In place of a value that would single somebody out."""

Row = dict[str, str]


def blurred(rows: Sequence[Mapping[str, str]], identifying: Sequence[str], least: int) -> tuple[list[Row], int]:
    """Rows in which every combination of the `identifying` columns comes at least `least` times; how many rows had to go.

    Columns are blurred in the order given, for the rows that stand out only. A row that still stands out once everything is
    blurred is left out, with the ones it would be alone with.
    """
    found = [dict(row) for row in rows]
    for place in range(len(identifying)):
        counts = _classes(found, identifying)
        for row in found:
            if counts[_class(row, identifying)] < least:
                for name in identifying[: place + 1]:
                    row[name] = BLURRED
    counts = _classes(found, identifying)
    # those who stand out all wear the same blur by now: together they are enough, or they go
    kept = [row for row in found if counts[_class(row, identifying)] >= least]
    return kept, len(found) - len(kept)


def without_rare(rows: Sequence[Mapping[str, str]], columns: Sequence[str], least: int) -> list[Row]:
    """Rows in whose `columns` every value, the blurred one too, comes at least `least` times, or never."""
    found = [dict(row) for row in rows]
    for name in columns:
        hidden = _rare(Counter(row[name] for row in found), least)
        for row in found:
            if row[name] in hidden:
                row[name] = BLURRED
    return found


def _rare(counts: Counter[str], least: int) -> set[str]:
    """The values to hide, rarest first, and as many more as it takes for the hidden ones to be lost among others."""
    hidden: set[str] = set()
    together = 0
    for value, count in sorted(counts.items(), key=lambda item: (item[1], item[0])):
        if count >= least and not 0 < together < least:
            break
        hidden.add(value)
        together += count
    return hidden


def masked(count: int, least: int) -> str:
    """A count as it may be published: « < 5 » under the threshold, nothing hidden of 0."""
    return f"< {least}" if 0 < count < least else str(count)


def _class(row: Mapping[str, str], identifying: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[name] for name in identifying)


def _classes(rows: Sequence[Mapping[str, str]], identifying: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(_class(row, identifying) for row in rows)
