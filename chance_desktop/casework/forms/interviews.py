"""The conversations of Europass the programme declares, read when they are first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.programme.programme_folder import read_declared, refuse_grave
from chance_desktop.domain.learner.interview import AssessmentGuide, LearningInterview
from chance_desktop.domain.soundness.forms import guide_mistakes, interview_mistakes
from chance_desktop.runtime.words import _

INTERVIEW_FILE = "interviews/learning.toml"
GUIDE_FILE = "interviews/self-assessment.toml"


_NO_INTERVIEW = LearningInterview(
    form="", version="", title=_("Ce que j’ai appris"), introduction=_("Ce programme n’a pas d’entretien sur ce que l’on a appris."),
    areas=(), questions=(), families=(),
)  # fmt: skip


def has_guide(desk: Desk) -> bool:
    """Whether the programme has a guided self-assessment."""
    return (desk.programme_folder / GUIDE_FILE).exists()


def learning_interview(desk: Desk) -> LearningInterview:
    """The interview about what was learned. Raises `ProgrammeMistake`."""
    return read_interview(desk.programme_folder)


def assessment_guide(desk: Desk) -> AssessmentGuide:
    """The guided self-assessment. Raises `ProgrammeMistake`."""
    return read_guide(desk.programme_folder)


@cache
def read_interview(folder: Path) -> LearningInterview:
    """The interview a folder declares; one that asks nothing where it declares none. Raises `ProgrammeMistake`."""
    if not (folder / INTERVIEW_FILE).exists():
        return _NO_INTERVIEW
    found = read_declared(folder, INTERVIEW_FILE, LearningInterview)
    refuse_grave(interview_mistakes(INTERVIEW_FILE, found))
    return found


@cache
def read_guide(folder: Path) -> AssessmentGuide:
    """The self-assessment a folder declares. Raises `ProgrammeMistake`."""
    found = read_declared(folder, GUIDE_FILE, AssessmentGuide)
    refuse_grave(guide_mistakes(GUIDE_FILE, found))
    return found
