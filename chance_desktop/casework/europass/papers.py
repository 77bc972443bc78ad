"""The Europass documents of a dossier as files: PDF that carries its XML, XML alone, `Candidate`, ODT."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from chance_desktop.casework.europass.mobility import mobility_of
from chance_desktop.casework.europass.projection import Material, learner_from, material
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.rendered import Rendered
from chance_desktop.documents.europass import cover_letter, cv, language_passport, skills_passport
from chance_desktop.documents.europass.mobility import mobility_pdf
from chance_desktop.documents.europass.mobility_odt import mobility_odt
from chance_desktop.domain.learner.model import Document, Learner
from chance_desktop.europass import candidate_writing, writing
from chance_desktop.europass.pdf import embed
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class Paper(StrEnum):
    """A Europass document, by its name on the command line."""

    CV = "cv"
    LANGUAGE_PASSPORT = "language-passport"
    MOBILITY = "mobility"
    COVER_LETTER = "cover-letter"
    SKILLS_PASSPORT = "skills-passport"


class Format(StrEnum):
    """How it is written."""

    PDF = "pdf"
    XML = "xml"
    CANDIDATE = "candidate.xml"
    ODT = "odt"


class NoSuchFormat(ExpectedError):
    """A document that does not exist in this format."""

    def __init__(self, paper: Paper, wanted: Format) -> None:
        possible = ", ".join(sorted(each.value for each in formats(paper)))
        super().__init__(
            _("« {title} » ne peut pas être écrit en {format}.")
            .replace("{title}", title(paper))
            .replace("{format}", wanted.value),
            _("Choisissez l’un de ces formats : {formats}.").replace("{formats}", possible),
        )


class NothingToWrite(ExpectedError):
    """A cover letter nobody wrote."""

    def __init__(self) -> None:
        super().__init__(
            _("La lettre de motivation est encore vide."), _("Écrivez-la dans l’onglet Europass, puis recommencez.")
        )


@dataclass(frozen=True, slots=True)
class _Kind:
    document: Document
    file: str


_KINDS = {
    Paper.CV: _Kind(Document.CV, "cv-europass"),
    Paper.LANGUAGE_PASSPORT: _Kind(Document.LANGUAGE_PASSPORT, "passeport-de-langues"),
    Paper.COVER_LETTER: _Kind(Document.COVER_LETTER, "lettre-de-motivation"),
    Paper.SKILLS_PASSPORT: _Kind(Document.SKILLS_PASSPORT, "passeport-de-competences"),
}


def title(paper: Paper) -> str:
    """French title of a document."""
    return {
        Paper.CV: _("CV Europass"),
        Paper.LANGUAGE_PASSPORT: _("Passeport de langues"),
        Paper.MOBILITY: _("Europass Mobilité"),
        Paper.COVER_LETTER: _("Lettre de motivation"),
        Paper.SKILLS_PASSPORT: _("Passeport de compétences"),
    }[paper]


def formats(paper: Paper) -> frozenset[Format]:
    """The formats a document exists in: Mobility has no XML, only the CV exists as `Candidate`."""
    if paper is Paper.MOBILITY:
        return frozenset({Format.PDF, Format.ODT})
    candidate = {Format.CANDIDATE} if paper is Paper.CV else set()
    return frozenset({Format.PDF, Format.XML, *candidate})


def paper_file(desk: Desk, dossier_id: str, paper: Paper, wanted: Format, locale: str = "fr") -> Rendered:
    """A document in a format. Raises `NoSuchFormat`, `NothingToWrite`, `DossierUnknown` or `ScanLost`."""
    if wanted not in formats(paper):
        raise NoSuchFormat(paper, wanted)
    if paper is Paper.MOBILITY:
        return _mobility(desk, dossier_id, wanted, locale)
    kind = _KINDS[paper]
    found = material(desk, dossier_id)
    whole = learner_from(found, locale, kind.document, desk.store.attachments.get, desk.now())
    learner = only_what_belongs(whole, paper)
    content = _content(found, learner, paper, wanted, fictional=desk.fictional)
    return Rendered(paper.value, title(paper), f"{kind.file}.{wanted.value}", content)


def only_what_belongs(learner: Learner, paper: Paper) -> Learner:
    """What a document says of a learner: a passport nothing of their jobs, a letter nothing but who writes it."""
    if paper is Paper.CV:
        return replace(learner, cover_letter=None)
    if paper is Paper.SKILLS_PASSPORT:
        return learner
    bare = Learner(learner.locale, learner.about, learner.identification)
    if paper is Paper.COVER_LETTER:
        return replace(bare, cover_letter=learner.cover_letter)
    return replace(bare, mother_tongues=learner.mother_tongues, languages=learner.languages)


def _content(found: Material, learner: Learner, paper: Paper, wanted: Format, *, fictional: bool) -> bytes:
    if paper is Paper.COVER_LETTER and learner.cover_letter is None:
        raise NothingToWrite
    if wanted is Format.CANDIDATE:
        return candidate_writing.write(learner)
    xml = writing.write(learner)
    if wanted is Format.XML:
        return xml
    return embed(_pages(found, learner, paper, fictional=fictional), xml)


def _pages(found: Material, learner: Learner, paper: Paper, *, fictional: bool) -> bytes:
    if paper is Paper.LANGUAGE_PASSPORT:
        return language_passport.language_passport_pdf(learner, found.assessments, fictional=fictional)
    if paper is Paper.COVER_LETTER:
        return cover_letter.cover_letter_pdf(learner, fictional=fictional)
    if paper is Paper.SKILLS_PASSPORT:
        return skills_passport.skills_passport_pdf(learner, fictional=fictional)
    return cv.curriculum_vitae_pdf(learner, fictional=fictional)


def _mobility(desk: Desk, dossier_id: str, wanted: Format, locale: str) -> Rendered:
    found = mobility_of(desk, dossier_id, locale)
    draw = mobility_odt if wanted is Format.ODT else mobility_pdf
    content = draw(found, fictional=desk.fictional)
    return Rendered(Paper.MOBILITY.value, title(Paper.MOBILITY), f"europass-mobilite.{wanted.value}", content)
