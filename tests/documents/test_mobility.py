"""Europass Mobility: headings that never change, room to write before the stay, and no claim to issue it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from lxml import etree

from chance_desktop.documents.europass.mobility import mobility_pdf
from chance_desktop.documents.europass.mobility_odt import mobility_odt
from chance_desktop.domain.learner.mobility import Mobility, Partner, SkillsAcquired, Stay
from chance_desktop.domain.learner.model import Identification
from tests.documents import learners
from tests.documents.reading import lowest_text, page_words, read_aloud, spoken

_PREPARED = "Document préparé – le numéro est attribué par le Centre national Europass"
_MANDATORY = (
    "Nom(s)", "Prénom(s)", "Nom de l’organisation", "Numéro du document Europass Mobilité", "Date de délivrance",
    "Nom, type et adresse", "Cachet et/ou signature", "Nom et prénom de la personne de référence / du tuteur",
    "Objectif du parcours de mobilité", "Du", "Au", "Activités / tâches accomplies",
    "Compétences professionnelles acquises", "Date", "Signature de la personne de référence / du tuteur",
)  # fmt: skip


def _text(odt: bytes) -> str:
    with ZipFile(BytesIO(odt)) as file:
        content = etree.fromstring(file.read("content.xml"))
    paragraphs = content.iter("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p",
                              "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}h")  # fmt: skip
    return "\n".join("".join(map(str, paragraph.itertext())) for paragraph in paragraphs)


def test_its_five_tables_in_order() -> None:
    headings = [part.words for part in spoken(mobility_pdf(learners.BEFORE_DEPARTURE)) if part.tag == "H2"]
    assert [heading.partition(".")[0] for heading in headings] == ["1", "2", "3", "4", "5a"]


@pytest.mark.parametrize("heading", _MANDATORY)
def test_mandatory_headings_are_marked(heading: str) -> None:
    told = {part.words for part in spoken(mobility_pdf(learners.BEFORE_DEPARTURE))}
    assert f"{heading} *" in told
    assert f"{heading}\u00a0*" in _text(mobility_odt(learners.BEFORE_DEPARTURE)).splitlines()


def test_headings_do_not_depend_on_what_is_filled() -> None:
    def headings(mobility: Mobility) -> list[str]:
        return [part.words for part in spoken(mobility_pdf(mobility)) if part.words.endswith(" *") or "H" in part.tag]

    nobody = Mobility(Identification())
    assert headings(nobody) == headings(learners.BEFORE_DEPARTURE) == headings(learners.AFTER_THE_STAY)


def test_before_departure_nothing_is_given_up() -> None:
    for text in (read_aloud(mobility_pdf(learners.BEFORE_DEPARTURE)), _text(mobility_odt(learners.BEFORE_DEPARTURE))):
        assert "Sans objet" not in text
        assert "Erasmus+" in text
        assert "4 mai 2026" in text.replace("\u00a0", " ")


def test_after_the_stay_an_empty_optional_cell_does_not_apply() -> None:
    for text in (read_aloud(mobility_pdf(learners.AFTER_THE_STAY)), _text(mobility_odt(learners.AFTER_THE_STAY))):
        # The qualification, the host's telephone, the other skills.
        assert text.count("Sans objet") == 3
        assert "Encaissement et clôture de caisse" in text


def test_a_mandatory_cell_is_never_said_not_to_apply() -> None:
    over = Mobility(Identification(), skills=SkillsAcquired(social="Équipe"))
    lines = read_aloud(mobility_pdf(over)).splitlines()
    for heading, following in pairwise(lines):
        assert not (heading.endswith(" *") and following == "Sans objet")


def test_what_does_not_apply_is_said_in_one_way() -> None:
    stay = Stay("Découvrir", "-", "néant", "Sans objet")
    assert read_aloud(mobility_pdf(replace(learners.BEFORE_DEPARTURE, stay=stay))).count("Sans objet") == 3


def test_it_never_claims_to_issue_the_document() -> None:
    before = mobility_pdf(learners.BEFORE_DEPARTURE)
    assert all(_PREPARED in words for words in page_words(before))
    assert _PREPARED in _text(mobility_odt(learners.BEFORE_DEPARTURE)).replace("\u00a0", " ")
    assert not re.search(r"FR-20\d\d-\d+", read_aloud(before))


def test_the_number_is_shown_once_it_is_known() -> None:
    for text in (read_aloud(mobility_pdf(learners.AFTER_THE_STAY)), _text(mobility_odt(learners.AFTER_THE_STAY))):
        assert "FR-2026-0417" in text
        assert "Document préparé" not in text


def test_headings_carry_no_cell_number() -> None:
    for part in spoken(mobility_pdf(learners.AFTER_THE_STAY)):
        if part.tag == "P" and part.words.endswith(" *"):
            assert not re.match(r"\d", part.words)


def test_a_second_experience_in_english() -> None:
    text = read_aloud(mobility_pdf(replace(learners.AFTER_THE_STAY, locale="en", experience=2)))
    assert "Mobility experience No 2" in text
    assert "Job-related skills acquired *" in text
    assert "Not applicable" in text
    assert "parcours" not in text


def test_long_answers_flow_over_pages() -> None:
    long = "<p>" + "Accueil des clients et tenue de la caisse. " * 90 + "</p>"
    told = replace(
        learners.AFTER_THE_STAY,
        skills=replace(learners.AFTER_THE_STAY.skills, activities=long * 3, social=long),
        sending=Partner("Mission Locale", address="rue " * 400),
    )
    data = mobility_pdf(told)
    assert read_aloud(data).count("Accueil des clients et tenue") == 360
    assert lowest_text(data) > 25


def test_the_text_to_correct_is_a_sound_file_in_its_language() -> None:
    for locale, language in (("fr", b'fo:language="fr"'), ("en", b'fo:language="en"')):
        with ZipFile(BytesIO(mobility_odt(replace(learners.AFTER_THE_STAY, locale=locale)))) as file:
            assert file.testzip() is None
            assert language in file.read("styles.xml")
            content = etree.fromstring(file.read("content.xml"))
        table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
        for grid in content.iter(f"{table}table"):
            (columns,) = grid.findall(f"{table}table-column")
            expected = int(str(columns.get(f"{table}number-columns-repeated")))
            for row in grid.findall(f"{table}table-row"):
                assert len(row) == expected
