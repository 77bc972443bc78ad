"""The French list of 2,048 words (BIP 39) that digests and secrets are read and typed with."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mnemonic import Mnemonic


@cache
def french_list() -> Mnemonic:
    """The list and its check."""
    from mnemonic import Mnemonic

    return Mnemonic("french")


@cache
def french_words() -> tuple[str, ...]:
    """The words in their order, with their accents as they are printed."""
    return tuple(unicodedata.normalize("NFC", word) for word in french_list().wordlist)


def plain_words(typed: str) -> tuple[str, ...]:
    """Words as they are typed: without accents, capitals, numbers or commas."""
    words = (word for word in typed.replace(",", " ").split() if not word.strip(".").isdecimal())
    return tuple(plain_word(word) for word in words)


def plain_word(word: str) -> str:
    """What is left of a word without its accents and capitals."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip(".;:")
