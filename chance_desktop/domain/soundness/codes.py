"""The codes a programme declares, each list with what names it in French; and codes declared twice, or empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from chance_desktop.domain.soundness.mistake import Mistake, unknown
from chance_desktop.runtime.words import _


def doubles(file: str, key: str, codes: Iterable[str]) -> Iterator[Mistake]:
    """Codes of a list that are declared twice, or are empty."""
    counted = Counter(codes)
    for code in sorted(code for code, count in counted.items() if count > 1 and code):
        yield Mistake(file=file, key=f"{key}.{code}", value=code, reason=_("code déclaré deux fois"))
    if counted[""]:
        yield Mistake(file=file, key=f"{key}.code", reason=_("un code vide ne nomme rien"))


def must_be(
    file: str, key: str, code: str, known: Collection[str], what: str, *, grave: bool = True
) -> Iterator[Mistake]:
    """A code that must be one of those declared; an empty one is none. `what` is « étape inconnue »."""
    if code and code not in known:
        yield unknown(file, key, what, code, known, grave=grave)


def odd(file: str, key: str, value: object, reason: str, *, grave: bool = False) -> Mistake:
    """A value that cannot be, told in words."""
    return Mistake(file=file, key=key, value=str(value), reason=reason, grave=grave)
