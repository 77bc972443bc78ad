"""Where values that disagree differ, so that the eye goes there."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"\S+")
Span = tuple[int, int]
_NOTHING: Span = (0, 0)


def differing(texts: Sequence[str]) -> tuple[Span, ...]:
    """For each text the stretch that the others do not have, in whole words; empty where it would be the whole text."""
    words = [list(_WORD.finditer(text)) for text in texts]
    shortest = min((len(each) for each in words), default=0)
    told = [[found.group() for found in each] for each in words]
    first = 0
    while first < shortest and len({each[first] for each in told}) == 1:
        first += 1
    last = 0
    while last < shortest - first and len({each[len(each) - 1 - last] for each in told}) == 1:
        last += 1
    if not first and not last:
        return tuple(_NOTHING for _text in texts)
    return tuple(
        (each[first].start(), each[len(each) - 1 - last].end()) if first < len(each) - last else _NOTHING
        for each in words
    )
