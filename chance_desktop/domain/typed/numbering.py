"""The numbering plans of the countries, those of Google's libphonenumber: loaded with the first telephone that is read."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumber
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

_TYPED = re.compile(
    r"([+(\d][\d\s.\-/()\u00a0\u202f]*\d)(?:\s*(?:poste|ext\.?|p\.)\s*(\d{1,6}))?", re.ASCII | re.IGNORECASE
)
_ABROAD = re.compile(r"0\d{9}|\+\d+|00\d+", re.ASCII)
"""What can be French, or says its country, where the country of the others is not known."""
_FRENCH_PLAN = {33, 262, 590, 594, 596}
"""France, Réunion and Mayotte, Guadeloupe, Guyane, Martinique: ten figures, dialled alike from all of them."""


def tidied(typed: str, country: str) -> str | None:
    """A telephone in its tidy form; nothing when it is none of that country, nor French, nor one that says its country."""
    found = _TYPED.fullmatch(typed)
    if found is None:
        return None
    for region in dict.fromkeys((country, "FR")):
        french_abroad = region == "FR" and country != "FR"
        if french_abroad and not _ABROAD.fullmatch(re.sub(r"[^+\d]", "", found[1])):
            continue
        number = _number(found[1], region) if region else None
        if number is not None:
            return _written(number) + (f" poste {found[2]}" if found[2] else "")
    return _short(found[1])


def _number(digits: str, region: str) -> PhoneNumber | None:
    # « +33 (0)5 » says twice how the number begins
    plain = re.sub(r"^\+33\s*\(0\)", "+33", digits)
    plain = f"+{plain[2:]}" if plain.startswith("00") else plain
    try:
        number = phonenumbers.parse(plain, region)
    except phonenumbers.NumberParseException:
        return None
    return number if _exists(number, international=plain.startswith("+")) else None


def _exists(number: PhoneNumber, *, international: bool) -> bool:
    """A French number has its figures; one with its code may be, one without is of the country it was read for."""
    national = phonenumbers.national_significant_number(number)
    if number.country_code in _FRENCH_PLAN:
        return bool(re.fullmatch(r"[1-9]\d{8}", national))
    return phonenumbers.is_possible_number(number) if international else phonenumbers.is_valid_number(number)


def _written(number: PhoneNumber) -> str:
    national = phonenumbers.national_significant_number(number)
    if number.country_code in _FRENCH_PLAN:
        return _pairs(f"0{national}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _short(digits: str) -> str | None:
    """« 39 49 », as services have them."""
    plain = re.sub(r"\D", "", digits)
    try:
        number = phonenumbers.parse(plain, "FR")
    except phonenumbers.NumberParseException:
        return None
    return _pairs(plain) if len(plain) == 4 and is_valid_short_number_for_region(number, "FR") else None


def _pairs(digits: str) -> str:
    return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))
