"""The values a key may have where its type says too little: closed lists, and the least and the most of a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from chance_desktop.domain.form import SITUATION, Form, Question
from chance_desktop.domain.learner.cefr import LanguageSkill, Level
from chance_desktop.domain.learner.interview import AssessmentGuide, LearningArea, LevelWords, Statement
from chance_desktop.domain.programme.declared import Condition
from chance_desktop.domain.programme.programme import Delays, Durations, Field, Phase, Piece, Programme, Step, Validity
from chance_desktop.domain.programme.report_layout import ExtractRules
from chance_desktop.domain.programme.stay_rules import FollowUpRhythm, Outcome, PaymentRule, SurveyWave
from chance_desktop.domain.soundness.mistake import Mistake, nearest, shown
from chance_desktop.domain.states import LEFT, FormRole, StageState
from chance_desktop.runtime.words import _

_YEARS_10 = 3_650
_DAYS = (0, _YEARS_10)

TONES = ("accent", "blue", "green", "orange", "red")
"""The colours a phase may have."""

CLOSED: Mapping[tuple[type, str], tuple[str, ...]] = {
    (Phase, "tone"): TONES,
    (Step, "state"): tuple(StageState),
    (Piece, "gender"): ("f", "m"),
    (Piece, "blocks"): ("dossier", "departure"),
    (Piece, "stay_paper"): ("", "agreement", "commitment"),
    (Field, "row"): ("person", "dossier"),
    (Outcome, "leaves"): ("", *LEFT),
    (PaymentRule, "start"): ("departure", "return"),
    (Form, "role"): ("", *FormRole),
    (Question, "role"): ("", SITUATION),
    (Form, "subject"): ("dossier", "event", "follow_up_sheet", "survey", "meeting"),
    (LearningArea, "becomes"): ("education", "work", "achievement", "language-experience"),
    (LevelWords, "level"): tuple(each.value for each in Level),
    (Statement, "level"): tuple(each.value for each in Level),
    (Statement, "skill"): tuple(each.value for each in LanguageSkill),
}
"""Every value a text may have."""

BOUNDS: Mapping[tuple[type, str], tuple[int, int]] = {
    (Durations, "language_weeks"): (0, 520),
    (Durations, "placement_weeks"): (0, 520),
    **{(Delays, each.name): _DAYS for each in fields(Delays)},
    (Validity, "months"): (0, 240),
    (FollowUpRhythm, "first_week"): (1, 520),
    (FollowUpRhythm, "every_weeks"): (1, 520),
    (FollowUpRhythm, "late_after_days"): _DAYS,
    (PaymentRule, "days"): (-_YEARS_10, _YEARS_10),
    (SurveyWave, "months"): (1, 240),
    (Programme, "interview_minutes"): (5, 480),
    (ExtractRules, "smallest"): (1, 100),
    (AssessmentGuide, "needed"): (1, 50),
}
"""The least and the most of a number."""

_HARMLESS = frozenset({(Programme, "interview_minutes"), (Validity, "months"), (SurveyWave, "months"), (Phase, "tone")})


def limit_mistakes(file: str, declaration: object, place: str = "") -> Iterator[Mistake]:
    """Every value out of its limits in a declaration and in those it holds."""
    if isinstance(declaration, tuple):
        for number, each in enumerate(declaration):
            yield from limit_mistakes(file, each, f"{place}.{name_of(each, number)}")
    elif isinstance(declaration, dict):
        for name, each in declaration.items():
            yield from limit_mistakes(file, each, f"{place}.{name}")
    elif is_dataclass(declaration) and not isinstance(declaration, Condition | type):
        for field in fields(declaration):
            value, key = getattr(declaration, field.name), f"{place}.{field.name}".lstrip(".")
            yield from _out_of_limits(file, key, (type(declaration), field.name), value)
            yield from limit_mistakes(file, value, key)


def name_of(item: object, number: int) -> str:
    """How an item of a list is named in a key: its code, or its place."""
    return str(getattr(item, "code", "") or getattr(item, "field", "") or number)


def _out_of_limits(file: str, key: str, what: tuple[type, str], value: object) -> Iterator[Mistake]:
    grave = what not in _HARMLESS
    if what in CLOSED and value not in CLOSED[what]:
        expected = ", ".join(each for each in CLOSED[what] if each)
        reason = _("valeur inattendue ; attendu : {values}").replace("{values}", expected)
        text = value.value if isinstance(value, Enum) else str(value)
        near = nearest(text, CLOSED[what])
        yield Mistake(file=file, key=key, value=shown(text), reason=reason, near=near, grave=grave)
    if what in BOUNDS and isinstance(value, int) and not BOUNDS[what][0] <= value <= BOUNDS[what][1]:
        low, high = BOUNDS[what]
        reason = _("{n} n’est pas possible : de {low} à {high}")
        told = reason.replace("{n}", str(value)).replace("{low}", str(low)).replace("{high}", str(high))
        yield Mistake(file=file, key=key, value=shown(value), reason=told, grave=grave)
