"""Writing a learner as `SkillsPassport`, always valid against 3.4.1; what is not allowed there rides in instructions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

from chance_desktop.domain.learner.model import About, Annex, CoverLetter, Learner
from chance_desktop.europass.failures import AnnexesTooHeavy
from chance_desktop.europass.passport import restore_unknown
from chance_desktop.europass.passport.skills_passport import FORMAT, NAMESPACE, SKILLS_PASSPORT
from chance_desktop.europass.passport.validation import Fault, misfits
from chance_desktop.europass.passport.writing_career import CareerWriter
from chance_desktop.europass.passport.writing_person import metadata
from chance_desktop.europass.schema import references
from chance_desktop.europass.schema.schema_model import Shape
from chance_desktop.europass.tree.element_drafts import Draft, Drafts, data, date, each_of, group, grow, leaf, moment
from chance_desktop.europass.tree.safe_xml import ANNEX_LIMIT, SIZE_LIMIT
from chance_desktop.runtime import computer_time

if TYPE_CHECKING:
    from lxml.etree import _Element

GENERATOR = "Une chance pour l’Europe"
_VERSION = "V3.4"


def write(learner: Learner, now: datetime | None = None) -> bytes:
    """The XML of a learner, in UTF-8; `now` dates a document that has no dates. Raises `AnnexesTooHeavy`."""
    root = tree(learner, now)
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
    if len(written) > SIZE_LIMIT:
        raise AnnexesTooHeavy(ANNEX_LIMIT)
    return written


def tree(learner: Learner, now: datetime | None = None) -> _Element:
    """The root of the XML of a learner, valid and indented."""
    learner = completed(learner, now or computer_time.now().replace(microsecond=0))
    images = (learner.identification.photo, learner.identification.signature)
    if any(len(each.data) > ANNEX_LIMIT for each in (*images, *learner.annexes) if each is not None):
        raise AnnexesTooHeavy(ANNEX_LIMIT)
    root = grow(_SkillsPassport(learner.locale).draft(learner), {"": NAMESPACE})
    restore_unknown.put_back(root, SKILLS_PASSPORT, learner.kept, FORMAT)
    for each in misfits(root):
        restore_unknown.take_out(each)
        if each.fault is Fault.ATTRIBUTE and each.element is root and each.key == "locale":
            root.set("locale", "fr")  # required: the real one rides in the instruction
    _indent(root, SKILLS_PASSPORT, "\n")
    return root


def completed(learner: Learner, now: datetime) -> Learner:
    """A learner whose file says when and by what it was made, where it did not."""
    about = learner.about
    created = about.created or now
    return replace(
        learner,
        about=replace(about, created=created, updated=about.updated or created, generator=about.generator or GENERATOR),
    )


class _SkillsPassport(CareerWriter):
    def draft(self, learner: Learner) -> Draft:
        """The whole document."""
        documents = self.documents(learner.documents)
        body = (
            self._about(learner.about),
            group("LearnerInfo", self.person(learner), self.career(learner), documents, always=True),
            group("AttachmentList", each_of([_annex(each) for each in learner.annexes])),
            self._letter(learner.cover_letter) if learner.cover_letter is not None else (),
        )
        return Draft("SkillsPassport", "", each_of(list(body)), {"locale": learner.locale})

    def _about(self, about: About) -> Drafts:
        created, updated = about.created or computer_time.now(), about.updated or computer_time.now()
        return group(
            "DocumentInfo",
            leaf("DocumentType", about.document.value),
            group("Bundle", each_of([leaf("Document", each.value) for each in about.bundle])),
            leaf("CreationDate", moment(created)),
            leaf("LastUpdateDate", moment(updated)),
            leaf("XSDVersion", _VERSION),
            leaf("Generator", about.generator),
            leaf("Comment", about.comment),
            leaf("Copyright", about.copyright),
        )

    def _letter(self, letter: CoverLetter) -> Drafts:
        where = group("Place", leaf("Municipality", letter.place), self.country(letter.country))
        return group(
            "CoverLetter",
            group(
                "Addressee",
                self.person_name("PersonName", letter.addressee),
                self.coded("Position", letter.addressee_position),
                self.organisation("Organisation", letter.addressee_organisation),
            ),
            group(
                "Letter",
                group("Localisation", date("Date", letter.date), where),
                leaf("SubjectLine", letter.subject),
                group(
                    "OpeningSalutation",
                    self.coded("Salutation", letter.salutation),
                    self.person_name("PersonName", letter.salutation_name),
                ),
                group(
                    "Body",
                    leaf("Opening", letter.opening),
                    leaf("MainBody", letter.main_body),
                    leaf("Closing", letter.closing),
                ),
                self.coded("ClosingSalutation", letter.closing_salutation),
            ),
            group(
                "Documentation",
                self.coded("Heading", letter.enclosed_heading),
                group(
                    "InterDocument",
                    each_of([_other_document(each) for each in letter.enclosed_documents]),
                ),
                self.documents(letter.enclosed_annexes, "IntraDocument"),
                group(
                    "ExtraDocument",
                    each_of([_resource(address, words) for address, words in letter.enclosed_links]),
                ),
            ),
            always=True,
        )


def _other_document(ref: str) -> Drafts:
    return group("ReferencedDocument", attributes={"ref": ref} if ref else None, always=True)


def _resource(address: str, words: str) -> Drafts:
    attributes = {"href": address} if address else None
    return group("ReferencedResource", leaf("Description", words), attributes=attributes, always=True)


def _annex(annex: Annex) -> Drafts:
    return group(
        "Attachment",
        leaf("Name", annex.name),
        leaf("MimeType", annex.mime),
        (Draft("Data", data(annex.data)),),
        metadata(annex.metadata),
        leaf("Description", annex.description),
        attributes={"id": references.written(annex.id)},
    )


def _indent(element: _Element, shape: Shape, line: str) -> None:
    """Indent elements that hold only elements; texts are left exactly as they are."""
    if not shape.children:  # even a blank is not valid in an element without content
        return
    inner = line + "  "
    element.text = inner
    for node in element:
        node.tail = inner
        child = shape.children.get(node.tag)
        if child is not None and len(node):
            _indent(node, child.shape, inner)
    element[-1].tail = line
