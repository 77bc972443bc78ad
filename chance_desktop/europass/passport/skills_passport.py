"""The shape of `SkillsPassport` 3.4.1, element by element (schema of Cedefop, 2019): what is valid and what the model holds."""

from __future__ import annotations

from chance_desktop.europass.passport import reading_career as career
from chance_desktop.europass.passport import reading_person as person
from chance_desktop.europass.schema import values as v
from chance_desktop.europass.schema.codes import CodeList
from chance_desktop.europass.schema.schema_model import DATE, Builder, Content, Shape
from chance_desktop.europass.schema.values import TEXT, Value, listed
from chance_desktop.europass.tree.reader import every

FORMAT = "skills-passport"
NAMESPACE = "http://europass.cedefop.europa.eu/Europass"
ROOT = f"{{{NAMESPACE}}}SkillsPassport"

_sequence = Builder({"": NAMESPACE}).sequence


def _coded(value: Value) -> Shape:
    return _sequence(("Code", value), ("Label", TEXT), code=value)


_REFERENCES = _sequence(
    ("ReferenceTo*", Shape(Content.CHILDREN, attributes={"idref": (v.NAME, True)}, make=person.reference)),
    make=every,
)
_OCCUPATION = _coded(v.OCCUPATION)
_COUNTRY = _coded(listed(CodeList.COUNTRIES))
_PERSON_NAME = _sequence(
    ("Title", _coded(listed(CodeList.TITLES))),
    ("FirstName", TEXT),
    ("Surname", TEXT),
    make=person.person_name,
)
_ADDRESS = _sequence(
    (
        "Contact",
        _sequence(
            ("AddressLine", TEXT),
            ("AddressLine2", TEXT),
            ("PostalCode", TEXT),
            ("Municipality", TEXT),
            ("Country", _COUNTRY),
            make=person.address,
        ),
    ),
)
_PERIOD = _sequence(
    ("From", DATE),
    ("To", DATE),
    ("Current", v.FLAG),
    ("Duration", v.DURATION),
    ("DurationEquivalent", TEXT),
    make=person.period,
)
_METADATA = _sequence(
    (
        "Metadata*!",
        Shape(Content.CHILDREN, attributes={"key": (TEXT, True), "value": (TEXT, True)}, make=person.metadata),
    ),
    make=every,
)
_IMAGE = _sequence(("MimeType!", v.IMAGE), ("Data!", v.DATA), ("MetadataList", _METADATA), make=person.image)
_ORGANISATION_PARTS = (
    ("Name", TEXT),
    (
        "ContactInfo",
        _sequence(
            ("Address", _ADDRESS),
            ("Website", _sequence(("Contact", v.URI), ("Use~", _sequence(("Code", v.BUSINESS))))),
        ),
    ),
)
_ORGANISATION = _sequence(*_ORGANISATION_PARTS, make=person.organisation)
_SKILL = _sequence(("Description", v.RICH), ("Documentation", _REFERENCES), make=career.skill)

_INFORMATION = _sequence(
    ("DocumentType!", v.DOCUMENT),
    ("Bundle", _sequence(("Document*", v.DOCUMENT))),
    ("CreationDate!", v.STAMP),
    ("LastUpdateDate!", v.STAMP),
    ("XSDVersion!", v.VERSION),
    ("Generator!", TEXT),
    ("Comment", TEXT),
    ("Copyright", v.COPYRIGHT),
    ("EuropassLogo~", v.FLAG),
)
_PREFERENCES = _sequence(
    (
        "Document*!",
        _sequence(
            (
                "Field*",
                Shape(
                    Content.CHILDREN,
                    attributes={
                        "name": (v.FIELD, True),
                        "show": (v.FLAG, False),
                        "format": (v.FORMAT, False),
                        "order": (v.ORDER, False),
                        "position": (v.POSITION, False),
                        "justify": (v.FLAG, False),
                        "enableName": (v.FLAG, False),
                        "pageBreaks": (TEXT, False),
                    },
                ),
            ),
            attributes={"type": (v.PRINTED, True)},
        ),
    ),
)


