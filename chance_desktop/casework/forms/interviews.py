"""The conversations of Europass the programme declares, read when they are first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.programme.programme_folder import ProgrammeMistake, read_declared
from chance_desktop.domain.learner.cefr import LanguageSkill, Level
from chance_desktop.domain.learner.interview import AssessmentGuide, LearningInterview
from chance_desktop.runtime.words import _

INTERVIEW_FILE = "interviews/learning.toml"
GUIDE_FILE = "interviews/self-assessment.toml"


def learning_interview(desk: Desk) -> LearningInterview:
    """The interview about what was learned. Raises `ProgrammeMistake`."""
    return read_interview(desk.programme_folder)


def assessment_guide(desk: Desk) -> AssessmentGuide:
    """The guided self-assessment. Raises `ProgrammeMistake`."""
    return read_guide(desk.programme_folder)


@cache
def read_interview(folder: Path) -> LearningInterview:
    """The interview a folder declares. Raises `ProgrammeMistake`."""
    found = read_declared(folder, INTERVIEW_FILE, LearningInterview)
    families = {each.code for each in found.families}
    for question in found.questions:
        if question.sentence and ("{each}" not in question.sentence or question.family not in families):
            raise ProgrammeMistake(INTERVIEW_FILE, f"questions.{question.code}", _("phrase ou famille inattendue"))
    return found


@cache
def read_guide(folder: Path) -> AssessmentGuide:
    """The self-assessment a folder declares. Raises `ProgrammeMistake`."""
    found = read_declared(folder, GUIDE_FILE, AssessmentGuide)
    for skill in LanguageSkill:
        for level in Level:
            if not found.of(skill, level):
                raise ProgrammeMistake(GUIDE_FILE, f"{skill.value}.{level.value}", _("la clé manque"))
    return found
