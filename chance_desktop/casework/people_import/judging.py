"""What becomes of each line: a new dossier, one completed, or set aside with its reason, until somebody decides."""

from __future__ import annotations

from collections.abc import Mapping as Values
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import partial

from chance_desktop.casework.people_import.choices import Choices
from chance_desktop.casework.people_import.matching import Match, Matcher, identity_of
from chance_desktop.casework.people_import.reading_lines import ReadLine
from chance_desktop.casework.session.kit.progress import Progress
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.situation.eligibility import age_refusal
from chance_desktop.domain.situation.facts import facts_of
from chance_desktop.runtime.words import _

STEP = 200
"""Lines between two words of progress."""


class Fate(Enum):
    """What becomes of a line."""

    CREATED = "created"
    COMPLETES = "completes"
    REPEATS = "repeats"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Judged:
    """A line, whom it is about already, why its person is outside the ages of the programme, and what becomes of it.

    `why_aside` is told of a line set aside; `into` is the dossier a line completes, or the number of the line it repeats.
    """

    line: ReadLine
    match: Match | None
    outside: str
    fate: Fate
    why_aside: str = ""

    @property
    def asks(self) -> bool:
        """Whether somebody has to say if it is the same person."""
        return self.match is not None and not self.match.sure


def judge_lines(
    programme: Programme, lines: list[ReadLine], matcher: Matcher, choices: Choices, today: date, progress: Progress
) -> list[Judged]:
    """Every line with what becomes of it, in order."""
    judged: list[Judged] = []
    by_number: dict[int, Judged] = {}
    for done, line in enumerate(lines):
        if done % STEP == 0:
            progress.advance(done, len(lines), _("Lecture du fichier"))
        match = None
        if not line.refusal:
            identity = identity_of(line)
            match = matcher.find(identity, partial(choices.same, line.number))
            if match is None or not match.sure:
                matcher.add(identity, line=line.number)
        judged.append(_judged(programme, line, match, choices, by_number, today))
        by_number[line.number] = judged[-1]
    bearers = _bearers(judged, matcher)
    return [_without_contested(each, bearers) for each in judged]


def _person(judged: Judged) -> str:
    """Who a line is about, as an answer names them: while it is asked, the one it may be."""
    return judged.match.who if judged.match is not None else f"line:{judged.line.number}"


def _bearers(judged: Sequence[Judged], matcher: Matcher) -> dict[str, set[str]]:
    """Numbers that several people bear, and who."""
    bearers: dict[str, set[str]] = {}
    for each in judged:
        number = identity_of(each.line).number
        if number and not each.line.refusal:
            bearers.setdefault(number, set(matcher.dossiers_of(number))).add(_person(each))
    return {number: people for number, people in bearers.items() if len(people) > 1}


def _judged(
    programme: Programme,
    line: ReadLine,
    match: Match | None,
    choices: Choices,
    earlier: Values[int, Judged],
    today: date,
) -> Judged:
    if line.refusal:
        return Judged(line, None, "", Fate.ASIDE, line.refusal)
    outside = outside_ages(programme, line, today)
    if match is not None and not match.sure:
        why = _("à décider : peut-être {name} ({why})").format(name=match.name, why=match.why)
        return Judged(line, match, outside, Fate.ASIDE, why)
    if match is not None and match.dossier:
        return Judged(line, match, "", Fate.COMPLETES)
    if match is not None:
        first = earlier[match.line]
        if first.fate is Fate.COMPLETES and first.match is not None:
            return Judged(line, replace(first.match, why=match.why), "", Fate.COMPLETES)
        if first.fate is Fate.ASIDE:
            why = _("même personne que la ligne {n}, laissée de côté").format(n=match.line)
            return Judged(line, match, "", Fate.ASIDE, why)
        return Judged(line, match, "", Fate.REPEATS)
    if outside and choices.outside_aside:
        return Judged(line, None, outside, Fate.ASIDE, outside)
    return Judged(line, None, outside, Fate.CREATED)


def outside_ages(programme: Programme, line: ReadLine, today: date) -> str:
    """Why somebody of that age is outside the programme, in its own words; empty when they are not."""
    birth, entered = line.values.get("birth_date"), line.values.get("entered_on")
    if not isinstance(birth, str) or not birth:
        return ""
    typed = {"birth_date": date.fromisoformat(birth)}
    if isinstance(entered, str) and entered:
        typed["entered_on"] = date.fromisoformat(entered)
    return age_refusal(programme, facts_of(programme, typed, today))


def _without_contested(judged: Judged, bearers: Values[str, set[str]]) -> Judged:
    """A number several people bear says of none whose it is: their lines leave it in the journal."""
    number = str(judged.line.values.get("ml_number", ""))
    if number not in bearers or judged.fate not in (Fate.CREATED, Fate.COMPLETES):
        return judged
    lines = sorted(int(who.removeprefix("line:")) for who in bearers[number] if who.startswith("line:"))
    doubt = (
        _("n° de dossier {number} donné à plusieurs personnes (lignes {lines}), laissé de côté").format(
            number=number, lines=", ".join(map(str, lines))
        )
        if len(lines) > 1
        else _("n° de dossier {number} déjà donné à quelqu’un d’autre sur ce poste, laissé de côté").format(
            number=number
        )
    )
    values = {code: value for code, value in judged.line.values.items() if code != "ml_number"}
    return replace(judged, line=replace(judged.line, values=values, doubts=(*judged.line.doubts, doubt)))
