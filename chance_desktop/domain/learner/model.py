"""The model of a learner, one language at a time: what the XML of Europass 3.4.1 and `Candidate` carry and what pages draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chance_desktop.domain.learner.cefr import NO_LEVELS, Levels
from chance_desktop.domain.learner.partial_dates import NO_PERIOD, PartialDate, Period


class Document(StrEnum):
    """Kinds of Europass documents, by the codes of the schema."""

    CV = "ECV"
    LANGUAGE_PASSPORT = "ELP"
    COVER_LETTER = "ECL"
    SKILLS_PASSPORT = "ESP"
    CV_AND_SKILLS_PASSPORT = "ECV_ESP"


@dataclass(frozen=True, slots=True)
class Coded:
    """A value of a code list (`code`), its words (`label`), or both; a label without a code is a free text."""

    code: str = ""
    label: str = ""

    def __bool__(self) -> bool:
        return bool(self.code or self.label)


NOTHING = Coded()


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; `country` is coded in the Union's own way (`EL`, `UK`)."""

    line: str = ""
    line2: str = ""
    postcode: str = ""
    town: str = ""
    country: Coded = NOTHING


@dataclass(frozen=True, slots=True)
class Reach:
    """A telephone, a website or a messaging name, with what it is used for (`home`, `personal`, `skype`…)."""

    value: str
    use: Coded = NOTHING


@dataclass(frozen=True, slots=True)
class Image:
    """A photograph or a signature: its content type, its bytes, and metadata as (key, value) pairs in order."""

    mime: str
    data: bytes = field(repr=False)
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as documents write it; `title` is `mr`, `ms`, `mrs`, `miss`, `dr` or free."""

    first_name: str = ""
    surname: str = ""
    title: Coded = NOTHING


@dataclass(frozen=True, slots=True)
class Identification:
    """Who the learner is and how to reach them; `gender` is `M` or `F`, nationalities are codes of the Union's list."""

    name: PersonName = PersonName()
    address: Address = Address()
    email: str = ""
    telephones: tuple[Reach, ...] = ()
    websites: tuple[Reach, ...] = ()
    messaging: tuple[Reach, ...] = ()
    birth_date: PartialDate | None = None
    gender: Coded = NOTHING
    nationalities: tuple[Coded, ...] = ()
    photo: Image | None = None
    signature: Image | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """What the CV is for: `kind` is `preferred_job`, `job_applied_for`, `studies_applied_for`, `position`…"""

    kind: Coded = NOTHING
    description: Coded = NOTHING


@dataclass(frozen=True, slots=True)
class Organisation:
    """An employer, a school, the addressee of a letter; `sector` (NACE level 1) is an employer's only."""

    name: str = ""
    address: Address = Address()
    website: str = ""
    sector: Coded = NOTHING


@dataclass(frozen=True, slots=True)
class WorkExperience:
    """A job, a placement or voluntary work; `activities` is rich text, `documents` are ids of annexes."""

    period: Period = NO_PERIOD
    position: Coded = NOTHING
    activities: str = ""
    employer: Organisation = Organisation()
    description: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Education:
    """Schooling or training: `level` is ISCED or EQF (`1`…`8`), `field_of_study` ISCED-97 level 2; `activities` is rich text."""

    period: Period = NO_PERIOD
    title: str = ""
    activities: str = ""
    organisation: Organisation = Organisation()
    level: Coded = NOTHING
    field_of_study: Coded = NOTHING
    description: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MotherTongue:
    """A mother tongue, by its ISO 639-1 code."""

    language: Coded
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageExperience:
    """A linguistic or intercultural experience; `area` is `studying_training_language`, `work_language`…"""

    period: Period = NO_PERIOD
    description: str = ""
    area: Coded = NOTHING
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageCertificate:
    """A certificate or diploma in a language; `level` is a level of the framework or empty."""

    title: str = ""
    awarding_body: str = ""
    date: PartialDate | None = None
    level: str = ""


@dataclass(frozen=True, slots=True)
class ForeignLanguage:
    """Another language, its levels, how it was learned and what proves it."""

    language: Coded
    levels: Levels = NO_LEVELS
    experiences: tuple[LanguageExperience, ...] = ()
    certificates: tuple[LanguageCertificate, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """A family of skills told in rich text."""

    text: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigitalSkill:
    """Digital skills: five levels `A` (basic), `B` (independent), `C` (proficient) or empty, a text, titles of certificates."""

    text: str = ""
    information: str = ""
    communication: str = ""
    content_creation: str = ""
    safety: str = ""
    problem_solving: str = ""
    certificates: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Driving:
    """Categories of driving licence held (`B`, `A1`…)."""

    licences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something else worth telling: `title` is coded (`projects`, `memberships`, `references`…) or free."""

    title: Coded = NOTHING
    description: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """A scanned diploma or certificate (PDF, JPEG, PNG); `id` is what documents refer to."""

    id: str
    mime: str
    data: bytes = field(repr=False)
    name: str = ""
    description: str = ""
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CoverLetter:
    """A cover letter: whom it goes to, its place and date, and its parts in rich text."""

    addressee: PersonName = PersonName()
    addressee_position: Coded = NOTHING
    addressee_organisation: Organisation = Organisation()
    date: PartialDate | None = None
    place: str = ""
    country: Coded = NOTHING
    subject: str = ""
    salutation: Coded = NOTHING
    salutation_name: PersonName = PersonName()
    opening: str = ""
    main_body: str = ""
    closing: str = ""
    closing_salutation: Coded = NOTHING
    enclosed_heading: Coded = NOTHING
    enclosed_documents: tuple[str, ...] = ()
    enclosed_annexes: tuple[str, ...] = ()
    enclosed_links: tuple[tuple[str, str], ...] = ()
    """(address, description) of each resource referred to."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A part of a file the model does not know, as XML, so that it is written back where it stood.

    `format` is `skills-passport` or `candidate`; `place` the path of its parent from the root, steps as
    `Name[index]` counted from 1; `before` the step of the element that followed it, or empty when it was the last.
    """

    format: str
    place: str
    xml: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself: its kind, the documents bundled with it, dates, and who made it."""

    document: Document = Document.CV
    bundle: tuple[Document, ...] = ()
    created: datetime | None = None
    updated: datetime | None = None
    generator: str = ""
    comment: str = ""
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class Learner:
    """Everything Europass documents say of a person, in the language `locale` (`fr`, `en`…)."""

    locale: str = "fr"
    about: About = About()
    identification: Identification = Identification()
    headline: Headline = Headline()
    work: tuple[WorkExperience, ...] = ()
    education: tuple[Education, ...] = ()
    mother_tongues: tuple[MotherTongue, ...] = ()
    languages: tuple[ForeignLanguage, ...] = ()
    communication: Skill = Skill()
    organisational: Skill = Skill()
    job_related: Skill = Skill()
    digital: DigitalSkill = DigitalSkill()
    driving: Driving = Driving()
    other: Skill = Skill()
    achievements: tuple[Achievement, ...] = ()
    documents: tuple[str, ...] = ()
    """Ids of the annexes that go with the whole."""
    annexes: tuple[Annex, ...] = ()
    cover_letter: CoverLetter | None = None
    kept: tuple[Kept, ...] = ()
