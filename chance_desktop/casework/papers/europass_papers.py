"""The Europass documents of a dossier as files: PDF that carries its XML, XML alone, `Candidate`, ODT."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.europass.mobility import mobility_of
from chance_desktop.casework.europass.projection import Material, learner_from, material
from chance_desktop.casework.papers.catalogue import NoSuchFormat, document
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.documents.europass import cover_letter, cv, language_passport, skills_passport
from chance_desktop.documents.europass.mobility import mobility_pdf
from chance_desktop.documents.europass.mobility_odt import mobility_odt
from chance_desktop.domain.learner.model import Document, Learner
from chance_desktop.europass.candidate import candidate_writing
from chance_desktop.europass.passport import writing
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


class NothingToWrite(ExpectedError):
    """A cover letter nobody wrote."""

    def __init__(self) -> None:
        super().__init__(
            _("La lettre de motivation est encore vide."), _("Écrivez-la dans l’onglet Europass, puis recommencez.")
        )


_MODELS = {
    Paper.CV: Document.CV,
    Paper.LANGUAGE_PASSPORT: Document.LANGUAGE_PASSPORT,
    Paper.COVER_LETTER: Document.COVER_LETTER,
    Paper.SKILLS_PASSPORT: Document.SKILLS_PASSPORT,
}


def formats(paper: Paper) -> frozenset[Format]:
    """The formats a document exists in: Mobility has no XML, only the CV exists as `Candidate`."""
    return frozenset(Format(each) for each in document(paper.value).formats)


def europass_paper(desk: Desk, dossier_id: str, name: str, file_format: str) -> Rendered:
    """A document by its name, in French; raises as `paper_file` does."""
    return paper_file(desk, dossier_id, Paper(name), Format(file_format))


def paper_file(desk: Desk, dossier_id: str, paper: Paper, wanted: Format, locale: str = "fr") -> Rendered:
    """A document in a format. Raises `NoSuchFormat`, `NothingToWrite`, `DossierUnknown` or `ScanLost`."""
    if wanted not in formats(paper):
        raise NoSuchFormat(document(paper.value), wanted.value)
    if paper is Paper.MOBILITY:
        return _mobility(desk, dossier_id, wanted, locale)
    found = material(desk, dossier_id)
    whole = learner_from(found, locale, _MODELS[paper], desk.store.attachments.get, desk.now())
    learner = only_what_belongs(whole, paper)
    content = _content(found, learner, paper, wanted, fictional=desk.fictional)
    name = learner.identification.name
    about = f"{name.first_name} {name.surname}".strip()
    return document(paper.value).rendered(content, wanted.value, about=about)


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
    return document(Paper.MOBILITY.value).rendered(content, wanted.value, about=open_dossier(desk, dossier_id).name)
