"""Reading `SkillsPassport` 3.0 to 3.4, leniently and without losing anything: what the model does not hold is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chance_desktop.domain.learner.model import (
    About,
    Annex,
    CoverLetter,
    Document,
    Kept,
    Learner,
)
from chance_desktop.europass import carrying, references
from chance_desktop.europass import reading_career as career
from chance_desktop.europass.failures import NotEuropass, OtherNamespace
from chance_desktop.europass.reading_person import (
    address,
    documents,
    headline,
    identification,
    metadata,
    organisation,
    person_name,
)
from chance_desktop.europass.safe_xml import parse
from chance_desktop.europass.skills_passport import FORMAT, NAMESPACE, ROOT, SKILLS_PASSPORT
from chance_desktop.europass.taking import Plain, Taker
from chance_desktop.europass.values import stamp
from chance_desktop.europass.wording import place_in_words
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIN = re.compile(r"(?:https?://(?:www\.)?europass\.cedefop\.(?:europa\.eu|eu\.int)(?:/.*)?)?")
_ROOTS = frozenset(("SkillsPassport", "Europass", "EuropassSkillsPassport"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file said: the learner, its format, and in French what was not understood and where."""

    learner: Learner
    format: str
    remarks: tuple[str, ...] = ()


def read(data: bytes) -> Reading:
    """A `SkillsPassport` in bytes of XML; raises a `FileRefused`."""
    return read_tree(parse(data))


def read_tree(root: _Element) -> Reading:
    """A `SkillsPassport` already parsed; the tree is consumed."""
    if root.tag != ROOT:
        _rename(root)
    others = carrying.unpack(root)
    taker = Taker(FORMAT, root.get("locale", "") or "fr")
    plain = taker.whole(root, SKILLS_PASSPORT)
    learner = _learner(plain, taker, tuple(others))
    _remark(plain, learner, taker)
    return Reading(learner, FORMAT, taker.remarks.told)


def _rename(root: _Element) -> None:
    """Put the elements of a near namespace (older addresses, none at all) in that of 3.4; refuses any other root."""
    from lxml import etree

    name = etree.QName(root)
    if name.localname not in _ROOTS:
        raise NotEuropass
    used = name.namespace or ""
    if not _KIN.fullmatch(used):
        raise OtherNamespace
    for element in root.iter(etree.Element):
        found = etree.QName(element)
        if (found.namespace or "") == used:
            element.tag = f"{{{NAMESPACE}}}{found.localname}"
    root.tag = ROOT
    etree.cleanup_namespaces(root)


def _learner(plain: Plain, taker: Taker, others: tuple[Kept, ...]) -> Learner:
    info = plain.part("LearnerInfo")
    skills = info.part("Skills")
    linguistic = skills.part("Linguistic")
    letter = plain.parts.get("CoverLetter")
    return Learner(
        locale=plain.attributes.get("locale", "fr"),
        about=_about(plain.part("DocumentInfo")),
        identification=identification(info.part("Identification"), taker),
        headline=headline(info.part("Headline"), taker),
        work=tuple(career.work(each, taker) for each in info.part("WorkExperienceList").all("WorkExperience")),
        education=tuple(career.education(each, taker) for each in info.part("EducationList").all("Education")),
        mother_tongues=tuple(
            career.mother_tongue(each, taker) for each in linguistic.part("MotherTongueList").all("MotherTongue")
        ),
        languages=tuple(
            career.language(each, taker) for each in linguistic.part("ForeignLanguageList").all("ForeignLanguage")
        ),
        communication=career.skill(skills.part("Communication")),
        organisational=career.skill(skills.part("Organisational")),
        job_related=career.skill(skills.part("JobRelated")),
        digital=career.digital(skills.part("Computer")),
        driving=career.driving(skills.part("Driving")),
        other=career.skill(skills.part("Other")),
        achievements=tuple(career.achievement(each, taker) for each in info.part("AchievementList").all("Achievement")),
        documents=documents(info),
        annexes=tuple(_annex(each) for each in plain.part("AttachmentList").all("Attachment")),
        cover_letter=_letter(letter, taker) if letter is not None else None,
        kept=(*taker.kept, *others),
    )


def _about(plain: Plain) -> About:
    return About(
        document=_document(plain.text("DocumentType")) or Document.CV,
        bundle=tuple(_documents(each.text("") for each in plain.part("Bundle").all("Document"))),
        created=_moment(plain.text("CreationDate")),
        updated=_moment(plain.text("LastUpdateDate")),
        generator=plain.text("Generator"),
        comment=plain.text("Comment"),
        copyright=plain.text("Copyright"),
    )


def _moment(text: str) -> datetime | None:
    return stamp(text) if text else None


def _document(text: str) -> Document | None:
    bare = text.strip()
    return Document(bare) if bare else None


def _documents(texts: Iterable[str]) -> Iterable[Document]:
    return (found for found in map(_document, texts) if found is not None)


def _annex(plain: Plain) -> Annex:
    return Annex(
        references.read(plain.attributes.get("id", "")),
        plain.text("MimeType"),
        plain.blobs.get("Data", b""),
        plain.text("Name"),
        plain.text("Description"),
        metadata(plain),
    )


def _letter(plain: Plain, taker: Taker) -> CoverLetter:
    addressee, letter, enclosed = plain.part("Addressee"), plain.part("Letter"), plain.part("Documentation")
    place = letter.part("Localisation")
    opening, body = letter.part("OpeningSalutation"), letter.part("Body")
    where = place.part("Place")
    return CoverLetter(
        addressee=person_name(addressee.part("PersonName"), taker),
        addressee_position=taker.coded(addressee.part("Position")),
        addressee_organisation=organisation(addressee.part("Organisation"), taker),
        date=place.dates.get("Date"),
        place=where.text("Municipality"),
        country=address(_as_address(where), taker).country,
        subject=letter.text("SubjectLine"),
        salutation=taker.coded(opening.part("Salutation")),
        salutation_name=person_name(opening.part("PersonName"), taker),
        opening=body.text("Opening"),
        main_body=body.text("MainBody"),
        closing=body.text("Closing"),
        closing_salutation=taker.coded(letter.part("ClosingSalutation")),
        enclosed_heading=taker.coded(enclosed.part("Heading")),
        enclosed_documents=tuple(
            each.attributes.get("ref", "") for each in enclosed.part("InterDocument").all("ReferencedDocument")
        ),
        enclosed_annexes=documents(enclosed, "IntraDocument"),
        enclosed_links=tuple(
            (each.attributes.get("href", ""), each.text("Description"))
            for each in enclosed.part("ExtraDocument").all("ReferencedResource")
        ),
    )


def _as_address(where: Plain) -> Plain:
    """The place of a letter, seen as the address it is a part of."""
    around = Plain()
    around.parts["Contact"] = where
    return around


def _remark(plain: Plain, learner: Learner, taker: Taker) -> None:
    remarks = taker.remarks
    if not plain.attributes.get("locale"):
        remarks.missing(_("la langue du document : le français est supposé"))
    if "LearnerInfo" not in plain.parts:
        remarks.missing(_("les informations sur la personne"))
    if "DocumentInfo" not in plain.parts:
        remarks.missing(_("les informations sur le fichier"))
    version = plain.part("DocumentInfo").text("XSDVersion").strip()
    if version and not version.startswith("V3."):
        remarks.not_understood(_("version du format"), version)
    annexes = {each.id for each in learner.annexes}
    for place, id in taker.references:
        if references.read(id) not in annexes:
            remarks.dangling(place_in_words(place), id)
