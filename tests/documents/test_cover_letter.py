"""The cover letter and the skills passport: parts in their order, annexes each on their pages, damaged ones named."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from chance_desktop.documents.europass.cover_letter import cover_letter_pdf
from chance_desktop.documents.europass.skills_passport import skills_passport_pdf
from chance_desktop.domain.learner.model import Annex, Coded, Image, PersonName
from tests.documents import learners
from tests.documents.reading import page_words, read_aloud, spoken


def test_the_letter_reads_from_sender_to_enclosures() -> None:
    text = read_aloud(cover_letter_pdf(learners.ORDINARY))
    parts = (
        "Lucas Guérineau", "Madame Inés Ferrer", "Directrice", "46003 Valencia, Espagne", "Couhé, le 1er mars 2026",
        "Objet : Candidature", "Madame,", "Je vous propose", "Aide-cuisinier depuis", "quatre semaines de cours",
        "Je me tiens", "mes salutations distinguées", "Pièces jointes", "Passeport de langues", "Attestation de niveau B2",
    )  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert len(page_words(cover_letter_pdf(learners.ORDINARY))) == 1


def test_the_salutation_takes_a_name_and_one_comma() -> None:
    letter = learners.ORDINARY.cover_letter
    assert letter is not None
    to = replace(letter, salutation=Coded("", "Dear"), salutation_name=PersonName("", "Ferrer", Coded("ms", "Ms")))
    text = read_aloud(cover_letter_pdf(replace(learners.IN_ENGLISH, cover_letter=to)))
    assert "Dear Ms Ferrer,\n" in text
    assert "Subject: Candidature" in text
    assert "Couhé, 1 March 2026" in text


def test_the_signature_is_drawn_and_told() -> None:
    signed = replace(learners.LUCAS, signature=Image("image/png", learners.DIPLOMA.data))
    data = cover_letter_pdf(replace(learners.ORDINARY, identification=signed))
    assert [part.alt for part in spoken(data) if part.tag == "Figure"] == ["Signature de Lucas Guérineau"]


def test_a_learner_without_a_letter_still_has_a_sheet() -> None:
    assert read_aloud(cover_letter_pdf(learners.EMPTY)) == "Lettre de motivation"


def _bookmarks(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        return [str(child.title) for item in outline.root for child in item.children]


def _with(*annexes: Annex) -> bytes:
    return skills_passport_pdf(replace(learners.ORDINARY, annexes=annexes))


def test_each_annex_has_its_pages_and_its_bookmark() -> None:
    letter = Annex("b", "application/pdf", cover_letter_pdf(learners.ORDINARY), "lettre.pdf")
    data = _with(learners.DIPLOMA, letter)
    assert _bookmarks(data)[-3:] == ["Annexes", "1. Attestation de niveau B2, Valence", "2. lettre.pdf"]
    alts = [part.alt for part in spoken(data) if part.tag == "Figure"]
    assert alts[-2:] == [
        "Attestation de niveau B2, Valence, document joint, page 1 sur 1", "lettre.pdf, document joint, page 1 sur 1",
    ]  # fmt: skip
    assert "Passeport européen des compétences" in read_aloud(data)


@pytest.mark.parametrize(
    "data", [b"", b"nothing known", b"%PDF-1.7\ncut", b"\x89PNG\r\n\x1a\ncut", cover_letter_pdf(learners.EMPTY)[:9000]]
)
def test_a_damaged_annex_is_named_and_the_others_stay(data: bytes) -> None:
    made = _with(Annex("x", "application/pdf", data, "relevé.pdf"), learners.DIPLOMA)
    text = read_aloud(made)
    assert "1. relevé.pdf\nCe document joint ne peut pas être affiché" in text
    assert "2. Attestation de niveau B2, Valence" in _bookmarks(made)
    with pikepdf.open(BytesIO(made)) as opened:
        assert opened.check_pdf_syntax() == []


def test_in_english_annexes_are_told_in_english() -> None:
    data = skills_passport_pdf(learners.IN_ENGLISH)
    assert "attached document, page 1 of 1" in [part.alt for part in spoken(data) if part.tag == "Figure"][-1]
    assert "European Skills Passport" in read_aloud(data)
