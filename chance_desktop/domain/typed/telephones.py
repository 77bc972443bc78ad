"""Telephones as they are typed: French ones by pairs of figures, those of other countries with their code.

The plans of the countries are those of Google's libphonenumber (phonenumbers), loaded with the first number read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from chance_desktop.domain.text.invisible_signs import without_invisible
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _, capital

_TYPED = re.compile(
    r"([+(\d][\d\s.\-/()\u00a0\u202f]*\d)(?:\s*(?:poste|ext\.?|p\.)\s*(\d{1,6}))?", re.ASCII | re.IGNORECASE
)
_ABROAD = re.compile(r"0\d{9}|\+\d+|00\d+", re.ASCII)
"""What can be French, or says its country, where the country of the others is not known."""


def read_telephone(text: str, country: str = "FR") -> str:
    """A telephone in its tidy form, « 05 49 00 00 00 » or « +34 912 34 56 78 »; nothing for nothing.

    `country` is the one whose numbers are typed without their code, empty where it is not known: a number of nine figures is
    then read in none. French ones of ten are read in any. Raises `Unreadable`.
    """
    typed = without_invisible(text).strip()
    if not typed:
        return ""
    country = country.upper()
    tidy = _tidy(typed, country)
    if tidy is None:
        raise Unreadable(
            f"{capital(_doubt(typed, country))}.",
            _("Corrigez, ou laissez le champ vide.")
            if country == "FR"
            else _("Ajoutez l’indicatif du pays, par exemple +34 912 34 56 78."),
        )
    return tidy


def tidy_phone(text: str, country: str = "FR") -> str:
    """The tidy form of a telephone; as typed when it cannot be read."""
    typed = without_invisible(text).strip()
    return _tidy(typed, country.upper()) or typed


def phone_doubt(text: str, country: str = "FR") -> str:
    """Why a telephone is doubtful, in French; empty when it is not."""
    typed, country = without_invisible(text).strip(), country.upper()
    if not typed or _tidy(typed, country) is not None:
        return ""
    return _doubt(typed, country)


def _doubt(typed: str, country: str) -> str:
    if typed.startswith(("+", "00")):
        sentence = _("le téléphone « {value} » est incomplet, ou son indicatif n’existe pas")
    elif country == "FR":
        sentence = _("le téléphone « {value} » n’a pas dix chiffres")
    else:
        sentence = _("le téléphone « {value} » n’est pas complet")
    return sentence.replace("{value}", typed[:40])


@lru_cache(maxsize=4096)
def _tidy(typed: str, country: str) -> str | None:
    from chance_desktop.domain.typed.number_plans import number_in, short_number, written

    found = _TYPED.fullmatch(typed)
    if found is None:
        return None
    for region in dict.fromkeys((country, "FR")):
        french_abroad = region == "FR" and country != "FR"
        if french_abroad and not _ABROAD.fullmatch(re.sub(r"[^+\d]", "", found[1])):
            continue
        number = number_in(found[1], region) if region else None
        if number is not None:
            return written(number) + (f" poste {found[2]}" if found[2] else "")
    return short_number(found[1])
