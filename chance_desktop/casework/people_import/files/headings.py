"""Where the titles of a table stand, when they are not on its first line."""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median

from chance_desktop.casework.people_import.files.table import Line, Sheet

Knows = Callable[[str], bool]
"""Whether a text is the title of a column some field knows."""

_LOOKED_AT = 40
_DATUM = re.compile(r"[\d\s.,/:+()\-]*\d[\d\s.,/:+()\-]*|\S+@\S+\.\S+")
"""A figure, a date, a telephone, an address: what a line of titles does not hold."""

_FEWEST = 2


def heading_of(sheet: Sheet, knows: Knows) -> int:
    """The number of the line of titles; 0 when the table has none."""
    head = sheet.lines[:_LOOKED_AT]
    known = [sum(knows(cell) for cell in line.cells) for line in head]
    if known and max(known) >= _FEWEST:
        return head[known.index(max(known))].number
    usual = median(len(line.filled) for line in head) if head else 0
    first = next((line for line in head if len(line.filled) >= max(_FEWEST, usual * 0.6)), None)
    if first is None:
        return head[0].number if head else 0
    return 0 if _holds_data(first, knows) else first.number


def recognised(sheet: Sheet, knows: Knows) -> int:
    """How many titles of the best line of a sheet are known: what tells the list from its cover and its codes."""
    return max((sum(knows(cell) for cell in line.cells) for line in sheet.lines[:_LOOKED_AT]), default=0)


def _holds_data(line: Line, knows: Knows) -> bool:
    """Whether a first line is already somebody's: it has a figure or an address, and no title."""
    return any(_DATUM.fullmatch(cell) for cell in line.filled) and not any(knows(cell) for cell in line.cells)
