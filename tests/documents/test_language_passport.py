"""The language passport: levels before and after, one grid for each language, what shows them, and that they are declared."""

from __future__ import annotations

from dataclasses import replace

from chance_desktop.documents.europass.language_passport import language_passport_pdf
from chance_desktop.domain.learner.cefr import Level, Levels, Moment, SelfAssessment
from chance_desktop.domain.learner.model import Coded, ForeignLanguage
from tests.documents import learners
from tests.documents.reading import lowest_text, page_words, read_aloud, spoken


def _figures(pdf: bytes) -> list[str]:
    return [part.alt for part in spoken(pdf) if part.tag == "Figure"]


def test_each_skill_has_its_level_before_and_after() -> None:
    only_spanish = replace(learners.ORDINARY, languages=(learners.SPANISH,))
    figures = _figures(language_passport_pdf(only_spanish, learners.ASSESSMENTS[:2]))
    assert figures == [
        "A2, Avant le départ", "B2, Après le séjour", "A2, Avant le départ", "B2, Après le séjour",
        "A1, Avant le départ", "B1, Après le séjour", "A1, Avant le départ", "B1, Après le séjour",
        "A2, Avant le départ", "B1, Après le séjour",
    ]  # fmt: skip


def test_it_says_when_each_was_given() -> None:
    text = read_aloud(language_passport_pdf(learners.ORDINARY, learners.ASSESSMENTS))
    assert "Avant le départ (mars 2026)" in text
    assert "Après le séjour (novembre 2026)" in text
    assert "Attestation de niveau B2 (compréhension)" in text
    assert "Stage en entreprise, 24 semaines" in text
    assert text.index("Espagnol") < text.index("Anglais")


def test_the_foot_names_the_framework_and_that_levels_are_declared() -> None:
    for words in page_words(language_passport_pdf(learners.ORDINARY, learners.ASSESSMENTS)):
        assert "Cadre européen commun de référence pour les langues (CECR). Auto-évaluation." in words


def test_a_level_that_did_not_move_says_both_moments() -> None:
    same = Levels(Level.B1, None, None, None, None)
    told = tuple(SelfAssessment("es", moment, same) for moment in Moment)
    only = replace(learners.ORDINARY, languages=(replace(learners.SPANISH, levels=same),))
    assert _figures(language_passport_pdf(only, told)) == ["B1, Avant le départ, Après le séjour"]


def test_without_assessments_the_levels_of_the_passport_are_declared() -> None:
    data = language_passport_pdf(learners.ORDINARY)
    assert _figures(data)[:2] == ["B2, Niveau déclaré", "B2, Niveau déclaré"]
    assert "Avant le départ" not in read_aloud(data)


def test_the_last_assessment_of_a_moment_counts() -> None:
    old = SelfAssessment("es", Moment.BEFORE, Levels(Level.C2, Level.C2, Level.C2, Level.C2, Level.C2), "2025-01-01")
    data = language_passport_pdf(learners.ORDINARY, (old, *learners.ASSESSMENTS))
    assert not [alt for alt in _figures(data) if alt.startswith("C2")]


def test_a_language_known_only_from_its_assessment_is_shown() -> None:
    data = language_passport_pdf(learners.EMPTY, learners.ASSESSMENTS[:1])
    assert [part.words for part in spoken(data) if part.tag == "H2"] == ["Es"]


def test_sixty_languages_stay_in_order_and_on_the_sheet() -> None:
    languages = tuple(
        ForeignLanguage(Coded("", f"Langue {order}"), learners.SPANISH.levels, learners.SPANISH.experiences)
        for order in range(60)
    )
    data = language_passport_pdf(replace(learners.ORDINARY, languages=languages))
    assert [part.words for part in spoken(data) if part.tag == "H2"] == [f"Langue {order}" for order in range(60)]
    assert lowest_text(data) > 25


def test_in_english_and_empty() -> None:
    text = read_aloud(language_passport_pdf(learners.IN_ENGLISH, learners.ASSESSMENTS))
    assert "Self-assessment of language skills" in text
    assert "Before departure (March 2026)" in text
    assert "Spoken interaction" in text
    assert read_aloud(language_passport_pdf(learners.EMPTY)).split() == ["Europass", "Passeport", "de", "langues"]


def test_a_language_never_assessed_has_no_empty_grid() -> None:
    greek = ForeignLanguage(Coded("", "Grec ancien"), certificates=learners.SPANISH.certificates)
    data = language_passport_pdf(replace(learners.ORDINARY, languages=(greek,)))
    assert "Grec ancien" in read_aloud(data)
    assert "Attestation de niveau B2" in read_aloud(data)
    assert "Prendre part à une conversation" not in read_aloud(data)
