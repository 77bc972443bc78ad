"""The twelve French words of a recovery sheet, and the key they stand for.

128 random bits as words of a list of 2,048 with a check (BIP 39): a word misread is told. They are typed with or without accents, capitals and
numbers.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from functools import cache

from chance_desktop.runtime.age import Identity
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.word_list import french_list, plain_word, plain_words
from chance_desktop.runtime.words import _

HOW_MANY = 12
_BITS = 128
_PURPOSE = b"chance recovery sheet"


class WordsMistyped(ExpectedError):
    """What was typed is not the words of a sheet."""

    def __init__(self, unknown: tuple[str, ...] = ()) -> None:
        if unknown:
            super().__init__(
                _("Ces mots ne sont pas de ceux que l’application donne : {words}.").replace(
                    "{words}", ", ".join(unknown)
                ),
                _("Relisez-les, puis corrigez."),
            )
        else:
            super().__init__(
                _("Ce ne sont pas les douze mots, ou ils ne sont pas dans l’ordre."),
                _("Recopiez-les tous, dans l’ordre de leurs numéros."),
            )


def new_words() -> tuple[str, ...]:
    """Twelve words nobody has."""
    return tuple(_normal(french_list().to_mnemonic(os.urandom(_BITS // 8))).split())


def identity_of(typed: str) -> Identity:
    """The key the words stand for. Raises `WordsMistyped`."""
    known = _known()
    words = plain_words(typed)
    unknown = tuple(word for word in words if word not in known)
    if len(words) != HOW_MANY:
        raise WordsMistyped
    if unknown:
        raise WordsMistyped(unknown)
    try:
        entropy = bytes(french_list().to_entropy([known[word] for word in words]))
    except ValueError as error:  # the check does not hold
        raise WordsMistyped from error
    return Identity(hmac.digest(_PURPOSE, entropy, hashlib.sha256))


@cache
def _known() -> dict[str, str]:
    """The words of the list by what is left of them without accents."""
    return {plain_word(word): word for word in french_list().wordlist}


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
