"""The shape of `Candidate`, the present portal’s format, as its exports show it: it has no public schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from chance_desktop.europass.schema.codes import CodeList
from chance_desktop.europass.schema.schema_model import Builder, Plain, Shape, text
from chance_desktop.europass.schema.values import FLAG, LEVEL, PARTIAL_DATE, RICH, TEXT, listed, packed

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT = "candidate"
NAMESPACES = {
    "": "http://www.europass.eu/1.0",
    "oa": "http://www.openapplications.org/oagis/9",
    "hr": "http://www.hr-xml.org/3",
    "eures": "http://www.europass_eures.eu/1.0",
}
ROOT = f"{{{NAMESPACES['']}}}Candidate"
SCHEME = "chance-desktop"
"""Our own scheme of document identifiers: only the portal issues those of EUROPASS."""

NOTICE = " Document préparé hors du portail Europass : il n’a pas d’identifiant officiel. "
"""Comment of the files written here; never shown, so never translated."""
NORMAL, FREE_TEXT = "NORMAL", "FREE_TEXT"
"""Schemes of a language: an ISO 639-2/B code, or words."""
STATEMENT = "personal_statement"
"""Kind of headline that the portal’s « about me » becomes."""

DIMENSIONS = (
    ("listening", "CEF-Understanding-Listening"),
    ("reading", "CEF-Understanding-Reading"),
    ("spoken_interaction", "CEF-Speaking-Interaction"),
    ("spoken_production", "CEF-Speaking-Production"),
    ("writing", "CEF-Writing-Production"),
)
"""Skills of the framework, by attribute of `Levels`, and their codes."""

_sequence = Builder(NAMESPACES).sequence


_MOMENT = _sequence(("hr:FormattedDateTime", PARTIAL_DATE))


def _reachable(node: _Element, taken: Sequence[Plain]) -> bool:
    """Whether a way to reach has a field of its own: one address, one e-mail, telephones, sites and networks."""
    kind = channel(node)
    if kind in (ADDRESS, EMAIL):
        return not any(channel_of(each) == kind for each in taken)
    return kind in (TELEPHONE, WEB, SOCIAL)


def channel(node: _Element) -> str:
    """The kind of a `Communication`."""
    if node.find(f"{{{NAMESPACES['']}}}Address") is not None:
        return ADDRESS
    return (node.findtext(f"{{{NAMESPACES['']}}}ChannelCode") or "").strip()


def channel_of(plain: Plain) -> str:
    """The kind of a `Communication` already taken."""
    return ADDRESS if "Address" in plain else plain.get("ChannelCode", "").strip()


def _in_organisation(node: _Element, taken: Sequence[Plain]) -> bool:
    return channel(node) in (ADDRESS, WEB) and _reachable(node, taken)


def _is_language(node: _Element, taken: Sequence[Plain]) -> bool:
    return (node.findtext(f"{{{NAMESPACES['hr']}}}TaxonomyID") or "").strip() == "language"


def _is_dimension(node: _Element, taken: Sequence[Plain]) -> bool:
    code = (node.findtext(f"{{{NAMESPACES['hr']}}}CompetencyDimensionTypeCode") or "").strip()
    again = any(each.get("CompetencyDimensionTypeCode", "").strip() == code for each in taken)
    return code in {each for _attribute, each in DIMENSIONS} and not again


def _is_photo(node: _Element, taken: Sequence[Plain]) -> bool:
    uri = packed(node.findtext(f"{{{NAMESPACES['oa']}}}EmbeddedData") or "") or b""
    told = (node.findtext(f"{{{NAMESPACES['hr']}}}Instructions") or "").strip() == "ProfilePicture"
    return told and not taken and DATA_URI.fullmatch(uri) is not None


def _is_plain_section(node: _Element, taken: Sequence[Plain]) -> bool:
    """Whether a free section is one text under one title, as the model has them."""
    space = f"{{{NAMESPACES['']}}}"
    entries = node.findall(f"{space}Other")
    return len(entries) == 1 and entries[0].findtext(f"{space}Title") == node.findtext(f"{space}Title")


ADDRESS, EMAIL, TELEPHONE, WEB, SOCIAL = "Address", "Email", "Telephone", "Web", "Social Media"
CHANNELS = (EMAIL, TELEPHONE, WEB, SOCIAL, ADDRESS)
"""Kinds of `Communication`, in the order they are written."""
DATA_URI = re.compile(rb"data:(image/[a-z.+-]+);base64,([A-Za-z0-9+/=]+)")

_ADDRESS = _sequence(("oa:AddressLine", TEXT), ("oa:CityName", TEXT), ("CountryCode", TEXT), ("oa:PostalCode", TEXT))


def _communication(wanted: Callable[[_Element, Sequence[Plain]], bool]) -> Shape:
    return _sequence(
        ("Address", _ADDRESS),
        ("ChannelCode", TEXT),
        ("oa:URI", TEXT),
        ("UseCode", TEXT),
        ("OtherTitle~", TEXT),
        ("CountryDialing", TEXT),
        ("oa:DialNumber", TEXT),
        ("CountryCode~", TEXT),
        wanted=wanted,
    )


_NAME = _sequence(("oa:GivenName", TEXT), ("hr:FamilyName", TEXT))
_CONTACT = _sequence(("Communication*", _communication(_in_organisation)))
_PERIOD = _sequence(
    ("eures:StartDate", _MOMENT),
    ("eures:EndDate", _MOMENT),
    ("hr:CurrentIndicator", FLAG),
)
_DATES = _sequence(("StartDate", _MOMENT), ("EndDate", _MOMENT), ("Ongoing", FLAG))
_POSITION = _sequence(
    ("PositionTitle", TEXT),
    ("eures:EmploymentPeriod", _PERIOD),
    ("oa:Description", RICH),
    ("City~", TEXT),
    ("Country~", TEXT),
)
_EMPLOYER = _sequence(
    ("hr:OrganizationName", TEXT),
    ("OrganizationContact", _CONTACT),
    ("hr:IndustryCode", listed(CodeList.SECTORS)),
    ("PositionHistory", _POSITION),
    ("Department~", TEXT),
    ("Link~", TEXT),
)
_SCHOOL = _sequence(
    ("hr:OrganizationName", TEXT),
    ("OrganizationContact", _CONTACT),
    ("EducationLevelCode", listed(CodeList.LEVELS)),
    ("AttendancePeriod", _DATES),
    (
        "EducationDegree",
        _sequence(
            ("hr:DegreeName", TEXT),
            ("FieldOfStudy~", TEXT),
            ("OccupationalSkillsCovered", RICH),
            ("CreditType~", TEXT),
            ("NumberOfCredit~", TEXT),
            ("FinalGrade~", TEXT),
            ("Thesis~", TEXT),
        ),
    ),
    ("Link~", TEXT),
)
_COMPETENCY = _sequence(
    ("CompetencyID", text(TEXT, "schemeName")),
    ("hr:TaxonomyID", TEXT),
    (
        "eures:CompetencyDimension*",
        _sequence(
            ("hr:CompetencyDimensionTypeCode", TEXT),
            ("eures:Score", _sequence(("hr:ScoreText", LEVEL))),
            wanted=_is_dimension,
        ),
    ),
    wanted=_is_language,
)
_OTHERS = _sequence(
    ("Title", TEXT),
    ("Other*", _sequence(("Title", TEXT), ("Description", RICH), ("Date~", _DATES))),
    wanted=_is_plain_section,
)
CANDIDATE = _sequence(
    ("hr:DocumentID~", TEXT),
    ("CandidateSupplier~", TEXT),
    (
        "CandidatePerson",
        _sequence(
            ("PersonName", _NAME),
            ("Communication*", _communication(_reachable)),
            ("NationalityCode*", TEXT),
            ("hr:BirthDate", PARTIAL_DATE),
            ("GenderCode", TEXT),
            ("PrimaryLanguageCode*", text(TEXT, "name")),
        ),
    ),
    (
        "CandidateProfile",
        _sequence(
            ("hr:ID~", TEXT),
            ("hr:ExecutiveSummary", RICH),
            ("EmploymentHistory", _sequence(("EmployerHistory*", _EMPLOYER))),
            ("EducationHistory", _sequence(("EducationOrganizationAttendance*", _SCHOOL))),
            (
                "eures:Licenses",
                _sequence(("eures:License*", _sequence(("hr:LicenseTypeCode", TEXT)))),
            ),
            ("Certifications~", TEXT),
            ("PublicationHistory~", TEXT),
            ("PersonQualifications", _sequence(("PersonCompetency*", _COMPETENCY))),
            ("EmploymentReferences~", TEXT),
            (
                "eures:Attachment*",
                _sequence(
                    ("oa:EmbeddedData", TEXT), ("oa:FileType", TEXT), ("hr:Instructions", TEXT), wanted=_is_photo
                ),
            ),
            ("CreativeWorks~", TEXT),
            ("Projects~", TEXT),
            ("SocialAndPoliticalActivities~", TEXT),
            ("Skills~", TEXT),
            ("NetworksAndMemberships~", TEXT),
            ("ConferencesAndSeminars~", TEXT),
            ("VoluntaryWorks~", TEXT),
            ("CourseCertifications~", TEXT),
            ("Others*", _OTHERS),
            attributes={"languageCode": (TEXT, False)},
        ),
    ),
    ("RenderingInformation~", TEXT),
)
