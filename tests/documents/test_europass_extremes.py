"""No Europass page is refused or runs off its sheet, whatever its fields hold."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pdfua import validate

from chance_desktop.documents.europass.cover_letter import cover_letter_pdf
from chance_desktop.documents.europass.cv import curriculum_vitae_pdf
from chance_desktop.documents.europass.language_passport import language_passport_pdf
from chance_desktop.documents.europass.mobility import mobility_pdf
from chance_desktop.documents.europass.mobility_odt import mobility_odt
from chance_desktop.documents.europass.skills_passport import skills_passport_pdf
from chance_desktop.domain.learner.mobility import Issuer, Mobility, Partner, SkillsAcquired
from chance_desktop.domain.learner.model import CoverLetter, Identification, Learner, PersonName
from tests.documents import learners
from tests.documents.reading import lowest_text, page_words, spoken

_ENDLESS: dict[str, Callable[[], bytes]] = {
    "cv": lambda: curriculum_vitae_pdf(learners.endless()),
    "language-passport": lambda: language_passport_pdf(learners.endless(), learners.ASSESSMENTS),
    "cover-letter": lambda: cover_letter_pdf(learners.endless()),
    "skills-passport": lambda: skills_passport_pdf(learners.endless()),
    "mobility": lambda: mobility_pdf(learners.endless_mobility()),
}
_EMPTY: dict[str, Callable[[], bytes]] = {
    "cv": lambda: curriculum_vitae_pdf(learners.EMPTY),
    "language-passport": lambda: language_passport_pdf(learners.EMPTY),
    "cover-letter": lambda: cover_letter_pdf(learners.EMPTY),
    "skills-passport": lambda: skills_passport_pdf(learners.EMPTY),
    "mobility": lambda: mobility_pdf(Mobility(Identification())),
}


@pytest.mark.parametrize("name", list(_ENDLESS))
def test_endless_words_stay_on_the_sheet(name: str) -> None:
    data = _ENDLESS[name]()
    assert lowest_text(data) > 25
    assert all("page " in words for words in page_words(data))


@pytest.mark.parametrize("make", [*_EMPTY.values(), *_ENDLESS.values()])
def test_extremes_are_tagged_as_the_others(make: Callable[[], bytes], tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(make())
    assert [(finding.rule_id, finding.message) for finding in validate(str(file)).findings] == []
    assert [part.tag for part in spoken(file.read_bytes())].count("H1") == 1


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=90)


@settings(max_examples=15)
@given(
    name=words,
    text=words,
    locale=st.sampled_from(["fr", "en", "el", ""]),
    partner=st.builds(Partner, words, words, words),
)
def test_whatever_people_type_it_prints(name: str, text: str, locale: str, partner: Partner) -> None:
    who = Identification(PersonName(name, text))
    mobility = Mobility(who, Issuer(text, name), partner, skills=SkillsAcquired(text, name), locale=locale)
    letter = CoverLetter(subject=name, opening=text, main_body=name + text, place=text)
    for data in (mobility_pdf(mobility), cover_letter_pdf(Learner(locale, identification=who, cover_letter=letter))):
        assert lowest_text(data) > 25
        assert "\ufffd" not in "".join(page_words(data))


@settings(max_examples=6)
@given(name=words, text=words)
def test_whatever_people_type_it_can_be_corrected(name: str, text: str) -> None:
    mobility = Mobility(Identification(PersonName(name, text)), Issuer(text, name), skills=SkillsAcquired(text, name))
    with ZipFile(BytesIO(mobility_odt(mobility))) as file:
        for part in ("content.xml", "meta.xml"):
            etree.fromstring(file.read(part))


def test_forbidden_characters_leave_no_trace_in_what_files_say_of_themselves() -> None:
    who = Identification(PersonName("Zoé\x1b\x00", "Œuvrard\x0b"))
    with pikepdf.open(BytesIO(curriculum_vitae_pdf(Learner(identification=who)))) as pdf:
        assert "Zoé" in str(etree.fromstring(pdf.Root.Metadata.read_bytes()).xpath("string()"))
