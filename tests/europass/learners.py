"""Learners of every sort for property tests: any part present or absent, hostile texts, valid and invalid values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar

from hypothesis import strategies as st

from chance_desktop.domain.learner.cefr import Level, Levels
from chance_desktop.domain.learner.model import (
    About,
    Achievement,
    Address,
    Annex,
    Coded,
    CoverLetter,
    DigitalSkill,
    Document,
    Driving,
    Education,
    ForeignLanguage,
    Headline,
    Identification,
    Image,
    LanguageCertificate,
    LanguageExperience,
    Learner,
    MotherTongue,
    Organisation,
    PersonName,
    Reach,
    Skill,
    WorkExperience,
)
from chance_desktop.domain.learner.partial_dates import PartialDate, Period
from chance_desktop.europass.schema.codes import CodeList, codes, label

_CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_SPECIAL = st.sampled_from(
    [
        "<p>Accueil</p>",
        "&amp;",
        "]]>",
        "<!-- -->",
        "?>",
        "%3F%3E",
        "  deux  espaces ",
        "l’été\n- un\n- deux",
        "\t",
        "é" * 50,
    ]
)
texts = st.one_of(st.just(""), st.text(_CHARACTERS, max_size=12), _SPECIAL)
T = TypeVar("T")
ids = st.one_of(st.sampled_from(["ATT_1", "ATT_2", "a"]), st.text(_CHARACTERS, max_size=6))
references = st.lists(ids, max_size=2).map(tuple)
emails = st.one_of(st.sampled_from(["", "manon@exemple.fr", "pas une adresse", "a@b", "x@y.z@t"]), texts)
addresses = st.one_of(
    st.sampled_from(
        [
            "",
            "https://exemple.fr/a?b=c#d",
            "www.exemple.fr",
            "pas un lien [",
            "http://a:b/",
            "a b",
            "é.fr",
            "%zz",
            "::",
            "#a#b",
        ]
    ),
    texts,
)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """A year, a month or a day."""
    day = draw(st.dates())
    parts = draw(st.integers(1, 3))
    return PartialDate(day.year, day.month if parts > 1 else None, day.day if parts > 2 else None)


def coded(of: CodeList | None, locale: str) -> st.SearchStrategy[Coded]:
    """A code with its words or others, a free text, an unknown code, or nothing."""
    free = st.builds(Coded, st.just(""), texts)
    if of is None:
        unknown = st.builds(Coded, st.one_of(texts, st.just("0a1b2c3d-0000-1111-2222-333344445555")), texts)
        return st.one_of(free, unknown)
    known = st.sampled_from(sorted(codes(of))).map(lambda code: Coded(code, label(of, code, locale) or code))
    other = st.builds(Coded, st.sampled_from(["ZZ", "inconnu", "heading_1", "x y"]), texts)
    return st.one_of(st.just(Coded()), known, free, other)


periods = st.builds(
    Period,
    st.none() | partial_dates(),
    st.none() | partial_dates(),
    st.booleans(),
    st.sampled_from(["", "P1Y", "PT2H", "deux ans", "P", "P1Y2M3DT4H5M6S"]),
    texts,
)
metadata = st.lists(st.tuples(texts, texts), max_size=2).map(tuple)
images = st.none() | st.builds(
    Image, st.sampled_from(["image/jpeg", "image/png", "image/gif", ""]), st.binary(max_size=20), metadata
)
skills = st.builds(Skill, texts, references)
licences = st.lists(st.sampled_from(["B", "A1", "ZZ", ""]), max_size=3).map(tuple)
levels = st.builds(Levels, *(st.none() | st.sampled_from(Level) for _each in range(5)))
digital_levels = st.sampled_from(["", "A", "B", "C", "Z"])
_zones = st.one_of(
    st.none(), st.just(UTC), st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
)
moments = st.datetimes(datetime(1000, 1, 1), datetime(9998, 1, 1), timezones=_zones)
abouts = st.builds(
    About,
    st.sampled_from(Document),
    st.lists(st.sampled_from(Document), max_size=2).map(tuple),
    moments,
    moments,
    texts.filter(bool),
    texts,
    st.one_of(texts, st.just("© European Communities | http://europass.cedefop.europa.eu")),
)


def _lists(of: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(of, max_size=2).map(tuple)


def names(locale: str) -> st.SearchStrategy[PersonName]:
    """A name."""
    return st.builds(PersonName, texts, texts, coded(CodeList.TITLES, locale))


def postal(locale: str) -> st.SearchStrategy[Address]:
    """An address."""
    return st.builds(Address, texts, texts, texts, texts, coded(CodeList.COUNTRIES, locale))


def organisations(locale: str, sector: bool = False) -> st.SearchStrategy[Organisation]:
    """An organisation; only an employer has a sector."""
    sectors = coded(CodeList.SECTORS, locale) if sector else st.just(Coded())
    return st.builds(Organisation, texts, postal(locale), addresses, sectors)


def identifications(locale: str) -> st.SearchStrategy[Identification]:
    """Personal information."""
    return st.builds(
        Identification,
        names(locale),
        postal(locale),
        emails,
        _lists(st.builds(Reach, texts, coded(CodeList.TELEPHONE_USES, locale))),
        _lists(st.builds(Reach, addresses, coded(CodeList.WEBSITE_USES, locale))),
        _lists(st.builds(Reach, texts, coded(CodeList.MESSAGING_USES, locale))),
        st.none() | partial_dates(),
        coded(CodeList.GENDERS, locale),
        _lists(coded(CodeList.NATIONALITIES, locale)),
        images,
        images,
    )


def foreign_languages(locale: str) -> st.SearchStrategy[ForeignLanguage]:
    """Another language."""
    experience = st.builds(LanguageExperience, periods, texts, coded(CodeList.LANGUAGE_AREAS, locale), references)
    certificate = st.builds(
        LanguageCertificate, texts, texts, st.none() | partial_dates(), st.sampled_from(["", "B2", "TOEIC 800"])
    )
    return st.builds(
        ForeignLanguage, coded(CodeList.LANGUAGES, locale), levels, _lists(experience), _lists(certificate), references
    )


def letters(locale: str) -> st.SearchStrategy[CoverLetter]:
    """A cover letter."""
    salutation = st.one_of(coded(None, locale), st.just(Coded("opening-salut-2", "Madame")))
    closing = st.one_of(coded(None, locale), st.just(Coded("closing-salut-1", "Cordialement")))
    return st.builds(
        CoverLetter,
        names(locale),
        coded(None, locale),
        organisations(locale),
        st.none() | partial_dates(),
        texts,
        coded(CodeList.COUNTRIES, locale),
        texts,
        salutation,
        names(locale),
        texts,
        texts,
        texts,
        closing,
        coded(None, locale),
        _lists(st.sampled_from(["ECV", "ELP", "XYZ", ""])),
        references,
        _lists(st.tuples(addresses, texts)),
    )


@st.composite
def learners(draw: st.DrawFn, locales: st.SearchStrategy[str] | None = None) -> Learner:
    """A learner, nothing kept."""
    locale = draw(locales or st.sampled_from(["fr", "en", "de", "sr-lat", "français"]))
    annexes = draw(
        st.lists(
            st.builds(Annex, ids, st.sampled_from(["application/pdf", "image/png", "text/plain"]), st.binary(max_size=9),
                      texts, texts, metadata),
            max_size=3,
        )
    )  # fmt: skip
    return Learner(
        locale=locale,
        about=draw(abouts),
        identification=draw(identifications(locale)),
        headline=draw(st.builds(Headline, coded(CodeList.HEADLINES, locale), coded(None, locale))),
        work=draw(
            _lists(
                st.builds(
                    WorkExperience, periods, coded(None, locale), texts, organisations(locale, True), texts, references
                )
            )
        ),
        education=draw(
            _lists(
                st.builds(
                    Education,
                    periods,
                    texts,
                    texts,
                    organisations(locale),
                    coded(CodeList.LEVELS, locale),
                    coded(CodeList.STUDY_FIELDS, locale),
                    texts,
                    references,
                )
            )
        ),
        mother_tongues=draw(_lists(st.builds(MotherTongue, coded(CodeList.MOTHER_LANGUAGES, locale), references))),
        languages=draw(_lists(foreign_languages(locale))),
        communication=draw(skills),
        organisational=draw(skills),
        job_related=draw(skills),
        digital=draw(
            st.builds(DigitalSkill, texts, *[digital_levels] * 5, st.lists(texts, max_size=2).map(tuple), references)
        ),
        driving=draw(st.builds(Driving, licences, references)),
        other=draw(skills),
        achievements=draw(_lists(st.builds(Achievement, coded(CodeList.ACHIEVEMENTS, locale), texts, references))),
        documents=draw(references),
        annexes=tuple(annexes),
        cover_letter=draw(st.none() | letters(locale)),
    )
