"""Code lists: the words of the schema, found again whatever the accents, and their ISO twins."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import etree

from chance_desktop.europass.schema.codes import (
    CodeList,
    choices,
    code_of,
    codes,
    eu_country,
    eu_language,
    iso_country,
    iso_language,
    label,
)
from tests.europass.schema import lxml_schema, needs_schema
from tests.europass.test_hostile import passport


def test_words_in_both_languages() -> None:
    assert label(CodeList.COUNTRIES, "EL", "fr") == "Grèce"
    assert label(CodeList.COUNTRIES, "UK", "en") == "United Kingdom"
    assert label(CodeList.COUNTRIES, "GR", "fr") == ""
    assert label(CodeList.COUNTRIES, "FR", "de") == ""
    assert label(CodeList.NATIONALITIES, "IE", "fr-FR") == "Irlandaise"
    assert label(CodeList.LANGUAGES, "mt", "fr") == "maltais"
    assert label(CodeList.SECTORS, "I", "fr") == "Hébergement et restauration"
    assert label(CodeList.STUDY_FIELDS, "48", "en") == "Computing"


def test_codes_found_by_their_words() -> None:
    assert code_of(CodeList.COUNTRIES, "grece", "fr") == "EL"
    assert code_of(CodeList.COUNTRIES, " ROYAUME-UNI ", "fr") == "UK"
    assert code_of(CodeList.NATIONALITIES, "française", "fr") == "FR"
    assert code_of(CodeList.LANGUAGES, "Néerlandais", "fr") == "nl"
    assert code_of(CodeList.COUNTRIES, "Atlantide", "fr") == ""
    assert code_of(CodeList.TITLES, "Mme", "fr") == ""  # two codes have these words


@pytest.mark.parametrize("of", CodeList)
def test_every_code_has_words_in_both_languages(of: CodeList) -> None:
    assert codes(of)
    for locale in ("fr", "en"):
        assert all(words.strip() == words != "" for _code, words in choices(of, locale))
    assert not any("'" in words or "\u202f" in words for _code, words in choices(of, "fr"))


def test_iso_twins() -> None:
    assert (iso_country("EL"), iso_country("UK"), iso_country("FR")) == ("gr", "gb", "fr")
    assert (iso_language("fr"), iso_language("en"), iso_language("el")) == ("fre", "eng", "gre")
    assert (eu_language("fra"), eu_language("fre"), eu_language("deu"), eu_language("xyz")) == ("fr", "fr", "de", "")
    for code in codes(CodeList.COUNTRIES):
        assert eu_country(iso_country(code)) == code
    known = [code for code in codes(CodeList.LANGUAGES) if iso_language(code)]
    assert len(known) > 110
    assert all(eu_language(iso_language(code)) == code for code in known)
    assert max(Counter(iso_language(code) for code in known).values()) == 1


_PATHS = {
    CodeList.COUNTRIES: "Identification/ContactInfo/Address/Contact/Country",
    CodeList.NATIONALITIES: "Identification/Demographics/NationalityList/Nationality",
    CodeList.LANGUAGES: "Skills/Linguistic/ForeignLanguageList/ForeignLanguage/Description",
    CodeList.MOTHER_LANGUAGES: "Skills/Linguistic/MotherTongueList/MotherTongue/Description",
    CodeList.LEVELS: "EducationList/Education/Level",
    CodeList.STUDY_FIELDS: "EducationList/Education/Field",
    CodeList.SECTORS: "WorkExperienceList/WorkExperience/Employer/Sector",
    CodeList.ACHIEVEMENTS: "AchievementList/Achievement/Title",
    CodeList.HEADLINES: "Headline/Type",
}


def _inside(path: str, content: str) -> str:
    steps = path.split("/")
    return "".join(f"<{each}>" for each in steps) + content + "".join(f"</{each}>" for each in reversed(steps))


@needs_schema
@pytest.mark.parametrize("of", _PATHS)
def test_the_schema_knows_exactly_our_codes(of: CodeList) -> None:
    """Each of our codes is accepted; one more is refused."""

    def accepted(code: str) -> bool:
        schema = lxml_schema()
        schema.validate(etree.fromstring(passport(_inside(_PATHS[of], f"<Code>{code}</Code>"))))
        return not any(f"'{code}'" in str(each.message) for each in schema.error_log)

    assert [code for code in sorted(codes(of)) if not accepted(code)] == []
    assert not accepted("QQ-QQ")
