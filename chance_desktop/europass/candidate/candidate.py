"""Reading `Candidate`, the format of the present portal: what the model does not hold is kept where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chance_desktop.domain.learner.cefr import NO_LEVELS, Level, Levels
from chance_desktop.domain.learner.model import (
    NOTHING,
    About,
    Achievement,
    Address,
    Coded,
    Driving,
    Education,
    ForeignLanguage,
    Headline,
    Identification,
    Image,
    Kept,
    Learner,
    MotherTongue,
    Organisation,
    PersonName,
    Reach,
    Skill,
    WorkExperience,
)
from chance_desktop.domain.learner.partial_dates import NO_PERIOD, PartialDate, Period, partial_date
from chance_desktop.domain.learner.rich_text import from_plain
from chance_desktop.domain.learner.rich_text import plain as plain_text
from chance_desktop.europass.candidate import candidate_names as names
from chance_desktop.europass.candidate.sections import SECTIONS, section_of
from chance_desktop.europass.failures import NotEuropass
from chance_desktop.europass.passport.reading import Reading
from chance_desktop.europass.schema import codes
from chance_desktop.europass.schema.codes import CodeList
from chance_desktop.europass.schema.schema_model import Plain
from chance_desktop.europass.schema.values import is_true, packed
from chance_desktop.europass.tree import processing_instructions
from chance_desktop.europass.tree.reader import NO_ITEMS, NOTHING_SAID, Taker
from chance_desktop.europass.tree.safe_xml import parse
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_GENDERS = {"male": "M", "female": "F"}
_OURS = f'schemeAgencyName="{names.SCHEME}"'


def read(data: bytes) -> Reading:
    """A `Candidate` in bytes of XML; raises a `FileRefused`."""
    return read_tree(parse(data))


def read_tree(root: _Element) -> Reading:
    """A `Candidate` already parsed; the tree is consumed."""
    if root.tag != names.ROOT:
        raise NotEuropass
    others = processing_instructions.unpack(root)
    _in_order(root)
    profile = root.find(f"{{{names.NAMESPACES['']}}}CandidateProfile")
    locale = (profile.get("languageCode", "") if profile is not None else "") or "fr"
    taker = Taker(names.FORMAT, locale)
    plain = taker.whole(root, names.CANDIDATE)
    summary = _summary(root)
    kept = (*(each for each in taker.kept if not _is_ours(each)), *summary, *others)
    learner = _learner(plain, taker, locale, kept)
    if "PersonName" not in plain.get("CandidatePerson", NOTHING_SAID):
        taker.remarks.missing(_("le nom de la personne"))
    return Reading(learner, names.FORMAT, taker.remarks.told)


def _in_order(root: _Element) -> None:
    """Exports disagree on the order of the ways to reach, which says nothing: put them in ours."""
    space = f"{{{names.NAMESPACES['']}}}"
    for around in (*root.iter(f"{space}CandidatePerson"), *root.iter(f"{space}OrganizationContact")):
        found = around.findall(f"{space}Communication")
        ranks = {kind: rank for rank, kind in enumerate(names.CHANNELS)}
        wanted = sorted(found, key=lambda each: ranks.get(names.channel(each), len(ranks)))
        if wanted != found:
            index = around.index(found[0])
            for each in reversed(wanted):
                around.insert(index, each)


def _summary(root: _Element) -> tuple[Kept, ...]:
    """The summary as it is laid out, when the plain words the model takes would not give it back."""
    space = names.NAMESPACES
    node = root.find(f"{{{space['']}}}CandidateProfile/{{{space['hr']}}}ExecutiveSummary")
    if node is None or from_plain(plain_text(node.text or "")) == (node.text or ""):
        return ()
    return (Kept(names.FORMAT, "Candidate[1]/CandidateProfile[1]", processing_instructions.fragment(node)),)


def _is_ours(kept: Kept) -> bool:
    """Whether a part is what this application writes by itself: made anew each time."""
    return _OURS in kept.xml or kept.xml == f"<!--{names.NOTICE}-->"


def _learner(plain: Plain, taker: Taker, locale: str, kept: tuple[Kept, ...]) -> Learner:
    person, profile = plain.get("CandidatePerson", NOTHING_SAID), plain.get("CandidateProfile", NOTHING_SAID)
    skills, achievements = _sections(profile, locale)
    return Learner(
        locale=locale,
        about=About(),
        identification=_identification(person, profile, taker),
        headline=_headline(profile, taker),
        work=tuple(
            _work(each, taker)
            for each in profile.get("EmploymentHistory", NOTHING_SAID).get("EmployerHistory", NO_ITEMS)
        ),
        education=tuple(
            _education(each, taker)
            for each in profile.get("EducationHistory", NOTHING_SAID).get("EducationOrganizationAttendance", NO_ITEMS)
        ),
        mother_tongues=tuple(
            MotherTongue(_language(each.get("", ""), each.get("@name", ""), CodeList.MOTHER_LANGUAGES, taker))
            for each in person.get("PrimaryLanguageCode", NO_ITEMS)
        ),
        languages=tuple(
            _foreign(each, taker)
            for each in profile.get("PersonQualifications", NOTHING_SAID).get("PersonCompetency", NO_ITEMS)
        ),
        communication=skills.get("communication", Skill()),
        organisational=skills.get("organisational", Skill()),
        job_related=skills.get("job_related", Skill()),
        other=skills.get("other", Skill()),
        driving=Driving(
            tuple(
                each.get("LicenseTypeCode", "")
                for each in profile.get("Licenses", NOTHING_SAID).get("License", NO_ITEMS)
            )
        ),
        achievements=achievements,
        kept=kept,
    )


def _identification(person: Plain, profile: Plain, taker: Taker) -> Identification:
    reached = person.get("Communication", NO_ITEMS)
    named = person.get("PersonName", NOTHING_SAID)
    emails = [each.get("URI", "") for each in reached if names.channel_of(each) == names.EMAIL]
    addresses = [each.get("Address", NOTHING_SAID) for each in reached if "Address" in each]
    return Identification(
        name=PersonName(named.get("GivenName", ""), named.get("FamilyName", "")),
        address=_address(addresses[0], taker) if addresses else Address(),
        email=emails[0] if emails else "",
        telephones=tuple(_telephone(each, taker) for each in reached if names.channel_of(each) == names.TELEPHONE),
        websites=tuple(_website(each) for each in reached if names.channel_of(each) in (names.WEB, names.SOCIAL)),
        birth_date=partial_date(person.get("BirthDate", "")),
        gender=_gender(person.get("GenderCode", ""), taker),
        nationalities=tuple(
            taker.known(codes.eu_country(each.get("", "")), CodeList.NATIONALITIES)
            for each in person.get("NationalityCode", NO_ITEMS)
        ),
        photo=_photo(profile.get("Attachment", NO_ITEMS)),
    )


def _telephone(plain: Plain, taker: Taker) -> Reach:
    dialing, number = plain.get("CountryDialing", "").strip(), plain.get("DialNumber", "")
    value = f"+{dialing.lstrip('+')} {number}".rstrip() if dialing else number
    return Reach(value, taker.known(plain.get("UseCode", ""), CodeList.TELEPHONE_USES))


def _website(plain: Plain) -> Reach:
    return Reach(plain.get("URI", ""), Coded("", plain.get("UseCode", "")))


def _gender(text: str, taker: Taker) -> Coded:
    if text in _GENDERS:
        return taker.known(_GENDERS[text], CodeList.GENDERS)
    return Coded("", text) if text else NOTHING


def _photo(found: Sequence[Plain]) -> Image | None:
    if not found:
        return None
    uri = names.DATA_URI.fullmatch(packed(found[0].get("EmbeddedData", "")) or b"")
    return Image(uri[1].decode(), packed(uri[2].decode()) or b"") if uri is not None else None


def _headline(profile: Plain, taker: Taker) -> Headline:
    summary = profile.get("ExecutiveSummary", "")
    if not summary:
        return Headline()
    return Headline(taker.known(names.STATEMENT, CodeList.HEADLINES), Coded("", plain_text(summary)))


def _address(plain: Plain, taker: Taker) -> Address:
    country = plain.get("CountryCode", "")
    return Address(
        line=plain.get("AddressLine", ""),
        postcode=plain.get("PostalCode", ""),
        town=plain.get("CityName", ""),
        country=taker.known(codes.eu_country(country), CodeList.COUNTRIES) if country else NOTHING,
    )


def _organisation(plain: Plain, taker: Taker) -> Organisation:
    reached = plain.get("OrganizationContact", NOTHING_SAID).get("Communication", NO_ITEMS)
    addresses = [each.get("Address", NOTHING_SAID) for each in reached if "Address" in each]
    websites = [each.get("URI", "") for each in reached if names.channel_of(each) == names.WEB]
    return Organisation(
        plain.get("OrganizationName", ""),
        _address(addresses[0], taker) if addresses else Address(),
        websites[0] if websites else "",
        taker.known(plain.get("IndustryCode", ""), CodeList.SECTORS),
    )


def _work(plain: Plain, taker: Taker) -> WorkExperience:
    position = plain.get("PositionHistory", NOTHING_SAID)
    title = position.get("PositionTitle", "")
    return WorkExperience(
        period=_period(position.get("EmploymentPeriod", NOTHING_SAID), "CurrentIndicator"),
        position=Coded("", title) if title else NOTHING,
        activities=position.get("Description", ""),
        employer=_organisation(plain, taker),
    )


def _education(plain: Plain, taker: Taker) -> Education:
    degree = plain.get("EducationDegree", NOTHING_SAID)
    return Education(
        period=_period(plain.get("AttendancePeriod", NOTHING_SAID), "Ongoing"),
        title=degree.get("DegreeName", ""),
        activities=degree.get("OccupationalSkillsCovered", ""),
        organisation=_organisation(plain, taker),
        level=taker.known(plain.get("EducationLevelCode", ""), CodeList.LEVELS),
    )


def _period(plain: Plain, current: str) -> Period:
    since, until = _moment(plain.get("StartDate", NOTHING_SAID)), _moment(plain.get("EndDate", NOTHING_SAID))
    going_on = is_true(plain.get(current, ""))
    return Period(since, until, going_on) if since or until or going_on else NO_PERIOD


def _moment(plain: Plain) -> PartialDate | None:
    return partial_date(plain.get("FormattedDateTime", ""))


def _language(text: str, scheme: str, of: CodeList, taker: Taker) -> Coded:
    if scheme == names.FREE_TEXT:
        code = codes.code_of(of, text, taker.locale)
        return Coded(code, text)
    code = codes.eu_language(text)
    return taker.known(code or text, of)


def _foreign(plain: Plain, taker: Taker) -> ForeignLanguage:
    scheme = plain.get("CompetencyID@schemeName", "")
    found = {
        each.get("CompetencyDimensionTypeCode", "").strip(): each.get("Score", NOTHING_SAID)
        .get("ScoreText", "")
        .strip()
        for each in plain.get("CompetencyDimension", NO_ITEMS)
    }
    levels = {attribute: Level(found[code]) for attribute, code in names.DIMENSIONS if found.get(code)}
    return ForeignLanguage(
        _language(plain.get("CompetencyID", ""), scheme, CodeList.LANGUAGES, taker),
        Levels(**levels) if levels else NO_LEVELS,
    )


def _sections(profile: Plain, locale: str) -> tuple[dict[str, Skill], tuple[Achievement, ...]]:
    """Free sections: those under one of our titles are the skills the model tells apart."""
    skills: dict[str, Skill] = {}
    achievements = []
    for each in profile.get("Others", NO_ITEMS):
        title, words = each.get("Title", ""), each.get("Other", NO_ITEMS)[0].get("Description", "")
        section = section_of(title, locale)
        if section in SECTIONS and section not in skills:
            skills[section] = Skill(words)
        else:
            code = codes.code_of(CodeList.ACHIEVEMENTS, title, locale)
            achievements.append(Achievement(Coded(code, title), words))
    return skills, tuple(achievements)
