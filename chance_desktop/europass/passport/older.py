"""Europass files of 2005 to 2012 (versions 1 and 2), put in the shape of version 3 and read as such.

What they say of the person, jobs, studies, languages and skills has its place there; what has none stays in the tree under its own
name, so that it is kept and told. Their codes of posts, sectors, levels and fields of study are of other lists: their words are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from chance_desktop.domain.learner.rich_text import from_plain
from chance_desktop.europass.failures import NotEuropass, OldVersion
from chance_desktop.europass.passport.older_parts import NewPart, OldPart
from chance_desktop.europass.passport.skills_passport import NAMESPACE, ROOT
from chance_desktop.europass.tree.nodes import is_element, local

if TYPE_CHECKING:
    from lxml.etree import _Element

OLD_ROOT = "learnerinfo"
_OF_NAMESPACE = re.compile(r".*/V([12](?:\.\d+){1,2})")
_FIGURES = re.compile(r"\d+", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2}).*", re.ASCII)
_DASHES = {"year": "", "month": "--", "day": "---"}
_LEVELS = {
    "listening": "Listening", "reading": "Reading", "spokeninteraction": "SpokenInteraction",
    "spokenproduction": "SpokenProduction", "writing": "Writing",
}  # fmt: skip
_SKILLS = {
    "social": "Communication",
    "organisational": "Organisational",
    "technical": "JobRelated",
    "computer": "Computer",
}
_GENERATOR = ("docinfo", "prefs")
"""What told the former tool how to print, and nothing of the person."""


def is_older(root: _Element) -> bool:
    """Whether it is the root of a file of versions 1 and 2."""
    return local(root).lower() == OLD_ROOT


def version_of(root: _Element) -> str:
    """« 2.0 », as the file says it; nothing when it does not."""
    found = _OF_NAMESPACE.fullmatch(etree.QName(root).namespace or "")
    told = next((each.text or "" for each in root.iter("{*}xsdversion")), "").strip().lstrip("Vv")
    return found[1] if found else told


def brought_up(root: _Element) -> _Element:
    """The same file in the shape of version 3; raises `OldVersion`, or `NotEuropass`, when nothing in it has a place there."""
    version = version_of(root)
    made = etree.Element(ROOT, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    made.set("locale", (root.get("locale") or "fr")[:2].lower())
    _about(OldPart(root), NewPart(made).inside("DocumentInfo"))
    learner = NewPart(made).inside("LearnerInfo")
    _whole(OldPart(root), learner)
    if not len(learner.element):
        raise OldVersion(version) if version else NotEuropass
    for name in _GENERATOR:
        OldPart(root).take(name)
    _leave(root, learner.element)
    return made


def _about(old: OldPart, new: NewPart) -> None:
    info = old.inner("docinfo")
    lists = ("workexperiencelist", "educationlist")
    passport = bool(old.inner("languagelist")) and not any(old.inner(name) for name in lists)
    new.say("ELP" if passport else "ECV", "DocumentType")
    issued, updated = info.take("issuedate"), info.take("lastupdatedate")
    new.say(issued, "CreationDate")
    new.say(updated or issued, "LastUpdateDate")


def _whole(old: OldPart, new: NewPart) -> None:
    _identification(old.inner("identification"), new)
    aim = _words_of_code(old, "application")
    if aim:
        new.say("preferred_job", "Headline", "Type", "Code")
        new.say(aim, "Headline", "Description", "Label")
    for work in old.inner("workexperiencelist").every("workexperience"):
        _work(work, new.inside("WorkExperienceList").another("WorkExperience"))
    for study in old.inner("educationlist").every("education"):
        _education(study, new.inside("EducationList").another("Education"))
    for language in old.inner("languagelist").every("language"):
        _language(language, new.inside("Skills", "Linguistic"))
    for skill in old.inner("skilllist").every("skill"):
        _skill(skill, new)
    for skill in old.inner("skilllist").every("structured-skill"):
        for licence in list(skill.every("drivinglicence")):
            new.inside("Skills", "Driving", "Description").another("Licence").element.text = licence.own_words().upper()
    for misc in old.inner("misclist").every("misc"):
        words = misc.own_words()
        if words:
            new.inside("AchievementList").another("Achievement").say(from_plain(words), "Description")
    _prune(new.element)


def _identification(old: OldPart, new: NewPart) -> None:
    who = new.inside("Identification")
    who.say(old.take("firstname"), "PersonName", "FirstName")
    who.say(old.take("lastname"), "PersonName", "Surname")
    contact = old.inner("contactinfo")
    _address(contact.inner("address"), who)
    who.say(contact.take("email"), "ContactInfo", "Email", "Contact")
    for name, use in (("mobile", "mobile"), ("telephone", "home")):
        number = contact.take(name)
        if number:
            made = who.inside("ContactInfo", "TelephoneList").another("Telephone")
            made.say(number, "Contact")
            made.say(use, "Use", "Code")
    about = old.inner("demographics")
    _day(about, "birthdate", who, "Demographics", "Birthdate")
    who.say(about.take("gender").upper()[:1], "Demographics", "Gender", "Code")
    for nation in list(about.every("nationality")):
        _coded(nation, who.inside("Demographics", "NationalityList").another("Nationality"), str.upper)
    photo = old.inner("photo")
    kind = photo.kind.lower().replace("jpg", "jpeg") or "jpeg"
    picture = photo.own_words()
    if picture:
        who.say(kind if "/" in kind else f"image/{kind}", "Photo", "MimeType")
        who.say(picture, "Photo", "Data")


def _address(old: OldPart, new: NewPart) -> None:
    made = new.inside("ContactInfo", "Address", "Contact")
    made.say(old.take("addressline"), "AddressLine")
    made.say(old.take("postalcode"), "PostalCode")
    made.say(old.take("municipality"), "Municipality")
    _coded(old.inner("country"), made.inside("Country"), str.upper)


def _work(old: OldPart, new: NewPart) -> None:
    _period(old.inner("period"), new)
    new.say(_words_of_code(old, "position"), "Position", "Label")
    new.say(from_plain(old.take("activities")), "Activities")
    employer = old.inner("employer")
    new.say(employer.take("name"), "Employer", "Name")
    _address(employer.inner("address"), new.inside("Employer"))
    new.say(_words_of_code(employer, "sector"), "Employer", "Sector", "Label")


def _education(old: OldPart, new: NewPart) -> None:
    _period(old.inner("period"), new)
    new.say(old.take("title"), "Title")
    new.say(from_plain(old.take("skills")), "Activities")
    school = old.inner("organisation")
    new.say(school.take("name"), "Organisation", "Name")
    _address(school.inner("address"), new.inside("Organisation"))
    new.say(_words_of_code(old, "level"), "Level", "Label")
    new.say(_words_of_code(old, "educationalfield"), "Field", "Label")


def _language(old: OldPart, new: NewPart) -> None:
    mother = old.kind == "mother"
    made = new.inside("MotherTongueList" if mother else "ForeignLanguageList").another(
        "MotherTongue" if mother else "ForeignLanguage"
    )
    _coded(old, made.inside("Description"), str.lower)
    level = old.inner("level")
    for name, wanted in _LEVELS.items():
        made.say(level.take(name).upper(), "ProficiencyLevel", wanted)
    for diploma in old.inner("diplomalist").every("diploma"):
        certificate = made.inside("VerifiedBy").another("Certificate")
        certificate.say(diploma.take("title"), "Title")
        certificate.say(diploma.take("awardingbody"), "AwardingBody")
        _day(diploma, "date", certificate, "Date")
        certificate.say(diploma.take("level").upper(), "Level")
    for stay in old.inner("experiencelist").every("experience"):
        experience = made.inside("AcquiredDuring").another("Experience")
        _period(stay.inner("period"), experience)
        experience.say(from_plain(stay.take("description")), "Description")


def _skill(old: OldPart, new: NewPart) -> None:
    name = _SKILLS.get(old.kind, "Other")
    words = old.own_words()
    if words:
        place = new.inside("Skills", name, "Description").element
        place.text = (place.text or "") + from_plain(words)


def _period(old: OldPart, new: NewPart) -> None:
    _day(old, "from", new, "Period", "From")
    _day(old, "to", new, "Period", "To")


def _day(old: OldPart, name: str, new: NewPart, *path: str) -> None:
    """A date, in parts or as « 1989-02-14 », by its year at least."""
    found = old.inner(name)
    figures = [_FIGURES.search(found.take(part)) for part in ("year", "month", "day")]
    numbers = [each.group() if each else "" for each in figures]
    if not numbers[0]:
        whole = _ISO.fullmatch(old.take(name))
        numbers = list(whole.groups()) if whole else numbers
    for key, number in zip(("year", "month", "day"), numbers, strict=True):
        if not number:
            break
        new.inside(*path).element.set(key, _DASHES[key] + number.zfill(2))


def _coded(old: OldPart, new: NewPart, case: Callable[[str], str]) -> None:
    """A value of a list that has not changed: its code and its words."""
    new.say(case(old.take("code")), "Code")
    new.say(old.take("label"), "Label")


def _words_of_code(old: OldPart, name: str) -> str:
    """The words of a value whose code is of a list that is no more."""
    found = old.inner(name)
    words = found.take("label") or found.own_words()
    if words:
        found.take("code")
    return words


def _prune(element: _Element) -> None:
    """Take out what was made and stayed empty."""
    for each in list(element):
        _prune(each)
        if not len(each) and not (each.text or "").strip() and not each.attrib:
            element.remove(each)


def _leave(old: _Element, new: _Element) -> None:
    """What is left of the old file goes with the person, under its own names."""
    for each in list(old):
        if is_element(each):
            _prune_blank(each)
        if not is_element(each) or len(each) or (each.text or "").strip():
            new.append(each)


def _prune_blank(element: _Element) -> None:
    """Take out the elements that say nothing more, whatever their attributes."""
    for each in [one for one in element if is_element(one)]:
        _prune_blank(each)
        if not len(each) and not (each.text or "").strip():
            element.remove(each)
