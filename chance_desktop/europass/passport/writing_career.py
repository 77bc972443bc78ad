"""Drafting what the learner did and can do, in the order of the schema."""

from __future__ import annotations

from chance_desktop.domain.learner.cefr import Levels
from chance_desktop.domain.learner.model import (
    Achievement,
    DigitalSkill,
    Education,
    ForeignLanguage,
    Learner,
    MotherTongue,
    Skill,
    WorkExperience,
)
from chance_desktop.europass.passport.writing_person import PersonWriter
from chance_desktop.europass.schema.codes import CodeList
from chance_desktop.europass.tree.element_drafts import Drafts, date, each_of, group, leaf


class CareerWriter(PersonWriter):
    """Drafts of experiences, skills and achievements."""

    def career(self, learner: Learner) -> Drafts:
        """Everything after the person."""
        return (
            *group("WorkExperienceList", each_of([self._work(each) for each in learner.work])),
            *group("EducationList", each_of([self._education(each) for each in learner.education])),
            *self._skills(learner),
            *group("AchievementList", each_of([self._achievement(each) for each in learner.achievements])),
        )

    def _work(self, work: WorkExperience) -> Drafts:
        return group(
            "WorkExperience",
            self.period(work.period),
            leaf("Description", work.description),
            self.documents(work.documents),
            self.coded("Position", work.position),
            leaf("Activities", work.activities),
            self.organisation("Employer", work.employer),
            always=True,
        )

    def _education(self, education: Education) -> Drafts:
        return group(
            "Education",
            self.period(education.period),
            leaf("Description", education.description),
            self.documents(education.documents),
            leaf("Title", education.title),
            leaf("Activities", education.activities),
            self.organisation("Organisation", education.organisation),
            self.coded("Level", education.level, CodeList.LEVELS),
            self.coded("Field", education.field_of_study, CodeList.STUDY_FIELDS),
            always=True,
        )

    def _skills(self, learner: Learner) -> Drafts:
        return group(
            "Skills",
            group(
                "Linguistic",
                group("MotherTongueList", each_of([self._tongue(each) for each in learner.mother_tongues])),
                group("ForeignLanguageList", each_of([self._language(each) for each in learner.languages])),
            ),
            self._skill("Communication", learner.communication),
            self._skill("Organisational", learner.organisational),
            self._skill("JobRelated", learner.job_related),
            self._digital(learner.digital),
            group(
                "Driving",
                group("Description", each_of([group_of_text("Licence", each) for each in learner.driving.licences])),
                self.documents(learner.driving.documents),
            ),
            self._skill("Other", learner.other),
        )

    def _tongue(self, tongue: MotherTongue) -> Drafts:
        described = self.coded("Description", tongue.language, CodeList.MOTHER_LANGUAGES)
        return group("MotherTongue", described, self.documents(tongue.documents), always=True)

    def _language(self, language: ForeignLanguage) -> Drafts:
        experiences = [
            group(
                "Experience",
                self.period(each.period),
                leaf("Description", each.description),
                self.documents(each.documents),
                self.coded("Area", each.area, CodeList.LANGUAGE_AREAS),
                always=True,
            )
            for each in language.experiences
        ]
        certificates = [
            group(
                "Certificate",
                leaf("Title", each.title),
                leaf("AwardingBody", each.awarding_body),
                date("Date", each.date),
                leaf("Level", each.level),
                always=True,
            )
            for each in language.certificates
        ]
        return group(
            "ForeignLanguage",
            self.coded("Description", language.language, CodeList.LANGUAGES),
            _levels(language.levels),
            group("AcquiredDuring", each_of(experiences)),
            group("VerifiedBy", each_of(certificates)),
            self.documents(language.documents),
            always=True,
        )

    def _skill(self, name: str, skill: Skill) -> Drafts:
        return group(name, leaf("Description", skill.text), self.documents(skill.documents))

    def _digital(self, skill: DigitalSkill) -> Drafts:
        certificates = [group("Certificate", leaf("Title", each), always=True) for each in skill.certificates]
        return group(
            "Computer",
            leaf("Description", skill.text),
            group(
                "ProficiencyLevel",
                leaf("Information", skill.information),
                leaf("Communication", skill.communication),
                leaf("ContentCreation", skill.content_creation),
                leaf("Safety", skill.safety),
                leaf("ProblemSolving", skill.problem_solving),
            ),
            group("VerifiedBy", each_of(certificates)),
            self.documents(skill.documents),
        )

    def _achievement(self, achievement: Achievement) -> Drafts:
        return group(
            "Achievement",
            self.coded("Title", achievement.title, CodeList.ACHIEVEMENTS),
            leaf("Description", achievement.description),
            self.documents(achievement.documents),
            always=True,
        )


def group_of_text(name: str, text: str) -> Drafts:
    """An element of text that is written even when empty: its place in a list counts."""
    return leaf(name, text) or group(name, always=True)


def _levels(levels: Levels) -> Drafts:
    return group(
        "ProficiencyLevel",
        leaf("Listening", levels.listening or ""),
        leaf("Reading", levels.reading or ""),
        leaf("SpokenInteraction", levels.spoken_interaction or ""),
        leaf("SpokenProduction", levels.spoken_production or ""),
        leaf("Writing", levels.writing or ""),
    )
