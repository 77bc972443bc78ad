"""What the learner did and can do, as a `SkillsPassport` tells it: experiences, languages, skills, achievements."""

from __future__ import annotations

from chance_desktop.domain.learner.cefr import NO_LEVELS, Level, Levels
from chance_desktop.domain.learner.model import (
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
from chance_desktop.europass.codes import CodeList
from chance_desktop.europass.reading_person import documents, organisation, period
from chance_desktop.europass.taking import Plain, Taker

_NO_SKILL, _NO_DIGITAL, _NO_DRIVING = Skill(), DigitalSkill(), Driving()


def work(plain: Plain, taker: Taker) -> WorkExperience:
    """A work experience."""
    return WorkExperience(
        period(plain.part("Period")),
        taker.coded(plain.part("Position")),
        plain.text("Activities"),
        organisation(plain.part("Employer"), taker),
        plain.text("Description"),
        documents(plain),
    )


def education(plain: Plain, taker: Taker) -> Education:
    """Schooling or training."""
    return Education(
        period(plain.part("Period")),
        plain.text("Title"),
        plain.text("Activities"),
        organisation(plain.part("Organisation"), taker),
        taker.coded(plain.part("Level"), CodeList.LEVELS),
        taker.coded(plain.part("Field"), CodeList.STUDY_FIELDS),
        plain.text("Description"),
        documents(plain),
    )


def mother_tongue(plain: Plain, taker: Taker) -> MotherTongue:
    """A mother tongue."""
    return MotherTongue(taker.coded(plain.part("Description"), CodeList.MOTHER_LANGUAGES), documents(plain))


def language(plain: Plain, taker: Taker) -> ForeignLanguage:
    """Another language."""
    return ForeignLanguage(
        taker.coded(plain.part("Description"), CodeList.LANGUAGES),
        _levels(plain.part("ProficiencyLevel")),
        tuple(
            LanguageExperience(
                period(each.part("Period")),
                each.text("Description"),
                taker.coded(each.part("Area"), CodeList.LANGUAGE_AREAS),
                documents(each),
            )
            for each in plain.part("AcquiredDuring").all("Experience")
        ),
        tuple(
            LanguageCertificate(
                each.text("Title"), each.text("AwardingBody"), each.dates.get("Date"), each.text("Level")
            )
            for each in plain.part("VerifiedBy").all("Certificate")
        ),
        documents(plain),
    )


def skill(plain: Plain) -> Skill:
    """A family of skills told in words."""
    return Skill(plain.text("Description"), documents(plain)) if plain.texts or plain.parts else _NO_SKILL


def digital(plain: Plain) -> DigitalSkill:
    """Digital skills; files before 3.3 have no levels."""
    if not plain.texts and not plain.parts:
        return _NO_DIGITAL
    levels = plain.part("ProficiencyLevel")
    return DigitalSkill(
        plain.text("Description"),
        levels.text("Information"),
        levels.text("Communication"),
        levels.text("ContentCreation"),
        levels.text("Safety"),
        levels.text("ProblemSolving"),
        tuple(each.text("Title") for each in plain.part("VerifiedBy").all("Certificate")),
        documents(plain),
    )


def driving(plain: Plain) -> Driving:
    """Driving licences."""
    if not plain.parts:
        return _NO_DRIVING
    licences = plain.part("Description").all("Licence")
    return Driving(tuple(each.text("") for each in licences), documents(plain))


def achievement(plain: Plain, taker: Taker) -> Achievement:
    """Something else worth telling."""
    return Achievement(
        taker.coded(plain.part("Title"), CodeList.ACHIEVEMENTS), plain.text("Description"), documents(plain)
    )


def _levels(plain: Plain) -> Levels:
    found = plain.texts
    if not any(found.values()):
        return NO_LEVELS
    return Levels(
        _level(found.get("Listening")),
        _level(found.get("Reading")),
        _level(found.get("SpokenInteraction")),
        _level(found.get("SpokenProduction")),
        _level(found.get("Writing")),
    )


def _level(text: str | None) -> Level | None:
    bare = text.strip() if text else ""
    return Level(bare) if bare else None
