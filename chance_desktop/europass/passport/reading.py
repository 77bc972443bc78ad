"""Reading `SkillsPassport` 3.0 to 3.4, and what came before them, leniently and without losing anything: what the model does not hold is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

from chance_desktop.domain.learner.model import (
    NOTHING,
    About,
    CoverLetter,
    DigitalSkill,
    Document,
    Driving,
    Headline,
    Identification,
    Kept,
    Learner,
    Skill,
)
from chance_desktop.europass.failures import NotEuropass, OtherNamespace
from chance_desktop.europass.passport.older import brought_up, is_older, version_of
from chance_desktop.europass.passport.reading_person import NO_NAME, NO_ORGANISATION
from chance_desktop.europass.passport.skills_passport import FORMAT, NAMESPACE, ROOT, SKILLS_PASSPORT
from chance_desktop.europass.schema import references
from chance_desktop.europass.schema.schema_model import Plain
from chance_desktop.europass.schema.values import stamp
from chance_desktop.europass.tree import processing_instructions
from chance_desktop.europass.tree.reader import NO_ITEMS, NOTHING_SAID, Taker, where
from chance_desktop.europass.tree.safe_xml import parse
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIN = re.compile(r"(?:https?://(?:www\.)?europass\.cedefop\.(?:europa\.eu|eu\.int)(?:/.*)?)?")
_ROOTS = frozenset(("SkillsPassport", "Europass", "EuropassSkillsPassport"))
_NOBODY, _NO_HEADLINE = Identification(), Headline()
_NO_SKILL, _NO_DIGITAL, _NO_DRIVING = Skill(), DigitalSkill(), Driving()


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
    version = ""
    if is_older(root):
        _check_kin(root)
        version, root = version_of(root) or _("1 ou 2"), brought_up(root)
    elif root.tag != ROOT:
        _rename(root)
    others = processing_instructions.unpack(root)
    taker = Taker(FORMAT, root.get("locale", "") or "fr")
    plain = taker.whole(root, SKILLS_PASSPORT)
    learner = _learner(plain, (*taker.kept, *others))
    _remark(plain, learner, taker)
    if version:
        taker.remarks.older(version)
    return Reading(learner, FORMAT, taker.remarks.told)


def _rename(root: _Element) -> None:
    """Put the elements of a near namespace (older addresses, none at all) in that of 3.4; refuses any other root."""
    name = etree.QName(root)
    if name.localname not in _ROOTS:
        raise NotEuropass
    used = name.namespace or ""
    _check_kin(root)
    for element in root.iter(etree.Element):
        found = etree.QName(element)
        if (found.namespace or "") == used:
            element.tag = f"{{{NAMESPACE}}}{found.localname}"
    root.tag = ROOT
    etree.cleanup_namespaces(root)


def _check_kin(root: _Element) -> None:
    """Raises `OtherNamespace` for a namespace that was never Europass’s."""
    if not _KIN.fullmatch(etree.QName(root).namespace or ""):
        raise OtherNamespace


def _learner(plain: Plain, kept: tuple[Kept, ...]) -> Learner:
    info = plain.get("LearnerInfo", NOTHING_SAID)
    skills = info.get("Skills", NOTHING_SAID)
    linguistic = skills.get("Linguistic", NOTHING_SAID)
    return Learner(
        locale=plain.get("@locale", "fr"),
        about=_about(plain.get("DocumentInfo", NOTHING_SAID)),
        identification=info.get("Identification", _NOBODY),
        headline=info.get("Headline", _NO_HEADLINE),
        work=info.get("WorkExperienceList", ()),
        education=info.get("EducationList", ()),
        mother_tongues=linguistic.get("MotherTongueList", ()),
        languages=linguistic.get("ForeignLanguageList", ()),
        communication=skills.get("Communication", _NO_SKILL),
        organisational=skills.get("Organisational", _NO_SKILL),
        job_related=skills.get("JobRelated", _NO_SKILL),
        digital=skills.get("Computer", _NO_DIGITAL),
        driving=skills.get("Driving", _NO_DRIVING),
        other=skills.get("Other", _NO_SKILL),
        achievements=info.get("AchievementList", ()),
        documents=info.get("Documentation", ()),
        annexes=plain.get("AttachmentList", ()),
        cover_letter=_letter(plain.get("CoverLetter", NOTHING_SAID)) if "CoverLetter" in plain else None,
        kept=kept,
    )


def _about(plain: Plain) -> About:
    return About(
        document=_document(plain.get("DocumentType", "")) or Document.CV,
        bundle=tuple(
            _documents(each.get("", "") for each in plain.get("Bundle", NOTHING_SAID).get("Document", NO_ITEMS))
        ),
        created=_moment(plain.get("CreationDate", "")),
        updated=_moment(plain.get("LastUpdateDate", "")),
        generator=plain.get("Generator", ""),
        comment=plain.get("Comment", ""),
        copyright=plain.get("Copyright", ""),
    )


def _moment(text: str) -> datetime | None:
    return stamp(text) if text else None


def _document(text: str) -> Document | None:
    bare = text.strip()
    return Document(bare) if bare else None


def _documents(texts: Iterable[str]) -> Iterable[Document]:
    return (found for found in map(_document, texts) if found is not None)


def _letter(plain: Plain) -> CoverLetter:
    addressee, letter, enclosed = (
        plain.get("Addressee", NOTHING_SAID),
        plain.get("Letter", NOTHING_SAID),
        plain.get("Documentation", NOTHING_SAID),
    )
    place = letter.get("Localisation", NOTHING_SAID)
    opening, body = letter.get("OpeningSalutation", NOTHING_SAID), letter.get("Body", NOTHING_SAID)
    where = place.get("Place", NOTHING_SAID)
    return CoverLetter(
        addressee=addressee.get("PersonName", NO_NAME),
        addressee_position=addressee.get("Position", NOTHING),
        addressee_organisation=addressee.get("Organisation", NO_ORGANISATION),
        date=place.get("Date", None),
        place=where.get("Municipality", ""),
        country=where.get("Country", NOTHING),
        subject=letter.get("SubjectLine", ""),
        salutation=opening.get("Salutation", NOTHING),
        salutation_name=opening.get("PersonName", NO_NAME),
        opening=body.get("Opening", ""),
        main_body=body.get("MainBody", ""),
        closing=body.get("Closing", ""),
        closing_salutation=letter.get("ClosingSalutation", NOTHING),
        enclosed_heading=enclosed.get("Heading", NOTHING),
        enclosed_documents=tuple(
            each.get("@ref", "")
            for each in enclosed.get("InterDocument", NOTHING_SAID).get("ReferencedDocument", NO_ITEMS)
        ),
        enclosed_annexes=enclosed.get("IntraDocument", ()),
        enclosed_links=tuple(
            (each.get("@href", ""), each.get("Description", ""))
            for each in enclosed.get("ExtraDocument", NOTHING_SAID).get("ReferencedResource", NO_ITEMS)
        ),
    )


def _remark(plain: Plain, learner: Learner, taker: Taker) -> None:
    remarks = taker.remarks
    if not plain.get("@locale", ""):
        remarks.missing(_("la langue du document : le français est supposé"))
    if "LearnerInfo" not in plain:
        remarks.missing(_("les informations sur la personne"))
    if "DocumentInfo" not in plain:
        remarks.missing(_("les informations sur le fichier"))
    version = plain.get("DocumentInfo", NOTHING_SAID).get("XSDVersion", "").strip()
    if version and not version.startswith("V3."):
        remarks.not_understood(_("version du format"), version)
    annexes = {each.id for each in learner.annexes}
    for trail, id in taker.references:
        if references.read(id) not in annexes:
            remarks.dangling(where(trail), id)