def _reach(of: CodeList, value: Value = TEXT) -> Shape:
    return _sequence(("Contact", value), ("Use", _coded(listed(of))), make=person.reach)


_IDENTIFICATION = _sequence(
    ("PersonName", _PERSON_NAME),
    (
        "ContactInfo",
        _sequence(
            ("Address", _ADDRESS),
            ("Email", _sequence(("Contact", v.EMAIL))),
            ("TelephoneList", _sequence(("Telephone*", _reach(CodeList.TELEPHONE_USES)), make=every)),
            ("WebsiteList", _sequence(("Website*", _reach(CodeList.WEBSITE_USES, v.URI)), make=every)),
            (
                "InstantMessagingList",
                _sequence(("InstantMessaging*", _reach(CodeList.MESSAGING_USES)), make=every),
            ),
            ("ContactMethodList~", _sequence()),  # its items are of an abstract type: none is ever valid
        ),
    ),
    (
        "Demographics",
        _sequence(
            ("Birthdate", DATE),
            ("Gender", _coded(listed(CodeList.GENDERS))),
            ("NationalityList", _sequence(("Nationality*!", _coded(listed(CodeList.NATIONALITIES))), make=every)),
        ),
    ),
    ("Photo", _IMAGE),
    ("Signature", _IMAGE),
    make=person.identification,
)
_WORK = _sequence(
    ("Period", _PERIOD),
    ("Description", v.RICH),
    ("Documentation", _REFERENCES),
    ("Position", _OCCUPATION),
    ("Activities", v.RICH),
    (
        "Employer",
        _sequence(*_ORGANISATION_PARTS, ("Sector", _coded(listed(CodeList.SECTORS))), make=person.organisation),
    ),
    make=career.work,
)
_EDUCATION = _sequence(
    ("Period", _PERIOD),
    ("Description", v.RICH),
    ("Documentation", _REFERENCES),
    ("Title", TEXT),
    ("Activities", v.RICH),
    ("Organisation", _ORGANISATION),
    ("Level", _coded(listed(CodeList.LEVELS))),
    ("Field", _coded(listed(CodeList.STUDY_FIELDS))),
    make=career.education,
)
_FOREIGN_LANGUAGE = _sequence(
    ("Description", _coded(listed(CodeList.LANGUAGES))),
    (
        "ProficiencyLevel",
        _sequence(
            ("Listening", v.LEVEL),
            ("Reading", v.LEVEL),
            ("SpokenInteraction", v.LEVEL),
            ("SpokenProduction", v.LEVEL),
            ("Writing", v.LEVEL),
            make=career.levels,
        ),
    ),
    (
        "AcquiredDuring",
        _sequence(
            (
                "Experience*",
                _sequence(
                    ("Period", _PERIOD),
                    ("Description", v.RICH),
                    ("Documentation", _REFERENCES),
                    ("Area", _coded(listed(CodeList.LANGUAGE_AREAS))),
                    make=career.experience,
                ),
            ),
            make=every,
        ),
    ),
    (
        "VerifiedBy",
        _sequence(
            (
                "Certificate*",
                _sequence(
                    ("Title", TEXT),
                    ("AwardingBody", TEXT),
                    ("Date", DATE),
                    ("Level", v.LEVEL_TEXT),
                    make=career.certificate,
                ),
            ),
            make=every,
        ),
    ),
    ("Documentation", _REFERENCES),
    make=career.language,
)
_COMPUTER = _sequence(
    ("Description", v.RICH),
    (
        "ProficiencyLevel",
        _sequence(
            ("Information", v.DIGITAL_LEVEL),
            ("Communication", v.DIGITAL_LEVEL),
            ("ContentCreation", v.DIGITAL_LEVEL),
            ("Safety", v.DIGITAL_LEVEL),
            ("ProblemSolving", v.DIGITAL_LEVEL),
        ),
    ),
    ("VerifiedBy", _sequence(("Certificate*", _sequence(("Title", TEXT))))),
    ("Documentation", _REFERENCES),
    make=career.digital,
)
_SKILLS = _sequence(
    (
        "Linguistic",
        _sequence(
            (
                "MotherTongueList",
                _sequence(
                    (
                        "MotherTongue*",
                        _sequence(
                            ("Description", _coded(listed(CodeList.MOTHER_LANGUAGES))),
                            ("Documentation", _REFERENCES),
                            make=career.mother_tongue,
                        ),
                    ),
                    make=every,
                ),
            ),
            ("ForeignLanguageList", _sequence(("ForeignLanguage*", _FOREIGN_LANGUAGE), make=every)),
        ),
    ),
    ("Communication", _SKILL),
    ("Organisational", _SKILL),
    ("JobRelated", _SKILL),
    ("Computer", _COMPUTER),
    (
        "Driving",
        _sequence(
            ("Description", _sequence(("Licence*", listed(CodeList.LICENCES)))),
            ("Documentation", _REFERENCES),
            make=career.driving,
        ),
    ),
    ("Other", _SKILL),
)
_ACHIEVEMENT = _sequence(
    ("Title", _coded(listed(CodeList.ACHIEVEMENTS))),
    ("Description", v.RICH),
    ("Documentation", _REFERENCES),
    make=career.achievement,
)
_ATTACHMENT = _sequence(
    ("Name", TEXT),
    ("MimeType!", v.MIME),
    ("Data!", v.DATA),
    ("MetadataList", _METADATA),
    ("Description", TEXT),
    attributes={"id": (v.NAME, True)},
    make=person.annex,
)
_LETTER = _sequence(
    (
        "Localisation",
        _sequence(
            ("Date", DATE),
            ("Place", _sequence(("Municipality", TEXT), ("Country", _COUNTRY))),
        ),
    ),
    ("SubjectLine", TEXT),
    ("OpeningSalutation", _sequence(("Salutation", _coded(v.OPENING)), ("PersonName", _PERSON_NAME))),
    ("Body", _sequence(("Opening", v.RICH), ("MainBody", v.RICH), ("Closing", v.RICH))),
    ("ClosingSalutation", _coded(v.CLOSING)),
)
_ENCLOSED = _sequence(
    ("Heading", _coded(v.HEADING)),
    (
        "InterDocument",
        _sequence(("ReferencedDocument*", Shape(Content.CHILDREN, attributes={"ref": (v.DOCUMENT, False)}))),
    ),
    ("IntraDocument", _REFERENCES),
    (
        "ExtraDocument",
        _sequence(("ReferencedResource*", _sequence(("Description", TEXT), attributes={"href": (v.URI, False)}))),
    ),
)

