"""Which counsellor of the office a cell names: « Claire Audebert », « AUDEBERT Claire », « Audebert C. », « C. Audebert »."""

from __future__ import annotations

from collections.abc import Iterable

from chance_desktop.casework.session.office.counsellors import Counsellor
from chance_desktop.domain.people.names import fold

_TITLES = frozenset({"m", "mr", "mme", "mlle", "madame", "monsieur"})


class CounsellorNames:
    """The counsellors a cell may name; a name two of them bear names nobody."""

    def __init__(self, counsellors: Iterable[Counsellor]) -> None:
        self._ids: dict[str, set[str]] = {}
        self._whole: dict[str, str] = {}
        for each in counsellors:
            self._whole[each.id] = fold(each.full_name)
            for name in _names(each):
                self._ids.setdefault(name, set()).add(each.id)

    def find(self, text: str) -> str:
        """The id of the counsellor named; nothing for a name nobody bears, or more than one."""
        words = fold(text).split()
        if len(words) > 1 and words[0] in _TITLES and " ".join(words) not in self._ids:
            words = words[1:]
        found = self._ids.get(" ".join(words), set())
        return next(iter(found)) if len(found) == 1 else ""

    def is_whole(self, text: str, counsellor: str) -> bool:
        """Whether the name is written as the counsellor's card has it."""
        return self._whole.get(counsellor) == fold(text)


def _names(counsellor: Counsellor) -> set[str]:
    first, last = fold(counsellor.first_name), fold(counsellor.surname)
    initial = first[:1]
    forms = {
        f"{first} {last}",
        f"{last} {first}",
        f"{initial} {last}",
        f"{last} {initial}",
        last,
        fold(counsellor.email),
    }
    return {form.strip() for form in forms if form.strip()}
