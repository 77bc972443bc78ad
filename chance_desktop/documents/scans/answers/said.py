"""Whether the answers of a form can be read on its pages, each inside its own field, by the second reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from chance_desktop.documents.scans.answers.answer import Answer
from chance_desktop.documents.scans.checks.second_reader import Unreadable, words_at

_AROUND = 2.0
"""Points around a field: letters lean over its edge."""


def unsaid(pdf: bytes, answers: Sequence[Answer]) -> list[Answer]:
    """Those of the answers that cannot be read at their place; all of them in a file that cannot be read."""
    places = [(answer.page, _widened(answer.box)) for answer in answers]
    try:
        read = words_at(pdf, places)
    except Unreadable:
        return list(answers)
    return [answer for answer, words in zip(answers, read, strict=True) if _bare(answer.words) not in _bare(words)]


def _widened(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, right = sorted((box[0], box[2]))
    foot, top = sorted((box[1], box[3]))
    return left - _AROUND, foot - _AROUND, right + _AROUND, top + _AROUND


def _bare(words: str) -> str:
    """Letters alone, in one spelling: readers disagree on spaces, ligatures and signs without a drawing."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKC", words)
        if not letter.isspace() and unicodedata.category(letter) not in {"Cc", "Cf", "Mn"}
    )
