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
