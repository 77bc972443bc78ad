"""A title recognised by its words: capitals, accents, underscores, order, small words and abbreviations do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from chance_desktop.domain.people.names import fold

_FEMININE = re.compile(r"(?<=\w)(?:\((?:e|ne|le|ère|rice|s)s?\)|[·.](?:e|ne|le|ère|rice)s?\b)", re.IGNORECASE)
"""« Né(e) le », « Conseiller·ère »."""
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Za-zÀ-ÿ])(?=\d)")
_NEUTRAL = frozenset(
    """
    a au aux d de des du l la le les of on the your jeune jeunes usager usagers beneficiaire personne candidat
    participant client individu youth young contact principal principale actuel actuelle perso personnel personnelle
    residence domicile lib libelle saisi saisie champ col colonne jj mm aaaa jjmmaaaa dd yyyy h f m
    """.split()  # noqa: SIM905 - words read better as words
)
"""Words that do not change what a column holds."""
_SHORT = {
    "dt": "date", "dte": "date", "n": "numero", "no": "numero", "nr": "numero", "num": "numero", "tph": "telephone",
    "prn": "prenom", "cp": "cp", "adr": "adresse", "mel": "mail", "e": "e",
}  # fmt: skip
_FEWEST_SHORT = 3
_FEWEST_SLIPPED = 6
_FEWEST_JOINED = 8
"""Letters of words written in one (« datenaiss ») that are enough to know them."""


@lru_cache(maxsize=8192)
def title_words(title: str) -> tuple[str, ...]:
    """The words that say what a column holds: « NOM_JEUNE » is « nom », « Né(e) le » is « ne »."""
    plain = _CAMEL.sub(" ", _FEMININE.sub("", title))
    folded = re.sub(r"\be (?=mails?\b)", "e", fold(plain))
    words = [word for word in folded.split() if not (word.isdigit() and len(word) == 1)]
    telling = [word for word in words if word not in _NEUTRAL] or words
    return tuple(_SHORT.get(word, word) for word in telling)


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A title some field is known by; of two columns for one field, that of the lower rank is read first."""

    words: tuple[str, ...]
    field: str
    rank: int


class Titles:
    """Every title the fields are known by."""

    def __init__(self, known: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._exact: dict[tuple[str, ...], KnownTitle] = {}
        self._joined: dict[str, KnownTitle] = {}
        for field, titles in known:
            for rank, title in enumerate(titles):
                words = tuple(sorted(title_words(title)))
                found = self._exact.setdefault(words, KnownTitle(words, field, rank))
                self._joined.setdefault(fold(title).replace(" ", ""), found)
        self._found: dict[str, KnownTitle | None] = {}

    def find(self, title: str) -> KnownTitle | None:
        """The field a column of that title fills; nothing for a title nobody knows, or a long text."""
        if title not in self._found:
            self._found[title] = self._look(title)
        return self._found[title]

    def knows(self, text: str) -> bool:
        """Whether a text is the title of a column."""
        return self.find(text) is not None

    def _look(self, title: str) -> KnownTitle | None:
        if not title or len(title) > 80:
            return None
        words = tuple(sorted(title_words(title)))
        if words in self._exact:
            return self._exact[words]
        if len(words) == 1 and words[0] in self._joined:
            return self._joined[words[0]]
        near = [each for each in self._exact.values() if _match(words, each.words)]
        if not near and len(words) == 1 and len(words[0]) >= _FEWEST_JOINED:
            near = [each for joined, each in self._joined.items() if joined.startswith(words[0])]
        return near[0] if len({each.field for each in near}) == 1 else None


def _match(title: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether each word of a title stands for another of the known one."""
    if len(title) != len(known):
        return False
    left = list(known)
    for word in title:
        meant = next((each for each in left if _stands_for(word, each)), None)
        if meant is None:
            return False
        left.remove(meant)
    return True


def _stands_for(word: str, known: str) -> bool:
    if word == known:
        return True
    if len(word) >= _FEWEST_SHORT and known.startswith(word):
        return True
    return min(len(word), len(known)) >= _FEWEST_SLIPPED and _one_slip(word, known)


def _one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter written, left out or put for another."""
    if one == other or abs(len(one) - len(other)) > 1:
        return one == other
    shorter, longer = sorted((one, other), key=len)
    start = next((place for place, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    rest = shorter[start + 1 :] if len(shorter) == len(longer) else shorter[start:]
    return rest == longer[start + 1 :]
