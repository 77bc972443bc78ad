"""The curriculum vitae: what a recruiter looks for is there, in order, in French and in English, however long or empty."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfua import validate

from chance_desktop.documents.europass.cv import curriculum_vitae_pdf
from chance_desktop.documents.europass.partial_words import period_words
from chance_desktop.documents.europass.words import ENGLISH, FRENCH
from chance_desktop.domain.learner.model import (
    Achievement,
    Coded,
    Identification,
    Image,
    Learner,
    PersonName,
    Skill,
    WorkExperience,
)
from chance_desktop.domain.learner.partial_dates import PartialDate, Period
from tests.documents import learners
from tests.documents.reading import lowest_text, page_contents, page_words, read_aloud, spoken


def _headings(pdf: bytes, tag: str) -> list[str]:
    return [part.words for part in spoken(pdf) if part.tag == tag]


def test_it_reads_in_the_order_of_the_form() -> None:
    data = curriculum_vitae_pdf(learners.ORDINARY)
    assert _headings(data, "H1") == ["Curriculum vitae"]
    assert _headings(data, "H2") == [
        "Informations personnelles", "Expérience professionnelle", "Éducation et formation", "Compétences personnelles",
        "Information complémentaire", "Annexes",
    ]  # fmt: skip
    assert 1 <= len(page_words(data)) <= 2


def test_it_says_everything_the_learner_said() -> None:
    text = read_aloud(curriculum_vitae_pdf(learners.ORDINARY))
    for told in (
        "Guérineau Lucas", "12, rue du Moulin Appartement 3 86700 Couhé, France", "06 39 98 14 27 (portable)",
        "1er mai 2004", "Juin – novembre 2026", "Depuis septembre 2024", "Secteur d’activité : Hébergement",
        "Remplacement du veilleur de nuit pendant trois semaines", "Depuis le 1er mars, responsable", "AM, B",
        "Attestation Pix, 320 points", "Annexe : Attestation de niveau B2, Valence", "Banque alimentaire",
    ):  # fmt: skip
        assert told in text, told


def test_the_grid_of_languages_is_a_table_with_heads() -> None:
    parts = spoken(curriculum_vitae_pdf(learners.ORDINARY))
    heads = [index for index, part in enumerate(parts) if part.tag == "TH"]
    told = [parts[index + 1].words for index in heads]
    assert told[:4] == ["Autre(s) langue(s)", "Comprendre", "Parler", "Écrire"]
    assert told[4:8] == ["Écouter", "Lire", "Prendre part à une conversation", "S’exprimer oralement en continu"]
    assert "Espagnol" in told
    assert "Anglais" in told
    with pikepdf.open(BytesIO(curriculum_vitae_pdf(learners.ORDINARY))) as pdf:
        spans = [thing.A.ColSpan for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/A" in thing
                 and "/ColSpan" in thing.A]  # fmt: skip
    assert spans == [2, 2]


def test_in_english_it_is_english_and_says_so() -> None:
    data = curriculum_vitae_pdf(learners.IN_ENGLISH)
    text = read_aloud(data)
    assert _headings(data, "H2")[1:4] == ["Work experience", "Education and training", "Personal skills"]
    assert "Since September 2024" in text
    assert "June – November 2026" in text
    assert "1 May 2004" in text
    assert "Lucas Guérineau" in text
    assert "Compétences" not in text
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:language"] == {"en-GB"}
            assert metadata["dc:title"] == "Europass – Curriculum vitae"


def test_the_foot_says_whose_page_it_is() -> None:
    pages = page_words(curriculum_vitae_pdf(learners.ORDINARY))
    assert all(
        f"Guérineau Lucas – page {number}/{len(pages)}" in words for number, words in enumerate(pages, start=1)
    )  # fmt: skip


def test_the_photograph_is_cropped_and_told() -> None:
    data = curriculum_vitae_pdf(learners.ORDINARY)
    assert "Photographie de Lucas Guérineau" in [part.alt for part in spoken(data)]
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)
                      and thing.get("/Subtype") == "/Image"]  # fmt: skip
        assert abs(int(picture.Width) / int(picture.Height) - 82 / 98) < 0.02
        assert list(picture.Filter) == ["/DCTDecode"]
    assert len(data) < 150_000


@pytest.mark.parametrize("photo", [b"", b"not a picture", b"\xff\xd8\xff\xe0cut", b"%PDF-1.7\n%%EOF"])
def test_a_damaged_photograph_costs_nothing_but_itself(photo: bytes) -> None:
    who = replace(learners.LUCAS, photo=Image("image/jpeg", photo))
    data = curriculum_vitae_pdf(replace(learners.ORDINARY, identification=who))
    assert "Guérineau Lucas" in read_aloud(data)
    assert not [part for part in spoken(data) if part.tag == "Figure"]


def test_who_says_nothing_gets_a_heading() -> None:
    data = curriculum_vitae_pdf(learners.EMPTY)
    assert read_aloud(data).split() == ["Europass", "Curriculum", "vitae"]
    assert page_words(data)[0].endswith("page 1/1")


def test_who_says_far_too_much_loses_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = curriculum_vitae_pdf(learners.huge())
    pages = page_words(data)
    everything = " ".join(pages)
    for order in range(100):
        assert f"Métier {order} " in f"{everything} "
    for order in range(60):
        assert f"Langue {order} " in everything
    assert everything.replace(" ", "").count("Donaudampfschifffahrt") > 2400
    assert lowest_text(data) > 25
    # A repeated head is an artifact: read once.
    assert read_aloud(data).count("Prendre part à une conversation") == 1
    assert everything.count("Prendre part à une conversation") > 2
    file = tmp_path_factory.mktemp("huge") / "cv.pdf"
    file.write_bytes(data)
    assert list(validate(str(file)).findings) == []


def test_no_heading_ends_a_page() -> None:
    for count in range(1, 60, 4):
        work = tuple(
            WorkExperience(position=Coded("", f"Métier {order}"), activities="<p>Une phrase.</p>" * 2)
            for order in range(count)
        )
        data = curriculum_vitae_pdf(replace(learners.ORDINARY, work=work))
        headings = {part.words for part in spoken(data) if part.tag in ("H2", "H3")}
        assert not {contents[-1] for contents in page_contents(data)} & (headings - {"Langue(s) maternelle(s)"})


@pytest.mark.parametrize(
    ("period", "french", "english"),
    [
        (Period(PartialDate(2026, 6), PartialDate(2026, 11)), "juin – novembre 2026", "June – November 2026"),
        (Period(PartialDate(2022), PartialDate(2024)), "2022 – 2024", "2022 – 2024"),
        (Period(PartialDate(2024, 9, 1), None, current=True), "depuis le 1er septembre 2024", "since 1 September 2024"),
        (Period(None, PartialDate(2024, 3)), "jusqu’en mars 2024", "until March 2024"),
        (Period(None, PartialDate(2024, 3, 2)), "jusqu’au 2 mars 2024", "until 2 March 2024"),
        (Period(PartialDate(2026), PartialDate(2026, 3)), "2026 – mars 2026", "2026 – March 2026"),
        (Period(PartialDate(2026, 3), PartialDate(2026, 3)), "mars 2026", "March 2026"),
        (Period(current=True), "en cours", "present"),
        (Period(), "", ""),
    ],
)
def test_periods_in_words(period: Period, french: str, english: str) -> None:
    told = [period_words(period, words).replace("\u00a0", " ") for words in (FRENCH, ENGLISH)]
    assert told == [french, english]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=90)


@settings(max_examples=25)
@given(
    name=words,
    text=words,
    entries=st.lists(st.builds(WorkExperience, position=st.builds(Coded, words, words), activities=words), max_size=9),
    others=st.lists(st.builds(Achievement, st.builds(Coded, words, words), words), max_size=9),
    locale=st.sampled_from(["fr", "en", "pt", "", "en_GB"]),
)
def test_whatever_people_type_it_prints(
    name: str, text: str, entries: list[WorkExperience], others: list[Achievement], locale: str
) -> None:
    learner = Learner(
        locale, identification=Identification(PersonName(name, text)), work=tuple(entries),
        communication=Skill(text), achievements=tuple(others),
    )  # fmt: skip
    data = curriculum_vitae_pdf(learner)
    assert "\ufffd" not in "".join(page_words(data))
    assert lowest_text(data) > 25


def test_the_same_learner_gives_the_same_bytes() -> None:
    assert curriculum_vitae_pdf(learners.ORDINARY) == curriculum_vitae_pdf(learners.ORDINARY)
