"""Titles of the skills that `Candidate` has no element for, in French and English: they travel as free sections."""

from __future__ import annotations

SECTIONS = {
    "communication": ("Compétences en communication", "Communication skills"),
    "organisational": ("Compétences organisationnelles / managériales", "Organisational / managerial skills"),
    "job_related": ("Compétences liées à l’emploi", "Job-related skills"),
    "other": ("Autres compétences", "Other skills"),
}


def title_of(section: str, locale: str) -> str:
    """The title of a section, in English for a document in English and in French for any other."""
    return SECTIONS[section][1 if locale[:2].lower() == "en" else 0]


def section_of(title: str, locale: str) -> str:
    """The section a title names, or nothing."""
    return next((section for section in SECTIONS if title_of(section, locale) == title), "")
