"""What the learner did and can do, as a `SkillsPassport` tells it: experiences, languages, skills, achievements."""

from __future__ import annotations

from chance_desktop.domain.learner.cefr import NO_LEVELS, Level, Levels
from chance_desktop.domain.learner.model import (
    NOTHING,
    Achievement,
    DigitalSkill,
    Driving,
    Education,
    ForeignLanguage,
    LanguageCertificate,
    LanguageExperience,
    MotherTongue,
    Skill,
    WorkExperience,
)
from chance_desktop.domain.learner.partial_dates import NO_PERIOD
from chance_desktop.europass.passport.reading_person import NO_ORGANISATION
from chance_desktop.europass.schema.schema_model import Plain
from chance_desktop.europass.tree.reader import NO_ITEMS, NOTHING_SAID

_LEVELS = {each.value: each for each in Level}


def work(plain: Plain) -> WorkExperience:
    """A work experience."""
    return WorkExperience(
        plain.get("Period", NO_PERIOD),
        plain.get("Position", NOTHING),
        plain.get("Activities", ""),
        plain.get("Employer", NO_ORGANISATION),
        plain.get("Description", ""),
        plain.get("Documentation", ()),
    )


def education(plain: Plain) -> Education:
    """Schooling or training."""
    return Education(
        period=plain.get("Period", NO_PERIOD),
        title=plain.get("Title", ""),
        activities=plain.get("Activities", ""),
        organisation=plain.get("Organisation", NO_ORGANISATION),
        level=plain.get("Level", NOTHING),
        field_of_study=plain.get("Field", NOTHING),
        description=plain.get("Description", ""),
        documents=plain.get("Documentation", ()),
    )


def mother_tongue(plain: Plain) -> MotherTongue:
    """A mother tongue."""
    return MotherTongue(plain.get("Description", NOTHING), plain.get("Documentation", ()))


def language(plain: Plain) -> ForeignLanguage:
    """Another language."""
    return ForeignLanguage(
        plain.get("Description", NOTHING),
        plain.get("ProficiencyLevel", NO_LEVELS),
        plain.get("AcquiredDuring", ()),
        plain.get("VerifiedBy", ()),
        plain.get("Documentation", ()),
    )


def levels(plain: Plain) -> Levels:
    """How well a language is mastered."""
    return Levels(
        _LEVELS.get(plain.get("Listening", "").strip()),
        _LEVELS.get(plain.get("Reading", "").strip()),
        _LEVELS.get(plain.get("SpokenInteraction", "").strip()),
        _LEVELS.get(plain.get("SpokenProduction", "").strip()),
        _LEVELS.get(plain.get("Writing", "").strip()),
    )


def experience(plain: Plain) -> LanguageExperience:
    """Where a language was practised."""
    return LanguageExperience(
        plain.get("Period", NO_PERIOD),
        plain.get("Description", ""),
        plain.get("Area", NOTHING),
        plain.get("Documentation", ()),
    )


def certificate(plain: Plain) -> LanguageCertificate:
    """What proves a level in a language."""
    return LanguageCertificate(
        plain.get("Title", ""), plain.get("AwardingBody", ""), plain.get("Date", None), plain.get("Level", "")
    )


def skill(plain: Plain) -> Skill:
    """A family of skills told in words."""
    return Skill(plain.get("Description", ""), plain.get("Documentation", ()))


def digital(plain: Plain) -> DigitalSkill:
    """Digital skills; files before 3.3 have no levels."""
    levels = plain.get("ProficiencyLevel", NOTHING_SAID)
    return DigitalSkill(
        text=plain.get("Description", ""),
        information=levels.get("Information", ""),
        communication=levels.get("Communication", ""),
        content_creation=levels.get("ContentCreation", ""),
        safety=levels.get("Safety", ""),
        problem_solving=levels.get("ProblemSolving", ""),
        certificates=tuple(
            each.get("Title", "") for each in plain.get("VerifiedBy", NOTHING_SAID).get("Certificate", NO_ITEMS)
        ),
        documents=plain.get("Documentation", ()),
    )


def driving(plain: Plain) -> Driving:
    """Driving licences."""
    licences = plain.get("Description", NOTHING_SAID).get("Licence", NO_ITEMS)
    return Driving(tuple(each.get("", "") for each in licences), plain.get("Documentation", ()))


def achievement(plain: Plain) -> Achievement:
    """Something else worth telling."""
    return Achievement(plain.get("Title", NOTHING), plain.get("Description", ""), plain.get("Documentation", ()))
