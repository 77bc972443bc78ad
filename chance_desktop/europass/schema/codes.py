"""The code lists of Europass, with their French and English words, and what they become in ISO lists."""

from __future__ import annotations

import json
import unicodedata
from enum import StrEnum
from functools import cache

from chance_desktop.runtime.assets import resources_folder

_LOCALES = ("fr", "en")
_EU_TO_ISO = {"EL": "gr", "UK": "gb"}
_ISO_TO_EU = {iso: code for code, iso in _EU_TO_ISO.items()}


class CodeList(StrEnum):
    """A list of codes of the schema; values are the keys of `resources/europass/codes.json`."""

    COUNTRIES = "countries"
    NATIONALITIES = "nationalities"
    MOTHER_LANGUAGES = "mother_languages"
    LANGUAGES = "languages"
    STUDY_FIELDS = "study_fields"
    LEVELS = "levels"
    SECTORS = "sectors"
    LICENCES = "licences"
    TITLES = "titles"
    GENDERS = "genders"
    TELEPHONE_USES = "telephone_uses"
    WEBSITE_USES = "website_uses"
    MESSAGING_USES = "messaging_uses"
    HEADLINES = "headlines"
    LANGUAGE_AREAS = "language_areas"
    ACHIEVEMENTS = "achievements"
    DIGITAL_LEVELS = "digital_levels"


def codes(of: CodeList) -> frozenset[str]:
    """Every code of a list."""
    return _code_sets()[of]


def label(of: CodeList, code: str, locale: str) -> str:
    """The words of a code in French or English; empty for an unknown code or another language."""
    words = _lists()[of].get(code)
    language = locale[:2].lower()
    return words[_LOCALES.index(language)] if words and language in _LOCALES else ""


def code_of(of: CodeList, text: str, locale: str) -> str:
    """The code whose words are `text`, whatever the accents and capitals; empty when there is none, or two."""
    language = locale[:2].lower()
    return _by_words(of, language).get(_bare(text), "") if language in _LOCALES else ""


def choices(of: CodeList, locale: str) -> tuple[tuple[str, str], ...]:
    """(code, words) of a whole list, by alphabetical order of the words."""
    found = ((code, label(of, code, locale)) for code in _lists()[of])
    return tuple(sorted(found, key=lambda each: _bare(each[1])))


def iso_country(code: str) -> str:
    """ISO 3166-1 alpha-2, lower case (`gr`, `gb`), of a code of the Union (`EL`, `UK`)."""
    return _EU_TO_ISO.get(code, code.lower())


def eu_country(iso: str) -> str:
    """The Union’s code (`EL`, `UK`) of an ISO 3166-1 alpha-2 code in any case."""
    return _ISO_TO_EU.get(iso.lower(), iso.upper())


def iso_language(code: str) -> str:
    """ISO 639-2/B (`fre`) of a language code of the schema (`fr`); empty when ISO has none."""
    return _iso_languages().get(code, "")


def eu_language(iso: str) -> str:
    """The schema’s language code of an ISO 639-2/B code (639-2/T and 639-1 are understood); empty when unknown."""
    wanted = iso.lower()
    found = _from_iso_languages().get(_TERMINOLOGY.get(wanted, wanted), "")
    return found or (wanted if wanted in _lists()[CodeList.LANGUAGES] else "")


@cache
def _read() -> dict[str, dict[str, list[str] | str]]:
    found: dict[str, dict[str, list[str] | str]] = json.loads(
        (resources_folder() / "europass" / "codes.json").read_text("utf-8")
    )
    return found


@cache
def _lists() -> dict[CodeList, dict[str, tuple[str, str]]]:
    return {each: {code: (words[0], words[1]) for code, words in _read()[each.value].items()} for each in CodeList}


@cache
def _code_sets() -> dict[CodeList, frozenset[str]]:
    return {each: frozenset(codes) for each, codes in _lists().items()}


@cache
def _iso_languages() -> dict[str, str]:
    return {code: iso for code, iso in _read()["iso_639_2b"].items() if isinstance(iso, str)}


@cache
def _from_iso_languages() -> dict[str, str]:
    return {iso: code for code, iso in _iso_languages().items()}


@cache
def _by_words(of: CodeList, language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    twice = set()
    for code, words in _lists()[of].items():
        bare = _bare(words[_LOCALES.index(language)])
        if found.setdefault(bare, code) != code:
            twice.add(bare)
    return {bare: code for bare, code in found.items() if bare not in twice}


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("œ", "oe"))
    return " ".join("".join(each for each in decomposed if not unicodedata.combining(each)).casefold().split())


_TERMINOLOGY = {
    "sqi": "alb", "hye": "arm", "eus": "baq", "mya": "bur", "zho": "chi", "ces": "cze", "nld": "dut", "fra": "fre",
    "kat": "geo", "deu": "ger", "ell": "gre", "isl": "ice", "mkd": "mac", "msa": "may", "mri": "mao", "fas": "per",
    "ron": "rum", "slk": "slo", "bod": "tib", "cym": "wel",
}  # fmt: skip
"""ISO 639-2/T codes that differ from 639-2/B."""
