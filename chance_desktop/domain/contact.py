"""Telephones, postcodes, e-mail addresses and file numbers as they are typed, and what is wrong with them."""

from __future__ import annotations

import re

_NBSP = "\u00a0"
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def tidy_phone(text: str) -> str:
    """A French telephone as « 06 39 98 12 45 »; nine digits get their leading zero back; others are kept as typed."""
    digits = re.sub(r"[\s.\-/()\u00a0]", "", text)
    if digits.startswith("+33"):
        digits = "0" + digits[3:].removeprefix("0")
    if re.fullmatch(r"[1-9]\d{8}", digits):
        digits = "0" + digits
    if re.fullmatch(r"0\d{9}", digits):
        return " ".join(digits[index : index + 2] for index in range(0, 10, 2))
    return text.strip()


def phone_doubt(text: str) -> str:
    """Why a telephone is doubtful, in French; empty when it is not."""
    tidy = tidy_phone(text)
    if not tidy or re.fullmatch(r"0\d( \d\d){4}", tidy) or re.fullmatch(r"\+\d[\d ]{6,16}", tidy):
        return ""
    return f"le téléphone « {text.strip()} » n’a pas dix chiffres".replace("« ", f"«{_NBSP}").replace(" »", f"{_NBSP}»")


def tidy_postcode(text: str) -> str:
    """A French postcode of five digits; four digits get their leading zero back."""
    digits = re.sub(r"\s", "", text)
    return digits.zfill(5) if re.fullmatch(r"\d{4}", digits) else digits


def postcode_doubt(text: str) -> str:
    """Why a postcode is doubtful, in French; empty when it is not."""
    tidy = tidy_postcode(text)
    return "" if not tidy or re.fullmatch(r"\d{5}", tidy) else "le code postal n’a pas cinq chiffres"


def email_doubt(text: str) -> str:
    """Why an e-mail address is doubtful, in French; empty when it is not."""
    return "" if not text or _EMAIL.fullmatch(text.strip()) else "l’adresse électronique est incomplète"


def ml_number_doubt(text: str) -> str:
    """Why a « n° de dossier Mission Locale » is doubtful: it has digits only, six or seven of them."""
    number = text.strip()
    if not number:
        return ""
    if not number.isdigit():
        return "le n° de dossier Mission Locale ne doit contenir que des chiffres"
    return "" if len(number) in (6, 7) else "le n° de dossier Mission Locale a d’ordinaire six ou sept chiffres"


def looks_like_social_security_number(text: str) -> bool:
    """Whether a free text holds what looks like a French social security number (13 digits, or 15 with its key)."""
    return re.search(r"(?<!\d)[12][\s.]?\d{2}[\s.]?[01]\d[\s.]?\d[\dAB][\s.]?\d{3}[\s.]?\d{3}", text) is not None
