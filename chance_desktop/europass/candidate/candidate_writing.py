"""Writing a learner as `Candidate`, which the portal reads: an unofficial file, under an identifier of our own scheme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from chance_desktop.domain.learner.model import (
    Address,
    Coded,
    Education,
    ForeignLanguage,
    Identification,
    Image,
    Kept,
    Learner,
    MotherTongue,
    Organisation,
    Reach,
    WorkExperience,
)
from chance_desktop.domain.learner.partial_dates import PartialDate, Period
from chance_desktop.domain.learner.rich_text import from_plain
from chance_desktop.domain.learner.rich_text import plain as plain_text
from chance_desktop.europass.candidate import candidate_names as names
from chance_desktop.europass.candidate.sections import SECTIONS, title_of
from chance_desktop.europass.failures import AnnexesTooHeavy
from chance_desktop.europass.passport import restore_unknown
from chance_desktop.europass.schema import codes
from chance_desktop.europass.schema.codes import CodeList
from chance_desktop.europass.tree import processing_instructions
from chance_desktop.europass.tree.element_drafts import Draft, Drafts, data, each_of, group, grow, leaf
from chance_desktop.europass.tree.safe_xml import ANNEX_LIMIT

if TYPE_CHECKING:
    from lxml.etree import _Element

_GENDERS = {"M": "male", "F": "female"}
_SOCIAL = frozenset(("facebook", "twitter", "instagram", "linkedin", "youtube", "pinterest", "tumblr"))
_TWO_DIGITS = frozenset(
    f"{number}"
    for number in (20, 27, *range(30, 35), 36, 39, 40, 41, *range(43, 50), *range(51, 59), *range(60, 67), 81, 82, 84, 86,
                   *range(90, 96), 98)
)  # fmt: skip
"""Country dialling codes of two digits (ITU-T E.164); 1 and 7 have one, all others three."""
_OFFICIAL = re.compile(r"<(?:\w+:)?(?:DocumentID|ID)\b[^>]*schemeAgencyName=\"EUROPASS\"")


def write(learner: Learner, identifier: str = "") -> bytes:
    """The XML of a learner as `Candidate`; `identifier` names the document under our scheme, never EUROPASS’s."""
    written: bytes = etree.tostring(
        tree(learner, identifier).getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return written


def tree(learner: Learner, identifier: str = "") -> _Element:
    """The root of the XML of a learner as `Candidate`, indented."""
    photo = learner.identification.photo
    if photo is not None and len(photo.data) > ANNEX_LIMIT * 2 // 3:  # base64 of base64
        raise AnnexesTooHeavy(ANNEX_LIMIT)
    kept = [each for each in learner.kept if not _is_replaced(each, learner)]
    present = {(each.place, _name(each.xml)) for each in kept if each.format == names.FORMAT}
    root = grow(_candidate(learner, identifier, present), names.NAMESPACES)
    root.insert(0, etree.Comment(names.NOTICE))
    official = [each for each in kept if each.format == names.FORMAT and _OFFICIAL.match(each.xml)]
    restore_unknown.put_back(root, names.CANDIDATE, (each for each in kept if each not in official), names.FORMAT, True)
    for each in official:
        # the identifier of the portal stays with the file, but this file is not the one it was issued for
        root.append(processing_instructions.elsewhere(each))
    etree.indent(root)
    return root


def _is_replaced(kept: Kept, learner: Learner) -> bool:
    """A summary kept with its layout gives way to the words of the model when they are no longer the same."""
    if _name(kept.xml) != "ExecutiveSummary":
        return False
    node = processing_instructions.parsed(kept.xml)
    return node is None or plain_text(node.text or "") != learner.headline.description.label


def _name(xml: str) -> str:
    found = re.match(r"<(?:\w+:)?(\w+)", xml)
    return found[1] if found else ""


def _candidate(learner: Learner, identifier: str, present: set[tuple[str, str]]) -> Draft:
    scheme = {"schemeID": identifier or "1", "schemeName": "DocumentIdentifier", "schemeAgencyName": names.SCHEME}
    party = {"schemeID": "1", "schemeName": "PartyID", "schemeAgencyName": names.SCHEME, "schemeVersionID": "1.0"}
    supplied = ("Candidate[1]", "CandidateSupplier") in present
    laid_out = ("Candidate[1]", "RenderingInformation") in present
    who = learner.identification
    parts = (
        (Draft("hr:DocumentID", attributes={**scheme, "schemeVersionID": "4.0"}),),
        ()
        if supplied
        else group(
            "CandidateSupplier",
            (Draft("hr:PartyID", attributes=party),),
            leaf("hr:PartyName", "Une chance pour l’Europe"),
            group("PersonContact", _person_name(who), _channel(names.EMAIL, leaf("oa:URI", who.email))),
            leaf("hr:PrecedenceCode", "1"),
        ),
        group("CandidatePerson", *_person(learner), always=True),
        group(
            "CandidateProfile",
            *_profile(learner, ("Candidate[1]/CandidateProfile[1]", "ExecutiveSummary") in present),
            attributes={"languageCode": learner.locale},
        ),
        () if laid_out else _layout(learner),
    )
    return Draft("Candidate", "", each_of(list(parts)))


def _person_name(who: Identification) -> Drafts:
    return group("PersonName", leaf("oa:GivenName", who.name.first_name), leaf("hr:FamilyName", who.name.surname))


def _person(learner: Learner) -> tuple[Drafts, ...]:
    who = learner.identification
    address = group("Address", *_address(who.address))
    return (
        _person_name(who),
        _channel(names.EMAIL, leaf("oa:URI", who.email)),
        each_of([_telephone(each) for each in who.telephones]),
        each_of([_website(each) for each in who.websites if not _is_social(each)]),
        each_of([_website(each) for each in who.websites if _is_social(each)]),
        group("Communication", _home(address), leaf("UseCode", "home")) if address else (),
        each_of([leaf("NationalityCode", codes.iso_country(each.code)) for each in who.nationalities if each.code]),
        leaf("hr:BirthDate", str(who.birth_date or "")),
        leaf("GenderCode", _GENDERS.get(who.gender.code, who.gender.label)),
        each_of([_mother_tongue(each) for each in learner.mother_tongues]),
    )


def _home(address: Drafts) -> Drafts:
    return tuple(Draft(each.name, "", each.children, {"type": "home"}) for each in address)


def _channel(kind: str, *parts: Drafts) -> Drafts:
    return group("Communication", leaf("ChannelCode", kind), *parts) if any(parts) else ()


def _telephone(reach: Reach) -> Drafts:
    dialing, number = _dialled(reach.value)
    return group(
        "Communication",
        leaf("ChannelCode", names.TELEPHONE),
        leaf("UseCode", reach.use.code or reach.use.label),
        leaf("CountryDialing", dialing),
        leaf("oa:DialNumber", number),
    )


def _dialled(value: str) -> tuple[str, str]:
    """The country code and the rest of a number; a French number in ten figures is in +33."""
    digits = re.sub(r"[\s().\-\u00a0]", "", value)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if re.fullmatch(r"0[1-9]\d{8}", digits):
        return "33", digits[1:]
    if not re.fullmatch(r"\+[1-9]\d{3,14}", digits):
        return "", value
    length = 1 if digits[1] in "17" else 2 if digits[1:3] in _TWO_DIGITS else 3
    return digits[1 : length + 1], digits[length + 1 :]


def _is_social(reach: Reach) -> bool:
    return reach.use.label.lower() in _SOCIAL


def _website(reach: Reach) -> Drafts:
    social = _is_social(reach)
    return group(
        "Communication",
        leaf("ChannelCode", names.SOCIAL if social else names.WEB),
        leaf("oa:URI", reach.value),
        leaf("UseCode", reach.use.label.lower() if social else reach.use.label),
    )


def _address(address: Address) -> tuple[Drafts, ...]:
    return (
        leaf("oa:AddressLine", ", ".join(each for each in (address.line, address.line2) if each)),
        leaf("oa:CityName", address.town),
        leaf("CountryCode", codes.iso_country(address.country.code)),
        leaf("oa:PostalCode", address.postcode),
    )


def _mother_tongue(tongue: MotherTongue) -> Drafts:
    scheme, words = _language(tongue.language)
    return (Draft("PrimaryLanguageCode", words, attributes={"name": scheme}),) if words else ()


def _language(language: Coded) -> tuple[str, str]:
    iso = codes.iso_language(language.code)
    return (names.NORMAL, iso) if iso else (names.FREE_TEXT, language.label or language.code)


def _profile(learner: Learner, summarised: bool) -> tuple[Drafts, ...]:
    statement = learner.headline.kind.code == names.STATEMENT and not summarised
    summary = from_plain(learner.headline.description.label) if statement else ""
    return (
        leaf("hr:ExecutiveSummary", summary),
        group("EmploymentHistory", each_of([_work(each) for each in learner.work])),
        group("EducationHistory", each_of([_education(each) for each in learner.education])),
        group(
            "eures:Licenses",
            each_of([group("eures:License", leaf("hr:LicenseTypeCode", each)) for each in learner.driving.licences]),
        ),
        group("PersonQualifications", each_of([_foreign(each) for each in learner.languages])),
        _photo(learner.identification.photo),
        each_of([_section(title, words) for title, words in _sections(learner)]),
    )


def _organisation(organisation: Organisation) -> Drafts:
    address = group("Address", *_address(organisation.address))
    web = _channel(names.WEB, leaf("oa:URI", organisation.website))
    return (
        *leaf("hr:OrganizationName", organisation.name),
        *group("OrganizationContact", web, group("Communication", address)),
    )


def _work(work: WorkExperience) -> Drafts:
    title = (Draft("PositionTitle", work.position.label, attributes={"typeCode": "FREETEXT"}),)
    return group(
        "EmployerHistory",
        _organisation(work.employer),
        leaf("hr:IndustryCode", work.employer.sector.code),
        group(
            "PositionHistory",
            title if work.position.label else (),
            _period("eures:EmploymentPeriod", work.period, "eures:", "hr:CurrentIndicator"),
            leaf("oa:Description", work.activities),
        ),
        always=True,
    )


def _education(education: Education) -> Drafts:
    return group(
        "EducationOrganizationAttendance",
        _organisation(education.organisation),
        leaf("EducationLevelCode", education.level.code),
        _period("AttendancePeriod", education.period, "", "Ongoing"),
        group(
            "EducationDegree",
            leaf("hr:DegreeName", education.title),
            leaf("OccupationalSkillsCovered", education.activities),
        ),
        always=True,
    )


def _period(name: str, period: Period, prefix: str, current: str) -> Drafts:
    dates = (*_moment(f"{prefix}StartDate", period.since), *_moment(f"{prefix}EndDate", period.until))
    if not dates and not period.current:
        return ()
    return group(name, dates, leaf(current, "true" if period.current else "false"))


def _moment(name: str, day: PartialDate | None) -> Drafts:
    return group(name, leaf("hr:FormattedDateTime", str(day or "")))


def _foreign(language: ForeignLanguage) -> Drafts:
    scheme, words = _language(language.language)
    levels = [(code, level) for attribute, code in names.DIMENSIONS if (level := getattr(language.levels, attribute))]
    return group(
        "PersonCompetency",
        (Draft("CompetencyID", words, attributes={"schemeName": scheme}),),
        leaf("hr:TaxonomyID", "language"),
        each_of(
            [
                group(
                    "eures:CompetencyDimension",
                    leaf("hr:CompetencyDimensionTypeCode", code),
                    group("eures:Score", leaf("hr:ScoreText", level)),
                )
                for code, level in levels
            ]
        ),
    )


def _photo(photo: Image | None) -> Drafts:
    if photo is None or not photo.data:
        return ()
    mime = {"image/pjpeg": "image/jpeg", "image/x-png": "image/png"}.get(photo.mime, photo.mime)
    uri = f"data:{mime};base64,{data(photo.data)}"
    return group(
        "eures:Attachment",
        leaf("oa:EmbeddedData", data(uri.encode())),
        leaf("oa:FileType", "photo"),
        leaf("hr:Instructions", "ProfilePicture"),
    )


def _sections(learner: Learner) -> list[tuple[str, str]]:
    """(title, rich text) of what has no element of its own; the portal asks for one entry by section."""
    skills = {name: getattr(learner, name).text for name in SECTIONS}
    found = [(title_of(name, learner.locale), words) for name, words in skills.items() if words]
    for each in learner.achievements:
        title = each.title.label or codes.label(CodeList.ACHIEVEMENTS, each.title.code, learner.locale)
        found.append((title or "–", each.description))
    return found


def _section(title: str, words: str) -> Drafts:
    entry = group("Other", leaf("Title", title), leaf("Description", words))
    return group("Others", leaf("Title", title), entry)


def _layout(learner: Learner) -> Drafts:
    """The portal shows the sections it is told of, and no other."""
    shown = (
        ("work-experience", bool(learner.work)),
        ("education-training", bool(learner.education)),
        ("language", bool(learner.languages or learner.mother_tongues)),
        ("driving-licence", bool(learner.driving.licences)),
    )
    sections = each_of([group("Section", leaf("Title", title)) for title, present in shown if present])
    return group(
        "RenderingInformation",
        group(
            "Design",
            leaf("Template", "Template1"),
            leaf("Color", "Default"),
            leaf("FontSize", "Medium"),
            leaf("Logo", "FirstPage"),
            leaf("PageNumbers", "true"),
            group("SectionsOrder", sections),
        ),
    )
