"""Every letter, grouped by what there is to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chance_desktop.casework.dossiers.letter_list import LetterRow
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """A chip of the page."""

    code: str
    label: str

    def takes(self, letter: LetterRow) -> bool:
        """Whether a letter is behind this chip."""
        if self.code == "chase":
            return letter.to_chase
        if self.code == "all":
            return True
        if self.code == "prepare":
            return letter.status in {"to-request", "prepared"}
        return letter.status == self.code


FILTERS = (
    LetterFilter("all", _("Toutes")),
    LetterFilter("chase", _("À relancer")),
    LetterFilter("prepare", _("À préparer")),
    LetterFilter("requested", _("Demandées")),
    LetterFilter("reminded", _("Relancées")),
    LetterFilter("received", _("Reçues, à vérifier")),
    LetterFilter("checked", _("Vérifiées")),
)


def matching(letters: Sequence[LetterRow], chosen: LetterFilter, text: str) -> tuple[LetterRow, ...]:
    """Letters behind a chip whose young person or referee holds the text."""
    wanted = text.casefold().strip()
    return tuple(
        letter
        for letter in letters
        if chosen.takes(letter) and wanted in f"{letter.name} {letter.referee_name}".casefold()
    )
