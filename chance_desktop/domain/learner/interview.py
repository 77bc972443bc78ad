"""The two guided conversations of Europass, as a programme declares them: what was learned, and which level one has."""

from __future__ import annotations

import re
from collections.abc import Collection

from chance_desktop.domain.learner.cefr import LanguageSkill, Level
from chance_desktop.domain.programme.declared import declared

_SEPARATORS = re.compile(r"\s*(?:\n|;)\s*|\s*,\s+")
_MARK = "{each}"


@declared
class LearningArea:
    """A part of life where one learns; `becomes` is the section of the profile a whole experience goes to."""

    code: str
    label: str
    hint: str
    becomes: str


@declared
class LearningQuestion:
    """A question about an experience. Each thing listed in its answer makes the sentence `sentence`, of a family."""

    code: str
    label: str
    help: str = ""
    sentence: str = ""
    family: str = "job"
    proof: bool = False


@declared
class SkillFamily:
    """A family of skills, by the headings of Europass."""

    code: str
    label: str


@declared
class LearningInterview:
    """The interview about what was learned, at school, at work, at home, in a club or on the road."""

    form: str
    version: str
    title: str
    introduction: str
    areas: tuple[LearningArea, ...]
    questions: tuple[LearningQuestion, ...]
    families: tuple[SkillFamily, ...]

    def area(self, code: str) -> LearningArea | None:
        """An area by its code."""
        return next((each for each in self.areas if each.code == code), None)


@declared
class LevelWords:
    """What a level means, in a few words."""

    level: str
    name: str
    meaning: str


@declared
class Statement:
    """Sentences about a skill at a level, in the programme's own words; one says yes or no to each."""

    skill: str
    level: str
    texts: tuple[str, ...]


@declared
class AssessmentGuide:
    """The guided self-assessment: a level is reached when `needed` of its sentences, and of those of the levels below, are."""

    form: str
    version: str
    title: str
    introduction: str
    needed: int
    levels: tuple[LevelWords, ...]
    statements: tuple[Statement, ...]

    def of(self, skill: LanguageSkill, level: Level) -> tuple[str, ...]:
        """The sentences of a skill at a level."""
        wanted = (each.texts for each in self.statements if each.skill == skill.value and each.level == level.value)
        return tuple(text for texts in wanted for text in texts)

    def reached(self, skill: LanguageSkill, yes: Collection[tuple[str, int]]) -> Level | None:
        """The level of a skill for the sentences answered yes, each told by its level and its number from 0."""
        found = None
        for level in Level:
            said = sum((level.value, number) in yes for number in range(len(self.of(skill, level))))
            if said < min(self.needed, len(self.of(skill, level))):
                break
            found = level
        return found


def sentences_from(question: LearningQuestion, answer: str) -> tuple[str, ...]:
    """The « I can… » sentences an answer suggests, one per thing it lists; nothing for a question that makes none."""
    if not question.sentence:
        return ()
    things = (each.strip(" .-–•") for each in _SEPARATORS.split(answer))
    return tuple(question.sentence.replace(_MARK, _lower_first(each)) for each in things if each)


def _lower_first(text: str) -> str:
    """« Servir les clients » inside a sentence: « servir les clients »; « PC » and names of one capital word stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
