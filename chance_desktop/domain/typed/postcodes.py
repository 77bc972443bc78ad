"""Postcodes as they are typed: five figures in France and overseas, whatever each country has elsewhere."""

from __future__ import annotations

import re

from chance_desktop.domain.text.invisible_signs import without_invisible
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _, capital

_FRENCH = {"FR", "BL", "GF", "GP", "MC", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"}
"""France, Monaco and the territories overseas, which share the French postcodes."""
_CORSICA = re.compile(r"2[AB]\d{3}", re.ASCII | re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Z0-9](?:[A-Z0-9 \-]{0,9}[A-Z0-9])?", re.ASCII)
_NOBODY = ("96", "99")
"""Beginnings of five figures that are no department's."""


def read_postcode(text: str, country: str = "FR") -> str:
    """A postcode in its tidy form; nothing for nothing. `country` is empty where it is not known. Raises `Unreadable`."""
    why = postcode_doubt(text, country)
    if why:
        raise Unreadable(f"{capital(why)}.", _("Corrigez, ou laissez le champ vide."))
    return tidy_postcode(text, country)


def tidy_postcode(text: str, country: str = "FR") -> str:
    """A French postcode of five digits, four getting their leading zero back; a foreign one in capitals."""
    text = without_invisible(text)
    if country.upper() not in _FRENCH:
        return " ".join(text.upper().split())
    digits = re.sub(r"\s", "", text)
    return digits.zfill(5) if re.fullmatch(r"\d{4}", digits, re.ASCII) else digits


def postcode_doubt(text: str, country: str = "FR") -> str:
    """Why a postcode is doubtful, in French; empty when it is not."""
    tidy = tidy_postcode(text, country)
    if not tidy:
        return ""
    if country.upper() not in _FRENCH:
        return "" if _ELSEWHERE.fullmatch(tidy) else _("le code postal a des signes qu’aucun code postal n’a")
    if _CORSICA.fullmatch(tidy):
        return _("le code postal commence par 20 en Corse, pas par 2A ni 2B")
    if not re.fullmatch(r"\d{5}", tidy, re.ASCII):
        return _("le code postal n’a pas cinq chiffres")
    return _("le code postal ne commence par aucun département") if tidy.startswith(_NOBODY) else ""
