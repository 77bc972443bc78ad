"""The plans of the countries, which tell a number from another: those of Google's libphonenumber (phonenumbers)."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumber
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

_FRENCH_PLAN = {33, 262, 590, 594, 596}
"""France, Réunion and Mayotte, Guadeloupe, Guyane, Martinique: ten figures, dialled alike from all of them."""


def number_in(digits: str, region: str) -> PhoneNumber | None:
    """The number these figures are in a region; nothing when they are none."""
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


def written(number: PhoneNumber) -> str:
    """A number in its tidy form."""
    national = phonenumbers.national_significant_number(number)
    if number.country_code in _FRENCH_PLAN:
        return _pairs(f"0{national}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def short_number(digits: str) -> str | None:
    """« 39 49 », as services have them."""
    plain = re.sub(r"\D", "", digits)
    try:
        number = phonenumbers.parse(plain, "FR")
    except phonenumbers.NumberParseException:
        return None
    return _pairs(plain) if len(plain) == 4 and is_valid_short_number_for_region(number, "FR") else None


def _pairs(digits: str) -> str:
    return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))
