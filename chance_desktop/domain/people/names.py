"""Names of people: how they are compared, shown and shortened."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from chance_desktop.domain.text.invisible_signs import INVISIBLE
from chance_desktop.runtime.words import _

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_MARKS = re.compile(f"[\u0300-\u036f{INVISIBLE}]+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_PARTICLES = {"de", "du", "des", "d", "le", "la", "les", "da", "van", "von"}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without accents, capitals, apostrophes or doubled spaces, for comparing."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    # Combining marks and signs nobody sees are dropped with everything that is not a letter or a digit, but leave no gap behind them.
    return _NOT_WORD.sub(" ", _MARKS.sub("", plain).lower()).strip()


def surname_case(surname: str) -> str:
    """« LE GOFF » as « Le Goff », « D'HÉROUVILLE » as « D’Hérouville »; a surname already in mixed case is kept."""
    text = surname.strip().replace("'", "’")
    if text != text.upper():
        return text
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), text)


def initials(first_name: str, surname: str) -> str:
    """« MR » for Manon Roussel."""
    words = [word for word in fold(surname).split() if word not in _PARTICLES] or fold(surname).split()
    last = words[0][:1] if words else ""
    return (fold(first_name)[:1] + last).upper()


def initials_of(name: str) -> str:
    """« MR » for « Manon Roussel », from a whole name: its first word and its last."""
    first, *others = name.split() or [""]
    return initials(first, others[-1] if others else "")


def alike(one: str, other: str) -> bool:
    """Whether two names may be the same person's: equal once folded, or one slip of the pen apart.

    Measured by the share of matching letters, at least 0.84: « Chloé » and « Cloé » are alike, « Manon » and « Marion »
    (0.91) too, « Hugo » and « Enzo » are not.
    """
    left, right = fold(one), fold(other)
    if left == right:
        return bool(left)
    if min(len(left), len(right)) < 3:
        return False
    if left[0] != right[0] and left[-2:] != right[-2:]:
        # Two slips at once, at the head and at the tail, are not one slip of the pen; and this spares most comparisons.
        return False
    return SequenceMatcher(None, left, right).ratio() >= 0.84


def with_de(name: str) -> str:
    """« de Manon », « d’Enzo », « d’Hugo »: elision before a vowel or a silent h."""
    return f"d’{name}" if fold(name)[:1] in "aeiouyh" and name else f"de {name}"


def branch_title(name: str) -> str:
    """« Antenne de Civray », whether the branch was named so or by its town alone."""
    if not name or name.casefold().startswith("antenne"):
        return name
    return _("Antenne {of_town}").format(of_town=with_de(name))