SKILLS_PASSPORT = _sequence(
    ("DocumentInfo!", _INFORMATION),
    ("PrintingPreferences~", _PREFERENCES),
    (
        "LearnerInfo!",
        _sequence(
            ("Identification", _IDENTIFICATION),
            (
                "Headline",
                _sequence(
                    ("Type", _coded(listed(CodeList.HEADLINES))), ("Description", _OCCUPATION), make=person.headline
                ),
            ),
            ("WorkExperienceList", _sequence(("WorkExperience*", _WORK), make=every)),
            ("EducationList", _sequence(("Education*", _EDUCATION), make=every)),
            ("Skills", _SKILLS),
            ("AchievementList", _sequence(("Achievement*", _ACHIEVEMENT), make=every)),
            ("Documentation", _REFERENCES),
        ),
    ),
    ("AttachmentList", _sequence(("Attachment*", _ATTACHMENT), make=every)),
    (
        "CoverLetter",
        _sequence(
            (
                "Addressee",
                _sequence(("PersonName", _PERSON_NAME), ("Position", _OCCUPATION), ("Organisation", _ORGANISATION)),
            ),
            ("Letter", _LETTER),
            ("Documentation", _ENCLOSED),
        ),
    ),
    attributes={"locale": (v.LOCALE, True)},
)
