"""What a person decides of an import before it runs: how the file is read, and what is asked of doubtful lines."""

from __future__ import annotations

from collections.abc import Mapping as Values
from dataclasses import dataclass, field

from chance_desktop.casework.people_import.files.table import Reading


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a line is about the same person as a dossier or an earlier line: `who` is a `Match.who`, empty for anybody asked of."""

    line: int
    same: bool
    who: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """The decisions; what is left out is found in the file, and whatever cannot be found is asked.

    `month_first` tells how days are written, none for what the columns prove. `scales` names the field that answers of a shared
    column belong to when two know them, by the code of the column. `counsellors` holds the id of the counsellor of a name of
    the file, empty for nobody, by the folded name. Lines of people outside the ages of the programme make dossiers too, unless
    `outside_aside`.
    """

    reading: Reading = field(default_factory=Reading)
    month_first: bool | None = None
    scales: Values[str, str] = field(default_factory=dict)
    counsellors: Values[str, str] = field(default_factory=dict)
    outside_aside: bool = False
    answers: tuple[Answer, ...] = ()

    def same(self, line: int, who: str) -> bool | None:
        """What was answered of a line and a person; nothing when it was not asked yet. The last answer counts."""
        for answer in reversed(self.answers):
            if answer.line == line and answer.who in ("", who):
                return answer.same
        return None
