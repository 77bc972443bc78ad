"""A mistake in a file of a programme, and the known word nearest to the one that was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from chance_desktop.runtime.words import _

_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong: `value` as it was written, `near` the known word it may stand for, `line` of a text that cannot be read.

    A `grave` one keeps the programme from being read or followed; the others are refused before a programme is followed or
    published, and never to a home that follows it already.
    """

    file: str
    key: str = ""
    value: str = ""
    reason: str
    near: str = ""
    line: int = 0
    grave: bool = True

    @property
    def why(self) -> str:
        """The reason, and the nearest known word."""
        hint = _(" ; peut-être « {word} »").replace("{word}", self.near) if self.near else ""
        return self.reason + hint

    @property
    def words(self) -> str:
        """« pieces.toml, « pieces.identity.gender » : … »."""
        where = f"{self.file}, « {self.key} »" if self.key else self.file
        return _("{where} : {why}").replace("{where}", where).replace("{why}", self.why)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one; empty when none does."""
    folded = {each.casefold(): each for each in known if each}
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def shown(value: object) -> str:
    """A value as it is told: short, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def unknown(file: str, key: str, what: str, word: str, known: Iterable[str], *, grave: bool = True) -> Mistake:
    """A code that names nothing; `what` is the French for what it should name."""
    reason = _("{what} : « {code} »").replace("{what}", what).replace("{code}", word)
    return Mistake(file=file, key=key, value=word, reason=reason, near=nearest(word, known), grave=grave)
