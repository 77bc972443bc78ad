"""File numbers of the Missions Locales as they are typed, and numbers that must never be kept."""

from __future__ import annotations

import re


def ml_number_doubt(text: str) -> str:
    """Why a « n° de dossier Mission Locale » is doubtful: it has six or seven digits, not all the same."""
    number = text.strip()
    if not number:
        return ""
    if not number.isdigit():
        return "le n° de dossier Mission Locale ne doit contenir que des chiffres"
    if len(number) not in (6, 7):
        return "le n° de dossier Mission Locale a d’ordinaire six ou sept chiffres"
    return "" if len(set(number)) > 1 else "le n° de dossier Mission Locale répète un seul chiffre"


def looks_like_social_security_number(text: str) -> bool:
    """Whether a free text holds what looks like a French social security number (13 digits, or 15 with its key)."""
    return re.search(r"(?<!\d)[12][\s.]?\d{2}[\s.]?[01]\d[\s.]?\d[\dAB][\s.]?\d{3}[\s.]?\d{3}", text) is not None
