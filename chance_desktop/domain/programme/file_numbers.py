"""File numbers: « 2026-CIV-K7-014 », unique by construction and short enough for the telephone.

The year, the code of the branch (unique in the directory), two signs of the poste (from its key), and a counter of the poste's
own. A branch typed by hand, which the directory does not have, takes the beginning of its Mission Locale's code. Numbers given by
former versions (« 2026-CIV-A014 ») stay.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that are taken for one another: I, O, 0 and 1."""

BRANCH_CODE = re.compile(r"[A-Z]{3}")
REGION = "REG"
_SHORTEST = 3


def poste_signs(device: str, others: Iterable[str] = ()) -> str:
    """The two signs of a poste, by the name that comes from its key; the next ones where a colleague of a lesser name has
    them.
    """
    taken = {_signs(each, 0) for each in others if each < device}
    return next(found for turn in range(len(SIGNS) ** 2 + 1) if (found := _signs(device, turn)) not in taken)


def _signs(device: str, turn: int) -> str:
    digest = hashlib.sha256(f"{device}/{turn}".encode() if turn else device.encode()).digest()
    return SIGNS[digest[0] % len(SIGNS)] + SIGNS[digest[1] % len(SIGNS)]


def typed_branch_code(structure: str, structures: Iterable[str]) -> str:
    """The code of a branch typed by hand: as much of its Mission Locale's code as no other has."""
    others = [each for each in structures if each != structure]
    for length in range(_SHORTEST, len(structure)):
        if not any(each.startswith(structure[:length]) for each in others):
            return structure[:length].upper()
    return structure.upper() or REGION


def free_branch_code(name: str, taken: Iterable[str]) -> str:
    """A code nobody has for a branch that joins the directory: its first three letters, or others of its name."""
    letters = re.sub(r"[^A-Z]", "", name.upper()) or "X"
    known = set(taken)
    for tried in _proposals(letters):
        if tried not in known:
            return tried
    raise ValueError("every code of three letters is taken")


def _proposals(letters: str) -> Iterable[str]:
    yield (letters + "XXX")[:3]
    for second in range(1, len(letters)):
        for third in range(second + 1, len(letters)):
            yield letters[0] + letters[second] + letters[third]
    for last in range(26 * 26):
        yield letters[0] + chr(65 + last // 26) + chr(65 + last % 26)


def written(year: int, branch: str, signs: str, counter: int) -> str:
    """« 2026-CIV-K7-014 »."""
    return f"{year}-{branch}-{signs}-{counter:03d}"


def wrong_codes(branches: Sequence[str], codes: Sequence[str]) -> bool:
    """Whether the codes of branches are not one for each, of three capitals."""
    return len(branches) != len(codes) or not all(BRANCH_CODE.fullmatch(each) for each in codes)
