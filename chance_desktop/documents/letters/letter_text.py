"""Fills in the programme's letter texts (`forms/…/letters/*.toml`) with what the dossier knows.

Some values carry their own grammar, so that the texts need no case of their own: `destination` comes with its preposition
(« à Cork (Irlande) », « à l’étranger »), `former_pupil` is « votre ancienne élève », `known_sentence` is a whole sentence or
nothing, `salutation` is « Monsieur », « Madame » or both, `office` is the office's name, `deadline` and `requested_on` are
dates in words without article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from chance_desktop.domain.programme.programme import LetterText
from chance_desktop.domain.text.placeholders import PLACEHOLDER

_ALL_MISSING = "{missing}"


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; an empty one leaves neither a double space nor an orphan comma."""
    words = PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)
    words = re.sub(r"(?: ?,)+(?= ?,)", "", re.sub(r" {2,}", " ", words))
    return re.sub(r" (?=[.,])", "", words).strip()


def fill_letter(text: LetterText, values: Mapping[str, str], missing: tuple[str, ...] = ()) -> LetterText:
    """The letter for one person; a paragraph left empty is dropped, the item `{missing}` becomes the missing pieces."""

    def fill_all(texts: tuple[str, ...]) -> tuple[str, ...]:
        made: list[str] = []
        for one in texts:
            made.extend(missing if one.strip() == _ALL_MISSING else (fill_in(one, values),))
        return tuple(words for words in made if words)

    return replace(
        text,
        subject=fill_in(text.subject, values),
        salutation=fill_in(text.salutation, values),
        paragraphs=fill_all(text.paragraphs),
        box_title=fill_in(text.box_title, values),
        box_items=fill_all(text.box_items),
        closing=fill_in(text.closing, values),
    )
